"""The program: its settings, its books, and when it calculates."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from xlwings import base_classes

from phuluc.book_port import Area
from phuluc.workbook.file_book import FileBook
from tests.hosts.memory_engine.errors import ERROR_NUMBERS, ComError
from tests.hosts.memory_engine.formats import CellFormat, read_formats
from tests.hosts.memory_engine.native import NativeBook, ProtectionState
from tests.hosts.memory_engine.ranges import MemoryRange
from tests.hosts.memory_engine.sheets import MemoryNames, MemorySheets

_ERROR_TEXTS = {number: text for text, number in ERROR_NUMBERS.items()}


class Engine:
    """Cleans values as xlwings' engine for Excel on Windows does."""

    name = "memory"
    type = "desktop"

    def __init__(self) -> None:
        self.apps = MemoryApps(self)

    @staticmethod
    def clean_value_data(data: Any, datetime_builder: Any, empty_as: Any, number_builder: Any, err_to_str: bool) -> Any:
        def clean(value: Any) -> Any:
            if value in ("", None):
                return empty_as
            if hasattr(value, "year"):
                parts = ("year", "month", "day", "hour", "minute", "second", "microsecond")
                return datetime_builder(**{part: getattr(value, part) for part in parts}, tzinfo=None)
            if number_builder is not None and isinstance(value, float):
                return number_builder(value)
            if isinstance(value, int) and value in _ERROR_TEXTS:
                return _ERROR_TEXTS[value] if err_to_str else None
            return value

        return [[clean(value) for value in row] for row in data]

    @staticmethod
    def prepare_xl_data_element(value: Any, _options: Any) -> Any:
        return "" if value is None else value


class MemoryApps(base_classes.Apps):
    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._running: dict[int, MemoryApp] = {}

    def add(self, **_options: Any) -> MemoryApp:
        app = MemoryApp(self._engine)
        self._running[app.pid] = app
        return app

    def keys(self) -> list[int]:
        return list(self._running)

    def __iter__(self) -> Iterator[MemoryApp]:
        return iter(self._running.values())

    def __len__(self) -> int:
        return len(self._running)

    def __getitem__(self, pid: int) -> MemoryApp:
        return self._running[pid]


class MemoryApp(base_classes.App):
    _numbers = itertools.count(1)

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._pid = next(MemoryApp._numbers)
        self._books = MemoryBooks(self)
        self._calculation = "automatic"
        self._settings: dict[str, Any] = {"screen_updating": True, "enable_events": True}
        #: What the status bar showed, in turn; False is its own text.
        self.shown: list[str | bool] = [False]

    @property
    def status_bar(self) -> str | bool:
        return self.shown[-1]

    @status_bar.setter
    def status_bar(self, value: str | bool) -> None:
        self.shown.append(value)

    @property
    def engine(self) -> Engine:
        return self._engine

    @property
    def books(self) -> MemoryBooks:
        return self._books

    @property
    def pid(self) -> int:
        return self._pid

    @property
    def hwnd(self) -> int:
        return 4711

    def activate(self, steal_focus: bool = False) -> None:
        assert not steal_focus

    @property
    def selection(self) -> MemoryRange:
        book = self._books.active
        area = book.selection
        return MemoryRange(book.sheets(area.sheet), (area.top, area.left), (area.bottom, area.right))

    @property
    def screen_updating(self) -> bool:
        return bool(self._settings["screen_updating"])

    @screen_updating.setter
    def screen_updating(self, value: bool) -> None:
        self._settings["screen_updating"] = value

    @property
    def enable_events(self) -> bool:
        return bool(self._settings["enable_events"])

    @enable_events.setter
    def enable_events(self, value: bool) -> None:
        self._settings["enable_events"] = value

    @property
    def calculation(self) -> str:
        return self._calculation

    @calculation.setter
    def calculation(self, value: str) -> None:
        self._calculation = value
        for book in self._books:
            book.calculate_if_automatic()

    def calculate(self) -> None:
        for book in self._books:
            book.calculate()


class MemoryBooks(base_classes.Books):
    def __init__(self, app: MemoryApp) -> None:
        self.app = app
        self._open: list[MemoryBook] = []

    @property
    def active(self) -> MemoryBook:
        return self._open[-1]

    def __call__(self, key: int | str) -> MemoryBook:
        for place, book in enumerate(self._open, start=1):
            if key in (place, book.name):
                return book
        raise KeyError(key)

    def __len__(self) -> int:
        return len(self._open)

    def __iter__(self) -> Iterator[MemoryBook]:
        return iter(list(self._open))

    def open(self, fullname: str, *_options: Any, **_more: Any) -> MemoryBook:
        book = MemoryBook(self, Path(fullname))
        self._open.append(book)
        return book

    def drop(self, book: MemoryBook) -> None:
        self._open.remove(book)

    def to_front(self, book: MemoryBook) -> None:
        self._open.remove(book)
        self._open.append(book)


class MemoryBook(base_classes.Book):
    """A book with its file, its selection and what is protected in it.

    Attributes:
        fail_at: the number of the write that the program refuses, None for none.
        hops: how often it was read and written.
    """

    def __init__(self, books: MemoryBooks, path: Path) -> None:
        self._books = books
        self._path = path
        self.file = FileBook.open(path)
        self.formats: list[CellFormat] = read_formats(self.file)
        self.protections: dict[str, ProtectionState] = {}
        self.active_sheet = self.file.sheet_names()[0]
        self.selection = Area(self.active_sheet, 1, 1, 1, 1)
        self.hops: Counter[str] = Counter()
        self.fail_at: int | None = None
        self._dirty = False
        self._calculated = False

    @property
    def api(self) -> NativeBook:
        return NativeBook(self)

    @property
    def app(self) -> MemoryApp:
        return self._books.app

    @property
    def name(self) -> str:
        return self._path.name

    @property
    def fullname(self) -> str:
        return str(self._path)

    @property
    def sheets(self) -> MemorySheets:
        return MemorySheets(self)

    @property
    def names(self) -> MemoryNames:
        return MemoryNames(self)

    def activate(self) -> None:
        self._books.to_front(self)

    def close(self) -> None:
        self._books.drop(self)

    def to_pdf(self, path: str, quality: str) -> None:
        assert quality == "standard"
        Path(path).write_bytes(b"%PDF-1.7 " + self.name.encode())

    # What happens in it

    def count(self, kind: str) -> None:
        """Count a hop; refuse the write that is to fail."""
        self.hops[kind] += 1
        if kind == "write" and self.hops["write"] == self.fail_at:
            raise ComError("Exception occurred.")

    def changed(self) -> None:
        self._dirty = True

    def rows_moved(self, sheet: str, first: int, count: int) -> None:
        """The selection moves with its rows."""
        area = self.selection
        if area.sheet == sheet and area.top >= first:
            self.selection = Area(sheet, area.top + count, area.left, area.bottom + count, area.right)

    def calculate(self) -> None:
        """Calculate what changed; the first time everything, whoever changed it."""
        if self._dirty or not self._calculated:
            self.file.recalculate()
        self._dirty, self._calculated = False, True

    def calculate_if_automatic(self) -> None:
        if self._dirty and self.app.calculation == "automatic":
            self.calculate()
