"""Opening working books and sources: one place, so that every command judges files alike."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from phuluc.actions.working_book import WorkingBook
from phuluc.workbook.file_book import FileBook
from phuluc.workbook.judging.active_content import ActiveKind, notice_of
from phuluc.workbook.package import Package


def open_working_book(path: Path) -> tuple[FileBook, WorkingBook]:
    """Open a working book of family bay-chi-tieu.

    Raises:
        WorkbookFileError: the file cannot be read; one subclass per cause.
        NotAWorkingBookError, OtherFamilyError, DamagedBookError: it is not a whole book of ours.
    """
    book = FileBook.open(path)
    return book, WorkingBook(book, path.name)


def book_from_bytes(content: bytes, file_name: str) -> tuple[FileBook, WorkingBook]:
    """Open a working book that was just built."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    book = FileBook(Package(parts, file_name))
    return book, WorkingBook(book, file_name)


def carried_notices(book: FileBook, working: WorkingBook) -> list[str]:
    """Say what a working book carries beside figures; the macros of edition "macro" are ours and go without saying."""
    ours = {ActiveKind.MACRO} if working.edition == "macro" else set()
    return notice_of([item for item in book.package.active_content() if item.kind not in ours], left_alone=True)
