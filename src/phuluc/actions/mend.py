"""Gives rows that staff inserted the formulas of their table, and "Tổng quan" a row for every unit row."""

from __future__ import annotations

from phuluc.actions.working_book import WorkingBook
from phuluc.annexes.layout import AnnexLayout
from phuluc.annexes.overview import overview_area_name, overview_formulas
from phuluc.annexes.row_formulas import row_formulas
from phuluc.book_port import Area
from phuluc.domain.figures import CellValue


def mend_formulas(working: WorkingBook) -> int:
    """Write the missing formulas of all annexes and of "Tổng quan"; return how many there were."""
    return sum(_mend_annex(working, layout) + _mend_overview(working, layout) for layout in working.layouts)


def _mend_annex(working: WorkingBook, layout: AnnexLayout) -> int:
    rows = working.rows(layout.tier)
    columns = {key: working.column(layout.tier, *key) for key in layout.positions()}
    templates = row_formulas(columns, working.edition)
    mended = 0
    for key, template in templates.items():
        column = columns[key]
        area = Area(rows.sheet, rows.first, column, rows.last, column)
        mended += _fill_empty(working, area, template) if rows.count else 0
    return mended


def _mend_overview(working: WorkingBook, layout: AnnexLayout) -> int:
    name = overview_area_name(layout.tier)
    block = working.fit(name, working.rows(layout.tier).count)
    inner = (block.top + 1, block.bottom - 1)
    return sum(
        _fill_empty(working, Area(block.sheet, inner[0], column, inner[1], column), template)
        for column, template in overview_formulas(layout.tier, block.top).items()
        if inner[1] >= inner[0]
    )


def _fill_empty(working: WorkingBook, area: Area, template: str) -> int:
    """Write the formula into the cells of a column that hold nothing at all."""
    values, formulas = working.book.values(area), working.book.formulas(area)
    empty = [_is_empty(value, formula) for (value,), (formula,) in zip(values, formulas, strict=True)]
    if not any(empty):
        return 0
    texts: list[list[str | None]] = [
        [template.replace("{row}", str(area.top + offset)) if is_empty else None]
        for offset, is_empty in enumerate(empty)
    ]
    working.book.set_formulas(area, texts)
    return sum(empty)


def _is_empty(value: CellValue, formula: str | None) -> bool:
    return formula is None and value in (None, "")
