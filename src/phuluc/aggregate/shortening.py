"""Cells as the shortest text that means the same: few different ones are left, and engines read those once a value.

Two spellings of one rule: for columns in memory, and for DuckDB, which reads text files itself.
"""

from __future__ import annotations

from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from phuluc.aggregate.fields import FieldKind

#: Characters of "31/12/2026", and at most of that with a time.
DAY_LENGTH: Final = 10
TIME_LENGTH: Final = 23
#: Longer ones are addresses of files and the like, and mean that there is something.
LONGEST_NOTHING: Final = 12
SOMETHING: Final = "x" * (LONGEST_NOTHING + 1)


def shortest(column: pa.StringArray, kind: FieldKind) -> pa.StringArray:
    """Cut the times off days, and put a mark in the place of what only needs to be there."""
    if kind == "ngay":
        return pc.if_else(_begin_with_day(column), pc.utf8_slice_codeunits(column, 0, DAY_LENGTH), column)
    if kind == "co":
        return pc.if_else(pc.greater(pc.utf8_length(column), LONGEST_NOTHING), SOMETHING, column)
    return column


def _begin_with_day(column: pa.StringArray) -> pa.BooleanArray:
    """Tell days with a time, of any spelling, unless something invisible may stand among their ten characters."""
    length = pc.utf8_length(column)
    tests = (
        pc.greater(length, DAY_LENGTH),
        pc.less_equal(length, TIME_LENGTH),
        pc.equal(length, pc.binary_length(column)),
        pc.greater_equal(column, "0"),
        pc.less(column, ":"),
    )
    found = tests[0]
    for test in tests[1:]:
        found = pc.and_(found, test)
    return found


def shortest_sql(column: str, kind: FieldKind) -> str:
    """Give DuckDB's expression of the same for a column of text."""
    if kind == "ngay":
        is_time = f"strlen({column}) BETWEEN {DAY_LENGTH + 1} AND {TIME_LENGTH} AND {column} >= '0' AND {column} < ':'"
        is_ascii = f"length({column}) = strlen({column})"
        return f"CASE WHEN {is_time} AND {is_ascii} THEN left({column}, {DAY_LENGTH}) ELSE {column} END"
    if kind == "co":
        return f"CASE WHEN length({column}) > {LONGEST_NOTHING} THEN '{SOMETHING}' ELSE {column} END"
    return column
