"""The figures of a book as the sentences need them: each indicator over its tiers and units."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from phuluc.domain.figures import AnnexFigures, BookFigures
from phuluc.domain.indicators import INDICATORS_BY_LETTER, Indicator, Tier
from phuluc.domain.measurement import MeasuredUnit, Measurement, measured_units
from phuluc.domain.totals import GroupTotal, group_total


@dataclass(frozen=True)
class UnitResult:
    """One indicator of one unit; `is_estimated` tells that nobody counted its denominator."""

    tier: Tier
    unit: str
    measurement: Measurement
    is_estimated: bool

    @property
    def is_missed(self) -> bool:
        return self.measurement.attained is False


@dataclass(frozen=True)
class GroupResult:
    """One indicator over a group of units: a tier, or all."""

    results: tuple[UnitResult, ...]

    @cached_property
    def total(self) -> GroupTotal:
        return group_total(result.measurement for result in self.results)

    @property
    def rate(self) -> Fraction | None:
        """Percent points, exact; None where no unit has a rate."""
        rate = self.total.rate
        return rate if isinstance(rate, Fraction) else None

    @cached_property
    def is_entered(self) -> bool:
        """Whether anything stands in any numerator."""
        return any(result.measurement.numerator is not None for result in self.results)

    @cached_property
    def has_estimates(self) -> bool:
        return any(result.is_estimated and result.measurement.counts for result in self.results)


@dataclass(frozen=True)
class IndicatorResult:
    """One indicator of a book.

    Attributes:
        indicator: which.
        tiers: its units by tier, in the order of the annexes.
        central: target set nationally, percent points, None for none.
        floor: the least target the province allots, None for none.
    """

    indicator: Indicator
    tiers: dict[Tier, GroupResult]
    central: Decimal | None
    floor: Decimal | None

    @cached_property
    def all(self) -> GroupResult:
        return GroupResult(tuple(result for group in self.tiers.values() for result in group.results))

    @property
    def target(self) -> Decimal | None:
        """What totals are held against: the province's own floor where there is one, else the central target."""
        return self.floor if self.floor is not None else self.central

    @cached_property
    def judged(self) -> tuple[UnitResult, ...]:
        """Units with a rate and a target."""
        return tuple(result for result in self.all.results if result.measurement.attained is not None)

    @cached_property
    def missed(self) -> tuple[UnitResult, ...]:
        return tuple(result for result in self.judged if result.is_missed)

    @cached_property
    def idle(self) -> tuple[UnitResult, ...]:
        """Units that have no such procedures or dossiers."""
        return tuple(r for r in self.all.results if r.measurement.numerator is not None and not r.measurement.counts)

    @cached_property
    def blank(self) -> tuple[UnitResult, ...]:
        """Units whose figure was not entered yet."""
        return tuple(result for result in self.all.results if result.measurement.numerator is None)


def gather(figures: BookFigures) -> tuple[IndicatorResult, ...]:
    """Give the results of all seven indicators in the order of the text: a, b, c, d, đ, e, g."""
    by_tier = {annex.tier: tuple(_unit_results(annex)) for annex in figures.annexes}
    found = []
    for indicator in INDICATORS_BY_LETTER:
        declared = figures.declared.get(indicator.code)
        tiers = {
            tier: GroupResult(tuple(result for code, result in results if code == indicator.code))
            for tier, results in by_tier.items()
        }
        central, floor = (declared.central, declared.floor) if declared else (None, None)
        found.append(IndicatorResult(indicator, tiers, central, floor))
    return tuple(found)


def _unit_results(annex: AnnexFigures) -> Iterator[tuple[str, UnitResult]]:
    estimated = {
        (row.unit, code)
        for table in annex.tables
        for row in table.rows
        for code, entries in row.indicators.items()
        if entries.denominator_is_estimated
    }
    for unit in measured_units(annex):
        yield from _of_unit(annex.tier, unit, estimated)


def _of_unit(tier: Tier, unit: MeasuredUnit, estimated: set[tuple[str, str]]) -> Iterator[tuple[str, UnitResult]]:
    for code, measurement in unit.measurements.items():
        yield code, UnitResult(tier, unit.unit, measurement, (unit.unit, code) in estimated)
