"""Rows of a table turned into the figures of units."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from phuluc.domain.figures import CellValue, Entry, FigureTable, IndicatorEntries, TotalRow, UnitRow
from phuluc.domain.indicators import INDICATORS_BY_CODE, SEVEN_INDICATORS
from phuluc.domain.units import canonical_name
from phuluc.importers.body import Body, RowKind, order_number, row_name
from phuluc.importers.captions import ColumnRole
from phuluc.importers.doubts import figures_merged_over_units
from phuluc.importers.entries import count_entry, percent_entry
from phuluc.importers.grid import SourceBook, SourceSheet
from phuluc.importers.headers import TableHeader
from phuluc.results import UnmatchedItem

_EXPECTED: Final = (ColumnRole.TARGET, ColumnRole.NUMERATOR, ColumnRole.DENOMINATOR)
_FIGURES: Final = (ColumnRole.TARGET, ColumnRole.DENOMINATOR, ColumnRole.NUMERATOR, ColumnRole.RATE)


class TableReader:
    """Reads the rows under one header; what found no place goes to `unmatched`, what needs a word to `notices`."""

    def __init__(
        self,
        sheet: SourceSheet,
        header: TableHeader,
        book: SourceBook,
        unmatched: list[UnmatchedItem],
        notices: list[str],
    ) -> None:
        self.sheet = sheet
        self.header = header
        self.book = book
        self.columns = {
            code: tuple(group.columns.get(role) for role in _FIGURES) for code, group in header.indicators.items()
        }
        self.unmatched = unmatched
        self.notices = notices

    def tables(self, body: Body) -> list[FigureTable]:
        """Give the figures as table 1, table 2 or both, as the header has indicators of them."""
        self._report_columns()
        present = [indicator for indicator in SEVEN_INDICATORS if indicator.code in self.header.indicators]
        units = [row for kind, row in body.rows if kind is RowKind.UNIT]
        self._report_rows(body)
        if units:
            rows_of_units = range(units[0], units[-1] + 1)
            self.unmatched.extend(figures_merged_over_units(self.sheet, rows_of_units, self.header.span))
        tables = []
        for number in sorted({indicator.table for indicator in present}):
            codes = [indicator.code for indicator in present if indicator.table == number]
            rows = tuple(self._unit_row(row, codes) for row in units)
            totals = tuple(self._total_row(row, codes) for kind, row in body.rows if kind is RowKind.TOTAL)
            tables.append(FigureTable(number, rows, tuple(body.notes), totals))
            self._question_targets(rows)
        return tables

    def _report_columns(self) -> None:
        for where, caption in self.header.not_understood:
            self.unmatched.append(UnmatchedItem(where, caption, "không rõ cột này là mẫu số, kết quả hay tỷ lệ"))
        if self.header.total_received is None:
            where = self.sheet.address(self.header.top, self.header.unit)
            self.unmatched.append(UnmatchedItem(where, "Tổng số HS tiếp nhận", "bảng không có cột này"))
        for code, group in self.header.indicators.items():
            indicator = INDICATORS_BY_CODE[code]
            for role in _EXPECTED:
                is_optional = role is ColumnRole.DENOMINATOR and indicator.denominator_rule != "own_column"
                if role not in group.columns and not is_optional:
                    caption = indicator.denominator_heading if role is ColumnRole.DENOMINATOR else role.value
                    reason = f"nhóm “{indicator.heading}” không có cột này"
                    self.unmatched.append(UnmatchedItem(group.where, caption, reason))

    def _report_rows(self, body: Body) -> None:
        for kind, row in body.rows:
            name, column = row_name(self.sheet, self.header, row)
            where = self.sheet.address(row, column)
            if kind is RowKind.NAMELESS:
                self.unmatched.append(UnmatchedItem(where, "", "hàng có số liệu nhưng không có tên đơn vị"))
            elif kind is RowKind.HEADING and name:
                self.notices.append(f"{where}: “{name}” được hiểu là dòng tiêu đề nhóm, không phải đơn vị.")

    def _unit_row(self, row: int, codes: list[str]) -> UnitRow:
        name, column = row_name(self.sheet, self.header, row)
        order = None if self.header.order is None else order_number(self.sheet.cell(row, self.header.order))
        where = self.sheet.address(row, column)
        total = self._count(row, self.header.total_received)
        return UnitRow(order, name, canonical_name(name), where, total, self._entries(row, codes, total))

    def _total_row(self, row: int, codes: list[str]) -> TotalRow:
        name, column = row_name(self.sheet, self.header, row)
        total = self._count(row, self.header.total_received)
        return TotalRow(name, self.sheet.address(row, column), self._entries(row, codes, total))

    def _entries(self, row: int, codes: list[str], total: Entry) -> dict[str, IndicatorEntries]:
        return {code: self._indicator(row, code, total) for code in codes}

    def _indicator(self, row: int, code: str, total: Entry) -> IndicatorEntries:
        target, column, numerator, rate = self.columns[code]
        rule = INDICATORS_BY_CODE[code].denominator_rule
        own = None if column is None else self._count(row, column)
        if rule == "own_column":
            denominator = own or self._count(row, None)
        else:
            denominator = total if own is None or own.is_blank else own
        return IndicatorEntries(
            target=self._percent(row, target),
            numerator=self._count(row, numerator),
            denominator=denominator,
            rate=self._percent(row, rate),
            own_denominator=own if rule == "own_or_total_received" else None,
        )

    def _at(self, row: int, column: int | None) -> tuple[CellValue, str]:
        """Give a cell's content and address; where the table has no such column, nothing at the unit's name."""
        if column is None:
            return None, self.sheet.address(row, self.header.unit)
        return self.sheet.cell(row, column), self.sheet.address(row, column)

    def _count(self, row: int, column: int | None) -> Entry:
        return count_entry(*self._at(row, column))

    def _percent(self, row: int, column: int | None) -> Entry:
        raw, where = self._at(row, column)
        is_percent = column is not None and self.book.is_percent(self.sheet.name, row, column)
        return percent_entry(raw, where, percent_format=is_percent)

    def _question_targets(self, rows: tuple[UnitRow, ...]) -> None:
        """Say which targets look like fractions among percentages: 0.61 beside 60."""
        for targets in _targets_by_indicator(rows):
            if max((value for value, _ in targets), default=Decimal(0)) > 1:
                for value, entry in targets:
                    if 0 < value <= 1 and str(value) == str(entry.raw):
                        self.notices.append(
                            f"{entry.where}: chỉ tiêu {entry.raw} nhỏ hơn 1% giữa các chỉ tiêu tính theo phần trăm; "
                            "kiểm tra xem có phải là tỷ số chưa nhân 100."
                        )


def _targets_by_indicator(rows: tuple[UnitRow, ...]) -> Iterator[list[tuple[Decimal, Entry]]]:
    for code in rows[0].indicators if rows else ():
        entries = [row.indicators[code].target for row in rows]
        yield [(entry.value, entry) for entry in entries if isinstance(entry.value, Decimal)]
