"""Reads the figures of a working book of scores: inputs as entries, results of formulas by their cached values."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from phuluc.actions.clock import now
from phuluc.actions.scores.book import ScoreWorkingBook
from phuluc.annexes.addresses import cell_address, column_letters
from phuluc.annexes.diem_xa import ITEMS_KEY, item_keys
from phuluc.annexes.layout import Column
from phuluc.annexes.lists import PRINTED_AREA_NAME
from phuluc.annexes.score_lists import OVERDUE_AREA_NAME
from phuluc.annexes.score_settings import COMPARABLE_KEY, OVERRIDE_KEY, YES
from phuluc.annexes.score_tables import CHANGED_UNIT_ROLE, PAIR, PARENT_ORDER, ScoreTable
from phuluc.book_port import Area
from phuluc.domain.figures import CellValue, Entry
from phuluc.domain.score_cells import (
    CellKey,
    OverdueRow,
    PrintedText,
    ScoreFigures,
    ScoreRow,
    ScoreTableFigures,
)
from phuluc.domain.score_figures import NO_DATA_TEXT, SEMANTICS, SlotInfo
from phuluc.domain.slot_rules import rules_of_slots
from phuluc.domain.unit_changes import COMPARED_ANYWAY
from phuluc.domain.units import canonical_name
from phuluc.domain.values import NOT_APPLICABLE
from phuluc.importers.entries import count_entry, percent_entry

_NO_SCORE: Final = frozenset({NO_DATA_TEXT.casefold(), "không có dữ liệu", "n/a"})
_INPUT_ROLES: Final = frozenset({"truoc", "nay", "nam", "toi_da"})
_NAMING_ROLES: Final = frozenset({"tt", "don_vi", "ma", CHANGED_UNIT_ROLE})


def read_score_figures(working: ScoreWorkingBook) -> ScoreFigures:
    """Read all figures of a working book of scores."""
    digits = working.setting("so_chu_so")
    previous, current = slots_of(working)
    previous_rules, current_rules = rules_of_slots(previous, current, now().date())
    return ScoreFigures(
        kind=working.kind,
        settings={entry.key: text_of(working.setting(entry.key)) for entry in working.entries},
        digits=int(digits) if isinstance(digits, (int, float)) else 2,
        previous=previous,
        current=current,
        previous_rules=previous_rules,
        current_rules=current_rules,
        apart=text_of(working.setting(COMPARABLE_KEY)),
        tables=tuple(_TableReader(working, table).read() for table in working.tables),
        printed=tuple(_printed(working)),
        overdue=tuple(_overdue(working)) if working.has_overdue else (),
    )


def score_entry(raw: CellValue, where: str) -> Entry:
    """Read a score or a rate; "Hệ thống không thông báo dữ liệu" is a missing one."""
    if isinstance(raw, str) and raw.strip().casefold() in _NO_SCORE:
        return Entry(NOT_APPLICABLE, raw, where)
    return percent_entry(raw, where)


def text_of(value: CellValue) -> str:
    """The text of a cell: whole numbers without decimals, "" for a blank."""
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def list_rows(working: ScoreWorkingBook, name: str) -> list[tuple[int, list[CellValue]]]:
    """Rows of a list that hold anything, with their numbers."""
    area = working.area(name)
    inner = Area(area.sheet, area.top + 1, area.left, area.bottom - 1, area.right)
    rows = working.book.values(inner) if inner.height > 0 else []
    return [(inner.top + offset, row) for offset, row in enumerate(rows) if any(cell not in (None, "") for cell in row)]


def slots_of(working: ScoreWorkingBook) -> tuple[SlotInfo, SlotInfo]:
    """Read what the previous and the current slot are."""
    return _slot(working, "truoc", "ky_truoc"), _slot(working, "nay", "ky_bao_cao")


def _slot(working: ScoreWorkingBook, role: str, period_key: str) -> SlotInfo:
    serial = working.setting(f"ngay_ky_{role}")
    semantics = text_of(working.setting(f"loai_so_lieu_{role}"))
    return SlotInfo(
        text_of(working.setting(period_key)),
        day_of(serial),
        next((known for known in SEMANTICS if known == semantics), None),
        text_of(working.setting(f"co_so_{role}")),
    )


def day_of(serial: CellValue) -> date | None:
    """Give the day a cell holds as a serial number, None where it holds none."""
    return date(1899, 12, 30) + timedelta(days=int(serial)) if isinstance(serial, (int, float)) and serial else None


class _TableReader:
    """Reads one table: the whole block of cells once, then entries by column."""

    def __init__(self, working: ScoreWorkingBook, table: ScoreTable) -> None:
        self._table = table
        self._rows = working.rows(table.key)
        self._specs = table.columns()
        self._columns = {key: working.column(table.key, *key) for key in table.positions()}
        self._left, right = min(self._columns.values()), max(self._columns.values())
        self._marks_units = (CHANGED_UNIT_ROLE, "") in self._columns
        self._is_overridden = working.setting(OVERRIDE_KEY) == YES
        self._letters = {key: column_letters(column) for key, column in self._columns.items()}
        # The row of totals stands under the bottom edge.
        last = self._rows.last + 2 if table.closing else self._rows.last
        area = Area(self._rows.sheet, self._rows.first, self._left, last, right)
        self._values = working.book.values(area) if area.height > 0 else []

    def read(self) -> ScoreTableFigures:
        count = self._rows.count
        orders = tuple(text_of(self._value(("tt", ""), values)) for values in self._values[:count])
        items = item_keys(orders) if self._table.key == ITEMS_KEY else ("",) * count
        rows = [
            self._row(self._rows.first + offset, values, items[offset])
            for offset, values in enumerate(self._values[:count])
            if not self._is_empty(values)
        ]
        total = None
        if self._table.closing and not self._table.closing.sentences:
            total = self._row(self._rows.last + 2, self._values[-1], "tong")
        return ScoreTableFigures(self._table.key, self._table.label, tuple(rows), total)

    def _is_empty(self, values: list[CellValue]) -> bool:
        keys = [key for key in self._columns if key[0] in _INPUT_ROLES or key == ("don_vi", "")]
        return all(values[self._columns[key] - self._left] in (None, "") for key in keys)

    def _row(self, row: int, values: list[CellValue], item: str) -> ScoreRow:
        name = text_of(self._value(("don_vi", ""), values))
        order = self._value(("tt", ""), values)
        inputs: dict[CellKey, Entry] = {}
        results: dict[CellKey, Entry] = {}
        for key, letters in self._letters.items():
            if key[0] in _NAMING_ROLES:
                continue
            raw, where = self._value(key, values), f"{self._rows.sheet}!{letters}{row}"
            if key[0] in _INPUT_ROLES:
                inputs[key] = _entry(self._specs[key], raw, where)
            else:
                results[key] = Entry(None, raw, where)
        changed = text_of(self._value((CHANGED_UNIT_ROLE, ""), values)).strip() if self._marks_units else ""
        is_unit = bool(self._table.tiers) and (not self._table.rows or self._table.has_parent)
        code = text_of(self._value(("ma", ""), values)) if ("ma", "") in self._columns else ""
        return ScoreRow(
            order=order,
            name=name,
            unit=canonical_name(name) if name and is_unit else name,
            item=item,
            code=code,
            where=cell_address(self._rows.sheet, row, self._columns["don_vi", ""]),
            row=row,
            is_ranked=self._table.is_ranked and not (isinstance(order, str) and order.strip() == PARENT_ORDER),
            inputs=inputs,
            results=results,
            changed=changed,
            apart="" if self._is_overridden or changed == COMPARED_ANYWAY else changed,
        )

    def _value(self, key: CellKey, values: list[CellValue]) -> CellValue:
        return values[self._columns[key] - self._left]


def _entry(column: Column, raw: CellValue, where: str) -> Entry:
    if column.kind == "pair" or column.indicator == PAIR:
        return Entry(None, raw, where)
    return count_entry(raw, where) if column.kind == "count" else score_entry(raw, where)


def _printed(working: ScoreWorkingBook) -> list[PrintedText]:
    area = working.area(PRINTED_AREA_NAME)
    found = []
    for row, cells in list_rows(working, PRINTED_AREA_NAME):
        table, name, what, text, source = (text_of(cell) for cell in cells[:5])
        found.append(PrintedText(table, name, what, text, source, cell_address(area.sheet, row, area.left + 3)))
    return found


def _overdue(working: ScoreWorkingBook) -> list[OverdueRow]:
    area = working.area(OVERDUE_AREA_NAME)
    found, group = [], ""
    for row, (group_cell, unit, count) in list_rows(working, OVERDUE_AREA_NAME):
        group = text_of(group_cell) or group
        where = cell_address(area.sheet, row, area.left + 2)
        found.append(OverdueRow(group, text_of(unit), count_entry(count, where), where))
    return found


def whole_or_float(value: Decimal) -> int | float:
    """A number as a cell holds it."""
    return int(value) if value == value.to_integral_value() else float(value)
