"""Opening working books and sources: one place, so that every command judges files alike."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from phuluc.actions.named_book import NamedBook, kind_of
from phuluc.actions.scores.book import ScoreWorkingBook
from phuluc.actions.working_book import WorkingBook
from phuluc.annexes.families import SEVEN_TARGETS
from phuluc.book_port import Book
from phuluc.workbook.file_book import FileBook
from phuluc.workbook.judging.active_content import ActiveKind, notice_of
from phuluc.workbook.package import Package


def working_book(book: Book, file_name: str) -> NamedBook:
    """Give a workbook as the working book of its family.

    Raises:
        NotAWorkingBookError, OtherFamilyError, DamagedBookError: it is not a whole book of ours.
    """
    if kind_of(book, file_name) == SEVEN_TARGETS:
        return WorkingBook(book, file_name)
    return ScoreWorkingBook(book, file_name)


def open_any_book(path: Path) -> tuple[FileBook, NamedBook]:
    """Open a working book of any family.

    Raises:
        WorkbookFileError: the file cannot be read; one subclass per cause.
        NotAWorkingBookError, OtherFamilyError, DamagedBookError: it is not a whole book of ours.
    """
    book = FileBook.open(path)
    working = working_book(book, path.name)
    working.file_mark = book.package.origin.mark if book.package.origin else ""
    return book, working


def open_working_book(path: Path) -> tuple[FileBook, WorkingBook]:
    """Open a working book of family bay-chi-tieu.

    Raises:
        WorkbookFileError: the file cannot be read; one subclass per cause.
        NotAWorkingBookError, OtherFamilyError, DamagedBookError: it is not a whole book of ours.
    """
    book = FileBook.open(path)
    return book, WorkingBook(book, path.name)


def book_from_bytes(content: bytes, file_name: str) -> tuple[FileBook, WorkingBook]:
    """Open a working book of family bay-chi-tieu that was just built."""
    book = _file_book(content, file_name)
    return book, WorkingBook(book, file_name)


def score_book_from_bytes(content: bytes, file_name: str) -> tuple[FileBook, ScoreWorkingBook]:
    """Open a working book of a score family that was just built."""
    book = _file_book(content, file_name)
    return book, ScoreWorkingBook(book, file_name)


def _file_book(content: bytes, file_name: str) -> FileBook:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    return FileBook(Package(parts, file_name))


def carried_notices(book: FileBook, working: NamedBook) -> list[str]:
    """Say what a working book carries beside figures; the macros of edition "macro" are ours and go without saying."""
    ours = {ActiveKind.MACRO} if working.edition == "macro" else set()
    return notice_of([item for item in book.package.active_content() if item.kind not in ours], left_alone=True)
