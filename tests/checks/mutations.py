"""A small clean book, and ways to spoil one thing in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from phuluc.domain.figures import (
    AnnexFigures,
    BookFigures,
    Entry,
    FigureTable,
    IndicatorEntries,
    PeriodFigure,
    PrintedRate,
    TotalRow,
    UnitRow,
)
from phuluc.domain.indicators import INDICATORS_BY_CODE
from phuluc.domain.values import NOT_APPLICABLE

from .quarter_one import quarter_one, rate_entry

UNITS = 3


def clean_book() -> BookFigures:
    """The first three agencies of quý I/2024 with their names harmonised and the target below the floor raised."""
    figures = quarter_one()
    annex = figures.annexes[0]
    tables = tuple(replace(table, rows=tuple(_clean(row) for row in table.rows[:UNITS])) for table in annex.tables)
    kept = {row.unit for row in tables[0].rows}
    printed = tuple(replace(rate, printed_name=rate.unit) for rate in figures.printed if rate.unit in kept)
    return replace(figures, annexes=(replace(annex, tables=tables),), printed=printed, published=())


def _clean(row: UnitRow) -> UnitRow:
    indicators = dict(row.indicators)
    so_hoa = indicators.get("so_hoa")
    if so_hoa is not None and so_hoa.target.value == 89:
        indicators["so_hoa"] = replace(so_hoa, target=so_hoa.target._replace(value=Decimal(90)))
    return replace(row, name=row.unit, indicators=indicators)


def with_row(figures: BookFigures, table: int, unit: int, change: Callable[[UnitRow], UnitRow]) -> BookFigures:
    """Change one row of a table (1 or 2)."""
    rows = list(_table(figures, table).rows)
    rows[unit] = change(rows[unit])
    return with_table(figures, replace(_table(figures, table), rows=tuple(rows)))


def with_table(figures: BookFigures, table: FigureTable) -> BookFigures:
    annex: AnnexFigures = figures.annexes[0]
    tables = tuple(table if known.number == table.number else known for known in annex.tables)
    return replace(figures, annexes=(replace(annex, tables=tables),))


def _table(figures: BookFigures, number: int) -> FigureTable:
    return figures.annexes[0].tables[number - 1]


def with_figures(figures: BookFigures, code: str, unit: int = 0, **values: Any) -> BookFigures:
    """Set values of an indicator's cells (target, numerator, denominator, rate); the rate is recomputed."""

    def change(row: UnitRow) -> UnitRow:
        entries = row.indicators[code]
        cells = {name: getattr(entries, name)._replace(value=value, raw=value) for name, value in values.items()}
        changed = replace(entries, **cells)
        if "rate" not in values:
            rate = rate_entry(changed.numerator.value, changed.denominator.value, entries.rate.where)
            changed = replace(changed, rate=rate)
        return replace(row, indicators={**row.indicators, code: changed})

    without_printed = tuple(rate for rate in figures.printed if rate.indicator != code)
    return with_row(replace(figures, printed=without_printed), INDICATORS_BY_CODE[code].table, unit, change)


def with_flaw(figures: BookFigures, code: str, **cell: Any) -> BookFigures:
    """Put a flawed content into the numerator of the first unit."""

    def change(row: UnitRow) -> UnitRow:
        entries = row.indicators[code]
        spoiled = replace(entries, numerator=entries.numerator._replace(**cell), rate=_blank(entries.rate))
        return replace(row, indicators={**row.indicators, code: spoiled})

    return with_row(figures, INDICATORS_BY_CODE[code].table, 0, change)


def with_entries(figures: BookFigures, code: str, **fields: Any) -> BookFigures:
    """Replace fields of the first unit's IndicatorEntries."""

    def change(row: UnitRow) -> UnitRow:
        return replace(row, indicators={**row.indicators, code: replace(row.indicators[code], **fields)})

    return with_row(figures, INDICATORS_BY_CODE[code].table, 0, change)


def with_printed(figures: BookFigures, code: str, **fields: Any) -> BookFigures:
    """Change the printed rate of an indicator of the first unit."""
    unit = _table(figures, 1).rows[0].unit

    def change(rate: PrintedRate) -> PrintedRate:
        return replace(rate, **fields) if (rate.unit, rate.indicator) == (unit, code) else rate

    return replace(figures, printed=tuple(change(rate) for rate in figures.printed))


def with_previous(figures: BookFigures, code: str, period: str = "tháng 02/2024", **fields: Any) -> BookFigures:
    """Give the first unit one figure of a previous slot."""
    unit = fields.pop("unit", _table(figures, 1).rows[0].unit)
    figure = PeriodFigure("cap_tinh", unit, code, None, None, None, "Kỳ trước!E2")
    return replace(figures, previous=(replace(figure, **fields),), previous_period=period)


def with_total(figures: BookFigures, code: str, rate: str, name: str = "Bình quân", **counts: int) -> BookFigures:
    """Give table 1 a typed row of totals."""
    cells = {
        column: Entry(counts.get(column), counts.get(column), f"Phụ lục 1!{letter}27")
        for column, letter in (("target", "D"), ("numerator", "F"), ("denominator", "E"))
    }
    entries = IndicatorEntries(rate=Entry(Decimal(rate), float(rate), "Phụ lục 1!G27"), **cells)
    table = _table(figures, 1)
    return with_table(figures, replace(table, totals=(TotalRow(name, "Phụ lục 1!B27", {code: entries}),)))


def without_row(figures: BookFigures, table: int, unit: int) -> BookFigures:
    rows = _table(figures, table).rows
    return with_table(figures, replace(_table(figures, table), rows=rows[:unit] + rows[unit + 1 :]))


def with_row_again(figures: BookFigures, table: int) -> BookFigures:
    rows = _table(figures, table).rows
    again = replace(rows[0], order=len(rows) + 1, where=f"Phụ lục 1!B{30 + table}")
    return with_table(figures, replace(_table(figures, table), rows=(*rows, again)))


def not_offered(figures: BookFigures, code: str) -> BookFigures:
    """Turn an indicator of the first unit into "-"."""
    return with_figures(figures, code, target=NOT_APPLICABLE, numerator=NOT_APPLICABLE, denominator=NOT_APPLICABLE)


def _blank(entry: Entry) -> Entry:
    return Entry(None, None, entry.where)
