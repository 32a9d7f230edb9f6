"""One cell's content turned into an `Entry`: what it means, or what is wrong with it."""

from __future__ import annotations

import re
from decimal import Decimal
from math import isfinite
from typing import Final

from phuluc.domain.figures import CellValue, Entry, EntryFlaw
from phuluc.domain.values import NotApplicable
from phuluc.domain.vietnamese_numbers import (
    AmbiguousNumberError,
    FractionalCountError,
    NegativeCountError,
    NumberTextError,
    parse_count,
    parse_number,
)

_ERROR_VALUE: Final = re.compile(r"#(NULL!|DIV/0!|VALUE!|REF!|NAME\?|NUM!|N/A|GETTING_DATA|SPILL!|CALC!|LỖI.*)")
#: "33.333": in a column of percentages nobody means thirty-three thousand.
_DOTTED_PERCENT: Final = re.compile(r"\s*[+-]?\d{1,3}\.\d{3}\s*%?\s*")
#: Beyond 15 digits a spreadsheet no longer holds every integer: what has more is no figure.
_MOST_DIGITS: Final = 15
_LARGEST: Final = 10**_MOST_DIGITS - 1


def count_entry(raw: CellValue, where: str, *, plain_text: bool = False) -> Entry:
    """Read a count.

    Args:
        raw: content of the cell.
        where: its address.
        plain_text: the source knows only text (CSV), so that digits as text are no flaw.

    Returns:
        An entry whose value is int, NOT_APPLICABLE or None.
    """
    if type(raw) is int and 0 <= raw <= _LARGEST:
        return Entry(raw, raw, where)
    if raw is None or isinstance(raw, bool):
        return Entry(None, raw, where, None if raw is None else EntryFlaw.BOOLEAN)
    if isinstance(raw, str):
        return _from_text(raw, where, plain_text=plain_text, as_count=True)
    if isinstance(raw, float) and not raw.is_integer():
        return Entry(None, raw, where, EntryFlaw.NEGATIVE if raw < 0 else EntryFlaw.NOT_WHOLE)
    return _within_bounds(int(raw), raw, where)


def percent_entry(raw: CellValue, where: str, *, plain_text: bool = False, percent_format: bool = False) -> Entry:
    """Read a target or a printed rate.

    Args:
        raw: content of the cell.
        where: its address.
        plain_text: the source knows only text (CSV), so that digits as text are no flaw.
        percent_format: the cell shows its number as a percentage, 0.61 as "61%".

    Returns:
        An entry whose value is percent points as Decimal, NOT_APPLICABLE or None.
    """
    if raw is None or isinstance(raw, bool):
        return Entry(None, raw, where, None if raw is None else EntryFlaw.BOOLEAN)
    if isinstance(raw, str):
        return _from_text(raw, where, plain_text=plain_text, as_count=False)
    if isinstance(raw, float) and not isfinite(raw):
        return Entry(None, raw, where, EntryFlaw.MALFORMED)
    shown = Decimal(raw if isinstance(raw, int) else repr(raw))
    return _within_bounds(_plain(shown * 100) if percent_format else shown, raw, where)


def _plain(number: Decimal) -> Decimal:
    """Drop trailing zeros without falling into exponents: 61.00 is 61."""
    whole = number.to_integral_value()
    return whole if number == whole else number.normalize()


def _from_text(raw: str, where: str, *, plain_text: bool, as_count: bool) -> Entry:
    if raw.isascii() and raw.isdigit() and len(raw) <= _MOST_DIGITS:  # most cells of long tables
        number = int(raw) if as_count else Decimal(raw)
        return Entry(number, raw, where, None if plain_text else EntryFlaw.TEXT_NUMBER)
    if _ERROR_VALUE.fullmatch(raw.strip()):
        return Entry(None, raw, where, EntryFlaw.ERROR_VALUE)
    if not as_count and _DOTTED_PERCENT.fullmatch(raw):
        return Entry(None, raw, where, EntryFlaw.AMBIGUOUS)
    try:
        value: Decimal | int | NotApplicable | None = parse_count(raw) if as_count else parse_number(raw)
    except NumberTextError as error:
        return Entry(None, raw, where, _flaw_of(error))
    if value is None or isinstance(value, NotApplicable):
        return Entry(value, raw, where)
    return _within_bounds(value, raw, where, None if plain_text else EntryFlaw.TEXT_NUMBER)


def _within_bounds(value: Decimal | int, raw: CellValue, where: str, flaw: EntryFlaw | None = None) -> Entry:
    """Give the entry of a number that may be negative, or larger than any figure."""
    if value < 0:
        return Entry(None, raw, where, EntryFlaw.NEGATIVE)
    return Entry(None, raw, where, EntryFlaw.MALFORMED) if value > _LARGEST else Entry(value, raw, where, flaw)


def _flaw_of(error: NumberTextError) -> EntryFlaw:
    if isinstance(error, AmbiguousNumberError):
        return EntryFlaw.AMBIGUOUS
    if isinstance(error, NegativeCountError):
        return EntryFlaw.NEGATIVE
    return EntryFlaw.NOT_WHOLE if isinstance(error, FractionalCountError) else EntryFlaw.MALFORMED
