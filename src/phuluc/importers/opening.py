"""Opening a source whose kind is not known yet: a workbook, or a text file as a workbook of one sheet."""

from __future__ import annotations

from pathlib import Path

from phuluc.importers.csv_table import read_csv_sheet
from phuluc.importers.grid import SourceBook, read_book
from phuluc.workbook.errors import TextTableError


def read_book_or_text(path: Path) -> SourceBook:
    """Read a workbook, or a delimited text file as a workbook of one sheet.

    Raises:
        WorkbookFileError: the file is neither; one subclass per cause.
        SourceEncodingError, UnknownSourceError: text that is no table.
    """
    try:
        return read_book(path)
    except TextTableError:
        return SourceBook(path.name, (read_csv_sheet(path),), None)
