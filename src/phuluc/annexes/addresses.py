"""Addresses of cells as people read them."""

from __future__ import annotations

from functools import cache
from typing import Final

from phuluc.book_port import Link

#: How the formulas of links begin.
LINK_PREFIX: Final = "=HYPERLINK("


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


def link_formula(link: Link) -> str:
    """Return a link as a formula: every program follows it, sorts it and undoes it like any other cell."""
    sheet = link.sheet.replace("'", "''")
    target, text = (
        part.replace('"', '""') for part in (f"#'{sheet}'!{column_letters(link.column)}{link.row}", link.text)
    )
    return f'{LINK_PREFIX}"{target}","{text}")'
