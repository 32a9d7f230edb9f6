"""The ways in which a published total can have been made, and the one that explains it.

Right is the ratio of sums, rounded half-up. Seen in reports besides: decimals cut off, rounding to whole percent,
denominators of "-" rows counted, the mean of the units' rates, the mean of the tiers' rates (computed, or as
published), a tier forgotten.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

from phuluc.checks.implied_denominator import (
    DenominatorRange,
    any_rate_in,
    any_rate_truncated_in,
    truncated,
)
from phuluc.domain.indicators import TIER_TITLES, Tier
from phuluc.domain.measurement import Measurement
from phuluc.domain.totals import GroupTotal, group_total
from phuluc.domain.vietnamese_numbers import round_half_up


@dataclass(frozen=True)
class GroupRow:
    """One unit as it enters a total.

    Attributes:
        tier: of the unit.
        measurement: its indicator.
        denominators: what its denominator can be: one number, or a range where it was never printed.
        idle_denominator: the denominator of a row without a numerator ("-"), else 0.
    """

    tier: Tier
    measurement: Measurement
    denominators: DenominatorRange | None
    idle_denominator: int


@dataclass(frozen=True)
class Verdict:
    """Whether a total is right, and if not, by which rule it was made ("" where none explains it)."""

    right: bool
    rule: str = ""


def judge_total(
    rate: Decimal, digits: int, rows: Sequence[GroupRow], published_tiers: Mapping[Tier, Decimal] | None = None
) -> Verdict:
    """Find how a printed total was made.

    Args:
        rate: the total, percent points.
        digits: decimals it was printed with.
        rows: the units it should cover.
        published_tiers: for a total over several tiers, their totals as published.
    """
    total = group_total(row.measurement for row in rows)
    span = _span(rows)
    shown = Fraction(rate)
    if _rounds_to(total, shown, digits) or any_rate_in(total.numerator, span, rate, digits):
        return Verdict(right=True)
    if _cut_to(total, shown, digits) or any_rate_truncated_in(total.numerator, span, rate, digits):
        return Verdict(right=False, rule="cắt bớt chữ số thập phân thay vì làm tròn")
    for rule, value in _other_values(total, rows, published_tiers or {}):
        if round_half_up(value, digits) == shown:
            return Verdict(right=False, rule=rule)
        if truncated(value, digits) == shown:
            return Verdict(right=False, rule=f"{rule}, cắt bớt chữ số thập phân")
    if isinstance(total.rate, Fraction) and round_half_up(total.rate, 0) == shown:
        return Verdict(right=False, rule="làm tròn đến số nguyên")
    return Verdict(right=False)


def _span(rows: Iterable[GroupRow]) -> DenominatorRange:
    ranges = [row.denominators for row in rows if row.denominators is not None]
    return DenominatorRange(sum(r.least for r in ranges), sum(r.most for r in ranges))


def _rounds_to(total: GroupTotal, shown: Fraction, digits: int) -> bool:
    return isinstance(total.rate, Fraction) and round_half_up(total.rate, digits) == shown


def _cut_to(total: GroupTotal, shown: Fraction, digits: int) -> bool:
    return isinstance(total.rate, Fraction) and truncated(total.rate, digits) == shown


def _other_values(
    total: GroupTotal, rows: Sequence[GroupRow], published_tiers: Mapping[Tier, Decimal]
) -> Iterator[tuple[str, Fraction]]:
    idle = sum(row.idle_denominator for row in rows)
    if idle:
        yield "tính cả mẫu số của các dòng “-”", Fraction(100 * total.numerator, total.denominator + idle)
    unit_rates = [row.measurement.rate for row in rows if isinstance(row.measurement.rate, Fraction)]
    yield "trung bình cộng tỷ lệ của các đơn vị", _mean(unit_rates)
    tiers = list(dict.fromkeys(row.tier for row in rows))
    if len(tiers) > 1:
        yield from _tier_values(tiers, rows, published_tiers)


def _tier_values(
    tiers: Sequence[Tier], rows: Sequence[GroupRow], published_tiers: Mapping[Tier, Decimal]
) -> Iterator[tuple[str, Fraction]]:
    published = {tier: Fraction(published_tiers[tier]) for tier in tiers if tier in published_tiers}
    if len(published) == len(tiers):
        yield f"trung bình cộng tỷ lệ công bố của {len(tiers)} cấp", _mean(published.values())
    totals = {tier: group_total(row.measurement for row in rows if row.tier == tier) for tier in tiers}
    computed = {tier: total.rate for tier, total in totals.items() if isinstance(total.rate, Fraction)}
    if len(computed) == len(tiers):
        yield f"trung bình cộng tỷ lệ tính lại của {len(tiers)} cấp", _mean(computed.values())
    for kept in combinations(published, len(tiers) - 1):
        if len(kept) > 1:
            left_out = next(tier for tier in tiers if tier not in kept)
            name = TIER_TITLES[left_out].lower()
            yield f"trung bình cộng tỷ lệ công bố, bỏ sót {name}", _mean(published[tier] for tier in kept)


def _mean(values: Iterable[Fraction]) -> Fraction:
    listed = list(values)
    return sum(listed, Fraction(0)) / len(listed)
