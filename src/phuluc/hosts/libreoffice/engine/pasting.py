"""Copying within a workbook without the clipboard, which a LibreOffice without a window does not survive."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from phuluc.hosts.libreoffice.engine.boxes import Box, box_of, cell_address
from phuluc.hosts.libreoffice.engine.errors import NotSupportedError
from phuluc.hosts.libreoffice.engine.uno_bridge import enum
from phuluc.workbook.references import MovableFormula

if TYPE_CHECKING:
    from phuluc.hosts.libreoffice.engine.range_formulas import FormulasPart
    from phuluc.hosts.libreoffice.engine.range_values import ValuesPart


def paste(source: FormulasPart, target: FormulasPart, kind: str) -> None:
    """Copy `source` into `target`, repeated where `target` is larger.

    Args:
        source: what is copied.
        target: where to; its first cell at least.
        kind: "all", "values", "formulas" or "formats".

    Raises:
        NotSupportedError: another kind, or another workbook.
    """
    if kind not in _KINDS or source.sheet.book.uid != target.sheet.book.uid:
        raise NotSupportedError.from_member(f"Range.paste({kind})")
    for place in _places(source, target):
        _KINDS[kind](source, place)


def _places(source: FormulasPart, target: FormulasPart) -> list[FormulasPart]:
    """Rectangles of the source's size that fill the target, at least one."""
    height, width = source.box.height, source.box.width
    box = target.box
    return [
        target.same_sheet(Box(top, left, top + height - 1, left + width - 1))
        for top in range(box.top, max(box.top, box.bottom - height + 1) + 1, height)
        for left in range(box.left, max(box.left, box.right - width + 1) + 1, width)
    ]


def _paste_all(source: FormulasPart, place: FormulasPart) -> None:
    address = cell_address(place.sheet.number, place.box.top, place.box.left)
    place.sheet.uno.copyRange(address, source.range_address)


def _paste_values(source: FormulasPart, place: FormulasPart) -> None:
    place.uno.setDataArray(source.uno.getDataArray())


def _paste_formulas(source: FormulasPart, place: FormulasPart) -> None:
    rows, columns = place.box.top - source.box.top, place.box.left - source.box.left
    place.raw_value = [
        [MovableFormula(cell).moved(rows, columns) if _is_formula(cell) else cell for cell in cells]
        for cells in source.enterable_rows()
    ]


def _paste_formats(source: FormulasPart, place: FormulasPart) -> None:
    contents = place.enterable_rows()
    _paste_all(source, place)
    place.raw_value = contents


def _is_formula(cell: Any) -> bool:
    return isinstance(cell, str) and cell.startswith("=")


_KINDS: Final[dict[str, Callable[[FormulasPart, FormulasPart], None]]] = {
    "all": _paste_all,
    "formats": _paste_formats,
    "formulas": _paste_formulas,
    "values": _paste_values,
}


def fill_down(block: ValuesPart, formula: str) -> None:
    """Fill a column with a formula as Excel does from its first cell, each cell keeping its format.

    LibreOffice fills formats along with formulas: one fill for each stretch of cells of the same format.
    """
    pattern, top, column = MovableFormula(formula), block.box.top, block.box.left
    for first, last in _stretches(block):
        block.write_formula(pattern.moved(first - top, 0), first, column)
        if last > first:
            cells = block.uno_part(Box(first, column, last, column))
            cells.fillAuto(enum("com.sun.star.sheet.FillDirection", "TO_BOTTOM"), 1)


def _stretches(block: ValuesPart) -> list[tuple[int, int]]:
    """(first, last) rows of a column's stretches of one format, from the top."""
    if len(block) == 1:
        return [(block.box.top, block.box.top)]
    unique = block.uno.getUniqueCellFormatRanges()
    members = [unique.getByIndex(number) for number in range(unique.getCount())]
    boxes = [box_of(address) for member in members for address in member.getRangeAddresses()]
    return sorted((box.top, box.bottom) for box in boxes)
