"""Cell values: what xlwings hands over and expects, what LibreOffice's arrays hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

#: Day 0 of the documents that LibreOffice makes and of those it reads from .xlsx.
EPOCH: Final = dt.datetime(1899, 12, 30)  # noqa: DTZ001 - spreadsheets have no time zones
DATE_FORMAT: Final = "dd/mm/yyyy"
DATE_TIME_FORMAT: Final = "dd/mm/yyyy hh:mm:ss"
BOOLEAN_FORMAT: Final = "BOOLEAN"


class CellErrorText(str):
    """The text of an error value such as "#N/A", told apart from a text typed by a person."""

    __slots__ = ()


@dataclass
class OfficeRows:
    """Rows ready for `setDataArray`, and what it cannot carry: (row, column) from 0 within them."""

    rows: list[tuple[str | float, ...]] = field(default_factory=list)
    formulas: list[tuple[int, int, str]] = field(default_factory=list)
    formats: dict[tuple[int, str], list[int]] = field(default_factory=dict)

    def add_format(self, row: int, column: int, code: str) -> None:
        self.formats.setdefault((column, code), []).append(row)


def office_rows(values: Sequence[Sequence[Any]]) -> OfficeRows:
    """Convert rows of Python values.

    Raises:
        ValueError: the rows differ in length.
    """
    made = OfficeRows()
    width = len(values[0])
    for row, cells in enumerate(values):
        if len(cells) != width:
            raise ValueError("all rows must have the same length")
        made.rows.append(
            tuple(
                cell if type(cell) is float else _office_value(made, row, column, cell)
                for column, cell in enumerate(cells)
            )
        )
    return made


def _office_value(made: OfficeRows, row: int, column: int, value: Any) -> str | float:
    if isinstance(value, str):
        return value if value[:1] not in ("=", "'") else _office_text(made, row, column, value)
    if value is None:
        return ""
    if isinstance(value, bool):
        made.add_format(row, column, BOOLEAN_FORMAT)
        return float(value)
    if isinstance(value, dt.datetime):
        naive = value.replace(tzinfo=None)
        whole_day = naive.time() == dt.time()
        made.add_format(row, column, DATE_FORMAT if whole_day else DATE_TIME_FORMAT)
        return (naive - EPOCH).total_seconds() / 86400
    if isinstance(value, dt.date):
        made.add_format(row, column, DATE_FORMAT)
        return float((value - EPOCH.date()).days)
    return float(value)


def _office_text(made: OfficeRows, row: int, column: int, text: str) -> str:
    if text.startswith("=") and len(text) > 1:
        made.formulas.append((row, column, text))
        return ""
    return text.removeprefix("'")


def date_time(serial: float) -> dt.datetime:
    """Convert a day number; LibreOffice's times are good to the millisecond."""
    return EPOCH + dt.timedelta(milliseconds=round(serial * 86_400_000))


def runs(rows: Iterable[int]) -> list[tuple[int, int]]:
    """Join ascending row numbers to (first, last) runs: [1, 2, 3, 7] is [(1, 3), (7, 7)]."""
    found: list[tuple[int, int]] = []
    for row in rows:
        if found and row == found[-1][1] + 1:
            found[-1] = (found[-1][0], row)
        else:
            found.append((row, row))
    return found


def prepare_element(value: Any, _options: Any) -> Any:
    """Give one element of what a user writes as None, str, bool, float, date or datetime.

    NaN, NaT and pandas' NA become None: an empty cell.
    """
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, int | float):
        return None if value != value else float(value)  # noqa: PLR0124 - not a number
    if isinstance(value, dt.date):
        return _prepare_date(value)
    return _prepare_foreign(value)


def _prepare_date(value: Any) -> dt.date | None:
    """Plain dates and times; pandas' NaT, which differs from itself, is none."""
    if value != value:  # noqa: PLR0124 - not a time
        return None
    if hasattr(value, "to_pydatetime"):
        value = value.to_pydatetime(warn=False)
    plain: dt.date = value.replace(tzinfo=None) if isinstance(value, dt.datetime) else value
    return plain


def _prepare_foreign(value: Any) -> Any:
    """Values of numpy and pandas, by what they can do."""
    if type(value).__name__ in ("NAType", "NaTType"):
        return None
    if type(value).__name__ == "datetime64":
        seconds = value.astype("datetime64[ms]").astype("int64") / 1000
        unset = str(value) == "NaT"
        return None if unset else dt.datetime(1970, 1, 1) + dt.timedelta(seconds=float(seconds))  # noqa: DTZ001
    if hasattr(value, "item"):
        return prepare_element(value.item(), None)
    return float(value)


def clean_rows(
    rows: Sequence[Sequence[Any]],
    build_date_time: Callable[..., Any],
    empty_as: Any,
    build_number: Callable[[float], Any] | None,
    error_texts: bool,
) -> list[list[Any]]:
    """Give rows of raw values as xlwings' converters want them."""

    def clean(value: Any) -> Any:
        kind = type(value)
        if kind is float:
            return value if build_number is None else build_number(value)
        if value is None or value == "":
            return empty_as
        if kind is CellErrorText:
            return str(value) if error_texts else None
        if kind is dt.datetime and build_date_time is not dt.datetime:
            parts = ("year", "month", "day", "hour", "minute", "second", "microsecond")
            return build_date_time(**{part: getattr(value, part) for part in parts}, tzinfo=None)
        return value

    # Most cells are what they should be: no call for those.
    plain = (str, bool) if build_number else (str, float, bool)
    return [[value if type(value) in plain and value != "" else clean(value) for value in row] for row in rows]
