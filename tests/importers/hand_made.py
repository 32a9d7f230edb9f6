"""Changes that staff make to an annex: rows and columns inserted, moved or deleted with their merged areas."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils import range_boundaries

DATA = Path(__file__).parents[1] / "data"
QUARTER = DATA / "so_tay_binh_dinh_2024_q1.xlsx"

Mapping = Callable[[int], int | None]


def same(position: int) -> int:
    return position


def inserted(at: int, count: int = 1) -> Mapping:
    """Give the map of positions under which `count` new lines stand before line `at`."""
    return lambda position: position + count if position >= at else position


def deleted(*lines: int) -> Mapping:
    def mapping(position: int) -> int | None:
        return None if position in lines else position - sum(line < position for line in lines)

    return mapping


def in_order(order: list[int]) -> Mapping:
    """Give the map of positions that puts the old lines in a new order; lines after them stay."""
    return lambda position: order.index(position) + 1 if position in order else position


def rearranged(sheet: Any, rows: Mapping = same, columns: Mapping = same, *, within: range = range(10**6)) -> None:
    """Move the cells in rows `within` with their formats and merged areas, as a spreadsheet program does."""
    cells = [(c.row, c.column, c.value, c.number_format) for row in sheet.iter_rows() for c in row if c.row in within]
    areas = [area for area in sheet.merged_cells.ranges if area.min_row in within]
    merges = [(range_boundaries(str(area)), sheet.cell(area.min_row, area.min_col).value) for area in areas]
    for area in areas:
        sheet.unmerge_cells(str(area))
    for row, column, _, _ in cells:
        sheet.cell(row, column).value = None
    for row, column, value, number_format in cells:
        new_row, new_column = rows(row), columns(column)
        if new_row and new_column and value is not None:
            sheet.cell(new_row, new_column, value).number_format = number_format
    for (left, top, right, bottom), caption in merges:
        corner_rows = [row for line in range(top, bottom + 1) if (row := rows(line))]
        corner_columns = [column for line in range(left, right + 1) if (column := columns(line))]
        if corner_rows and corner_columns:
            sheet.cell(min(corner_rows), min(corner_columns)).value = caption
            sheet.merge_cells(
                start_row=min(corner_rows),
                start_column=min(corner_columns),
                end_row=max(corner_rows),
                end_column=max(corner_columns),
            )


def quarter_book() -> Any:
    return openpyxl.load_workbook(QUARTER)


def saved(book: Any, folder: Path, name: str = "phu_luc.xlsx") -> Path:
    path = folder / name
    book.save(path)
    return path
