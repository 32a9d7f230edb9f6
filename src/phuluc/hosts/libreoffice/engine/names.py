"""Defined names of a workbook or of one sheet."""

from __future__ import annotations

import numbers
import re
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Final

from xlwings import base_classes

from phuluc.hosts.libreoffice.engine.border import guarded
from phuluc.hosts.libreoffice.engine.boxes import Box, box_of, cell_address
from phuluc.hosts.libreoffice.engine.errors import NameWithoutCellsError
from phuluc.hosts.libreoffice.engine.uno_bridge import UnoObject

if TYPE_CHECKING:
    from phuluc.hosts.libreoffice.engine.books import Book
    from phuluc.hosts.libreoffice.engine.cell_range import Range
    from phuluc.hosts.libreoffice.engine.sheets import Sheet

#: What a name mostly stands for, in LibreOffice's grammar: cells of one sheet. Excel differs in the separator.
_CELLS: Final = re.compile(r"\$(?P<sheet>'(?:[^']|'')*'|\w+)\.(?P<cells>\$[A-Z]+\$[0-9]+(?::\$[A-Z]+\$[0-9]+)?)")


@guarded
class Name(base_classes.Name):
    """A defined name; `sheet` is the one it belongs to, None for the workbook."""

    def __init__(self, book: Book, sheet: Sheet | None, text: str) -> None:
        self.book = book
        self.sheet = sheet
        self._text = text

    @property
    def collection(self) -> UnoObject:
        return _collection(self.book, self.sheet)

    @cached_property
    def api(self) -> UnoObject:
        return self.collection.getByName(self._text)

    def delete(self) -> None:
        self.collection.removeByName(self._text)

    @property
    def name(self) -> str:
        """The name, after its sheet and "!" where it belongs to one."""
        return self._text if self.sheet is None else f"{_quoted(self.sheet.name)}!{self._text}"

    @name.setter
    def name(self, value: str) -> None:
        text = value.rsplit("!", 1)[-1]
        self.api.setName(text)
        self._text = text

    @property
    def refers_to(self) -> str:
        cells = _CELLS.fullmatch(self.api.getContent())
        if cells is not None:
            return f"={cells['sheet']}!{cells['cells']}"
        return self.book.parser.text(self.api.getTokens(), 0, 1, 1)

    @refers_to.setter
    def refers_to(self, value: str) -> None:
        self.api.setTokens(self.book.parser.tokens(value, 0, 1, 1))

    def cells(self) -> tuple[int, Box] | None:
        """0-based number of the sheet and the rectangle it stands for, if it stands for one."""
        referred = self.api.getReferredCells()
        if referred is None:
            return None
        address = referred.getRangeAddress()
        return address.Sheet, box_of(address)

    @property
    def refers_to_range(self) -> Range:
        found = self.cells()
        if found is None:
            raise NameWithoutCellsError.from_name(self.name)
        number, box = found
        return self.book.sheets(number + 1).of_box(box)


@guarded
class Names(base_classes.Names):
    """The names of a workbook with those of its sheets, or of one sheet alone."""

    def __init__(self, book: Book, sheet: Sheet | None = None) -> None:
        self.book = book
        self.sheet = sheet

    @property
    def api(self) -> UnoObject:
        return _collection(self.book, self.sheet)

    def _all(self) -> list[Name]:
        scopes: list[Sheet | None] = [self.sheet] if self.sheet else [None, *self.book.sheets]
        return [
            Name(self.book, scope, text) for scope in scopes for text in _collection(self.book, scope).getElementNames()
        ]

    def snapshot(self) -> list[tuple[str, Name]]:
        return [(name.name, name) for name in self._all()]

    def _find(self, text: str) -> Name | None:
        scope, _, plain = text.rpartition("!")
        sheet = self.book.sheets.find(scope.strip("'").replace("''", "'")) if scope else self.sheet
        if scope and sheet is None:
            return None
        name = Name(self.book, sheet, plain)
        return name if name.collection.hasByName(plain) else None

    def __call__(self, name_or_index: int | str) -> Name:
        if isinstance(name_or_index, numbers.Number):
            return self._all()[int(name_or_index) - 1]
        found = self._find(str(name_or_index))
        if found is None:
            raise KeyError(name_or_index)
        return found

    def contains(self, name_or_index: int | str) -> bool:
        if isinstance(name_or_index, str):
            return self._find(name_or_index) is not None
        return 1 <= name_or_index <= len(self)

    def __len__(self) -> int:
        return len(self._all())

    def __iter__(self) -> Iterator[Name]:
        return iter(self._all())

    def add(self, name: str, refers_to: str) -> Name:
        """Define a name, anew where it exists; "Sheet!name" belongs to that sheet."""
        scope, _, text = name.rpartition("!")
        sheet = self.book.sheets(scope.strip("'").replace("''", "'")) if scope else self.sheet
        made = Name(self.book, sheet, text)
        collection = made.collection
        if collection.hasByName(text):
            collection.removeByName(text)
        collection.addNewByName(text, "0", cell_address(0, 1, 1), 0)
        made.refers_to = refers_to
        return made

    def of_box(self, sheet: Sheet, box: Box) -> Name | None:
        """Give the name that stands for exactly these cells."""
        place = (sheet.number, box)
        return next((name for name in self._all() if name.cells() == place), None)


def _collection(book: Book, sheet: Sheet | None) -> UnoObject:
    return book.uno_names if sheet is None else sheet.uno.getPropertyValue("NamedRanges")


def _quoted(sheet: str) -> str:
    return sheet if sheet.isidentifier() else "'" + sheet.replace("'", "''") + "'"
