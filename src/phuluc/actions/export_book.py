"""The figures of a working book file as plain data."""

from __future__ import annotations

from pathlib import Path

from phuluc.actions.export import ExportedFigures, export_figures
from phuluc.actions.opening import open_working_book
from phuluc.actions.read_figures import read_figures


def export_book(book: Path) -> ExportedFigures:
    """Evaluate a working book and return its figures in the shape of `phuluc export`; the file is not changed.

    Raises:
        PhuLucError: the file cannot be read, or is no book of ours.
    """
    _, working = open_working_book(book)
    working.book.recalculate()
    return export_figures(read_figures(working))
