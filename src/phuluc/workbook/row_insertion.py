"""Row insertion as Excel does it: cells move down and everything that points at them follows, in every part."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from lxml import etree

from phuluc.workbook.errors import DamagedWorkbookError
from phuluc.workbook.markup import attribute, local_name, with_attribute
from phuluc.workbook.package import Package
from phuluc.workbook.patch import add_rows_like
from phuluc.workbook.references import RowInsertion, parse_range, range_address
from phuluc.workbook.sheet_part import SheetPart

#: Attributes that hold references to cells of their own sheet, in worksheet, table and comment parts.
_REFERENCE_ATTRIBUTES: Final = ("ref", "sqref", "activeCell")
#: Elements whose text is a formula: rules, validations, sparklines, table columns.
_FORMULA_ELEMENTS: Final = frozenset(
    {"f", "formula", "formula1", "formula2", "calculatedColumnFormula", "totalsRowFormula"}
)
#: Attributes that hold a formula: form controls, text boxes linked to a cell, hyperlinks.
_FORMULA_ATTRIBUTES: Final = ("fmlaLink", "fmlaRange", "linkedCell", "listFillRange", "textlink", "location")
#: Elements whose text is a formula in the old drawings of form controls.
_VML_FORMULAS: Final = frozenset({"FmlaLink", "FmlaRange", "FmlaTxbx", "FmlaPict"})
#: Places of the two row numbers in a VML anchor: column, dx, row, dy, column, dx, row, dy.
_VML_ANCHOR_ROWS: Final = (2, 6)
_CHART_FOLDERS: Final = ("xl/charts/", "xl/pivotCache/")


def insert_rows(
    package: Package,
    sheets: Iterable[SheetPart],
    target: SheetPart,
    insertion: RowInsertion,
    format_from: int,
) -> None:
    """Insert empty rows into a worksheet.

    Conditional formats and validations that end with row `format_from` just above reach over the new rows.

    Args:
        package: the book.
        sheets: all its worksheets.
        target: the one that gets the rows.
        insertion: where and how many, on the sheet `target`.
        format_from: the row whose formats they take, as numbered before the insertion.

    Raises:
        BeyondSheetError: content would be pushed off the sheet.
    """
    before, count = insertion.before, insertion.count
    if count <= 0:
        return
    target.unshare_formulas()
    target.shift_rows(before, count)
    for sheet in sheets:
        _follow_in_cells(sheet, insertion)
        _follow_in_sheet_part(sheet, insertion)
        _follow_in_own_parts(package, sheet, insertion)
    _extend_rules(target, before, count, format_from)
    _follow_in_names(package, insertion)
    for part in package.part_names:
        if part.startswith(_CHART_FOLDERS) and part.endswith(".xml"):
            _follow_in_part(package, part, insertion, home=None)
    add_rows_like(target, insertion.row(format_from), before, count)
    package.drop_calculation_chain()


def _follow_in_cells(sheet: SheetPart, insertion: RowInsertion) -> None:
    at_home = sheet.name == insertion.sheet
    if not at_home and sheet.has_shared_formulas:
        texts = [text for _, _, text in sheet.stored_formulas()]
        if any(insertion.formula(text, sheet.name) != text for text in texts):
            sheet.unshare_formulas()
    changed = [
        (row, column, moved)
        for row, column, text in sheet.stored_formulas()
        if (at_home or "!" in text) and (moved := insertion.formula(text, sheet.name)) != text
    ]
    for row, column, text in changed:
        sheet.set_formula_text(row, column, text)
    if at_home:
        for row, column in sheet.arrays:
            attributes = sheet.rows.grammar.formula_attributes(sheet.rows.parsed(row, column))
            reach = with_attribute(attributes, "ref", insertion.range(attribute(attributes, "ref") or ""))
            sheet.set_formula_text(row, column, sheet.formula(row, column) or "", reach)


def _follow_in_sheet_part(sheet: SheetPart, insertion: RowInsertion) -> None:
    """Everything of a worksheet part but its cells."""
    at_home = sheet.name == insertion.sheet
    changed = False
    for element in sheet.root.iterdescendants():
        changed |= _follow_in_element(element, insertion, sheet.name)
        if at_home:
            changed |= _follow_row_numbers(element, insertion)
    if changed:
        sheet.touched()


def _follow_in_own_parts(package: Package, sheet: SheetPart, insertion: RowInsertion) -> None:
    """Tables, comments, drawings and controls of a worksheet."""
    at_home = sheet.name == insertion.sheet
    for relationship in package.relationships(sheet.part):
        if relationship.external or relationship.target not in package.part_names:
            continue
        if relationship.kind in ("table", "comments", "threadedComment") and at_home:
            _follow_in_part(package, relationship.target, insertion, home=sheet.name)
        elif relationship.kind == "drawing":
            _follow_in_part(package, relationship.target, insertion, home=None, anchors=at_home)
        elif relationship.kind == "ctrlProp":
            _follow_in_part(package, relationship.target, insertion, home=sheet.name)
        elif relationship.kind == "vmlDrawing":
            _follow_in_vml(package, relationship.target, insertion, sheet.name)


def _follow_in_part(
    package: Package, part: str, insertion: RowInsertion, *, home: str | None, anchors: bool = False
) -> None:
    changed = False
    for element in package.tree(part).iter():
        if local_name(element) == "worksheetSource" and element.get("sheet") == insertion.sheet:
            changed |= _replace_attribute(element, "ref", insertion.ranges)
        changed |= _follow_in_element(element, insertion, home)
        if anchors:
            changed |= _follow_row_numbers(element, insertion)
    if changed:
        package.touch(part)


def _follow_in_element(element: etree._Element, insertion: RowInsertion, home: str | None) -> bool:
    name = local_name(element)
    changed = False
    if home == insertion.sheet:
        for attribute in _REFERENCE_ATTRIBUTES:
            changed |= _replace_attribute(element, attribute, insertion.ranges)
        if name == "sqref":
            changed |= _replace_text(element, insertion.ranges)
    for attribute in _FORMULA_ATTRIBUTES:
        changed |= _replace_attribute(element, attribute, lambda text: insertion.formula(text, home))
    if name in _FORMULA_ELEMENTS:
        changed |= _replace_text(element, lambda text: insertion.formula(text, home))
    if name == "cfvo" and element.get("type") == "formula":
        changed |= _replace_attribute(element, "val", lambda text: insertion.formula(text, home))
    return changed


def _follow_row_numbers(element: etree._Element, insertion: RowInsertion) -> bool:
    """Row numbers written as such: page breaks, and the corners of pictures, charts and controls."""
    name = local_name(element)
    if name == "brk" and local_name(_parent(element)) == "rowBreaks":
        # A break with id 8 stands above row 9 and stays with it.
        return _replace_attribute(element, "id", lambda text: str(insertion.row(int(text) + 1) - 1))
    if name != "row" or local_name(_parent(element)) not in ("from", "to"):
        return False
    return _replace_text(element, lambda text: str(_anchor_row(element, int(text), insertion)))


def _parent(element: etree._Element) -> etree._Element:
    parent = element.getparent()
    return element if parent is None else parent


def _anchor_row(element: etree._Element, row: int, insertion: RowInsertion) -> int:
    """A corner's row (0-based) afterwards: fixed objects stay, unsized ones keep their height."""
    corner = _parent(element)
    anchor = _parent(corner)
    placement = anchor.get("editAs", "twoCell")
    if placement == "absolute":
        return row
    if placement == "oneCell" and local_name(corner) == "to":
        start = next((child for child in anchor if local_name(child) == "from"), None)
        first = next((child for child in start if local_name(child) == "row"), None) if start is not None else None
        # The upper corner comes first and has moved already.
        moved = first is not None and int(first.text or 0) >= insertion.before - 1 + insertion.count
        return row + insertion.count if moved else row
    return insertion.row(row + 1) - 1


