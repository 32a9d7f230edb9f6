"""Reads the figures of a working book: what its input cells hold and what its rate cells show."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from phuluc.actions.working_book import WorkingBook
from phuluc.annexes.addresses import cell_address, column_letters
from phuluc.annexes.bay_chi_tieu import ESTIMATED, KIND, SCOPE_TITLES
from phuluc.annexes.lists import PREVIOUS_AREA_NAME, PREVIOUS_PERIOD_NAME, PRINTED_AREA_NAME
from phuluc.annexes.row_formulas import denominator_key
from phuluc.annexes.settings import SETTING_ENTRIES, fold
from phuluc.annexes.summary_names import PROVINCE, central_name, floor_name, published_name
from phuluc.book_port import Area, UnevaluatedFormula
from phuluc.domain.figures import (
    AnnexFigures,
    BookFigures,
    CellValue,
    DeclaredTarget,
    Entry,
    FigureTable,
    IndicatorEntries,
    PeriodFigure,
    PrintedRate,
    PublishedRate,
    StaleFormula,
    UnitRow,
)
from phuluc.domain.indicators import SEVEN_INDICATORS, Indicator, Tier
from phuluc.domain.units import canonical_name
from phuluc.domain.values import NOT_APPLICABLE, NotApplicable
from phuluc.importers.entries import count_entry, percent_entry

TIER_OF_TITLE: Final[dict[str, Tier]] = {fold(title): tier for tier, title in SCOPE_TITLES.items()}


def read_figures(working: WorkingBook, unevaluated: Iterable[UnevaluatedFormula] = ()) -> BookFigures:
    """Read all figures of a working book. Formula cells are read by their cached values.

    Args:
        working: the book, calculated.
        unevaluated: the formulas whose cached values are of an earlier time, as `Book.recalculate` gives them.
    """
    digits = working.setting("so_chu_so")
    return BookFigures(
        kind=KIND,
        settings={entry.key: _text(working.setting(entry.key)) for entry in SETTING_ENTRIES},
        digits=int(digits) if isinstance(digits, (int, float)) else 1,
        annexes=tuple(_AnnexReader(working, layout.tier).read(layout.label) for layout in working.layouts),
        declared=_declared(working),
        published=tuple(_published(working)),
        printed=tuple(_printed(working)),
        previous=tuple(_previous(working)),
        previous_period=_text(working.cell(PREVIOUS_PERIOD_NAME)),
        stale=tuple(StaleFormula(item.where, item.formula, item.reason) for item in unevaluated),
    )


class _AnnexReader:
    """Reads one annex: the whole block of cells once, then entries by column."""

    def __init__(self, working: WorkingBook, tier: Tier) -> None:
        self._working = working
        self._tier = tier
        self._rows = working.rows(tier)
        layout = next(item for item in working.layouts if item.tier == tier)
        self._columns = {key: working.column(tier, *key) for key in layout.positions()}
        self._left, right = min(self._columns.values()), max(self._columns.values())
        self._letters = {key: column_letters(column) for key, column in self._columns.items()}
        area = Area(self._rows.sheet, self._rows.first, self._left, self._rows.last, right)
        self._values = working.book.values(area) if self._rows.count else []

    def read(self, label: str) -> AnnexFigures:
        tables: dict[int, list[UnitRow]] = {1: [], 2: []}
        for offset, values in enumerate(self._values):
            if self._is_empty(values):
                continue
            for number, rows in tables.items():
                rows.append(self._unit_row(number, self._rows.first + offset, values))
        return AnnexFigures(
            label, self._tier, tuple(FigureTable(number, tuple(rows)) for number, rows in tables.items())
        )

    def _is_empty(self, values: list[CellValue]) -> bool:
        inputs = [("don_vi", ""), ("tong_hs", "")] + [
            (role, code) for role, code in self._columns if role in ("tu_so", "mau_so")
        ]
        return all(values[self._columns[key] - self._left] in (None, "") for key in inputs)

    def _unit_row(self, number: int, row: int, values: list[CellValue]) -> UnitRow:
        suffix = "" if number == 1 else "_bang_2"
        name = _text(self._value(("don_vi" + suffix, ""), values))
        order = self._value(("tt" + suffix, ""), values)
        total = self._count(("tong_hs" + suffix, ""), row, values)
        return UnitRow(
            order=int(order) if isinstance(order, (int, float)) and not isinstance(order, bool) else None,
            name=name,
            unit=canonical_name(name) if name else "",
            where=self._where(("don_vi" + suffix, ""), row),
            total_received=total,
            indicators={
                indicator.code: self._indicator(indicator, row, values, total)
                for indicator in SEVEN_INDICATORS
                if indicator.table == number
            },
        )

    def _indicator(self, indicator: Indicator, row: int, values: list[CellValue], total: Entry) -> IndicatorEntries:
        code = indicator.code
        own, is_estimated = None, False
        if indicator.denominator_rule == "own_or_total_received":
            own = self._count(("mau_so_rieng", code), row, values)
            is_estimated = self._value(("nguon_mau_so", code), values) == ESTIMATED
            denominator = total if own.is_blank else own
        elif indicator.denominator_rule == "total_received":
            denominator = total
        else:
            denominator = self._count(denominator_key(indicator), row, values)
        return IndicatorEntries(
            target=self._percent(("chi_tieu", code), row, values),
            numerator=self._count(("tu_so", code), row, values),
            denominator=denominator,
            rate=self._percent(("ty_le", code), row, values),
            own_denominator=own,
            denominator_is_estimated=is_estimated and own is not None and not own.is_blank,
        )

    def _value(self, key: tuple[str, str], values: list[CellValue]) -> CellValue:
        return values[self._columns[key] - self._left]

    def _where(self, key: tuple[str, str], row: int) -> str:
        return f"{self._rows.sheet}!{self._letters[key]}{row}"

    def _count(self, key: tuple[str, str], row: int, values: list[CellValue]) -> Entry:
        return count_entry(self._value(key, values), self._where(key, row))

    def _percent(self, key: tuple[str, str], row: int, values: list[CellValue]) -> Entry:
        return percent_entry(self._value(key, values), self._where(key, row))


def _declared(working: WorkingBook) -> dict[str, DeclaredTarget]:
    def target(name: str) -> Decimal | None:
        value = percent_entry(working.cell(name), name).value
        return Decimal(value) if isinstance(value, (int, Decimal)) else None

    return {
        indicator.code: DeclaredTarget(target(central_name(indicator.code)), target(floor_name(indicator.code)))
        for indicator in SEVEN_INDICATORS
    }


def _published(working: WorkingBook) -> list[PublishedRate]:
    scopes: list[tuple[str, Tier | None]] = [(PROVINCE, None), *((item.tier, item.tier) for item in working.layouts)]
    rates = []
    for scope, tier in scopes:
        for indicator in SEVEN_INDICATORS:
            name = published_name(scope, indicator.code)
            area = working.area(name)
            entry = percent_entry(working.cell(name), cell_address(area.sheet, area.top, area.left))
            if not entry.is_blank:
                rates.append(PublishedRate(tier, indicator.code, entry))
    return rates


def _list_rows(working: WorkingBook, name: str) -> list[tuple[int, list[CellValue]]]:
    area = working.area(name)
    inner = Area(area.sheet, area.top + 1, area.left, area.bottom - 1, area.right)
    rows = working.book.values(inner) if inner.height > 0 else []
    return [(inner.top + offset, row) for offset, row in enumerate(rows) if any(cell not in (None, "") for cell in row)]


def _printed(working: WorkingBook) -> list[PrintedRate]:
    area = working.area(PRINTED_AREA_NAME)
    found = []
    for row, cells in _list_rows(working, PRINTED_AREA_NAME):
        tier = TIER_OF_TITLE.get(fold(_text(cells[0])))
        if tier is None:
            continue
        for offset, indicator in enumerate(SEVEN_INDICATORS):
            column = 4 + offset
            rate = _decimal(percent_entry(cells[column], ""))
            if rate is None:
                continue
            printed_name = _text(cells[1 + indicator.table]) or _text(cells[1])
            where = cell_address(area.sheet, row, area.left + column)
            source = _text(cells[4 + len(SEVEN_INDICATORS)])
            found.append(
                PrintedRate(tier, canonical_name(_text(cells[1])), printed_name, indicator.code, rate, source, where)
            )
    return found


def _previous(working: WorkingBook) -> list[PeriodFigure]:
    area = working.area(PREVIOUS_AREA_NAME)
    figures = []
    for row, cells in _list_rows(working, PREVIOUS_AREA_NAME):
        tier = TIER_OF_TITLE.get(fold(_text(cells[0])))
        name = _text(cells[1])
        if tier is None or not name:
            continue
        for offset, indicator in enumerate(SEVEN_INDICATORS):
            left = 2 + 3 * offset
            target, denominator, numerator = cells[left : left + 3]
            where = cell_address(area.sheet, row, area.left + left + 2)
            figure = PeriodFigure(
                tier,
                canonical_name(name),
                indicator.code,
                _decimal(percent_entry(target, where)),
                _integer(count_entry(denominator, where)),
                _integer(count_entry(numerator, where)),
                where,
            )
            if not (figure.target is None and figure.denominator is None and figure.numerator is None):
                figures.append(figure)
    return figures


def _text(value: CellValue) -> str:
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _decimal(entry: Entry) -> Decimal | NotApplicable | None:
    value = entry.value
    return (
        value
        if value is None or value is NOT_APPLICABLE or isinstance(value, (Decimal, NotApplicable))
        else Decimal(value)
    )


def _integer(entry: Entry) -> int | NotApplicable | None:
    return entry.value if entry.value is None or isinstance(entry.value, (int, NotApplicable)) else int(entry.value)
