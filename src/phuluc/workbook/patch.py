"""Writing into a worksheet part: constants, formulas, cached values, formats. All else of the part stays."""

from __future__ import annotations

import copy
import math
from typing import Final

from lxml import etree

from phuluc.domain.figures import CellValue
from phuluc.workbook.errors import TextTooLongError
from phuluc.workbook.markup import XML_SPACE, drop_attribute, escape_text, keep_space
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
    if value is None and sheet.cell(row, column) is None:
        return False
    cell = sheet.made_cell(row, column)
    if formula is not None:
        _release_formula(sheet, row, column, cell)
    if isinstance(value, str):
        _clear(cell)
        cell.set("t", "inlineStr")
        text = etree.SubElement(etree.SubElement(cell, sheet.tag("is")), sheet.tag("t"))
        keep_space(text, value)
    elif value is None:
        _clear(cell)
    else:
        _write_plain(sheet, cell, value)
    sheet.note_value(row, column, value)
    sheet.touched()
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
        _release_formula(sheet, row, column, cell)
    _clear(cell)
    text = formula.removeprefix("=")
    etree.SubElement(cell, sheet.tag("f")).text = escape_text(text)
    sheet.note_formula(row, column, text)
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
    cell = sheet.made_cell(row, column)
    if value is None:
        _remove_value(sheet, cell)
    elif isinstance(value, str):
        keep_space(_value_element(sheet, cell), value)
        cell.set("t", "e" if value in ERROR_TEXTS else "str")
    else:
        _write_plain(sheet, cell, value)
    sheet.note_value(row, column, value)
    sheet.touched()
    return True


def add_rows_like(sheet: SheetPart, source: int, first: int, count: int) -> None:
    """Make empty rows where there are none, from row `first` on, that look like row `source`.

    They take its height, its own format, and the formats of its cells.
    """
    template = sheet.row_element(source)
    if template is None:
        return
    blank = copy.deepcopy(template)
    del blank[:]
    for attribute in ("hidden", "collapsed"):
        drop_attribute(blank, attribute)
    styles = {column: style for column, cell in sheet.row_cells(source).items() if (style := cell.get("s")) is not None}
    columns = sorted(styles)
    for column in columns:
        etree.SubElement(blank, sheet.tag("c"), {"r": "", "s": styles[column]})
    for row in range(first, first + count):
        sheet.place_row(row, copy.deepcopy(blank), columns)
    if columns:
        sheet.extend_dimension(first, columns[0])
        sheet.extend_dimension(first + count - 1, columns[-1])


def copy_cell_format(sheet: SheetPart, row: int, column: int, target_row: int, target_column: int) -> None:
    """Give one cell the format of another."""
    source = sheet.cell(row, column)
    style = source.get("s") if source is not None else None
    target = sheet.cell(target_row, target_column)
    if (target.get("s") if target is not None else None) == style:
        return
    target = sheet.made_cell(target_row, target_column)
    if style is None:
        drop_attribute(target, "s")
    else:
        target.set("s", style)
    sheet.touched()


def _storable(value: CellValue) -> CellValue:
    """What a cell can hold: infinity and NaN are the error they are in Excel."""
    return "#NUM!" if isinstance(value, float) and not math.isfinite(value) else value


def _same(before: CellValue, after: CellValue) -> bool:
    """Equal as cells hold them: 1 and 1.0 are, True and 1 are not, neither are "" and blank."""
    if isinstance(before, bool) or isinstance(after, bool):
        return before is after
    return before == after


def _release_formula(sheet: SheetPart, row: int, column: int, cell: etree._Element) -> None:
    """Before a formula goes: if others share its text, give them their own."""
    element = cell.find(sheet.tag("f"))
    if element is None:
        return
    if element.get("t") == "shared" and element.text:
        sheet.unshare_formulas(element.get("si"))
    sheet.forget_formula(row, column)
    cell.remove(element)
    for attribute in ("cm", "vm"):
        drop_attribute(cell, attribute)


def _clear(cell: etree._Element) -> None:
    for child in list(cell):
        cell.remove(child)
    for attribute in ("t", "cm", "vm"):
        drop_attribute(cell, attribute)


def _value_element(sheet: SheetPart, cell: etree._Element) -> etree._Element:
    """The `<v>` of a cell, made where there is none; an inline text goes."""
    if len(cell):
        last = cell[-1]
        if last.tag == sheet.value_tag:
            return last
        _remove_value(sheet, cell)
    return etree.SubElement(cell, sheet.value_tag)


def _remove_value(sheet: SheetPart, cell: etree._Element) -> None:
    for child in list(cell):
        if child.tag in (sheet.value_tag, sheet.tag("is")):
            cell.remove(child)
    drop_attribute(cell, "t")


def _write_plain(sheet: SheetPart, cell: etree._Element, value: float) -> None:
    element = _value_element(sheet, cell)
    if isinstance(value, bool):
        cell.set("t", "b")
        element.text = "1" if value else "0"
        return
    if cell.get("t") is not None:
        del cell.attrib["t"]
        drop_attribute(element, XML_SPACE)
    whole = abs(value) < _EXACT and value == int(value)
    element.text = str(int(value)) if whole else repr(value)
