"""What Excel hands over as an argument, as the worksheet functions take it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from itertools import chain
from typing import Any, Final

from phuluc.functions.aliases import Cell, Cells

#: An error cell arrives as an integer, this plus the number VBA's CVErr takes; numbers of cells are always floats.
_ERROR_BASE: Final = -2146828288
_ERRORS: Final = {
    2000: "#NULL!",
    2007: "#DIV/0!",
    2015: "#VALUE!",
    2023: "#REF!",
    2029: "#NAME?",
    2036: "#NUM!",
    2042: "#N/A",
    2043: "#GETTING_DATA",
    2045: "#SPILL!",
    2046: "#CONNECT!",
    2047: "#BLOCKED!",
    2048: "#UNKNOWN!",
    2049: "#FIELD!",
    2050: "#CALC!",
}
_LEAST_ERROR: Final = _ERROR_BASE + 2000
_LAST_ERROR: Final = _ERROR_BASE + 2999
_UNKNOWN_ERROR: Final = "#ERROR!"
#: Types of cells that need no thought, nearly all there are.
TAKEN_AS_THEY_ARE: Final = frozenset({float, str, bool, type(None)})
_DAY_OF_TIMES: Final = dt.date(1899, 12, 30)


def read_argument(argument: Any) -> Cells:
    """Give an argument as a scalar or as rows of cells.

    Args:
        argument: a value; rows of values, where it is a range; or a flat tuple, as Excel gives a row constant {1,2,3}.
    """
    if not isinstance(argument, (tuple, list)):
        return read_cell(argument)
    rows = argument if argument and isinstance(argument[0], (tuple, list)) else (argument,)
    # A column without dates and errors is passed on: thousands of new lists would cost more than the calculation.
    if TAKEN_AS_THEY_ARE.issuperset(map(type, chain.from_iterable(rows))):
        return rows
    return [[read_cell(cell) for cell in row] for row in rows]


def read_cell(value: Any) -> Cell:
    """Give the content of one cell: number, text, truth value, or None for a blank one.

    Dates become text as Vietnamese write them, so that one where a count belongs is refused and shown, never computed
    with as the serial number it is inside. Error cells become their names, which the functions refuse.
    """
    if type(value) in TAKEN_AS_THEY_ARE:
        return value  # type: ignore[no-any-return]
    if isinstance(value, int):
        return _error_name(value) if _LEAST_ERROR <= value <= _LAST_ERROR else value
    if isinstance(value, Decimal):  # a cell formatted as currency
        return float(value)
    if isinstance(value, dt.datetime):
        return _date_text(value)
    return _UNKNOWN_ERROR


def _error_name(code: int) -> str:
    return _ERRORS.get(code - _ERROR_BASE, _UNKNOWN_ERROR)


def _date_text(moment: dt.datetime) -> str:
    time = f"{moment.hour:02}:{moment.minute:02}"
    if moment.date() == _DAY_OF_TIMES:
        return time
    date = f"{moment.day:02}/{moment.month:02}/{moment.year}"
    return f"{date} {time}" if moment.time() != dt.time.min else date
