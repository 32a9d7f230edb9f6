"""The desk of a button pressed in LibreOffice: its open document through our xlwings engine, its dialogs."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from phuluc.errors import PhuLucError
from phuluc.hosts.excel.desk import Desk
from phuluc.hosts.excel.dialogs import Dialogs
from phuluc.hosts.excel.protection import NoProtection
from phuluc.hosts.libreoffice.extension.dialogs import OfficeDialogs
from phuluc.hosts.libreoffice.names import restore_names

#: What Calc writes before our functions' names.
SERVICE = "PhuLuc"
_EXCEL_FILTER = "Calc MS Excel 2007 XML"


class EngineMissingError(PhuLucError):
    """This installation has no engine for LibreOffice."""

    def __init__(self) -> None:
        super().__init__(
            "Bản cài đặt này chưa thao tác được trên sổ đang mở trong LibreOffice",
            remedy="Lưu và đóng sổ, rồi dùng các lệnh phuluc",
        )


class DocumentGoneError(PhuLucError):
    """The document was closed before the action reached it."""

    def __init__(self) -> None:
        super().__init__("Sổ đã đóng trước khi thao tác bắt đầu", remedy="Mở lại sổ rồi bấm lại nút")


@dataclass(frozen=True)
class OfficeDesk(Desk):
    """`Desk` in LibreOffice."""

    def save_copy(self, path: Path) -> None:
        """Write a copy of the document as it stands, with the plain names of our functions."""
        self.book.api.storeToURL(path.as_uri(), _engine_part("uno_bridge").properties(FilterName=_EXCEL_FILTER))
        restore_names(path)


def reach_desk(connection: str, document: str, dialogs: Dialogs | None) -> OfficeDesk:
    """Connect to the office and find the document.

    Args:
        connection: the address for UnoUrlResolver.
        document: the document's RuntimeUID.
        dialogs: in place of those of the office; None takes these.

    Raises:
        DocumentGoneError: it is no longer open.
        EngineMissingError: see there.
    """
    uno = _engine_part("uno_bridge").uno()
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    context = resolver.resolve(connection)
    app = _engine_part("attach").app_of(context, SERVICE)
    book = next((book for book in app.books if book.api.RuntimeUID == document), None)
    if book is None:
        raise DocumentGoneError
    return OfficeDesk(book, dialogs or OfficeDialogs(uno, context), NoProtection())


def _engine_part(name: str) -> Any:
    """A module of the engine, which an installation may lack.

    Raises:
        EngineMissingError: it does.
    """
    try:
        return importlib.import_module(f"phuluc.hosts.libreoffice.engine.{name}")
    except ModuleNotFoundError as error:
        raise EngineMissingError from error
