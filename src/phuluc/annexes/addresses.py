"""Addresses of cells as people read them."""

from __future__ import annotations

from functools import cache


@cache
def column_letters(column: int) -> str:
    """Return the letters of a 1-based column: 1 is "A", 28 is "AB"."""
    letters = ""
    while column:
        column, remainder = divmod(column - 1, 26)
        letters = chr(65 + remainder) + letters
    return letters


def cell_address(sheet: str, row: int, column: int) -> str:
    """Return "Phụ lục 1!F12" for a 1-based row and column."""
    return f"{sheet}!{column_letters(column)}{row}"
