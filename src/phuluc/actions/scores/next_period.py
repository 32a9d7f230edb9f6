"""Kỳ mới of a book of scores: the current slot becomes the previous one, its inputs are emptied."""

from __future__ import annotations

from typing import Final

from phuluc.actions.cell_writing import write_cells, write_list
from phuluc.actions.next_period import NothingToCloseError
from phuluc.actions.scores.book import ScoreWorkingBook
from phuluc.actions.scores.read import text_of
from phuluc.actions.scores.refresh import refresh_scores
from phuluc.annexes.addresses import cell_address
from phuluc.annexes.lists import PRINTED_AREA_NAME
from phuluc.annexes.score_lists import OVERDUE_AREA_NAME
from phuluc.annexes.score_tables import CHANGED_UNIT_ROLE, ScoreTable
from phuluc.annexes.titles import setting_name
from phuluc.book_port import Area
from phuluc.domain.figures import CellValue
from phuluc.domain.periods import UnknownPeriodError, following_period, parse_period
from phuluc.results import NextPeriodResult, Progress, no_progress

#: Entries of the current slot and of the previous one they become.
_MOVED: Final = (
    ("ky_bao_cao", "ky_truoc"),
    ("ngay_ky_nay", "ngay_ky_truoc"),
    ("loai_so_lieu_nay", "loai_so_lieu_truoc"),
    ("co_so_nay", "co_so_truoc"),
    ("hang_nay", "hang_truoc"),
    ("tong_xep_hang_nay", "tong_xep_hang_truoc"),
)
#: Entries that hold for the next period too, until somebody says otherwise.
_KEPT: Final = frozenset({"loai_so_lieu_nay", "co_so_nay", "tong_xep_hang_nay"})
_EMPTIED: Final = ("so_bao_cao", "ngay_bao_cao", "thoi_diem_qua_han")
_MOST_NAMED: Final = 5


def next_score_period(working: ScoreWorkingBook, *, progress: Progress = no_progress) -> NextPeriodResult:
    """Start the next period in an open working book of scores.

    Raises:
        NothingToCloseError: the current slot holds no figures.
    """
    progress("Chuyển số liệu sang kỳ trước", 0, 3)
    working.book.recalculate()
    movers = [_SlotMover(working, table) for table in working.tables]
    if not any(mover.has_figures for mover in movers):
        raise NothingToCloseError(
            "Các bảng chưa có số liệu kỳ này nên chưa thể sang kỳ mới",
            remedy="Nhập số liệu kỳ này trước; số liệu kỳ trước giữ nguyên",
        )
    for mover in movers:
        mover.move()
    for table in working.tables:
        _forget_changed_units(working, table)
    progress("Làm trống ô nhập", 1, 3)
    for name in (PRINTED_AREA_NAME, *((OVERDUE_AREA_NAME,) if working.has_overdue else ())):
        write_list(working.book, working.area(name), [])
    closed = text_of(working.setting("ky_bao_cao"))
    period = _advance(working, closed)
    progress("Tính lại, xếp hạng, kiểm tra", 2, 3)
    refreshed = refresh_scores(working)
    formulas = [where for mover in movers for where in mover.formulas]
    notices = (*_about_formulas(formulas), *(() if period else ("Gõ tên kỳ mới ở trang “Thông tin”",)))
    units = sum(mover.rows_with_figures for mover in movers)
    emptied = sum(mover.emptied for mover in movers)
    return NextPeriodResult(
        closed,
        period,
        units,
        emptied,
        notices,
        refreshed.unevaluated,
        destination="cột kỳ trước",
        stays="đơn vị, chỉ số, cơ sở tính giữ nguyên",
    )


def _forget_changed_units(working: ScoreWorkingBook, table: ScoreTable) -> None:
    """Empty what is said of units between the two slots of before; a refresh marks those of the new ones."""
    if (CHANGED_UNIT_ROLE, "") in table.positions():
        rows, column = working.rows(table.key), working.column(table.key, CHANGED_UNIT_ROLE)
        write_cells(working.book, rows.sheet, {(row, column): None for row in range(rows.first, rows.last + 1)})


class _SlotMover:
    """Moves the current columns of one table into its previous ones."""

    def __init__(self, working: ScoreWorkingBook, table: ScoreTable) -> None:
        self._working = working
        self._rows = working.rows(table.key)
        positions = table.positions()
        pairs = [(key, ("truoc", key[1])) for key in positions if key[0] == "nay"]
        self._pairs = [
            (working.column(table.key, *now), working.column(table.key, *before) if before in positions else None)
            for now, before in pairs
        ]
        last = self._rows.last + 2 if table.closing and table.closing.inputs else self._rows.last
        columns = [column for pair in self._pairs for column in pair if column is not None]
        self._block = Area(self._rows.sheet, self._rows.first, min(columns), last, max(columns))
        height = self._block.height
        self._values = working.book.values(self._block) if height > 0 else []
        self._texts = working.book.formulas(self._block) if height > 0 else []
        self.formulas: list[str] = []
        self.emptied = 0

    @property
    def rows_with_figures(self) -> int:
        left = self._block.left
        return sum(
            any(values[now - left] not in (None, "") and texts[now - left] is None for now, _ in self._pairs)
            for values, texts in zip(self._values, self._texts, strict=True)
        )

    @property
    def has_figures(self) -> bool:
        return self.rows_with_figures > 0

    def move(self) -> None:
        """Write the previous columns and empty the current ones; formulas of ours and of staff stay where they are."""
        cells: dict[tuple[int, int], CellValue] = {}
        left = self._block.left
        for row, (values, texts) in enumerate(zip(self._values, self._texts, strict=True), self._block.top):
            for now, before in self._pairs:
                value, formula = values[now - left], texts[now - left]
                if before is not None and texts[before - left] is None:
                    cells[row, before] = value if value != "" else None
                if formula is None and value not in (None, ""):
                    cells[row, now] = None
                    self.emptied += 1
                elif formula is not None and not self._is_ours(row, formula):
                    self.formulas.append(cell_address(self._block.sheet, row, now))
        write_cells(self._working.book, self._block.sheet, cells)

    def _is_ours(self, _row: int, formula: str) -> bool:
        return "PAIR_RATE(" in formula or 'FIND("/"' in formula


def _advance(working: ScoreWorkingBook, label: str) -> str:
    """Move the entries of the current slot, empty those of the document; return the label of the new period."""
    for now, before in _MOVED:
        _write(working, before, working.setting(now))
        if now not in _KEPT:
            _write(working, now, None)
    known = {entry.key for entry in working.entries}
    for key in _EMPTIED:
        if key in known:
            _write(working, key, None)
    try:
        following = following_period(parse_period(label))
    except UnknownPeriodError:
        following = None
    if following is None:
        return ""
    _write(working, "ky_bao_cao", following.label)
    _write(working, "nam", following.year)
    return following.label


def _write(working: ScoreWorkingBook, key: str, value: CellValue) -> None:
    area = working.area(setting_name(key))
    if working.book.formulas(area) == [[None]]:
        write_cells(working.book, area.sheet, {(area.top, area.left): value if value != "" else None})


def _about_formulas(addresses: list[str]) -> tuple[str, ...]:
    if not addresses:
        return ()
    named = ", ".join(addresses[:_MOST_NAMED])
    rest = len(addresses) - _MOST_NAMED
    more = f" và {rest} ô nữa" if rest > 0 else ""
    return (f"Giữ công thức tự đặt ở ô nhập {named}{more}: xem lại nguồn số liệu của các ô này",)
