"""Sheets of a workbook."""

from __future__ import annotations

import numbers
from collections.abc import Iterator
from typing import TYPE_CHECKING

from xlwings import base_classes

from phuluc.hosts.libreoffice.engine.border import guarded
from phuluc.hosts.libreoffice.engine.boxes import Box, box_of, parse_box
from phuluc.hosts.libreoffice.engine.cell_range import Range
from phuluc.hosts.libreoffice.engine.drawings import NoTables, Pictures, Shapes
from phuluc.hosts.libreoffice.engine.errors import AddressError
from phuluc.hosts.libreoffice.engine.names import Names
from phuluc.hosts.libreoffice.engine.notes import Note, note_places
from phuluc.hosts.libreoffice.engine.sheet_view import FreezePanes, PageSetup, gridlines_shown, toggle_gridlines
from phuluc.hosts.libreoffice.engine.uno_bridge import UnoObject, file_url, properties
from phuluc.workbook.references import LAST_COLUMN, LAST_ROW

if TYPE_CHECKING:
    from phuluc.hosts.libreoffice.engine.books import Book

_CellPlace = str | tuple[int, ...] | Range


@guarded
class Sheet(base_classes.Sheet):
    """A sheet."""

    book: Book

    def __init__(self, book: Book, uno: UnoObject) -> None:
        self.book = book
        self.uno = uno

    @property
    def api(self) -> UnoObject:
        return self.uno

    @property
    def name(self) -> str:
        return str(self.uno.getName())

    @name.setter
    def name(self, value: str) -> None:
        self.uno.setName(value)

    @property
    def number(self) -> int:
        """Place among the sheets, from 0."""
        return int(self.uno.getRangeAddress().Sheet)

    @property
    def index(self) -> int:
        return self.number + 1

    @property
    def names(self) -> Names:
        return Names(self.book, self)

    def of_box(self, box: Box) -> Range:
        return Range(self, box)

    def range(self, arg1: _CellPlace, arg2: _CellPlace | None = None) -> Range:
        """Give a range by address, name, (row, column), (row, column, height, width), or two corners of these.

        Raises:
            AddressError: neither an address nor a name.
            IndexError: a row or column 0.
        """
        if isinstance(arg1, str) and arg2 is None:
            named = None if parse_box(arg1.rsplit("!", 1)[-1]) else self._named(arg1)
            if named is not None:
                return named
        box = self._box(arg1) if arg2 is None else self._box(arg1).spanning(self._box(arg2))
        return Range(self, box, arg1 if isinstance(arg1, str) else "")

    def _box(self, place: _CellPlace) -> Box:
        if isinstance(place, Range):
            return place.box
        if isinstance(place, str):
            box = parse_box(place.rsplit("!", 1)[-1])
            if box is not None:
                return box
            named = self._named(place)
            if named is None:
                raise AddressError.from_text(self.name, place)
            return named.box
        if 0 in place[:2]:
            raise IndexError("Attempted to access 0-based Range. xlwings/Excel Ranges are 1-based.")
        row, column, height, width = place if len(place) == 4 else (*place, 1, 1)
        return Box(row, column, row + height - 1, column + width - 1)

    def _named(self, text: str) -> Range | None:
        for names in (self.names, self.book.names):
            if names.contains(text):
                return names(text).refers_to_range
        return None

    @property
    def cells(self) -> Range:
        return Range(self, Box(1, 1, LAST_ROW, LAST_COLUMN))

    def used_box(self) -> Box:
        """The rectangle from the first to the last cell that holds or shows something."""
        cursor = self.uno.createCursor()
        cursor.gotoStartOfUsedArea(False)
        cursor.gotoEndOfUsedArea(True)
        return box_of(cursor.RangeAddress)

    @property
    def used_range(self) -> Range:
        return Range(self, self.used_box())

    def activate(self) -> None:
        self.book.controller.setActiveSheet(self.uno)

    def select(self) -> None:
        self.activate()

    def clear_contents(self) -> None:
        self.cells.clear_contents()

    def clear_formats(self) -> None:
        self.cells.clear_formats()

    def clear(self) -> None:
        self.cells.clear()

    def autofit(self, axis: str | None = None) -> None:
        self.used_range.autofit(axis)

    def delete(self) -> None:
        self.book.uno_sheets.removeByName(self.name)

    def copy(self, before: Sheet | None = None, after: Sheet | None = None) -> None:
        target = before or after
        if target is None:
            raise ValueError("give the sheet before or after which to copy")
        place = target.number + (before is None)
        if target.book.uid != self.book.uid:
            target.book.uno_sheets.importSheet(self.book.uno, self.name, place)
            return
        sheets, number = self.book.uno_sheets, 2
        while sheets.hasByName(f"{self.name} ({number})"):
            number += 1
        sheets.copyByName(self.name, f"{self.name} ({number})", place)

    def move(self, before: Sheet | None = None, after: Sheet | None = None) -> None:
        target = before or after
        if target is None:
            raise ValueError("give the sheet before or after which to move")
        self.book.uno_sheets.moveByName(self.name, target.number + (before is None))

    @property
    def visible(self) -> bool:
        return bool(self.uno.IsVisible)

    @visible.setter
    def visible(self, value: bool) -> None:
        self.uno.IsVisible = bool(value)

    @property
    def show_gridlines(self) -> bool:
        return gridlines_shown(self)

    @show_gridlines.setter
    def show_gridlines(self, value: bool) -> None:
        if gridlines_shown(self) != value:
            toggle_gridlines(self)

    @property
    def freeze_panes(self) -> FreezePanes:
        return FreezePanes(self)

    @property
    def page_setup(self) -> PageSetup:
        return PageSetup(self)

    @property
    def notes(self) -> list[Note]:
        return [Note(Range(self, Box(row, column, row, column))) for row, column in note_places(self.uno)]

    def note_at(self, row: int, column: int) -> Note | None:
        box = Box(row, column, row, column)
        return Note(Range(self, box)) if (row, column) in note_places(self.uno) else None

    @property
    def shapes(self) -> Shapes:
        return Shapes(self)

    @property
    def pictures(self) -> Pictures:
        return Pictures(self)

    @property
    def tables(self) -> NoTables:
        return NoTables(self)

    def to_html(self, path: str) -> None:
        self.book.uno.storeToURL(file_url(path), properties(FilterName="HTML (StarCalc)"))


