"""Gives rows that staff inserted the formulas of their table, and "Tổng quan" a row for every unit row."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from phuluc.actions.cell_writing import write_formulas
from phuluc.actions.named_book import NamedBook
from phuluc.actions.working_book import WorkingBook
from phuluc.annexes.layout import AnnexLayout
from phuluc.annexes.overview import overview_area_name, overview_formulas
from phuluc.annexes.row_formulas import row_formulas
from phuluc.book_port import Area


def mend_formulas(working: WorkingBook) -> int:
    """Write the missing formulas of all annexes and of "Tổng quan"; return how many there were."""
    return sum(_mend_annex(working, layout) + _mend_overview(working, layout) for layout in working.layouts)


def _mend_annex(working: WorkingBook, layout: AnnexLayout) -> int:
    rows = working.rows(layout.tier)
    if not rows.count:
        return 0
    columns = {key: working.column(layout.tier, *key) for key in layout.positions()}
    block = Area(rows.sheet, rows.first, min(columns.values()), rows.last, max(columns.values()))
    templates = {columns[key]: text for key, text in row_formulas(columns, working.edition).items()}
    return fill_empty(working, block, templates)


def _mend_overview(working: WorkingBook, layout: AnnexLayout) -> int:
    area = working.fit(overview_area_name(layout.tier), working.rows(layout.tier).count)
    templates = overview_formulas(layout.tier, area.top)
    block = Area(area.sheet, area.top + 1, min(templates), area.bottom - 1, max(templates))
    return fill_empty(working, block, templates) if block.height > 0 else 0


def fill_empty(working: NamedBook, block: Area, templates: Mapping[int, str], *, without: Collection[int] = ()) -> int:
    """Write the formulas of columns into their cells that hold nothing at all; the block is read once.

    Rows `without` formulas are left alone.
    """
    formulas = working.book.formulas(block)
    bare = [
        (offset, column)
        for column in templates
        for offset, row in enumerate(formulas)
        if row[column - block.left] is None and block.top + offset not in without
    ]
    values = working.book.values(block) if bare else []
    missing = {
        (block.top + offset, column): templates[column].replace("{row}", str(block.top + offset))
        for offset, column in bare
        if values[offset][column - block.left] in (None, "")
    }
    write_formulas(working.book, block.sheet, missing)
    return len(missing)