def _follow_in_vml(package: Package, part: str, insertion: RowInsertion, home: str) -> None:
    """Old drawings, which hold comments and form controls."""
    try:
        root = package.tree(part)
    except DamagedWorkbookError:
        return  # older programs write VML that is no XML; better a comment box out of place than a refusal
    changed = False
    at_home = home == insertion.sheet
    for element in root.iter():
        name = local_name(element)
        if name in _VML_FORMULAS:
            changed |= _replace_text(element, lambda text: insertion.formula(text, home))
        elif at_home and name == "Row":
            changed |= _replace_text(element, lambda text: str(insertion.row(int(text) + 1) - 1))
        elif at_home and name == "Anchor":
            changed |= _replace_text(element, lambda text: _vml_anchor(text, insertion))
    if changed:
        package.touch(part)


def _vml_anchor(text: str, insertion: RowInsertion) -> str:
    numbers = [int(part) for part in text.split(",")]
    for place in _VML_ANCHOR_ROWS:
        numbers[place] = insertion.row(numbers[place] + 1) - 1
    return ", ".join(str(number) for number in numbers)


def _follow_in_names(package: Package, insertion: RowInsertion) -> None:
    changed = False
    for element in package.name_elements():
        changed |= _replace_text(element, lambda text: insertion.formula(text, None))
    if changed:
        package.touch(package.workbook_part)


def _extend_rules(sheet: SheetPart, before: int, count: int, format_from: int) -> None:
    """Let conditional formats and validations of the row above reach over rows formatted like it."""
    if format_from != before - 1:
        return

    def reach(addresses: str) -> str:
        return " ".join(_reaching(address, before, count) for address in addresses.split())

    for element in sheet.root.iter():
        name = local_name(element)
        if name in ("conditionalFormatting", "dataValidation"):
            _replace_attribute(element, "sqref", reach)
            for child in element:
                if local_name(child) == "sqref":
                    _replace_text(child, reach)


def _reaching(address: str, before: int, count: int) -> str:
    try:
        top, left, bottom, right = parse_range(address)
    except ValueError:
        return address
    return range_address(top, left, bottom + count, right) if bottom == before - 1 else address


def _replace_attribute(element: etree._Element, name: str, change: Callable[[str], str]) -> bool:
    before = element.get(name)
    if before is None or (after := change(before)) == before:
        return False
    element.set(name, after)
    return True


def _replace_text(element: etree._Element, change: Callable[[str], str]) -> bool:
    before = element.text
    if not before or (after := change(before)) == before:
        return False
    element.text = after
    return True
