"""Pasting as LibreOffice's "Paste Special" does, through its own commands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from phuluc.hosts.libreoffice.engine.errors import NotSupportedError
from phuluc.hosts.libreoffice.engine.uno_bridge import properties

if TYPE_CHECKING:
    from phuluc.hosts.libreoffice.engine.cell_block import CellBlock

#: xlwings' kinds of pasting: what LibreOffice shall paste (text, numbers, dates, formulas, notes, formats; all).
_FLAGS: Final = {
    "all": "A",
    "comments": "N",
    "formats": "T",
    "formulas": "SVDF",
    "formulas_and_number_formats": "SVDF",
    "values": "SVD",
    "values_and_number_formats": "SVD",
}
_OPERATIONS: Final = {None: 0, "add": 1, "subtract": 2, "multiply": 3, "divide": 4}
#: Cells are never pushed aside.
_MOVE_NONE: Final = 4


def paste(
    source: CellBlock,
    target: CellBlock,
    kind: str,
    operation: str | None = None,
    *,
    skip_blanks: bool = False,
    transpose: bool = False,
) -> None:
    """Copy `source` and paste it into `target`, repeated where `target` is larger. The selection stays.

    Raises:
        NotSupportedError: LibreOffice has no such way of pasting.
    """
    if kind not in _FLAGS:
        raise NotSupportedError.from_member(f"Range.paste({kind})")
    arguments = properties(
        Flags=_FLAGS[kind],
        FormulaCommand=_OPERATIONS[operation],
        SkipEmptyCells=skip_blanks,
        Transpose=transpose,
        AsLink=False,
        MoveMode=_MOVE_NONE,
    )
    with source.sheet.book.selection_kept():
        source.sheet.book.controller.select(source.uno)
        source.sheet.book.dispatch(".uno:Copy")
    with target.sheet.book.selection_kept():
        target.sheet.book.controller.select(target.uno)
        target.sheet.book.dispatch(".uno:InsertContents", arguments)
