"""Kỳ mới: the figures of the tables become the previous period, and the inputs are emptied for the next one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from phuluc.actions.cell_writing import cell_value, write_cells, write_list
from phuluc.actions.families import family_of
from phuluc.actions.named_book import NamedBook
from phuluc.actions.opening import carried_notices, open_any_book
from phuluc.actions.read_figures import read_figures
from phuluc.actions.record import RecordLine, record_line, write_record, write_record_with_kept
from phuluc.actions.refresh import refresh_targets
from phuluc.actions.working_book import WorkingBook
from phuluc.annexes.addresses import cell_address
from phuluc.annexes.bay_chi_tieu import SCOPE_TITLES
from phuluc.annexes.layout import AnnexLayout
from phuluc.annexes.lists import PREVIOUS_AREA_NAME, PREVIOUS_COLUMNS, PREVIOUS_PERIOD_NAME, PRINTED_AREA_NAME
from phuluc.annexes.summary_names import PROVINCE, published_name
from phuluc.annexes.titles import setting_name
from phuluc.book_port import Area
from phuluc.domain.figures import AnnexFigures, BookFigures, CellValue, Entry, UnitRow
from phuluc.domain.indicators import SEVEN_INDICATORS
from phuluc.domain.periods import UnknownPeriodError, following_period, parse_period
from phuluc.errors import PhuLucError
from phuluc.results import NextPeriodResult, Progress, no_progress

#: Columns that hold the figures of one period; targets, names and order stay.
_INPUT_ROLES: Final = frozenset({"tong_hs", "mau_so", "tu_so", "mau_so_rieng", "nguon_mau_so"})
#: Formula columns whose figures somebody may have typed over: emptied, so that the formulas come back.
_COMPUTED_ROLES: Final = frozenset({"tong_hs_bang_2", "ty_le", "ket_luan", "con_thieu", "mau_so_ap_dung"})
#: First column of a row of "Kỳ trước" that holds published totals, which belong to no unit.
PUBLISHED_TITLE: Final = "Đã công bố"
_MOST_NAMED: Final = 5


class NothingToCloseError(PhuLucError):
    """There are no figures to become the previous period; those kept there would be lost for nothing."""


def start_next_period(book: Path, output: Path | None, *, progress: Progress = no_progress) -> NextPeriodResult:
    """Start the next period in a working book file.

    Args:
        book: the file; changed only where `output` is None.
        output: where the book of the next period goes.
        progress: told of each stage.

    Raises:
        NothingToCloseError: the tables hold no figures.
        PhuLucError: the file cannot be read or written, or is no book of ours; nothing was changed.
    """
    file, working = open_any_book(book)
    result = family_of(working).next_period(working, progress=progress)
    write_record_with_kept(working, book, [_done(working, result)])
    result = replace(result, notices=(*result.notices, *carried_notices(file, working)))
    file.save(output or book)
    return result


def next_period(working: NamedBook, *, progress: Progress = no_progress) -> NextPeriodResult:
    """Start the next period in an open working book of any family.

    Raises:
        NothingToCloseError: there are no figures of the present period.
    """
    result = family_of(working).next_period(working, progress=progress)
    write_record(working, [_done(working, result)])
    return result


def _done(working: NamedBook, result: NextPeriodResult) -> RecordLine:
    periods = " → ".join(period for period in (result.previous_period, result.period) if period)
    return record_line(working, "Kỳ mới", periods)


def next_target_period(working: WorkingBook, *, progress: Progress = no_progress) -> NextPeriodResult:
    """Start the next period in an open working book of family bay-chi-tieu.

    Figures, own denominators and published totals move to "Kỳ trước"; inputs, "Đối chiếu", and number and date of the
    report are emptied; targets, units, notes and formulas that staff put into input cells stay; the period is advanced
    where its name tells which one follows.

    Raises:
        NothingToCloseError: the tables hold no figures.
    """
    progress("Giữ số liệu kỳ trước", 0, 3)
    working.book.recalculate()
    figures = read_figures(working)
    if not _has_figures(figures):
        raise NothingToCloseError(
            "Các bảng chưa có số liệu nên chưa thể sang kỳ mới",
            remedy="Nhập số liệu kỳ này trước; trang “Kỳ trước” giữ nguyên",
        )
    rows = [row for annex in figures.annexes for row in _unit_rows(annex)]
    _write_previous(working, [*rows, *_published_rows(figures)], figures.settings.get("ky_bao_cao", ""))
    progress("Làm trống ô nhập", 1, 3)
    emptied = _Emptier(working)
    emptied.empty_tables()
    emptied.empty_names([published_name(scope, item.code) for scope in _scopes(working) for item in SEVEN_INDICATORS])
    write_list(working.book, working.area(PRINTED_AREA_NAME), [])
    closed = figures.settings.get("ky_bao_cao", "")
    period = _advance(working, closed, emptied)
    progress("Tính lại, xếp hạng, kiểm tra", 2, 3)
    refreshed = refresh_targets(working)
    notices = emptied.notices() if period else (*emptied.notices(), "Gõ tên kỳ mới ở trang “Thông tin”")
    return NextPeriodResult(closed, period, len(rows), emptied.count, notices, refreshed.unevaluated)


def _has_figures(figures: BookFigures) -> bool:
    rows = (row for annex in figures.annexes for table in annex.tables for row in table.rows)
    return any(
        not entry.is_blank
        for row in rows
        for entry in (row.total_received, *(entries.numerator for entries in row.indicators.values()))
    )


def _unit_rows(annex: AnnexFigures) -> list[list[CellValue]]:
    """Rows of "Kỳ trước"; both tables hold the same units line by line, because a unit is one row of the sheet."""
    tables = (table.rows for table in annex.tables)
    return [[SCOPE_TITLES[annex.tier], *_unit_cells(rows)] for rows in zip(*tables, strict=True)]


def _unit_cells(rows: tuple[UnitRow, ...]) -> list[CellValue]:
    entries = {code: found for row in rows for code, found in row.indicators.items()}
    cells: list[CellValue] = [rows[0].unit or rows[0].name or None]
    for indicator in SEVEN_INDICATORS:
        found = entries[indicator.code]
        cells += [_kept(entry) for entry in (found.target, found.denominator, found.numerator)]
    return cells


def _kept(entry: Entry) -> CellValue:
    """What is kept of a cell: its meaning, or what stands there where it has none."""
    return entry.raw if entry.value is None else cell_value(entry.value)


def _published_rows(figures: BookFigures) -> list[list[CellValue]]:
    rows: dict[str, list[CellValue]] = {}
    columns = {indicator.code: 2 + 3 * place for place, indicator in enumerate(SEVEN_INDICATORS)}
    for published in figures.published:
        scope = SCOPE_TITLES[published.tier] if published.tier else "Toàn tỉnh"
        name = f"{scope}: tỷ lệ chung đã công bố (%)"
        blank: list[CellValue] = [PUBLISHED_TITLE, name, *[None] * (len(PREVIOUS_COLUMNS) - 2)]
        rows.setdefault(scope, blank)[columns[published.indicator]] = _kept(published.rate)
    return list(rows.values())


def _write_previous(working: WorkingBook, rows: list[list[CellValue]], period: str) -> None:
    area = working.fit(PREVIOUS_AREA_NAME, len(rows))
    write_list(working.book, area, rows)
    cell = working.area(PREVIOUS_PERIOD_NAME)
    write_cells(working.book, cell.sheet, {(cell.top, cell.left): period or None})


def _scopes(working: WorkingBook) -> tuple[str, ...]:
    return (PROVINCE, *(layout.tier for layout in working.layouts))


def _advance(working: WorkingBook, label: str, emptier: _Emptier) -> str:
    """Put the following period into "Thông tin", or empty it; return its label."""
    try:
        following = following_period(parse_period(label))
    except UnknownPeriodError:
        following = None
    emptier.empty_names([setting_name(key) for key in ("so_bao_cao", "ngay_bao_cao", "ky_bao_cao")], counted=False)
    if following is None:
        return ""
    for key, value in (("ky_bao_cao", following.label), ("nam", following.year)):
        area = working.area(setting_name(key))
        if working.book.formulas(area) == [[None]]:
            write_cells(working.book, area.sheet, {(area.top, area.left): value})
    return following.label


class _Emptier:
    """Empties cells that hold constants; formulas that staff put there are theirs and stay."""

    def __init__(self, working: WorkingBook) -> None:
        self._working = working
        self._formulas: list[str] = []
        self.count = 0

    def notices(self) -> tuple[str, ...]:
        """Say which input cells keep a formula."""
        if not self._formulas:
            return ()
        named = ", ".join(self._formulas[:_MOST_NAMED])
        rest = len(self._formulas) - _MOST_NAMED
        more = f" và {rest} ô nữa" if rest > 0 else ""
        return (f"Giữ công thức tự đặt ở ô nhập {named}{more}: xem lại nguồn số liệu của các ô này",)

    def empty_tables(self) -> None:
        """Empty the figures of all annexes."""
        for layout in self._working.layouts:
            self._empty_annex(layout)

    def empty_names(self, names: list[str], *, counted: bool = True) -> None:
        """Empty one-cell names."""
        for name in names:
            area = self._working.area(name)
            self._empty(area, {area.left: counted})

    def _empty_annex(self, layout: AnnexLayout) -> None:
        rows = self._working.rows(layout.tier)
        if not rows.count:
            return
        columns = {
            self._working.column(layout.tier, *key): key[0] in _INPUT_ROLES
            for key in layout.positions()
            if key[0] in _INPUT_ROLES | _COMPUTED_ROLES
        }
        self._empty(Area(rows.sheet, rows.first, min(columns), rows.last, max(columns)), columns)

    def _empty(self, area: Area, columns: Mapping[int, bool]) -> None:
        """Empty columns of a block that is read once; those marked are inputs, which are counted and reported."""
        cells: dict[tuple[int, int], CellValue] = {}
        book = self._working.book
        for row, (formulas, values) in enumerate(zip(book.formulas(area), book.values(area), strict=True), area.top):
            for column, is_input in columns.items():
                formula, value = formulas[column - area.left], values[column - area.left]
                if formula is None and value is not None:
                    cells[row, column] = None
                    self.count += is_input
                elif formula is not None and is_input:
                    self._formulas.append(cell_address(area.sheet, row, column))
        write_cells(book, area.sheet, cells)