@guarded
class Sheets(base_classes.Sheets):
    """The sheets of a workbook."""

    def __init__(self, book: Book) -> None:
        self.book = book

    @property
    def api(self) -> UnoObject:
        return self.book.uno_sheets

    @property
    def active(self) -> Sheet:
        return Sheet(self.book, self.book.controller.getActiveSheet())

    def __call__(self, name_or_index: int | str) -> Sheet:
        if isinstance(name_or_index, numbers.Number):
            number = int(name_or_index)
            if not 1 <= number <= len(self):
                raise IndexError(number)
            return Sheet(self.book, self.api.getByIndex(number - 1))
        found = self.find(str(name_or_index))
        if found is None:
            raise KeyError(name_or_index)
        return found

    def find(self, name: str) -> Sheet | None:
        """Give the sheet of a name, upper and lower case alike."""
        known = self.book.known_sheets.get(name)
        if known is not None and known.getName() == name:
            return Sheet(self.book, known)
        sheets = self.api
        if not sheets.hasByName(name):
            alike = (candidate for candidate in sheets.getElementNames() if candidate.lower() == name.lower())
            found = next(alike, None)
            return None if found is None else Sheet(self.book, sheets.getByName(found))
        self.book.known_sheets[name] = sheets.getByName(name)
        return Sheet(self.book, self.book.known_sheets[name])

    def __len__(self) -> int:
        return int(self.api.getCount())

    def __iter__(self) -> Iterator[Sheet]:
        found = [self.find(name) for name in self.api.getElementNames()]
        return iter([sheet for sheet in found if sheet is not None])

    def add(self, before: Sheet | None = None, after: Sheet | None = None, name: str | None = None) -> Sheet:
        """Add a sheet, by default before the active one, and make it active."""
        place = after.number + 1 if after else (before or self.active).number
        number = 1
        while name is None:
            candidate = f"Sheet{number}"
            name = None if self.api.hasByName(candidate) else candidate
            number += 1
        self.api.insertNewByName(name, place)
        added = Sheet(self.book, self.api.getByName(name))
        added.activate()
        return added
