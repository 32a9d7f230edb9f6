"""Puts the figures of a source into the tables of a working book: matched units only, no other cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from phuluc.actions.cell_writing import cell_value, write_cells
from phuluc.actions.working_book import WorkingBook
from phuluc.annexes.addresses import cell_address
from phuluc.annexes.bay_chi_tieu import ESTIMATED, SCOPE_TITLES
from phuluc.book_port import Area
from phuluc.domain.figures import AnnexFigures, CellValue, Entry, FigureTable, IndicatorEntries, UnitRow
from phuluc.domain.indicators import INDICATORS_BY_CODE, Tier
from phuluc.domain.vietnamese_numbers import format_number
from phuluc.importers.matching import UnmatchedName, match_units
from phuluc.results import UnmatchedItem


@dataclass
class FillReport:
    """What was written and what was not, gathered over all tables."""

    units: set[tuple[Tier, int]] = field(default_factory=set)
    figures: int = 0
    matched: list[str] = field(default_factory=list)
    unmatched: list[UnmatchedItem] = field(default_factory=list)


def fill_annex(working: WorkingBook, annex: AnnexFigures, report: FillReport) -> None:
    """Write both tables of one annex of a source into the annex of the same tier.

    A blank of the source leaves the book's cell as it is; where the book holds a figure there, that is reported. A
    source without any target of an indicator says nothing about targets: they are set for the year, not each period.
    """
    for table in annex.tables:
        _TableFiller(working, annex.tier, table, report).fill()


class _TableFiller:
    def __init__(self, working: WorkingBook, tier: Tier, table: FigureTable, report: FillReport) -> None:
        self._working = working
        self._tier = tier
        self._table = table
        self._report = report
        self._rows = working.rows(tier)
        self._cells: dict[tuple[int, int], CellValue] = {}
        self._columns: dict[tuple[str, str], int] = {}
        self._current: dict[int, list[CellValue]] = {}
        self._with_targets = {
            code for row in table.rows for code, entries in row.indicators.items() if not entries.target.is_blank
        }

    def fill(self) -> None:
        names = [str(name or "") for name in self._column_values("don_vi")]
        filled = [offset for offset, name in enumerate(names) if name]
        match = match_units([row.name for row in self._table.rows], [names[offset] for offset in filled])
        for source_index, book_index in match.pairs:
            row = self._rows.first + filled[book_index]
            self._fill_row(self._table.rows[source_index], row)
            self._report.units.add((self._tier, row))
        write_cells(self._working.book, self._rows.sheet, self._cells)
        self._report.figures += len(self._cells)
        self._report.matched.append(
            f"{self._rows.sheet}, bảng {self._table.number}: {len(match.pairs)}/{len(filled)} đơn vị, "
            f"{len(self._cells)} ô"
        )
        self._list_unmatched(match.unmatched_source, self._table.rows)
        for item in match.unmatched_book:
            where = cell_address(self._rows.sheet, self._rows.first + filled[item.index], self._column("don_vi"))
            reason = f"nguồn không có đơn vị này ở bảng {self._table.number}"
            if self._holds_results(filled[item.index]):
                reason += "; số liệu đang có ở sổ vẫn giữ"
            self._report.unmatched.append(UnmatchedItem(where, item.name, reason))
        for duplicate in match.duplicates:
            for index in duplicate.source_indices:
                self._report.unmatched.append(
                    UnmatchedItem(self._table.rows[index].where, duplicate.name, duplicate.reason)
                )

    def _holds_results(self, offset: int) -> bool:
        """Tell whether a row has results already, which an import without this unit leaves as they are."""
        codes = [code for code, indicator in INDICATORS_BY_CODE.items() if indicator.table == self._table.number]
        return any(self._column_values("tu_so", code)[offset] not in (None, "") for code in codes)

    def _list_unmatched(self, items: Sequence[UnmatchedName], rows: tuple[UnitRow, ...]) -> None:
        for item in items:
            row = rows[item.index]
            scope = SCOPE_TITLES[self._tier].lower()
            reason = f"{item.reason} ({scope}, bảng {self._table.number})"
            self._report.unmatched.append(UnmatchedItem(row.where, row.name, reason))

    def _fill_row(self, source: UnitRow, row: int) -> None:
        self._fill_total(source.total_received, row)
        for code, entries in source.indicators.items():
            if code in self._with_targets:
                self._put(("chi_tieu", code), row, entries.target)
            self._put(("tu_so", code), row, entries.numerator)
            rule = INDICATORS_BY_CODE[code].denominator_rule
            if rule == "own_column":
                self._put(("mau_so", code), row, entries.denominator)
            elif rule == "own_or_total_received":
                self._fill_own_denominator(code, entries, row)

    def _fill_total(self, total: Entry, row: int) -> None:
        if self._table.number == 1:
            self._put(("tong_hs", ""), row, total)
            return
        # Table 2 repeats the total of table 1 by formula; only a source that says otherwise overrides it.
        first_table = self._column_values("tong_hs")[row - self._rows.first]
        if total.value is None:
            return
        if cell_value(total.value) != first_table:
            self._put(("tong_hs_bang_2", ""), row, total)
        elif self._typed_over[row - self._rows.first]:
            # What an earlier source said otherwise; refresh puts the formula back into an empty cell.
            self._cells[row, self._column("tong_hs_bang_2")] = None

    @cached_property
    def _typed_over(self) -> list[bool]:
        """Whether the total of table 2 is no formula, by row."""
        area = self._column_area("tong_hs_bang_2")
        return [formula is None for (formula,) in self._working.book.formulas(area)]

    def _fill_own_denominator(self, code: str, entries: IndicatorEntries, row: int) -> None:
        own = entries.own_denominator
        if own is None or own.is_blank:
            return
        self._put(("mau_so_rieng", code), row, own)
        source = ESTIMATED if entries.denominator_is_estimated else "báo cáo"
        self._cells[row, self._column("nguon_mau_so", code)] = source

    def _put(self, key: tuple[str, str], row: int, entry: Entry) -> None:
        column = self._column(*key)
        if entry.value is not None:
            self._cells[row, column] = cell_value(entry.value)
            return
        where = cell_address(self._rows.sheet, row, column)
        held = self._column_values(*key)[row - self._rows.first]
        if entry.flaw is not None:
            reason = f"{entry.flaw.value}; ô {where} giữ nguyên"
            self._report.unmatched.append(UnmatchedItem(entry.where, str(entry.raw), reason))
        elif held not in (None, ""):
            shown = format_number(held) if isinstance(held, (int, float)) else held
            reason = f"nguồn để trống; ô {where} vẫn giữ {shown}"
            self._report.unmatched.append(UnmatchedItem(entry.where, "ô trống", reason))

    def _column(self, role: str, indicator: str = "") -> int:
        key = (role, indicator)
        if key not in self._columns:
            self._columns[key] = self._working.column(self._tier, role, indicator)
        return self._columns[key]

    def _column_area(self, role: str, indicator: str = "") -> Area:
        column = self._column(role, indicator)
        return Area(self._rows.sheet, self._rows.first, column, self._rows.last, column)

    def _column_values(self, role: str, indicator: str = "") -> list[CellValue]:
        column = self._column(role, indicator)
        if column not in self._current:
            values = self._working.book.values(self._column_area(role, indicator))
            self._current[column] = [value for (value,) in values]
        return self._current[column]
