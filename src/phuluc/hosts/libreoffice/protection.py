"""Sheet protection without a password in LibreOffice: lifted where an action writes, put back afterwards."""

from __future__ import annotations

import xlwings as xw

from phuluc.hosts.excel.protection import SheetPasswordError


class LibreOfficeProtection:
    """Protection in LibreOffice (`phuluc.hosts.excel.protection.Protection`).

    What users were allowed to do on a protected sheet beside selecting cells (e.g. change column widths) is not told by
    LibreOffice and cannot be put back.
    """

    def __init__(self) -> None:
        self._lifted: list[xw.Sheet] = []

    def lift(self, sheet: xw.Sheet) -> None:
        """Make a sheet writable; nothing happens where it is.

        Raises:
            SheetPasswordError: it has a password.
        """
        native = sheet.api
        if not native.isProtected():
            return
        native.unprotect("")
        if native.isProtected():
            raise SheetPasswordError(
                "Trang được bảo vệ bằng mật khẩu nên không ghi được",
                where=sheet.name,
                remedy="Bỏ bảo vệ trang (Công cụ > Bảo vệ trang tính) rồi làm lại",
            )
        self._lifted.append(sheet)

    def restore(self) -> None:
        """Protect again what was lifted."""
        while self._lifted:
            self._lifted.pop().api.protect("")
