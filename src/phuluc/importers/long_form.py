"""Tables in long form: one row per unit and indicator, as CSV or as a sheet."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Final

from phuluc.annexes.addresses import column_letters
from phuluc.domain.figures import AnnexFigures, CellValue, Entry, FigureTable, IndicatorEntries, UnitRow
from phuluc.domain.indicators import INDICATORS_BY_CODE, SEVEN_INDICATORS, Tier
from phuluc.domain.units import canonical_name, infer_tier, unit_key
from phuluc.importers.captions import indicator_of
from phuluc.importers.doubts import hidden_figures, legacy_texts
from phuluc.importers.entries import count_entry, percent_entry
from phuluc.importers.errors import LongFormColumnsError, SeveralPeriodsError
from phuluc.importers.grid import SourceBook, SourceSheet
from phuluc.importers.long_form_columns import LongColumn, LongHeader, find_long_header
from phuluc.importers.opening import read_book_or_text
from phuluc.importers.reuse_denominator import estimate_reuse_denominators
from phuluc.importers.source import SourceFigures
from phuluc.importers.text_keys import caption_key
from phuluc.importers.titles import tier_in
from phuluc.results import UnmatchedItem

_TIER_WORDS: Final[dict[str, Tier]] = {"tinh": "cap_tinh", "so": "cap_tinh", "huyen": "cap_huyen", "xa": "cap_xa"}
#: Text written by programs: "72.0" is a count, "99.8" a percentage; neither can be thousands.
_MACHINE_COUNT: Final = re.compile(r"(-?\d+)\.0+")
_MACHINE_PERCENT: Final = re.compile(r"(-?\d+)\.(\d{1,2}|\d{4,})")


@dataclass
class _Record:
    target: Entry
    denominator: Entry
    numerator: Entry
    rate: Entry
    total_received: Entry


@dataclass
class _Unit:
    name: str
    where: str
    records: dict[str, _Record] = field(default_factory=dict)


def read_long_form(path: Path) -> SourceFigures:
    """Read a table in long form from a .csv or .xlsx file.

    Args:
        path: a delimited text file or a workbook.

    Raises:
        WorkbookFileError: the file is neither text nor a readable workbook.
        LongFormColumnsError: no such table, or one without a column that is needed.
        SeveralPeriodsError: figures of more than one period.
        DuplicateColumnError: two columns with one meaning.
        SourceEncodingError: text that is not Unicode.
    """
    found = long_form_of_book(read_book_or_text(path))
    if found is None:
        raise LongFormColumnsError(
            "Không tìm thấy dòng tiêu đề của bảng số liệu",
            where=path.name,
            remedy="Cần các cột: kỳ, cấp, đơn vị, chỉ tiêu, chỉ tiêu giao, mẫu số, tử số",
        )
    return found


def long_form_of_book(book: SourceBook) -> SourceFigures | None:
    """Read the first table in long form of a file already in memory, None where there is none."""
    for sheet in book.sheets:
        header = find_long_header(sheet) if sheet.visible else None
        if header is not None:
            return _LongReader(book, sheet, header).read()
    return None


class _LongReader:
    """Reads one table."""

    def __init__(self, book: SourceBook, sheet: SourceSheet, header: LongHeader) -> None:
        self.book = book
        self.is_text = book.cells is None
        self.sheet = sheet
        self.columns = header.columns
        self._places = {at: self._place(at) for at in LongColumn}
        self.first_row = header.row + 1
        self.units: dict[Tier, dict[str, _Unit]] = {}
        self.periods: dict[str, str] = {}
        self.unmatched: list[UnmatchedItem] = legacy_texts(book)
        self.notices: list[str] = []

    def read(self) -> SourceFigures:
        for row in range(self.first_row, len(self.sheet.rows)):
            if any(value is not None for value in self.sheet.rows[row]):
                self._read_row(row)
        if len(self.periods) > 1:
            column = self.columns[LongColumn.PERIOD]
            raise SeveralPeriodsError(
                "Bảng có số liệu của nhiều kỳ",
                where=self.sheet.address(self.first_row - 1, column),
                found=", ".join(f"“{label}”" for label in self.periods.values()),
                remedy="Tách mỗi kỳ thành một tệp rồi nhập từng tệp",
            )
        annexes = tuple(self._annex(number, tier) for number, tier in enumerate(self.units, start=1))
        period = next(iter(self.periods.values()), "")
        notices = (*self.book.notices, *hidden_figures(self.book), *self.notices)
        return SourceFigures(annexes, period, tuple(self.unmatched), notices, self.book.name)

    def _read_row(self, row: int) -> None:
        name = self._text(row, LongColumn.UNIT)
        indicator = self._text(row, LongColumn.INDICATOR)
        code = indicator_of(indicator)
        tier = self._tier(row, name)
        if not name:
            self._leave_out(row, LongColumn.UNIT, "dòng không có tên đơn vị")
        elif code is None:
            self._leave_out(row, LongColumn.INDICATOR, "không phải một trong 07 chỉ tiêu")
        elif tier is None:
            at = LongColumn.TIER if LongColumn.TIER in self.columns else LongColumn.UNIT
            self._leave_out(row, at, "không rõ đơn vị thuộc cấp nào (cấp tỉnh, cấp huyện, cấp xã)")
        else:
            self._keep(row, tier, name, code)

    def _keep(self, row: int, tier: Tier, name: str, code: str) -> None:
        if period := self._text(row, LongColumn.PERIOD):
            self.periods.setdefault(caption_key(period), period)
        units, key = self.units.setdefault(tier, {}), unit_key(name)
        unit = units.get(key)
        if unit is None:
            unit = units[key] = _Unit(name, self._address(row, LongColumn.UNIT))
        if code in unit.records:
            first = unit.records[code].numerator.where
            self._leave_out(row, LongColumn.INDICATOR, f"đơn vị đã có chỉ tiêu này ở {first}; lấy dòng đầu")
            return
        unit.records[code] = _Record(
            target=self._percent(row, LongColumn.TARGET),
            denominator=self._count(row, LongColumn.DENOMINATOR),
            numerator=self._count(row, LongColumn.NUMERATOR),
            rate=self._percent(row, LongColumn.RATE),
            total_received=self._count(row, LongColumn.TOTAL_RECEIVED),
        )

    def _tier(self, row: int, name: str) -> Tier | None:
        text = self._text(row, LongColumn.TIER)
        return _tier_named(text) if text else infer_tier(name, legacy=True)

    def _annex(self, number: int, tier: Tier) -> AnnexFigures:
        units = list(self.units[tier].values())
        tables = []
        for table_number in (1, 2):
            codes = [indicator.code for indicator in SEVEN_INDICATORS if indicator.table == table_number]
            listed = [unit for unit in units if any(code in unit.records for code in codes)]
            if listed:
                rows = tuple(self._unit_row(order, unit, codes) for order, unit in enumerate(listed, start=1))
                table, notices = estimate_reuse_denominators(FigureTable(table_number, rows))
                self.notices.extend(notices)
                tables.append(table)
        return AnnexFigures(f"Phụ lục {number}", tier, tuple(tables))

    def _unit_row(self, order: int, unit: _Unit, codes: list[str]) -> UnitRow:
        present = [code for code in codes if code in unit.records]
        total = _total_received(unit, present)
        indicators = {code: self._entries(unit.records[code], code, total) for code in present}
        return UnitRow(order, unit.name, canonical_name(unit.name), unit.where, total, indicators)

    def _entries(self, record: _Record, code: str, total: Entry) -> IndicatorEntries:
        rule = INDICATORS_BY_CODE[code].denominator_rule
        denominator = record.denominator
        entries = IndicatorEntries(record.target, record.numerator, denominator, record.rate)
        if rule == "own_column":
            return entries
        if denominator.is_blank:
            return replace(entries, denominator=total)
        if denominator.value == total.value:
            return entries
        if rule == "own_or_total_received":
            return replace(entries, own_denominator=denominator)
        self.unmatched.append(
            UnmatchedItem(denominator.where, str(denominator.raw), f"khác tổng số HS tiếp nhận ở {total.where}")
        )
        return entries

    def _leave_out(self, row: int, at: LongColumn, reason: str) -> None:
        self.unmatched.append(UnmatchedItem(self._address(row, at), self._text(row, at), reason))

    def _place(self, at: LongColumn) -> str:
        """Give the address of a column, that of the names where the table lacks it."""
        return f"{self.sheet.name}!{column_letters(self.columns.get(at, self.columns[LongColumn.UNIT]) + 1)}"

    def _address(self, row: int, at: LongColumn) -> str:
        return f"{self._places[at]}{row + 1}"

    def _value(self, row: int, at: LongColumn) -> CellValue:
        column = self.columns.get(at)
        return None if column is None else self.sheet.cell(row, column)

    def _text(self, row: int, at: LongColumn) -> str:
        value = self._value(row, at)
        return "" if value is None else _one_line(str(value))

    def _count(self, row: int, at: LongColumn) -> Entry:
        raw, where = self._value(row, at), self._address(row, at)
        if self.is_text and isinstance(raw, str) and "." in raw and (match := _MACHINE_COUNT.fullmatch(raw.strip())):
            return count_entry(match[1], where, plain_text=True)._replace(raw=raw)
        return count_entry(raw, where, plain_text=self.is_text)

    def _percent(self, row: int, at: LongColumn) -> Entry:
        raw, where = self._value(row, at), self._address(row, at)
        if self.is_text:
            if isinstance(raw, str) and "." in raw and (match := _MACHINE_PERCENT.fullmatch(raw.strip())):
                return percent_entry(f"{match[1]},{match[2]}", where, plain_text=True)._replace(raw=raw)
            return percent_entry(raw, where, plain_text=True)
        is_percent = at in self.columns and self.book.is_percent(self.sheet.name, row, self.columns[at])
        return percent_entry(raw, where, percent_format=is_percent)


#: Names come once for each indicator, periods and tiers in every row.
@lru_cache(maxsize=8192)
def _one_line(text: str) -> str:
    return " ".join(text.split())


@lru_cache(maxsize=64)
def _tier_named(text: str) -> Tier | None:
    return _TIER_WORDS.get(caption_key(text)) or tier_in(text)


def _total_received(unit: _Unit, codes: list[str]) -> Entry:
    """Find the total received of a unit: its own column, or the denominator of an indicator measured against it.

    The other table's serves where this one has none: it is one count, printed twice.
    """
    others = [code for code in unit.records if code not in codes]
    for records in ([unit.records[code] for code in codes], [unit.records[code] for code in others]):
        for record in records:
            if not record.total_received.is_blank:
                return record.total_received
    for code in (*codes, *others):
        if INDICATORS_BY_CODE[code].denominator_rule == "total_received":
            return unit.records[code].denominator
    return Entry(None, None, unit.where)
