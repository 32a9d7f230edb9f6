"""Gives rows that staff inserted the formulas of their table, and "Tổng quan" a row for every unit row."""

from __future__ import annotations

from collections.abc import Mapping

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
    columns = {key: working.column(layout.tier, *key) for key in layout.positions()}
    templates = {columns[key]: template for key, template in row_formulas(columns, working.edition).items()}
    return _fill_empty(working, rows.sheet, (rows.first, rows.last), templates)


def _mend_overview(working: WorkingBook, layout: AnnexLayout) -> int:
    block = working.fit(overview_area_name(layout.tier), working.rows(layout.tier).count)
    templates = overview_formulas(layout.tier, block.top)
    return _fill_empty(working, block.sheet, (block.top + 1, block.bottom - 1), templates)


def _fill_empty(working: WorkingBook, sheet: str, rows: tuple[int, int], templates: Mapping[int, str]) -> int:
    """Write formulas, by column, into the cells between two rows (inclusive) that hold nothing at all."""
    first, last = rows
    if last < first:
        return 0
    left = min(templates)
    block = Area(sheet, first, left, last, max(templates))
    values, formulas = working.book.values(block), working.book.formulas(block)
    mended = 0
    for column, template in templates.items():
        place = column - left
        empty = [
            formulas_of_row[place] is None and values_of_row[place] in (None, "")
            for values_of_row, formulas_of_row in zip(values, formulas, strict=True)
        ]
        if any(empty):
            texts = [
                [template.replace("{row}", str(first + offset)) if is_empty else None]
                for offset, is_empty in enumerate(empty)
            ]
            working.book.set_formulas(Area(sheet, first, column, last, column), texts)
            mended += sum(empty)
    return mended
