"""What a button of the ribbon works with: the program, the open workbook, the person."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from phuluc.actions.named_book import NamedBook
from phuluc.errors import PhuLucError
from phuluc.hosts.excel.dialogs import Dialogs
from phuluc.hosts.excel.light_xlwings import xlwings as xw
from phuluc.hosts.excel.protection import Protection
from phuluc.hosts.excel.quiet import quiet
from phuluc.hosts.excel.session import working_session
from phuluc.results import Progress


class PdfNotMadeError(PhuLucError):
    """Excel did not export the PDF."""


class TargetOpenError(PhuLucError):
    """A new book would take the place of one that is open."""


@dataclass(frozen=True)
class Desk:
    """The workbook in front of the person, and the ways to change it and to talk about it."""

    book: xw.Book
    dialogs: Dialogs
    protection: Protection

    @contextmanager
    def working(self) -> Iterator[NamedBook]:
        """Open the workbook for one action; see `working_session`."""
        with working_session(self.book, self.protection) as working:
            yield working

    @contextmanager
    def reading(self) -> Iterator[NamedBook]:
        """Open the workbook for an action that changes nothing in it."""
        with self.working() as working:
            yield working

    @contextmanager
    def progress(self) -> Iterator[Progress]:
        """Show long work in the program's status bar."""
        app = self.book.app

        def show(stage: str, done: int, total: int) -> None:
            app.status_bar = f"Phụ lục: {stage}, {done}/{total}"  # desktop: only there it is seen

        try:
            yield show
        finally:
            app.status_bar = False  # desktop: Excel's own text again

    def open(self, path: Path) -> None:
        """Open a file in front of the person."""
        self.book.app.books.open(str(path))  # desktop: others have one book

    def judge_target(self, path: Path) -> None:
        """See that a file to be written can be opened afterwards.

        Raises:
            TargetOpenError: it is open, or a book of the same name is, of which Excel holds only one at a time.
        """
        for book in self.book.app.books:
            if self._clashes(book, path):
                raise TargetOpenError(
                    "Sổ cùng tên đang mở nên không ghi được",
                    where=str(path),
                    found=book.fullname,
                    remedy="Đóng sổ đang mở rồi làm lại, hoặc chọn tên khác",
                )

    def _clashes(self, book: xw.Book, path: Path) -> bool:
        return str(book.name).casefold() == path.name.casefold()

    def beside(self, name: str) -> str:
        """Suggest a file beside the workbook; in the program's own folder where the workbook was never saved."""
        folder = Path(self.book.fullname).parent
        return str(folder / name) if folder.is_absolute() else name

    def copy_suffix(self) -> str:
        """How the name of a copy ends, with its dot."""
        return Path(self.book.name).suffix.lower() or ".xlsx"

    def save_copy(self, path: Path) -> None:
        """Write a copy of the workbook as it stands, which stays open under its own name; Excel on Windows only."""
        self.book.api.SaveCopyAs(str(path))  # desktop: xlwings has no saving of copies

    def export_pdf(self, workbook: Path, pdf: Path) -> None:
        """Let Excel print a workbook file into a PDF.

        Raises:
            PdfNotMadeError: Excel cannot, for instance because no printer is installed.
        """
        with quiet(self.book.app):
            try:
                issued = self.book.app.books.open(str(workbook))  # desktop: to print it
                try:
                    issued.to_pdf(str(pdf))  # desktop: Excel prints
                finally:
                    issued.close()
            except Exception as error:
                raise PdfNotMadeError(
                    "Đã ghi tệp phụ lục nhưng Excel chưa xuất được PDF",
                    where=str(pdf),
                    remedy="Kiểm tra máy in mặc định của Windows, hoặc mở tệp phụ lục rồi chọn Tệp > Xuất "
                    "(File > Export)",
                ) from error
            finally:
                self.book.activate()
