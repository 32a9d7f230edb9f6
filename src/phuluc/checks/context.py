"""The figures laid out for the checks: every indicator of every unit judged once, sources and previous slot indexed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from phuluc.domain.figures import (
    AnnexFigures,
    BookFigures,
    FigureTable,
    IndicatorEntries,
    PeriodFigure,
    PrintedRate,
    UnitRow,
)
from phuluc.domain.indicators import INDICATORS_BY_CODE, Indicator, Tier
from phuluc.domain.measurement import Measurement, measure, usable_count

#: (tier, canonical unit, indicator code)
Place = tuple[Tier, str, str]
#: Rates are printed with at most two decimals; more of them is a spreadsheet's unrounded value.
MOST_PRINTED_DECIMALS = 2


@dataclass(frozen=True)
class Case:
    """One indicator of one row, its cells and what they amount to."""

    annex: AnnexFigures
    table: FigureTable
    row: UnitRow
    indicator: Indicator
    entries: IndicatorEntries
    measurement: Measurement

    @property
    def place(self) -> Place:
        return self.annex.tier, self.row.unit, self.indicator.code

    @property
    def label(self) -> str:
        """Unit and indicator, as messages name them."""
        return f"{self.row.unit}, {self.indicator.short_name}"

    @property
    def has_own_denominator(self) -> bool:
        """Whether a count of its own, not the total received, is the denominator."""
        own = self.entries.own_denominator
        if self.indicator.denominator_rule == "own_column":
            return True
        return own is not None and isinstance(usable_count(own), int)

    @property
    def denominator_is_doubtful(self) -> bool:
        """Whether the office may have divided by another number than ours (domain rule of "khai thác")."""
        if self.indicator.denominator_rule != "own_or_total_received":
            return False
        return self.entries.denominator_is_estimated or not self.has_own_denominator


@dataclass(frozen=True)
class CheckContext:
    """What every check is handed."""

    figures: BookFigures

    @cached_property
    def cases(self) -> tuple[Case, ...]:
        return tuple(self._cases())

    def _cases(self) -> Iterator[Case]:
        for annex, table, row in self.rows():
            for code, entries in row.indicators.items():
                yield Case(annex, table, row, INDICATORS_BY_CODE[code], entries, measure(entries))

    def rows(self) -> Iterator[tuple[AnnexFigures, FigureTable, UnitRow]]:
        """All rows that name a unit."""
        for annex in self.figures.annexes:
            for table in annex.tables:
                for row in table.rows:
                    if row.unit:
                        yield annex, table, row

    @cached_property
    def cases_by_unit(self) -> dict[tuple[Tier, str], dict[str, Case]]:
        """By (tier, unit), then indicator code; the first row of a unit that stands twice."""
        found: dict[tuple[Tier, str], dict[str, Case]] = {}
        for case in self.cases:
            tier, unit, code = case.place
            found.setdefault((tier, unit), {}).setdefault(code, case)
        return found

    @cached_property
    def printed(self) -> dict[Place, PrintedRate]:
        return {(rate.tier, rate.unit, rate.indicator): rate for rate in self.figures.printed}

    @cached_property
    def previous(self) -> dict[Place, PeriodFigure]:
        return {(figure.tier, figure.unit, figure.indicator): figure for figure in self.figures.previous}

    @cached_property
    def printed_decimals(self) -> dict[tuple[Tier, str], int]:
        """Decimals a source used in one column of rates: a dropped ",0" does not count as less."""
        found: dict[tuple[Tier, str], int] = {}
        for rate in self.figures.printed:
            if isinstance(rate.rate, Decimal) and decimals_of(rate.rate) <= MOST_PRINTED_DECIMALS:
                column = (rate.tier, rate.indicator)
                found[column] = max(found.get(column, 0), decimals_of(rate.rate))
        return found

    def decimals_printed_for(self, place: Place) -> int:
        return self.printed_decimals.get((place[0], place[2]), self.figures.digits)


def decimals_of(value: Decimal) -> int:
    """Decimals of a number, trailing zeros not counted: 96.50 has one."""
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
