"""Ranges: what they give back and what they refuse."""

# ruff: noqa: DTZ001 - cells know no time zone

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from xlwings import base_classes, utils

from phuluc.book_port import Area
from phuluc.domain.figures import CellValue
from phuluc.workbook.references import LAST_COLUMN
from tests.hosts.memory_engine.entering import Typed, typed
from tests.hosts.memory_engine.errors import ERROR_NUMBERS, ComError
from tests.hosts.memory_engine.formats import CellFormat
from tests.hosts.memory_engine.row_deletion import delete_rows

if TYPE_CHECKING:
    from tests.hosts.memory_engine.sheets import MemorySheet

_EPOCH = dt.datetime(1899, 12, 30)


class MemoryRange(base_classes.Range):
    def __init__(self, sheet: MemorySheet, first: Any, last: Any = None) -> None:
        if isinstance(first, str):
            first, last = utils.a1_to_tuples(first)
        if isinstance(first, MemoryRange):
            first = (first.area.top, first.area.left)
        if isinstance(last, MemoryRange):
            last = (last.area.bottom, last.area.right)
        last = last or first
        self._sheet = sheet
        self.options: dict[str, Any] | None = None
        self.area = Area(sheet.name, first[0], first[1], last[0], last[1])

    @property
    def api(self) -> MemoryRange:
        return self

    @property
    def sheet(self) -> MemorySheet:
        return self._sheet

    @property
    def row(self) -> int:
        return self.area.top

    @property
    def column(self) -> int:
        return self.area.left

    @property
    def shape(self) -> tuple[int, int]:
        return self.area.height, self.area.width

    @property
    def address(self) -> str:
        first, last = (
            f"${utils.col_name(column)}${row}"
            for row, column in ((self.area.top, self.area.left), (self.area.bottom, self.area.right))
        )
        return first if first == last else f"{first}:{last}"

    def __len__(self) -> int:
        return self.area.height * self.area.width

    def __call__(self, row: int, column: int | None = None) -> MemoryRange:
        if column is None:
            row, column = divmod(row - 1, self.area.width)
            row, column = row + 1, column + 1
        return MemoryRange(self._sheet, (self.area.top + row - 1, self.area.left + column - 1))

    # Contents

    @property
    def raw_value(self) -> Any:
        book = self._sheet.book
        book.count("read")
        book.calculate_if_automatic()
        rows = tuple(
            tuple(self._given(value, row, column) for column, value in enumerate(values, self.area.left))
            for row, values in enumerate(book.file.values(self.area), self.area.top)
        )
        return rows[0][0] if self.shape == (1, 1) else rows

    @raw_value.setter
    def raw_value(self, data: Any) -> None:
        self._enter(data)

    @property
    def formula(self) -> Any:
        book = self._sheet.book
        book.count("read")
        rows = tuple(
            tuple(_as_text(value) if formula is None else formula for formula, value in zip(*pair, strict=True))
            for pair in zip(book.file.formulas(self.area), book.file.values(self.area), strict=True)
        )
        return rows[0][0] if self.shape == (1, 1) else rows

    @formula.setter
    def formula(self, data: Any) -> None:
        self._enter(data)

    def clear_contents(self) -> None:
        self._enter(None)

    def _given(self, value: CellValue, row: int, column: int) -> object:
        if isinstance(value, bool) or value is None:
            return value
        if isinstance(value, (int, float)):
            return _EPOCH + dt.timedelta(days=value) if self._format(row, column).is_date else float(value)
        return ERROR_NUMBERS.get(value, value)

    def _enter(self, data: Any) -> None:
        book, area = self._sheet.book, self.area
        book.count("write")
        rows = data if isinstance(data, (list, tuple)) else [[data] * area.width] * area.height
        if not isinstance(rows[0], (list, tuple)):
            rows = [rows]
        if (len(rows), len(rows[0])) != self.shape:
            raise ComError(f"{len(rows)} × {len(rows[0])} values for {self.address}")
        self._refuse_locked()
        for row, contents in enumerate(rows, area.top):
            for column, content in enumerate(contents, area.left):
                self._put(Area(area.sheet, row, column, row, column), typed(content))
        book.changed()

    def _put(self, cell: Area, content: Typed) -> None:
        file = self._sheet.book.file
        if content.formula is not None:
            file.set_formulas(cell, [[content.formula]])
        else:
            file.set_values(cell, [[content.value]])

    def _refuse_locked(self) -> None:
        if self._sheet.protection.contents and any(
            self._format(row, column).locked
            for row in range(self.area.top, self.area.bottom + 1)
            for column in range(self.area.left, self.area.right + 1)
        ):
            raise ComError("The cell or chart you're trying to change is on a protected sheet")

    # Rows

    def insert(self, shift: str | None = None, copy_origin: str | None = None) -> None:
        self._require_whole_rows(shift, "down")
        if self._sheet.protection.contents:
            raise ComError("You can't insert rows into this protected sheet")
        above = copy_origin == "format_from_left_or_above"
        top = self.area.top
        file = self._sheet.book.file
        file.insert_rows(self.area.sheet, top, self.area.height, format_from=top - 1 if above else top)
        self._sheet.book.rows_moved(self.area.sheet, top, self.area.height)
        self._sheet.book.changed()

    def delete(self, shift: str | None = None) -> None:
        self._require_whole_rows(shift, "up")
        if self._sheet.protection.contents:
            raise ComError("You can't delete rows of this protected sheet")
        delete_rows(self._sheet.book.file, self.area.sheet, self.area.top, self.area.height)
        self._sheet.book.rows_moved(self.area.sheet, self.area.top, -self.area.height)
        self._sheet.book.changed()

    def copy(self, destination: Any = None) -> None:
        """Copy contents and formats, the source repeated over a destination that is a multiple of it."""
        if destination is None:
            raise NotImplementedError
        file, source, target = self._sheet.book.file, self.area, destination.impl.area
        destination.impl._refuse_locked()
        width = min(source.width, 60)
        for offset in range(target.height):
            row = source.top + offset % source.height
            line = Area(source.sheet, row, source.left, row, source.left + width - 1)
            place = Area(target.sheet, target.top + offset, target.left, target.top + offset, target.left + width - 1)
            file.copy_formats(line, place)
            file.set_values(place, file.values(line))
        self._sheet.book.changed()

    def _require_whole_rows(self, shift: str | None, wanted: str) -> None:
        if (self.area.left, self.area.right, shift) != (1, LAST_COLUMN, wanted):
            raise NotImplementedError

    # Formats

    @property
    def number_format(self) -> str:
        return self._format(self.area.top, self.area.left).number_format

    @property
    def color(self) -> tuple[int, int, int] | None:
        return self._format(self.area.top, self.area.left).color

    @property
    def font(self) -> MemoryFont:
        return MemoryFont(self._format(self.area.top, self.area.left))

    def _format(self, row: int, column: int) -> CellFormat:
        return self._sheet.book.formats[int(self._sheet.part.rows.style(row, column) or 0)]

    def select(self) -> None:
        self._sheet.book.active_sheet = self._sheet.name
        self._sheet.book.selection = self.area


class MemoryFont(base_classes.Font):
    def __init__(self, cell_format: CellFormat) -> None:
        self._format = cell_format

    @property
    def bold(self) -> bool:
        return self._format.bold

    @property
    def italic(self) -> bool:
        return self._format.italic

    @property
    def name(self) -> str:
        return self._format.font_name

    @property
    def size(self) -> float:
        return self._format.font_size

    @property
    def color(self) -> tuple[int, int, int] | None:
        return self._format.font_color


def _as_text(value: CellValue) -> str:
    """A constant as the formula bar shows it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
