"""Sheet protection without a password: lifted where an action writes, put back as it was.

xlwings has no words for it; this is the native object model of Excel on Windows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, Protocol

from phuluc.errors import PhuLucError
from phuluc.hosts.excel.light_xlwings import xlwings as xw

#: Properties of Worksheet.Protection in the order of the last arguments of Worksheet.Protect.
_ALLOWANCES: Final = (
    "AllowFormattingCells",
    "AllowFormattingColumns",
    "AllowFormattingRows",
    "AllowInsertingColumns",
    "AllowInsertingRows",
    "AllowInsertingHyperlinks",
    "AllowDeletingColumns",
    "AllowDeletingRows",
    "AllowSorting",
    "AllowFiltering",
    "AllowUsingPivotTables",
)


class SheetPasswordError(PhuLucError):
    """A sheet an action has to write into is protected with a password."""


class Protection(Protocol):
    """Lifts the protection of sheets and puts it back."""

    def lift(self, sheet: xw.Sheet) -> None: ...

    def restore(self) -> None: ...


@dataclass(frozen=True)
class _Protected:
    sheet: Any
    drawing_objects: bool
    scenarios: bool
    allowances: tuple[bool, ...]

    def protect(self) -> None:
        # Password, DrawingObjects, Contents, Scenarios, UserInterfaceOnly, then the allowances.
        self.sheet.Protect("", self.drawing_objects, True, self.scenarios, False, *self.allowances)


class ExcelProtection:
    """Protection in Excel on Windows."""

    def __init__(self) -> None:
        self._lifted: list[_Protected] = []

    def lift(self, sheet: xw.Sheet) -> None:
        """Make a sheet writable; nothing happens where it is.

        Raises:
            SheetPasswordError: it has a password.
        """
        native = sheet.api  # desktop: xlwings knows no protection
        if not native.ProtectContents:
            return
        protection = native.Protection
        allowances = tuple(bool(getattr(protection, name)) for name in _ALLOWANCES)
        before = _Protected(native, bool(native.ProtectDrawingObjects), bool(native.ProtectScenarios), allowances)
        try:
            # An empty password, so that Excel does not ask for one.
            native.Unprotect("")
        except Exception as error:
            raise _password_error(sheet.name) from error
        if native.ProtectContents:
            raise _password_error(sheet.name)
        self._lifted.append(before)

    def restore(self) -> None:
        """Protect again what was lifted, with the same allowances."""
        while self._lifted:
            self._lifted.pop().protect()


class NoProtection:
    """For programs whose sheets are not protected against us."""

    def lift(self, sheet: xw.Sheet) -> None:
        """Do nothing."""

    def restore(self) -> None:
        """Do nothing."""


def _password_error(sheet: str) -> SheetPasswordError:
    return SheetPasswordError(
        "Trang được bảo vệ bằng mật khẩu nên không ghi được",
        where=sheet,
        remedy="Bỏ bảo vệ trang: Xem lại > Bỏ bảo vệ trang tính (Review > Unprotect Sheet), rồi làm lại",
    )
