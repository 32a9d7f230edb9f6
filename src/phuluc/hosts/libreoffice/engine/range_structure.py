"""Moving about and changing the shape of things: regions, inserting, deleting, copying, merging, selecting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Self

from phuluc.hosts.libreoffice.engine.boxes import Box, box_of, cell_address
from phuluc.hosts.libreoffice.engine.errors import NotSupportedError
from phuluc.hosts.libreoffice.engine.pasting import paste
from phuluc.hosts.libreoffice.engine.range_formats import FormatsPart
from phuluc.hosts.libreoffice.engine.uno_bridge import enum
from phuluc.workbook.references import LAST_COLUMN, LAST_ROW

if TYPE_CHECKING:
    from phuluc.hosts.libreoffice.engine.names import Name

#: xlwings' direction: rows and columns of a step.
_STEPS: Final = {"down": (1, 0), "up": (-1, 0), "right": (0, 1), "left": (0, -1)}
_SHORT: Final = {name[0]: name for name in _STEPS}
_FILL_DIRECTIONS: Final = {"down": "TO_BOTTOM", "right": "TO_RIGHT", "up": "TO_TOP", "left": "TO_LEFT"}
_FILL_MODES: Final = {"fill_series": "LINEAR", "fill_days": "DATE", "fill_months": "DATE", "fill_years": "DATE"}


class StructurePart(FormatsPart):
    """Structure of the sheet around and in the range."""

    def get_address(self, row_absolute: bool = True, col_absolute: bool = True, external: bool = False) -> str:
        address = self.box.address(row_absolute=row_absolute, column_absolute=col_absolute)
        return f"'[{self.sheet.book.name}]{self.sheet.name}'!{address}" if external else address

    @property
    def address(self) -> str:
        return self.box.address()

    @property
    def rows(self) -> list[Self]:
        box = self.box
        return [self.same_sheet(Box(row, box.left, row, box.right)) for row in range(box.top, box.bottom + 1)]

    @property
    def columns(self) -> list[Self]:
        box = self.box
        return [self.same_sheet(Box(box.top, column, box.bottom, column)) for column in range(box.left, box.right + 1)]

    @property
    def current_region(self) -> Self:
        cursor = self.sheet.uno.createCursorByRange(self.uno)
        cursor.collapseToCurrentRegion()
        return self.same_sheet(box_of(cursor.RangeAddress))

    def end(self, direction: str) -> Self:
        """Go from the first cell as Ctrl+arrow does in Excel."""
        rows, columns = _STEPS[_SHORT.get(direction, direction)]
        step = rows or columns
        used, box = self.sheet.used_box(), self.box
        if rows:
            line = self.uno_part(Box(1, box.left, max(used.bottom, box.top), box.left)).getDataArray()
            filled = [cells[0] != "" for cells in line]
            row = _edge(filled, box.top - 1, step, LAST_ROW) + 1
            return self.same_sheet(Box(row, box.left, row, box.left))
        (cells,) = self.uno_part(Box(box.top, 1, box.top, max(used.right, box.left))).getDataArray()
        column = _edge([cell != "" for cell in cells], box.left - 1, step, LAST_COLUMN) + 1
        return self.same_sheet(Box(box.top, column, box.top, column))

    def insert(self, shift: str | None = None, copy_origin: str | None = None) -> None:
        """Insert cells as many as the range has.

        Args:
            shift: "down" or "right"; by default down, right for whole columns.
            copy_origin: "format_from_left_or_above" (LibreOffice's own way) or "format_from_right_or_below".
        """
        right = shift == "right" or (shift is None and self.box.whole_columns)
        mode = enum("com.sun.star.sheet.CellInsertMode", "RIGHT" if right else "DOWN")
        self.sheet.uno.insertCells(self.range_address, mode)
        self._uno = None
        if copy_origin == "format_from_right_or_below":
            self._take_formats_of(right=right)

    def _take_formats_of(self, *, right: bool) -> None:
        """Format new, empty cells like the ones that were pushed aside."""
        # Of whole rows and columns only what is used: copying 16,384 columns takes half a second a row.
        new = self.filled_part()
        box = new.box
        if right:
            origin = Box(box.top, box.right + 1, box.bottom, box.right + 1)
        else:
            origin = Box(box.bottom + 1, box.left, box.bottom + 1, box.right)
        paste(self.same_sheet(origin), new, "all")
        new.clear_contents()

    def delete(self, shift: str | None = None) -> None:
        """Delete the cells; by default what follows moves up, or left where the range is no wider than one column."""
        up = shift == "up" or (shift is None and self.box.width >= self.box.height and self.box.width > 1)
        self.sheet.uno.removeRange(
            self.range_address, enum("com.sun.star.sheet.CellDeleteMode", "UP" if up else "LEFT")
        )
        self._uno = None

    def copy(self, destination: Any = None) -> None:
        """Copy to `destination`, repeated where it is larger; without one, remember the range for `paste`."""
        if destination is None:
            self.sheet.book.app.copied = self
            return
        target = getattr(destination, "impl", destination)
        paste(self, target, "all")

    def copy_from(
        self, source_range: Any, copy_type: str = "all", skip_blanks: bool = False, transpose: bool = False
    ) -> None:
        """Copy "all", "values", "formulas" or "formats" of a range to here.

        Raises:
            NotSupportedError: blanks are to be skipped, or the range turned.
        """
        if skip_blanks or transpose:
            raise NotSupportedError.from_member("Range.copy_from(skip_blanks, transpose)")
        paste(source_range.impl, self, copy_type)

    def paste(
        self, paste: str | None = None, operation: str | None = None, skip_blanks: bool = False, transpose: bool = False
    ) -> None:
        """Paste the range copied last; see `copy_from`.

        Raises:
            NotSupportedError: values are to be calculated with, blanks skipped, or the range turned.
        """
        source = self.sheet.book.app.copied
        if source is None:
            raise ValueError("copy a range first")
        if operation or skip_blanks or transpose:
            raise NotSupportedError.from_member("Range.paste(operation, skip_blanks, transpose)")
        _paste(source, self, paste or "all")

    def move(self, destination: Any) -> None:
        target = destination.impl
        place = cell_address(target.sheet.number, target.box.top, target.box.left)
        self.sheet.uno.moveRange(place, self.range_address)

    def merge(self, across: bool = False) -> None:
        self.uno.merge(False)
        for part in self.rows if across else [self]:
            part.uno.merge(True)

    def unmerge(self) -> None:
        self.uno.merge(False)

    @property
    def merge_area(self) -> Self:
        cursor = self.sheet.uno.createCursorByRange(self.first_cell)
        cursor.collapseToMergedArea()
        return self.same_sheet(box_of(cursor.RangeAddress))

    @property
    def merge_cells(self) -> bool:
        return len(self.merge_area) > 1

    def select(self) -> None:
        self.sheet.book.controller.select(self.uno)

    @property
    def name(self) -> Name | None:
        """The defined name that stands for exactly this range."""
        return self.sheet.book.names.of_box(self.sheet, self.box)

    @name.setter
    def name(self, value: str) -> None:
        sheet = self.sheet.name.replace("'", "''")
        self.sheet.book.names.add(value, f"='{sheet}'!{self.box.address()}")

    @property
    def table(self) -> None:
        """None: LibreOffice has no tables of Excel's kind."""

    def autofill(self, destination: Any, type_: str = "fill_default") -> None:
        """Continue the range into `destination`, which begins with it."""
        target = destination.impl
        if type_ in ("fill_formats", "fill_values", "growth_trend", "flash_fill"):
            raise NotSupportedError.from_member(f"Range.autofill({type_})")
        direction = "down" if target.box.height > self.box.height else "right"
        if type_ == "fill_copy":
            paste(self, target, "all")
            return
        fill = enum("com.sun.star.sheet.FillDirection", _FILL_DIRECTIONS[direction])
        target.uno.fillAuto(fill, self.box.height if direction == "down" else self.box.width)

    def group(self, by: str) -> None:
        self.sheet.uno.group(self.range_address, _orientation(by))

    def ungroup(self, by: str) -> None:
        self.sheet.uno.ungroup(self.range_address, _orientation(by))

    def to_pdf(self, path: str, quality: str | None = None) -> None:  # noqa: ARG002 - LibreOffice has one quality
        self.sheet.book.export_pdf(path, selection=self.uno)


_paste = paste


def _orientation(by: str) -> Any:
    return enum("com.sun.star.table.TableOrientation", "COLUMNS" if by.startswith("c") else "ROWS")


def _edge(filled: list[bool], position: int, step: int, last: int) -> int:
    """Where Ctrl+arrow stops: at the end of a block, at the next filled cell, or at the border of the sheet."""

    def is_filled(number: int) -> bool:
        return 0 <= number < len(filled) and filled[number]

    if is_filled(position) and is_filled(position + step):
        while is_filled(position + step):
            position += step
        return position
    position += step
    while 0 <= position < len(filled) and not filled[position]:
        position += step
    if position < 0:
        return 0
    return min(position, last - 1) if position < len(filled) else last - 1
