"""A working book open in a program in memory, and a person at it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import xlwings as xw

from phuluc.annexes.lists import RECORD_AREA_NAME
from phuluc.hosts.excel import ribbon
from phuluc.hosts.excel.desk import Desk
from phuluc.hosts.excel.protection import ExcelProtection
from phuluc.workbook.file_book import FileBook
from tests.hosts.excel.people import Person
from tests.hosts.excel.whole_books import WholeBook, whole_book
from tests.hosts.memory_engine import memory_of, open_book


@dataclass
class Office:
    """A working book open in a program, and a person at it who selected a cell."""

    book: xw.Book
    person: Person

    def press(self, button: str) -> None:
        ribbon.press(button, Desk(self.book, self.person, ExcelProtection()))

    @property
    def file(self) -> FileBook:
        return memory_of(self.book).file

    def state(self) -> tuple[Any, ...]:
        """What an action has to leave alone."""
        app, memory = self.book.app, memory_of(self.book)
        protected = {sheet.name: memory.sheets(sheet.name).protection.contents for sheet in self.book.sheets}
        settings = (app.calculation, app.screen_updating, app.enable_events)
        return (*settings, memory.active_sheet, app.selection.address, tuple(protected.items()))

    def content(self) -> WholeBook:
        return whole_book(self.file)

    def record(self) -> list[list[Any]]:
        """The lines of "Nhật ký", the newest first."""
        area = self.file.names()[RECORD_AREA_NAME]
        return self.file.values(replace(area, top=area.top + 1, bottom=area.bottom - 1))


def office(path: Path, person: Person | None = None) -> Office:
    book = open_book(path)
    book.sheets[1].range((12, 6), (13, 7)).select()
    return Office(book, person or Person())
