"""Puts the rows of a table of units into the order they are printed in: by score, as the documents are."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from phuluc.actions.cell_writing import write_cells
from phuluc.actions.scores.book import ScoreWorkingBook
from phuluc.actions.scores.read import score_entry
from phuluc.annexes.score_settings import SORT_BY_SCORE, SORT_KEY
from phuluc.annexes.score_tables import PARENT_ORDER, SCORE, ScoreTable
from phuluc.book_port import Area
from phuluc.domain.figures import CellValue

_Cells = dict[tuple[str, str], CellValue]
_LAST: Final = Decimal(-1)


def sort_rows(working: ScoreWorkingBook) -> list[str]:
    """Sort the ranked tables unless "Thông tin" keeps their order; say which could not be sorted.

    By current score, the highest first; equal scores by the table's tie-break, then as they stand; units without a
    score after all others, empty rows last. Order numbers run on; a parent keeps the first row.
    """
    notices = []
    for table in working.tables:
        if table.is_ranked:
            is_sorted = working.setting(SORT_KEY) == SORT_BY_SCORE
            notice = _RowSorter(working, table).sort(is_sorted=is_sorted)
            notices += [notice] if notice else []
    return notices


class _RowSorter:
    def __init__(self, working: ScoreWorkingBook, table: ScoreTable) -> None:
        self._working = working
        self._table = table
        self._rows = working.rows(table.key)
        self._columns = {
            key: working.column(table.key, *key) for key, column in table.columns().items() if column.content == "input"
        }

    def sort(self, *, is_sorted: bool) -> str:
        """Write the rows in their new order; return why they could not be, "" where all is well."""
        if self._rows.count < 1:
            return ""
        left, right = min(self._columns.values()), max(self._columns.values())
        block = Area(self._rows.sheet, self._rows.first, left, self._rows.last, right)
        values = self._working.book.values(block)
        rows = [{key: line[column - left] for key, column in self._columns.items()} for line in values]
        order = sorted(range(len(rows)), key=lambda at: self._place(rows[at], at)) if is_sorted else range(len(rows))
        moved = [rows[at] for at in order]
        cells = self._numbered(moved)
        changed = {
            (self._rows.first + offset, self._columns[key]): cells[offset][key]
            for offset, before in enumerate(rows)
            for key in self._columns
            if cells[offset][key] != before[key]
        }
        if not changed:
            return ""
        if list(order) != list(range(len(rows))) and self._has_formulas(block):
            return f"{self._table.label}: chưa xếp lại thứ tự in vì ô nhập có công thức; thay bằng số rồi làm mới"
        write_cells(self._working.book, self._rows.sheet, changed)
        return ""

    def _has_formulas(self, block: Area) -> bool:
        formulas = self._working.book.formulas(block)
        columns = [column - block.left for column in self._columns.values()]
        return any(line[column] is not None for line in formulas for column in columns)

    def _place(self, row: _Cells, at: int) -> tuple[int, Decimal, Decimal, int]:
        if _is_parent(row):
            return 0, _LAST, _LAST, at
        if row["don_vi", ""] in (None, ""):
            return 3, _LAST, _LAST, at
        score = _number(row.get(("nay", SCORE)))
        tie_break = _number(row.get(self._table.tie_break[0]))
        has_score = score is not None
        return (1 if has_score else 2), -(score or Decimal(0)), -(tie_break or Decimal(0)), at

    def _numbered(self, rows: list[_Cells]) -> list[_Cells]:
        number, numbered = 0, []
        for row in rows:
            if _is_parent(row):
                numbered.append(row)
                continue
            named = row["don_vi", ""] not in (None, "")
            number += named
            numbered.append({**row, ("tt", ""): number if named else None})
        return numbered


def _is_parent(row: _Cells) -> bool:
    order = row["tt", ""]
    return isinstance(order, str) and order.strip() == PARENT_ORDER


def _number(value: CellValue) -> Decimal | None:
    found = score_entry(value, "").value
    return Decimal(found) if isinstance(found, (int, Decimal)) else None
