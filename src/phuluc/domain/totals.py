"""Totals of a tier and of the province: ratio of sums over the rows that have a denominator.

The rule of the published reports ("tỷ lệ bình quân chung"): Σ numerators / Σ denominators, never the mean of rates.
A procedure offered by several units counts once for each of them, as the offices do.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from phuluc.domain.figures import BookFigures
from phuluc.domain.indicators import SEVEN_INDICATORS
from phuluc.domain.measurement import MeasuredUnit, Measurement, measured_units
from phuluc.domain.values import NOT_APPLICABLE, NotApplicable


@dataclass(frozen=True)
class GroupTotal:
    """The total of a group of units for one indicator.

    Attributes:
        numerator: Σ numerators of the rows counted.
        denominator: Σ denominators of the rows counted.
        counted: rows with a numerator and a denominator above 0; the others are left out of both sums.
    """

    numerator: int
    denominator: int
    counted: int

    @property
    def rate(self) -> Fraction | NotApplicable:
        """Percent points, unrounded; "-" where no row counts."""
        return Fraction(100 * self.numerator, self.denominator) if self.denominator else NOT_APPLICABLE


def group_total(measurements: Iterable[Measurement]) -> GroupTotal:
    """Ratio of sums over the measurements that have a rate."""
    numerator = denominator = counted = 0
    for measurement in measurements:
        if measurement.counts is not None:
            numerator += measurement.counts[0]
            denominator += measurement.counts[1]
            counted += 1
    return GroupTotal(numerator, denominator, counted)


def totals_of(units: Iterable[MeasuredUnit]) -> dict[str, GroupTotal]:
    """Totals of a group of units by indicator code, all seven in the annex' order."""
    rows = list(units)
    return {
        indicator.code: group_total(
            unit.measurements[indicator.code] for unit in rows if indicator.code in unit.measurements
        )
        for indicator in SEVEN_INDICATORS
    }


def province_totals(figures: BookFigures) -> dict[str, GroupTotal]:
    """Totals over the units of all annexes by indicator code."""
    return totals_of(unit for annex in figures.annexes for unit in measured_units(annex))
