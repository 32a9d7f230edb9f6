"""Rectangles of cells, 1-based and inclusive, and the texts that stand for them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from phuluc.annexes.addresses import column_letters
from phuluc.hosts.libreoffice.engine.uno_bridge import UnoObject, struct
from phuluc.workbook.references import LAST_COLUMN, LAST_ROW, column_number

_CORNER: Final = re.compile(r"\$?([A-Za-z]{1,3})?\$?([0-9]{1,7})?")


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of cells of some sheet."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def height(self) -> int:
        return self.bottom - self.top + 1

    @property
    def width(self) -> int:
        return self.right - self.left + 1

    @property
    def count(self) -> int:
        return self.height * self.width

    @property
    def whole_rows(self) -> bool:
        return self.left == 1 and self.right == LAST_COLUMN

    @property
    def whole_columns(self) -> bool:
        return self.top == 1 and self.bottom == LAST_ROW

    def address(self, *, row_absolute: bool = True, column_absolute: bool = True) -> str:
        """Give "$A$1:$B$2", with or without the dollars."""
        row, column = "$" * row_absolute, "$" * column_absolute
        first = f"{column}{column_letters(self.left)}{row}{self.top}"
        if self.count == 1:
            return first
        return f"{first}:{column}{column_letters(self.right)}{row}{self.bottom}"

    def spanning(self, other: Box) -> Box:
        """Give the smallest rectangle that holds both."""
        return Box(
            min(self.top, other.top),
            min(self.left, other.left),
            max(self.bottom, other.bottom),
            max(self.right, other.right),
        )

    def within(self, other: Box) -> Box:
        """Give the part that lies in `other`, at least the own first cell."""
        return Box(
            self.top,
            self.left,
            max(self.top, min(self.bottom, other.bottom)),
            max(self.left, min(self.right, other.right)),
        )

    def meets(self, other: Box) -> bool:
        return (
            self.top <= other.bottom
            and other.top <= self.bottom
            and self.left <= other.right
            and other.left <= self.right
        )

    def holds(self, row: int, column: int) -> bool:
        return self.top <= row <= self.bottom and self.left <= column <= self.right


def box_of(range_address: UnoObject) -> Box:
    """Turn LibreOffice's 0-based CellRangeAddress into a box."""
    return Box(
        range_address.StartRow + 1,
        range_address.StartColumn + 1,
        range_address.EndRow + 1,
        range_address.EndColumn + 1,
    )


def range_address(sheet_number: int, box: Box) -> UnoObject:
    """Turn a box into LibreOffice's CellRangeAddress; `sheet_number` is 0-based."""
    return struct(
        "com.sun.star.table.CellRangeAddress",
        Sheet=sheet_number,
        StartColumn=box.left - 1,
        StartRow=box.top - 1,
        EndColumn=box.right - 1,
        EndRow=box.bottom - 1,
    )


def cell_address(sheet_number: int, row: int, column: int) -> UnoObject:
    """Make LibreOffice's CellAddress of a 1-based cell; `sheet_number` is 0-based."""
    return struct("com.sun.star.table.CellAddress", Sheet=sheet_number, Column=column - 1, Row=row - 1)


def parse_box(text: str) -> Box | None:
    """Read "B2", "$B$2:D4", "A:C" or "1:3"; None for anything else, such as a name."""
    corners = [_parse_corner(part) for part in text.split(":")]
    first, last = corners[0], corners[-1]
    if len(corners) > 2 or first is None or last is None:
        return None
    row, column = first
    last_row, last_column = last
    if len(corners) == 1 and (row is None or column is None):
        return None
    return Box(row or 1, column or 1, last_row or LAST_ROW, last_column or LAST_COLUMN)


def _parse_corner(text: str) -> tuple[int | None, int | None] | None:
    found = _CORNER.fullmatch(text)
    if found is None or not (found[1] or found[2]):
        return None
    row = int(found[2]) if found[2] else None
    column = column_number(found[1]) if found[1] else None
    if (row or 1) > LAST_ROW or (column or 1) > LAST_COLUMN:
        return None
    return row, column
