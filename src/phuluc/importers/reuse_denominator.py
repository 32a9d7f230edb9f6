"""The hidden denominator of "Khai thác, sử dụng lại": computed back from the printed rate where nobody printed it.

The rate counts the dossiers that can reuse digitised data; annexes of districts and communes print numerator and rate
but not that count (Bình Định, quý I/2024: 17 rows). Where the total received reproduces the printed rate, it is the
denominator; where it does not, the count is estimated, marked as such, and its exact range told.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Final

from phuluc.domain.figures import Entry, FigureTable, IndicatorEntries, UnitRow
from phuluc.domain.vietnamese_numbers import format_number

_CODE: Final = "khai_thac_su_dung_lai"
#: A typed rate has at most two decimals; more is a formula's unrounded result, compared to this many.
_TYPED_DIGITS: Final = 2
_COMPUTED_DIGITS: Final = 6


@dataclass(frozen=True)
class ImpliedDenominator:
    """The denominators that a printed rate allows: the likeliest, the least and the greatest (inclusive)."""

    likeliest: int
    least: int
    greatest: int


def implied_denominator(numerator: int, rate: Decimal, digits: int) -> ImpliedDenominator | None:
    """Compute the denominators D for which 100·numerator/D, rounded half-up, prints as `rate`.

    Args:
        numerator: count above zero.
        rate: printed rate, percent points.
        digits: decimals the rate was rounded to.

    Returns:
        None where no whole denominator gives the rate, or where a rate rounded to zero allows any.
    """
    half = Fraction(1, 2 * 10**digits)
    printed = Fraction(rate)
    if numerator <= 0 or printed <= half:
        return None
    least = int(100 * numerator / (printed + half)) + 1
    greatest = int(100 * numerator / (printed - half))
    if least > greatest:
        return None
    likeliest = int(100 * numerator / printed + Fraction(1, 2))
    return ImpliedDenominator(min(max(likeliest, least), greatest), least, greatest)


def printed_digits(rates: Iterable[Decimal]) -> int:
    """Tell to how many decimals a column of rates was rounded: "8" beside "13,9" stands for 8,0."""
    return max((digits for rate in rates if (digits := _decimals(rate)) <= _TYPED_DIGITS), default=0)


def estimate_reuse_denominators(table: FigureTable) -> tuple[FigureTable, list[str]]:
    """Estimate the own denominators of a table that has no column for them.

    Args:
        table: with printed rates in `IndicatorEntries.rate`.

    Returns:
        The table, its estimated rows with `denominator_is_estimated` and an `own_denominator` whose address is the
        rate's; and one Vietnamese notice for each estimate.
    """
    rates = [
        rate
        for row in table.rows
        if _CODE in row.indicators and isinstance(rate := row.indicators[_CODE].rate.value, Decimal)
    ]
    digits = printed_digits(rates)
    rows: list[UnitRow] = []
    notices: list[str] = []
    for row in table.rows:
        estimated, notice = _estimate(row, digits)
        rows.append(estimated)
        notices.extend([notice] if notice else [])
    return replace(table, rows=tuple(rows)), notices


def _estimate(row: UnitRow, digits: int) -> tuple[UnitRow, str]:
    entries = row.indicators.get(_CODE)
    if entries is None or entries.own_denominator is not None:
        return row, ""
    numerator, rate, received = entries.numerator.value, entries.rate.value, entries.denominator.value
    if not isinstance(numerator, int) or not isinstance(rate, Decimal):
        return row, ""
    exactness = _COMPUTED_DIGITS if _decimals(rate) > _TYPED_DIGITS else digits
    if isinstance(received, int) and _prints_as(numerator, received, rate, exactness):
        return row, ""
    implied = implied_denominator(numerator, rate, exactness)
    # Dossiers that can reuse are among those received: a greater count would only hide a wrong rate.
    if implied is None or (isinstance(received, int) and implied.least > received):
        return row, ""
    return _with_estimate(row, entries, implied), _notice(row, entries, implied)


def _with_estimate(row: UnitRow, entries: IndicatorEntries, implied: ImpliedDenominator) -> UnitRow:
    own = Entry(implied.likeliest, entries.rate.raw, entries.rate.where)
    estimated = replace(entries, denominator=own, own_denominator=own, denominator_is_estimated=True)
    return replace(row, indicators={**row.indicators, _CODE: estimated})


def _notice(row: UnitRow, entries: IndicatorEntries, implied: ImpliedDenominator) -> str:
    likeliest, least, greatest = map(format_number, (implied.likeliest, implied.least, implied.greatest))
    bounds = "số duy nhất khớp" if least == greatest else f"từ {least} đến {greatest} đều khớp"
    rate = format_number(entries.rate.value) if isinstance(entries.rate.value, Decimal) else ""
    return (
        f"{entries.rate.where}: phụ lục không in mẫu số “Khai thác, sử dụng lại” của {row.name}; "
        f"ước tính {likeliest} hồ sơ đủ điều kiện ({bounds}) từ tỷ lệ in {rate}%."
    )


def _prints_as(numerator: int, denominator: int, rate: Decimal, digits: int) -> bool:
    if denominator <= 0:
        return False
    half = Fraction(1, 2 * 10**digits)
    printed = Fraction(rate.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP))
    return printed - half <= Fraction(100 * numerator, denominator) < printed + half


def _decimals(rate: Decimal) -> int:
    exponent = rate.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
