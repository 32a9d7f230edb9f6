"""What the cells of one unit amount to: counts that can be used, the exact rate, attainment, distance to the target.

Flawed cells ("không phải số", negative, fractional …) count as blank here; the checks name them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Union

from phuluc.domain.aliases import Count, ExactRate
from phuluc.domain.figures import AnnexFigures, Entry, EntryFlaw, IndicatorEntries, UnitRow
from phuluc.domain.rates import exact_rate, is_attained
from phuluc.domain.values import NotApplicable

#: Percent points: number, "-" or blank.
Percent = Union[Decimal, NotApplicable, None]


@dataclass(frozen=True)
class Measurement:
    """One indicator of one unit, judged exactly.

    Attributes:
        numerator: count ("Kết quả").
        denominator: the effective count.
        target: percent points.
    """

    numerator: Count
    denominator: Count
    target: Percent

    @property
    def counts(self) -> tuple[int, int] | None:
        """Numerator and denominator where both are counts and the denominator is above 0."""
        if isinstance(self.numerator, int) and isinstance(self.denominator, int) and self.denominator > 0:
            return self.numerator, self.denominator
        return None

    @cached_property
    def rate(self) -> ExactRate:
        """Percent points, unrounded; None where the numerator is blank, "-" without a denominator above 0."""
        return exact_rate(self.numerator, self.denominator)

    @cached_property
    def gap(self) -> Fraction | None:
        """Rate − target in percent points, unrounded; None where one of them is missing."""
        if isinstance(self.rate, Fraction) and isinstance(self.target, Decimal):
            return self.rate - Fraction(self.target)
        return None

    @property
    def attained(self) -> bool | None:
        """Whether the unrounded rate reaches the target; None where there is no rate or no target."""
        attained = is_attained(self.numerator, self.denominator, self.target)
        return attained if isinstance(attained, bool) else None


@dataclass(frozen=True)
class MeasuredUnit:
    """A unit of an annex over both its tables.

    Attributes:
        order: the number in column "TT".
        unit: canonical name.
        measurements: by indicator code.
    """

    order: int | None
    unit: str
    measurements: dict[str, Measurement]


def usable_count(entry: Entry | None) -> Count:
    """The count a cell means, None where it is blank or cannot be used as a count."""
    value = _usable(entry)
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else None
    return value


def usable_percent(entry: Entry | None) -> Percent:
    """The percent points a cell means, None where it is blank or cannot be used."""
    value = _usable(entry)
    return Decimal(value) if isinstance(value, int) else value


def _usable(entry: Entry | None) -> int | Decimal | NotApplicable | None:
    if entry is None or (entry.flaw is not None and entry.flaw is not EntryFlaw.TEXT_NUMBER):
        return None
    return entry.value


def measure(entries: IndicatorEntries) -> Measurement:
    """Judge the cells of one indicator of one unit."""
    return Measurement(
        numerator=usable_count(entries.numerator),
        denominator=usable_count(entries.denominator),
        target=usable_percent(entries.target),
    )


def measured_units(annex: AnnexFigures) -> list[MeasuredUnit]:
    """The units of an annex, rows of its two tables joined by canonical name, in the order of their first row.

    A unit that stands twice in a table stays two units: the first row of table 1 joins the first of table 2.
    """
    joined: dict[tuple[str, int], MeasuredUnit] = {}
    for table in annex.tables:
        for key, row in _numbered(table.rows):
            measurements = {code: measure(entries) for code, entries in row.indicators.items()}
            known = joined.get(key)
            if known is None:
                joined[key] = MeasuredUnit(row.order, row.unit, measurements)
            else:
                joined[key] = MeasuredUnit(known.order, known.unit, {**known.measurements, **measurements})
    return list(joined.values())


def _numbered(rows: Iterable[UnitRow]) -> Iterable[tuple[tuple[str, int], UnitRow]]:
    seen: dict[str, int] = {}
    for row in rows:
        if not row.unit:  # an empty row, kept for a unit to come
            continue
        seen[row.unit] = seen.get(row.unit, 0) + 1
        yield (row.unit, seen[row.unit]), row
