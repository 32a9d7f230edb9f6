"""Cells as the shortest text that means the same: few different ones are left, and engines read those once a value.

Two spellings of one rule: for columns in memory, and for DuckDB, which reads text files itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from phuluc.aggregate.fields import FieldKind

#: Characters of "31/12/2026", and at most of that with a time.
DAY_LENGTH: Final = 10
TIME_LENGTH: Final = 23
#: Longer ones are addresses of files and the like, and mean that there is something.
LONGEST_NOTHING: Final = 11
SOMETHING: Final = "x" * (LONGEST_NOTHING + 1)
#: But "Chưa có kết quả điện tử" and "Không …" are long, too: what begins so is looked at whole.
WORDS_BEGIN: Final = ("C", "K", "c", "k", " ")

#: In times that are those of another zone, and may be of another day: "2026-03-31T18:30:00Z", "… +00:00".
ZONE_SIGNS: Final = ("Z", "+")
#: ASCII without these.
_OF_DAYS: Final = r"[\x00-\x2A\x2C-\x59\x5B-\x7F]"
#: What is found, and what stands in its place. Days with a time are cut, of any spelling, unless something invisible
#: may stand among their ten characters. Values of Python's, to compare with, would make pyarrow load pandas.
_SHORTER: Final[Mapping[FieldKind, tuple[str, str]]] = {
    "ngay": (
        rf"^([0-9]{_OF_DAYS}{{{DAY_LENGTH - 1}}}){_OF_DAYS}{{1,{TIME_LENGTH - DAY_LENGTH}}}$",
        r"\1",
    ),
    "co": (rf"(?s)^[^{''.join(WORDS_BEGIN)}].{{{LONGEST_NOTHING},}}$", SOMETHING),
}


def shortest(column: pa.StringArray, kind: FieldKind) -> pa.StringArray:
    """Give a column of texts in their shortest form."""
    return rewritten(column, _SHORTER.get(kind))


def rewritten(column: pa.StringArray, rule: tuple[str, str] | None) -> pa.StringArray:
    """Put what the second of `rule` says in the place of the pattern that is its first; without a rule nothing."""
    return column if rule is None else pc.replace_substring_regex(column, pattern=rule[0], replacement=rule[1])


def shortest_sql(column: str, kind: FieldKind) -> str:
    """Give DuckDB's expression of the same for a column of text."""
    if kind == "ngay":
        is_time = f"strlen({column}) BETWEEN {DAY_LENGTH + 1} AND {TIME_LENGTH} AND {column} >= '0' AND {column} < ':'"
        is_ascii = f"length({column}) = strlen({column})"
        is_here = " AND ".join(f"NOT contains({column}, '{sign}')" for sign in ZONE_SIGNS)
        return f"CASE WHEN {is_time} AND {is_ascii} AND {is_here} THEN left({column}, {DAY_LENGTH}) ELSE {column} END"
    if kind == "co":
        is_something = f"length({column}) > {LONGEST_NOTHING} AND {column}[1] NOT IN {WORDS_BEGIN}"
        return f"CASE WHEN {is_something} THEN '{SOMETHING}' ELSE {column} END"
    return column
