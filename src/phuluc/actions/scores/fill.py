"""Puts the records of a source into a book of scores: matched rows only, no other cell."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final

from phuluc.actions.cell_writing import cell_value, write_cells
from phuluc.actions.scores.book import ScoreWorkingBook
from phuluc.actions.scores.columns import Meaning, cell_key, meaning_of
from phuluc.actions.scores.match_rows import BookRow, SourceUnit, identity, match_rows
from phuluc.actions.scores.read import score_entry, text_of
from phuluc.annexes.addresses import cell_address
from phuluc.annexes.diem_xa import ITEMS_KEY, item_keys
from phuluc.annexes.score_tables import AXES_KEY, PAIR, RATE, SCORE, SLOT_ROLES, ScoreTable
from phuluc.book_port import Area
from phuluc.domain.figures import CellValue, Entry
from phuluc.domain.score_cells import (
    PRINTED_CHANGE,
    PRINTED_DAY,
    PRINTED_GRADE,
    PRINTED_ORDER,
    PRINTED_RANK,
    PRINTED_RATE_BEFORE,
    PRINTED_RATE_NOW,
    CellKey,
)
from phuluc.domain.score_figures import AXIS_CODES, PARENT_TIER, SlotName
from phuluc.domain.scoring_rules import all_axis_names
from phuluc.domain.slot_rules import SlotRules
from phuluc.domain.unit_changes import later_names
from phuluc.domain.unit_join import plain_code
from phuluc.domain.units import canonical_name, infer_tier, unit_key
from phuluc.domain.values import NOT_APPLICABLE
from phuluc.domain.vietnamese_numbers import format_number
from phuluc.importers.entries import count_entry, percent_entry
from phuluc.importers.score_records import ScoreRecord, ScoreRecords
from phuluc.importers.text_keys import caption_key
from phuluc.results import UnmatchedItem

_MACHINE_NUMBER: Final = re.compile(r"-?\d+\.\d{1,2}")
#: What belongs to the table a unit is ranked in, where it stands in several.
_OF_RANKED: Final = frozenset({PRINTED_CHANGE, PRINTED_GRADE, PRINTED_ORDER, PRINTED_RANK})
_TIER_NAMES: Final[dict[str, str]] = {
    PARENT_TIER: "tỉnh",
    "cap_tinh": "cấp tỉnh",
    "cap_huyen": "cấp huyện",
    "cap_xa": "cấp xã",
}
_TIERS: Final = frozenset(_TIER_NAMES)


@dataclass
class ScoreFill:
    """What was written and what was not."""

    units: set[tuple[str, int]] = field(default_factory=set)
    figures: int = 0
    matched: list[str] = field(default_factory=list)
    unmatched: list[UnmatchedItem] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    kept: list[list[CellValue]] = field(default_factory=list)
    overdue: list[list[CellValue]] = field(default_factory=list)
    settings: dict[str, CellValue] = field(default_factory=dict)


def fill_scores(working: ScoreWorkingBook, source: ScoreRecords, slot: SlotName, rules: SlotRules) -> ScoreFill:
    """Write the records of a source into one slot; what the book computes is kept aside for the check.

    `rules` are those that hold for the source.
    """
    filler = _Filler(working, source, slot, rules)
    for record in source.records:
        filler.place(record)
    filler.write()
    return filler.fill


class _Filler:
    def __init__(self, working: ScoreWorkingBook, source: ScoreRecords, slot: SlotName, rules: SlotRules) -> None:
        self._working = working
        self._source = source
        self._slot: SlotName = slot
        self.fill = ScoreFill()
        self._tables = {table.key: _Target(working, table) for table in working.tables}
        self._scored = {tier for table in working.tables if ("nay", SCORE) in table.positions() for tier in table.tiers}
        self._rules = rules
        self._without_table: defaultdict[str, set[str]] = defaultdict(set)
        self._match_units()

    def place(self, record: ScoreRecord) -> None:
        if record.scope == "qua_han":
            self._overdue(record)
        elif record.scope == "thong_tin":
            self._setting(record)
        elif record.scope == "loi_van":
            meaning = meaning_of(None, record.column)
            self._keep("Lời văn", record, meaning.kept if meaning and meaning.kept else record.column)
        else:
            self._figure(record)

    def write(self) -> None:
        for target in self._tables.values():
            write_cells(self._working.book, target.sheet, target.cells)
            if target.cells:
                self.fill.figures += len(target.cells)
                rows = {row for row, _ in target.cells}
                self.fill.units |= {(target.table.key, row) for row in rows}
                self.fill.matched.append(f"{target.sheet}: {len(rows)} dòng, {len(target.cells)} ô")
            target.report_unfilled(self.fill)
        self.fill.notices += [
            f"Loại sổ này không có bảng điểm của {_TIER_NAMES[tier]}: bỏ qua điểm của {len(units)} đơn vị"
            for tier, units in self._without_table.items()
        ]

    def _match_units(self) -> None:
        """Find the rows of all units of the source at once, so that what is left over can be suggested."""
        units: defaultdict[str, dict[str, SourceUnit]] = defaultdict(dict)
        for record in self._source.records:
            if record.scope in _TIERS:
                units[record.scope].setdefault(identity(record), SourceUnit.of(record))
        for tier, listed in units.items():
            for target in self._tables.values():
                if tier in target.table.tiers and target.lists_units:
                    target.match(tier, listed)
                    self.fill.notices += target.renamed

    def _figure(self, record: ScoreRecord) -> None:
        if record.scope in _TIERS - self._scored and self._is_score(record.column):
            self._without_table[record.scope].add(identity(record))
            return
        reason, placed = "sổ không có bảng cho cấp này", False
        for target in self._tables.values():
            if not target.takes(record.scope):
                continue
            meaning = target.meaning_of(record.column)
            if meaning is None:
                reason = "không rõ cột nào của bảng"
                continue
            if meaning.kept in _OF_RANKED and target.lists_units and not target.table.is_ranked:
                continue
            row = target.row_of(record, meaning)
            if row is None:
                reason = target.why_not(record)
                continue
            if self._put(target, record, meaning, row):
                placed = True
                # The province's score stands above its units and under its axes.
                if meaning.kept or record.scope != PARENT_TIER:
                    return
            else:
                reason = "bảng không có cột này"
        if placed:
            return
        self.fill.unmatched.append(UnmatchedItem(record.where, f"{record.name}, {record.column}", reason))

    @staticmethod
    def _is_score(column: str) -> bool:
        meaning = meaning_of(None, column)
        return meaning is not None and meaning.code in (SCORE, *AXIS_CODES)

    def _put(self, target: _Target, record: ScoreRecord, meaning: Meaning, row: int) -> bool:
        if meaning.kept:
            self._keep(target.sheet, record, meaning.kept)
            return True
        key = target.key_for(meaning, self._slot)
        if key is None:
            return False
        if key == ("toi_da", SCORE) and self._working.has_rules:
            self._maximum(target, record, row)
            return True
        if target.is_computed(row, key):
            self._keep(target.sheet, record, PRINTED_RATE_NOW if self._slot == "current" else PRINTED_RATE_BEFORE)
            return True
        entry = _entry(target.kind_of(key), record)
        if entry.value is None:
            if entry.flaw is not None:
                reason = f"{entry.flaw.value}; ô trong sổ giữ nguyên"
                self.fill.unmatched.append(UnmatchedItem(record.where, text_of(record.value), reason))
            return True
        in_words = target.kind_of(key) == "pair" or _is_no_data(record.value)
        content = record.value if in_words else cell_value(entry.value)
        if target.put(row, key, content) != content:
            reason = "nguồn đã có số khác cho ô này ở dòng trước; lấy số đứng trước"
            self.fill.unmatched.append(UnmatchedItem(record.where, text_of(record.value), reason))
        if record.code:
            target.put_code(row, record.code)
        return True

    def _maximum(self, target: _Target, record: ScoreRecord, row: int) -> None:
        """Hold the points a source gives an axis against the rules, which the book's own cells follow."""
        rules, axis, told = self._rules, target.axis_at(row), _entry("score", record).value
        most = rules.maxima.get(axis) if axis else rules.whole
        if isinstance(told, (int, Decimal)) and most is not None and told != most:
            self.fill.notices.append(
                f"{record.name}: nguồn ghi điểm tối đa {format_number(Decimal(told))}, quy tắc của kỳ là "
                f"{format_number(most)} ({record.where}); sổ giữ theo quy tắc"
            )

    def _keep(self, table: str, record: ScoreRecord, what: str) -> None:
        is_named = record.where.startswith(self._source.source_name)
        source = record.where if is_named else f"{self._source.source_name}, {record.where}"
        self.fill.kept.append([table, record.name or None, what, text_of(record.value), source])

    def _overdue(self, record: ScoreRecord) -> None:
        entry = count_entry(record.value, record.where, plain_text=not record.is_exact)
        if not self._working.has_overdue or not isinstance(entry.value, int):
            reason = "sổ không có trang hồ sơ quá hạn" if not self._working.has_overdue else "không phải số đếm"
            self.fill.unmatched.append(UnmatchedItem(record.where, record.name, reason))
            return
        self.fill.overdue.append([record.column, record.name, entry.value])

    def _setting(self, record: ScoreRecord) -> None:
        meaning = meaning_of(None, record.column)
        if meaning is not None and meaning.kept == PRINTED_DAY:
            self._keep("Thông tin", record, PRINTED_DAY)
            return
        role = SLOT_ROLES[self._slot]
        key = caption_key(record.column).replace(" ", "_")
        known = {entry.key for entry in self._working.entries}
        target = next((name for name in (f"{key}_{role}", key) if name in known), None)
        if target is None:
            self.fill.unmatched.append(UnmatchedItem(record.where, record.column, "không có mục này ở “Thông tin”"))
            return
        count = count_entry(record.value, record.where, plain_text=not record.is_exact).value
        self.fill.settings[target] = count if isinstance(count, int) else text_of(record.value)


