"""Cells as the shortest text that means the same: few different ones are left, and engines read those once a value."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

from phuluc.aggregate.fields import FieldKind

#: Characters of "31/12/2026", and at most of that with a time.
DAY_LENGTH: Final = 10
TIME_LENGTH: Final = 23
#: Longer ones are addresses of files and the like, and mean that there is something.
LONGEST_NOTHING: Final = 12
SOMETHING: Final = "x" * (LONGEST_NOTHING + 1)
#: But "Chưa có kết quả điện tử" and "Không …" are long, too: what begins so is looked at whole.
WORDS_BEGIN: Final = ("C", "K", "c", "k", " ")


def cell_text(cell: object, kind: FieldKind) -> str | None:
    """Write what a cell holds as lists write it: days as dd/MM/yyyy, whole numbers without decimals."""
    if cell is None or isinstance(cell, str):
        text = cell
    elif kind == "ngay" and isinstance(cell, dt.date):
        text = f"{cell.day:02}/{cell.month:02}/{cell.year:04}"
    elif isinstance(cell, bool):
        text = "1" if cell else "0"
    elif isinstance(cell, float) and cell.is_integer():
        text = str(int(cell))
    else:
        text = str(cell)
    return None if text is None else _shortest(text, kind)


def cell_texts(cells: Sequence[object], kind: FieldKind) -> list[str | None]:
    """Write a column of cells, see `cell_text`; texts, the most, are cut here."""
    if kind == "ngay":
        return [
            (cell[:DAY_LENGTH] if _begins_with_day(cell) else cell) if type(cell) is str else cell_text(cell, kind)
            for cell in cells
        ]
    if kind == "co":
        return [
            (SOMETHING if _is_something(cell) else cell) if type(cell) is str else cell_text(cell, kind)
            for cell in cells
        ]
    return [cell_text(cell, kind) for cell in cells]


def _shortest(text: str, kind: FieldKind) -> str:
    if kind == "ngay" and _begins_with_day(text):
        return text[:DAY_LENGTH]
    return SOMETHING if kind == "co" and _is_something(text) else text


def _is_something(text: str) -> bool:
    return len(text) > LONGEST_NOTHING and text[0] not in WORDS_BEGIN


def _begins_with_day(text: str) -> bool:
    """Tell a day with a time, of any spelling, unless something invisible may stand among its ten characters."""
    return DAY_LENGTH < len(text) <= TIME_LENGTH and text.isascii() and "0" <= text[0] <= "9"


def shortest_sql(column: str, kind: FieldKind) -> str:
    """Give DuckDB's expression of the same for a column of text."""
    if kind == "ngay":
        is_time = f"strlen({column}) BETWEEN {DAY_LENGTH + 1} AND {TIME_LENGTH} AND {column} >= '0' AND {column} < ':'"
        is_ascii = f"length({column}) = strlen({column})"
        return f"CASE WHEN {is_time} AND {is_ascii} THEN left({column}, {DAY_LENGTH}) ELSE {column} END"
    if kind == "co":
        is_something = f"length({column}) > {LONGEST_NOTHING} AND {column}[1] NOT IN {WORDS_BEGIN}"
        return f"CASE WHEN {is_something} THEN '{SOMETHING}' ELSE {column} END"
    return column
