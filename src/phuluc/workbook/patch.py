"""Writing into a worksheet part: constants, formulas, cached values, formats. All else of the part stays."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Final

from phuluc.domain.figures import CellValue
from phuluc.workbook.cell_xml import CellGrammar, CellXml
from phuluc.workbook.errors import TextTooLongError
from phuluc.workbook.markup import escape_text, with_attribute, without_attribute
from phuluc.workbook.sheet_part import SheetPart

LONGEST_TEXT: Final = 32_767
#: Below this, a float that is whole is written without a fraction.
_EXACT: Final = 1e15
ERROR_TEXTS: Final = frozenset({"#DIV/0!", "#VALUE!", "#NAME?", "#REF!", "#N/A", "#NUM!", "#NULL!"})


def set_constant(sheet: SheetPart, row: int, column: int, value: CellValue) -> bool:
    """Write a constant; None empties the cell and keeps its format. Text is stored as text, never as a formula.

    A cell that holds this constant already is left as it is, rich text and all.

    Returns:
        Whether a formula disappeared.

    Raises:
        TextTooLongError: beyond Excel's 32,767 characters.
        BeyondSheetError: outside the sheet.
    """
    if isinstance(value, str) and len(value) > LONGEST_TEXT:
        raise TextTooLongError(sheet.where(row, column), len(value))
    value = _storable(value)
    formula = sheet.formula(row, column)
    if formula is None and _same(sheet.values.get(row, {}).get(column), value):
        return False
    if value is None and sheet.rows.cell(row, column) is None:
        return False
    sheet.touched()
    if formula is None and isinstance(value, (int, float)):
        _store(sheet, row, column, value)
        return False
    cell = sheet.made_cell(row, column)
    if formula is not None:
        _release(sheet, row, column, cell)
    cell.clear()
    if isinstance(value, str):
        cell.kind, cell.value = "inlineStr", sheet.rows.grammar.inline_text(value)
    elif value is not None:
        cell.kind, cell.value = _stored(sheet.rows.grammar, value)
    sheet.rows.put(row, column, cell)
    sheet.note_value(row, column, value)
    return formula is not None


def set_formula(sheet: SheetPart, row: int, column: int, formula: str, cached: CellValue = None) -> bool:
    """Write a formula (with its leading "="), and its value where it is known.

    Returns:
        Whether the cell held no formula before.
    """
    before = sheet.formula(row, column)
    if before == formula:
        if cached is not None:
            set_cached(sheet, row, column, cached)
        return False
    cell = sheet.made_cell(row, column)
    if before is not None:
        _release(sheet, row, column, cell)
    cell.clear()
    formula = f"={formula.removeprefix('=')}"
    cell.formula = sheet.rows.grammar.formula(escape_text(formula[1:]))
    sheet.rows.put(row, column, cell)
    sheet.note_formula(row, column, formula)
    sheet.note_value(row, column, None)
    if cached is not None:
        set_cached(sheet, row, column, cached)
    sheet.touched()
    return before is None


def set_cached(sheet: SheetPart, row: int, column: int, value: CellValue) -> bool:
    """Set the value stored beside a formula, or in a cell that an array formula fills.

    Returns:
        Whether anything changed.
    """
    value = _storable(value)
    if _same(sheet.values.get(row, {}).get(column), value):
        return False
    _store(sheet, row, column, value)
    sheet.touched()
    return True


def set_all_cached(sheet: SheetPart, values: Mapping[tuple[int, int], CellValue]) -> None:
    """Do as `set_cached` does for each cell, by (row, column); a book of the whole country has 150,000."""
    changed = False
    nothing: dict[int, CellValue] = {}
    for (row, column), given in values.items():
        value = _storable(given)
        if not _same(sheet.values.get(row, nothing).get(column), value):
            _store(sheet, row, column, value)
            changed = True
    if changed:
        sheet.touched()


def _store(sheet: SheetPart, row: int, column: int, value: CellValue) -> None:
    kind, stored = _stored(sheet.rows.grammar, value)
    if not sheet.rows.set_value(row, column, kind, stored):
        sheet.made_cell(row, column)
        sheet.rows.set_value(row, column, kind, stored)
    sheet.note_value(row, column, value)


def add_rows_like(sheet: SheetPart, source: int, first: int, count: int) -> None:
    """Make empty rows where there are none, from row `first` on, that look like row `source`.

    They take its height, its own format, and the formats of its cells.
    """
    if source not in sheet.rows:
        return
    attributes = sheet.rows.row(source).attributes
    for name in ("hidden", "collapsed"):
        attributes = without_attribute(attributes, name)
    styles = sheet.rows.styles(source)
    for row in range(first, first + count):
        sheet.rows.place_row(row, attributes, styles)
        sheet.values.setdefault(row, {})
    if styles:
        sheet.extend_dimension(first, min(styles))
        sheet.extend_dimension(first + count - 1, max(styles))
    sheet.touched()


def copy_cell_format(sheet: SheetPart, row: int, column: int, target_row: int, target_column: int) -> None:
    """Give one cell the format of another."""
    style = sheet.rows.style(row, column)
    if sheet.rows.style(target_row, target_column) == style:
        return
    target = sheet.made_cell(target_row, target_column)
    target.attributes = without_attribute(target.attributes, "s")
    if style is not None:
        target.attributes = with_attribute(target.attributes, "s", style)
    sheet.rows.put(target_row, target_column, target)
    sheet.touched()


def _storable(value: CellValue) -> CellValue:
    """What a cell can hold: infinity and NaN are the error they are in Excel."""
    return "#NUM!" if isinstance(value, float) and not math.isfinite(value) else value


def _same(before: CellValue, after: CellValue) -> bool:
    """Equal as cells hold them: 1 and 1.0 are, True and 1 are not, neither are "" and blank."""
    if isinstance(before, bool) or isinstance(after, bool):
        return before is after
    return before == after


def _release(sheet: SheetPart, row: int, column: int, cell: CellXml) -> None:
    """Take the formula off a cell; if others share its text, they get their own first."""
    if not cell.formula:
        return
    if cell.is_shared_master:
        sheet.unshare_formulas(cell.shared_group)
    sheet.forget_formula(row, column)
    cell.formula = ""
    cell.forget_array()


def _stored(grammar: CellGrammar, value: CellValue) -> tuple[str, str]:
    """The kind of a cell and its element `<v>` for a value beside a formula, or for a number or logical value."""
    if value is None:
        return "", ""
    if isinstance(value, str):
        return "e" if value in ERROR_TEXTS else "str", grammar.value(value)
    if isinstance(value, bool):
        return "b", grammar.number("1" if value else "0")
    whole = abs(value) < _EXACT and value == int(value)
    return "", grammar.number(str(int(value)) if whole else repr(value))
