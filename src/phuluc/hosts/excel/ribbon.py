"""The one door of the ribbon: VBA calls `dispatch` with the id of the button that was pressed."""

from __future__ import annotations

from typing import Final

from phuluc.errors import PhuLucError
from phuluc.hosts.excel.desk import Desk
from phuluc.hosts.excel.dialogs import Dialogs, ExcelDialogs, warn_without_excel
from phuluc.hosts.excel.light_xlwings import xlwings as xw
from phuluc.hosts.excel.protection import ExcelProtection
from phuluc.hosts.headless.failures import explain_failure

#: What Excel answers while a cell is being edited or one of its dialogs is open.
_BUSY: Final = frozenset({-2147418111, -2146777998})


class UnknownButtonError(PhuLucError):
    """The ribbon knows a button that this program does not."""


class ExcelBusyError(PhuLucError):
    """Excel takes no orders at the moment."""


def dispatch(control_id: str) -> None:
    """Do what a button stands for, in the workbook in front of the person.

    Nothing is raised: every failure becomes a message, with details in the log file.

    Args:
        control_id: the id of the button in the ribbon's XML.
    """
    try:
        book = xw.Book.caller()
    except Exception as error:  # noqa: BLE001 - nobody would read it in VBA
        warn_without_excel(explain_failure(_understood(error), control_id).message)
        return
    press(control_id, Desk(book, ExcelDialogs(book.app), ExcelProtection()))


def press(control_id: str, desk: Desk) -> None:
    """Do what a button stands for; tell failures instead of raising them."""
    try:
        _button(control_id, desk)
    except Exception as error:  # noqa: BLE001 - the last door: a person reads what comes out here
        _explain(_understood(error), control_id, desk.dialogs)


def _button(control_id: str, desk: Desk) -> None:
    from phuluc.hosts.excel.buttons import BUTTONS  # noqa: PLC0415 - what cannot be loaded is a failure to be told too

    if control_id not in BUTTONS:
        raise UnknownButtonError(
            "Phần bổ trợ và chương trình không cùng phiên bản",
            found=f"nút “{control_id}”",
            remedy="Cài lại Phụ lục rồi khởi động lại Excel",
        )
    BUTTONS[control_id](desk)


def _explain(error: Exception, control_id: str, dialogs: Dialogs) -> None:
    dialogs.warn(explain_failure(error, control_id).message)


def _understood(error: Exception) -> Exception:
    """Name the one failure of Excel that a person causes and can end."""
    codes = {getattr(error, "hresult", None)}
    details = getattr(error, "excepinfo", None)
    if details:
        codes.add(details[-1])
    if not codes & _BUSY:
        return error
    busy = ExcelBusyError("Excel đang bận", remedy="Kết thúc việc sửa ô (Enter hoặc Esc), đóng hộp thoại rồi bấm lại")
    busy.__cause__ = error
    return busy
