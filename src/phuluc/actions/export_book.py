"""The figures of a working book file as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from phuluc.actions.families import family_of
from phuluc.actions.opening import open_any_book


def export_book(book: Path) -> Mapping[str, Any]:
    """Evaluate a working book and return its figures in the shape of `phuluc export`; the file is not changed.

    Raises:
        PhuLucError: the file cannot be read, or is no book of ours.
    """
    _, working = open_any_book(book)
    working.book.recalculate()
    return family_of(working).export(working)
