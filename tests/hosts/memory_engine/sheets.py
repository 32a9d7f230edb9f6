"""Sheets and defined names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from xlwings import base_classes

from phuluc.workbook.package import DefinedName
from phuluc.workbook.sheet_part import SheetPart
from tests.hosts.memory_engine.native import NativeSheet, ProtectionState, stored_protection
from tests.hosts.memory_engine.ranges import MemoryRange

if TYPE_CHECKING:
    from tests.hosts.memory_engine.program import MemoryBook


class MemorySheets(base_classes.Sheets):
    def __init__(self, book: MemoryBook) -> None:
        self._book = book

    @property
    def active(self) -> MemorySheet:
        return self(self._book.active_sheet)

    def __call__(self, key: int | str) -> MemorySheet:
        names = self._book.file.sheet_names()
        name = names[key - 1] if isinstance(key, int) else key
        if name not in names:
            raise KeyError(name)
        return MemorySheet(self._book, name)

    def __len__(self) -> int:
        return len(self._book.file.sheet_names())

    def __iter__(self) -> Iterator[MemorySheet]:
        return (self(name) for name in self._book.file.sheet_names())


class MemorySheet(base_classes.Sheet):
    def __init__(self, book: MemoryBook, name: str) -> None:
        self._book = book
        self._name = name

    @property
    def part(self) -> SheetPart:
        return self._book.file._sheet(self._name)

    @property
    def protection(self) -> ProtectionState:
        return self._book.protections.setdefault(self._name, stored_protection(self))

    @property
    def api(self) -> NativeSheet:
        return NativeSheet(self.protection)

    @property
    def book(self) -> MemoryBook:
        return self._book

    @property
    def name(self) -> str:
        return self._name

    @property
    def index(self) -> int:
        return self._book.file.sheet_names().index(self._name) + 1

    @property
    def used_range(self) -> MemoryRange:
        area = self._book.file.used_area(self._name)
        # Excel counts formatted cells in, too.
        return MemoryRange(self, (1, 1), (area.bottom + 3, area.right + 2))

    def range(self, first: object, last: object = None) -> MemoryRange:
        return MemoryRange(self, first, last)

    def activate(self) -> None:
        self._book.active_sheet = self._name


class MemoryNames(base_classes.Names):
    def __init__(self, book: MemoryBook) -> None:
        self._found = book.file.package.defined_names()

    def __len__(self) -> int:
        return len(self._found)

    def __call__(self, key: int | str) -> MemoryName:
        place = key - 1 if isinstance(key, int) else [name.name for name in self._found].index(key)
        return MemoryName(self._found[place])


class MemoryName(base_classes.Name):
    def __init__(self, found: DefinedName) -> None:
        self._found = found

    @property
    def name(self) -> str:
        scope = self._found.scope
        return self._found.name if scope is None else f"'{scope}'!{self._found.name}"

    @property
    def refers_to(self) -> str:
        return f"={self._found.text}"