class _Target:
    """One table as the place of figures."""

    def __init__(self, working: ScoreWorkingBook, table: ScoreTable) -> None:
        self.table = table
        self.cells: dict[tuple[int, int], CellValue] = {}
        self._working = working
        self._rows = working.rows(table.key)
        self.sheet = self._rows.sheet
        self.lists_units = bool(table.tiers) and (not table.rows or table.has_parent)
        self._names = working.names_in(table.key)
        self._columns = {key: working.column(table.key, *key) for key in table.positions()}
        self._kinds = {key: column.kind for key, column in table.columns().items()}
        self._meanings: dict[str, Meaning | None] = {}
        self._found: dict[tuple[str, str], int] = {}
        self._reasons: dict[tuple[str, str], str] = {}
        self.renamed: list[str] = []
        """Units that match by code under another name, Vietnamese sentences."""
        self._pairs: set[tuple[int, str]] = set()
        self._keys = self._row_keys()

    def takes(self, scope: str) -> bool:
        """Tell whether figures of a tier or table stand here."""
        return scope == self.table.key or scope in self.table.tiers

    def match(self, tier: str, units: Mapping[str, SourceUnit]) -> None:
        """Find the rows of units of one tier; the parent is the first row, whatever it is called."""
        if tier == PARENT_TIER:
            self._found |= {(tier, key): self._rows.first for key in units}
            return
        rows = [
            BookRow(self._rows.first + at, name, canonical_name(name), code)
            for at, (name, code) in enumerate(zip(self._names, self._codes(), strict=True))
            if name and not (at == 0 and self.table.has_parent)
        ]
        match = match_rows(_under_later_names(units, later_names(tier), rows), rows)
        self._found |= {(tier, key): row for key, row in match.rows.items()}
        self._reasons |= {(tier, key): reason for key, reason in match.reasons.items()}
        self.renamed = match.renamed

    def _codes(self) -> list[str]:
        if ("ma", "") not in self._columns or not self._rows.count:
            return [""] * len(self._names)
        column = self._columns["ma", ""]
        values = self._working.book.values(Area(self.sheet, self._rows.first, column, self._rows.last, column))
        return [plain_code(text_of(value)) for (value,) in values]

    def row_of(self, record: ScoreRecord, meaning: Meaning) -> int | None:
        """Return the row of a record, the row under the table for the total of the axes."""
        if self.table.key == AXES_KEY:
            if record.scope not in self.table.tiers:
                return None
            if meaning.code == SCORE and caption_key(record.name) not in self._keys:
                return self._rows.last + 2
            axis = meaning.code if meaning.code in AXIS_CODES else record.name
            return self._keys.get(caption_key(axis))
        if self.lists_units:
            return self._found.get((record.scope, identity(record)))
        if self.table.tiers:
            # One row, of the one unit the book is about.
            return self._rows.first if infer_tier(record.name, legacy=True) in self.table.tiers else None
        return self._keys.get(_row_key(record.name))

    def why_not(self, record: ScoreRecord) -> str:
        """Say why a record has no row."""
        return self._reasons.get((record.scope, identity(record)), "bảng không có dòng này")

    def axis_at(self, row: int) -> str:
        """Return the axis a row of the table of axes is about, "" for the row of the total."""
        place = row - self._rows.first
        return AXIS_CODES[place] if place < len(AXIS_CODES) else ""

    def key_for(self, meaning: Meaning, slot: SlotName) -> CellKey | None:
        """Return the column of figures, None where the table has none."""
        if self.table.key == AXES_KEY and meaning.code in AXIS_CODES:
            meaning = Meaning(SCORE)
        key = ("toi_da", SCORE) if meaning.code == "toi_da" else cell_key(meaning, slot)
        return key if key in self._columns else None

    def is_computed(self, row: int, key: CellKey) -> bool:
        """Tell whether the rate of a row follows from its pair, which this source gives too."""
        return key[1] == RATE and (row, key[0]) in self._pairs

    def meaning_of(self, text: str) -> Meaning | None:
        """Understand a source's words for a column; the same few for thousands of units."""
        if text not in self._meanings:
            self._meanings[text] = meaning_of(self.table, text)
        return self._meanings[text]

    def kind_of(self, key: CellKey) -> str:
        return self._kinds[key]

    def put(self, row: int, key: CellKey, value: CellValue) -> CellValue:
        """Take a figure for a cell, the first one only; return what the cell gets."""
        if key[1] == PAIR and isinstance(value, str) and "/" in value:
            self._pairs.add((row, key[0]))
        return self.cells.setdefault((row, self._columns[key]), value)

    def put_code(self, row: int, code: str) -> None:
        if ("ma", "") in self._columns:
            self.cells[row, self._columns["ma", ""]] = code

    def report_unfilled(self, fill: ScoreFill) -> None:
        """List the units of the book the source says nothing of, where it says something of others."""
        if not self.lists_units or not self.cells or not self.table.is_ranked:
            return
        filled = {row for row, _ in self.cells}
        for at, name in enumerate(self._names):
            row = self._rows.first + at
            if name and row not in filled and not (at == 0 and self.table.has_parent):
                where = cell_address(self.sheet, row, self._columns["don_vi", ""])
                fill.unmatched.append(UnmatchedItem(where, name, "nguồn không có đơn vị này"))

    def _row_keys(self) -> dict[str, int]:
        first = self._rows.first
        if self.table.key == AXES_KEY:
            codes = {code: first + at for at, code in enumerate(AXIS_CODES)}
            called = {caption_key(name): codes[code] for code, name in all_axis_names()}
            rows = {caption_key(name): first + at for at, name in enumerate(self._names) if name}
            return called | codes | rows | {"tong diem": self._rows.last + 2}
        if self.table.tiers:
            return {}
        keys = {_row_key(name): first + at for at, name in enumerate(self._names) if name}
        orders = self._working.book.values(
            Area(self.sheet, first, self._columns["tt", ""], self._rows.last, self._columns["tt", ""])
        )
        texts = tuple(text_of(order) for (order,) in orders)
        named = item_keys(texts) if self.table.key == ITEMS_KEY else texts
        return keys | {_row_key(text): first + at for at, text in enumerate(named) if text}


