"""Contents of cells as Excel hands them over, each with what the worksheet functions are to take it for."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

#: (what `Range.Value` holds, the cell for the core). Times come with a zone, a mere time of day on Excel's day 0.
CELLS: list[tuple[Any, Any]] = [
    (59.0, 59.0),
    (0.0, 0.0),
    (99.8, 99.8),
    (-3.0, -3.0),
    (1e308, 1e308),
    (-1e308, -1e308),
    (None, None),
    ("", ""),
    (" - ", " - "),
    ("1.313", "1.313"),
    ("UBND TP.Quy Nhơn", "UBND TP.Quy Nhơn"),
    (True, True),
    (False, False),
    (Decimal("1250.5000"), 1250.5),
    (-2146826288, "#NULL!"),
    (-2146826281, "#DIV/0!"),
    (-2146826273, "#VALUE!"),
    (-2146826265, "#REF!"),
    (-2146826259, "#NAME?"),
    (-2146826252, "#NUM!"),
    (-2146826246, "#N/A"),
    (-2146826243, "#SPILL!"),
    (-2146826180, "#ERROR!"),
    (dt.datetime(2024, 1, 5, tzinfo=dt.UTC), "05/01/2024"),
    (dt.datetime(2024, 3, 31, 17, 30, tzinfo=dt.UTC), "31/03/2024 17:30"),
    (dt.datetime(1899, 12, 30, 8, 5, tzinfo=dt.UTC), "08:05"),
    (object, "#ERROR!"),
]


def as_excel_gives(argument: Any) -> Any:
    """An argument of the core as Excel would hand it over: numbers as floats, ranges as rows of tuples."""
    if isinstance(argument, (list, tuple)):
        return tuple(tuple(map(as_excel_gives, row)) for row in argument)
    return float(argument) if type(argument) is int else argument


def as_excel_shows(result: Any) -> Any:
    """A result of the core as the COM server passes it on: one cell as a value, one row as a flat list, all floats."""
    given = result if isinstance(result, list) else [[result]]
    rows = [[float(cell) if type(cell) is int else cell for cell in row] for row in given]
    if len(rows) > 1:
        return rows
    return rows[0] if len(rows[0]) > 1 else rows[0][0]
