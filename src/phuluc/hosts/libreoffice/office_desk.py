"""The desk of a button pressed in LibreOffice: its open document through our xlwings engine, its dialogs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from phuluc.actions.named_book import NamedBook
from phuluc.errors import PhuLucError
from phuluc.hosts.excel.desk import Desk
from phuluc.hosts.excel.dialogs import Dialogs
from phuluc.hosts.excel.light_xlwings import xlwings as xw
from phuluc.hosts.excel.undo import UndoIncompleteError
from phuluc.hosts.libreoffice.engine import app_of
from phuluc.hosts.libreoffice.engine.file_formats import filter_of
from phuluc.hosts.libreoffice.engine.uno_bridge import UnoObject, file_url, is_uno_error, properties, uno
from phuluc.hosts.libreoffice.extension.dialogs import OfficeDialogs
from phuluc.hosts.libreoffice.names import restore_names
from phuluc.hosts.libreoffice.protection import LibreOfficeProtection
from phuluc.workbook.pdf import write_pdf

#: What Calc writes before our functions' names.
SERVICE = "PhuLuc"
_COPIED_AS_THEY_ARE = (".xlsx", ".xlsm")


class DocumentGoneError(PhuLucError):
    """The document, or the whole office, was closed before the action reached it."""

    def __init__(self) -> None:
        super().__init__("Sổ đã đóng trước khi thao tác bắt đầu", remedy="Mở lại sổ rồi bấm lại nút")


class ReadOnlyDocumentError(PhuLucError):
    """The document can only be read, mostly because somebody else has it open."""

    @classmethod
    def from_name(cls, name: str) -> ReadOnlyDocumentError:
        return cls(
            "Sổ đang mở ở chế độ chỉ đọc nên không ghi được",
            where=name,
            remedy="Nếu người khác đang mở sổ này, đợi họ đóng rồi mở lại; hoặc lưu thành tệp khác (Tệp > Lưu thành) "
            "rồi bấm lại nút",
        )


@dataclass(frozen=True)
class OfficeDesk(Desk):
    """`Desk` in LibreOffice.

    Attributes:
        rescue: where a copy of the document is kept while an action changes it.
    """

    rescue: Path

    @contextmanager
    def working(self) -> Iterator[NamedBook]:
        """Open the workbook for one action; a copy of it is kept until the action is done or taken back.

        Steps to undo are neither kept nor made: LibreOffice's own do not give back cells that were blank before a
        whole range was written.

        Raises:
            ReadOnlyDocumentError: it can only be read.
        """
        if self.book.api.isReadonly():
            raise ReadOnlyDocumentError.from_name(self.book.name)
        self.save_copy(self.rescue)
        steps = self.book.api.getUndoManager()
        steps.lock()
        try:
            with super().working() as working:
                yield working
        except UndoIncompleteError:
            raise
        except BaseException:
            self.rescue.unlink()
            raise
        else:
            self.rescue.unlink()
        finally:
            steps.unlock()
            steps.clear()

    @contextmanager
    def reading(self) -> Iterator[NamedBook]:
        """Open the workbook for an action that changes nothing in it."""
        with super().working() as working:
            yield working

    def copy_suffix(self) -> str:
        """Copies for other offices are files of Excel, whatever the document is."""
        suffix = Path(self.book.name).suffix.lower()
        return suffix if suffix in _COPIED_AS_THEY_ARE else ".xlsx"

    def _clashes(self, book: xw.Book, path: Path) -> bool:
        """LibreOffice holds books of one name from several folders."""
        return Path(book.fullname) == path

    def save_copy(self, path: Path) -> None:
        """Write a copy of the document as it stands, with the plain names of our functions."""
        self.book.api.storeToURL(file_url(path), properties(FilterName=filter_of(path)))
        restore_names(path)

    def export_pdf(self, workbook: Path, pdf: Path) -> None:
        """Print in a LibreOffice of its own, with Vietnamese separators whatever this person's settings are.

        Raises:
            PdfFailedError, PdfTimeoutError: see `write_pdf`.
        """
        write_pdf(workbook, pdf)


def reach_desk(connection: str, document: str, rescue: Path, dialogs: Dialogs | None) -> OfficeDesk:
    """Connect to the office and find the document.

    Args:
        connection: the address for UnoUrlResolver.
        document: the document's RuntimeUID.
        rescue: see `OfficeDesk`.
        dialogs: in place of those of the office; None takes these.

    Raises:
        DocumentGoneError: it is no longer open.
        UnoMissingError: LibreOffice's bridge does not load into this Python.
    """
    context = _reached(connection)
    app = app_of(context, SERVICE)
    book = next((book for book in app.books if book.api.RuntimeUID == document), None)
    if book is None:
        raise DocumentGoneError
    return OfficeDesk(book, dialogs or OfficeDialogs(uno(), context), LibreOfficeProtection(), rescue)


def _reached(connection: str) -> UnoObject:
    local = uno().getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    try:
        return resolver.resolve(connection)
    except Exception as error:
        if not is_uno_error(error):
            raise
    raise DocumentGoneError
