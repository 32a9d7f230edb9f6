"""What all parts of a range share: its sheet, its rectangle, and LibreOffice's object for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from xlwings import base_classes

from phuluc.hosts.libreoffice.engine.boxes import Box, range_address
from phuluc.hosts.libreoffice.engine.uno_bridge import UnoObject

if TYPE_CHECKING:
    from phuluc.hosts.libreoffice.engine.sheets import Sheet


class CellBlock(base_classes.Range):
    """A rectangle of cells of one sheet.

    Attributes:
        sheet: the engine's sheet.
        box: the rectangle.
        options: xlwings keeps the user's options of conversion here.
        arg1_input: the text it was made from, which xlwings asks when it groups rows or columns.
    """

    def __init__(self, sheet: Sheet, box: Box, arg1_input: str = "") -> None:
        self.sheet = sheet
        self.box = box
        self.options: dict[str, Any] = {}
        self.arg1_input = arg1_input
        self._uno: UnoObject = None

    @property
    def uno(self) -> UnoObject:
        """LibreOffice's range object."""
        if self._uno is None:
            self._uno = self.uno_part(self.box)
        return self._uno

    def uno_part(self, box: Box) -> UnoObject:
        """LibreOffice's object of another rectangle of the same sheet."""
        return self.sheet.uno.getCellRangeByPosition(box.left - 1, box.top - 1, box.right - 1, box.bottom - 1)

    @property
    def first_cell(self) -> UnoObject:
        return self.uno.getCellByPosition(0, 0)

    @property
    def range_address(self) -> UnoObject:
        return range_address(self.sheet.number, self.box)

    def same_sheet(self, box: Box) -> Self:
        """Give another range of the same sheet."""
        return type(self)(self.sheet, box)

    @property
    def api(self) -> UnoObject:
        return self.uno

    @property
    def coords(self) -> tuple[int, int, int, int]:
        return self.box.top, self.box.left, self.box.height, self.box.width

    @property
    def row(self) -> int:
        return self.box.top

    @property
    def column(self) -> int:
        return self.box.left

    @property
    def shape(self) -> tuple[int, int]:
        return self.box.height, self.box.width

    def __len__(self) -> int:
        return self.box.count

    def __call__(self, arg1: int, arg2: int | None = None) -> Self:
        """Give the cell (row, column), or the n-th cell row by row; both from 1, neither need lie inside."""
        if arg2 is None:
            row, column = divmod(arg1 - 1, self.box.width)
        else:
            row, column = arg1 - 1, arg2 - 1
        top, left = self.box.top + row, self.box.left + column
        return self.same_sheet(Box(top, left, top, left))

    def filled_part(self) -> Self:
        """Give the range itself, or of whole rows and columns the part that holds something."""
        if not (self.box.whole_rows or self.box.whole_columns):
            return self
        return self.same_sheet(self.box.within(self.sheet.used_box()))