def _under_later_names(
    units: Mapping[str, SourceUnit], later: Mapping[str, str], rows: Sequence[BookRow]
) -> Mapping[str, SourceUnit]:
    """Give units that were renamed the name they have since, where the book knows them by that name alone."""
    if not later:
        return units
    known = {row.unit.casefold() for row in rows}
    new = {key: later.get(unit.unit.casefold(), "") for key, unit in units.items()}
    return {
        key: replace(unit, unit=new[key])
        if new[key].casefold() in known and unit.unit.casefold() not in known
        else unit
        for key, unit in units.items()
    }


def _row_key(text: str) -> str:
    return re.sub(r"\s+", "", unit_key(text.strip().rstrip(".").rstrip(")")))


def _is_no_data(value: CellValue) -> bool:
    """Tell whether a source says in words that there is no score; such words are kept, because they are printed."""
    is_text = isinstance(value, str) and len(value.strip()) > 1
    return is_text and score_entry(value, "").value is NOT_APPLICABLE


def _entry(kind: str, record: ScoreRecord) -> Entry:
    """Read a value as its column wants it; text of a CSV may be in the notation of programs or of documents."""
    raw = record.value
    if kind == "pair":
        return Entry(1 if raw not in (None, "") else None, raw, record.where)
    if isinstance(raw, str) and _is_no_data(raw):
        return score_entry(raw, record.where)
    if kind == "count":
        return count_entry(raw, record.where, plain_text=not record.is_exact)
    if isinstance(raw, str) and _MACHINE_NUMBER.fullmatch(raw.strip()):
        raw = raw.strip().replace(".", ",")
    return percent_entry(raw, record.where, plain_text=not record.is_exact)
