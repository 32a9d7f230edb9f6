"""A spreadsheet program in memory behind xlwings' own API, for the actions written for Excel.

Books are files of ours read by `FileBook`; the engine adds what makes a running Excel different from a file: text is
read as if it were typed, dates come back as dates and errors as numbers, cells of a protected sheet refuse to be
written, formulas are calculated when the calculation mode says so, and there is a screen, a selection and an active
sheet. Only what every engine of xlwings offers is there; anything else raises NotImplementedError.
"""

from __future__ import annotations

from pathlib import Path

import xlwings as xw

from tests.hosts.memory_engine.program import Engine, MemoryBook


def open_book(path: Path) -> xw.Book:
    """Open a file in a new program in memory, the active one of xlwings from now on, and give it as xlwings does."""
    engine = Engine()
    app = engine.apps.add()
    xw.engines.active = xw.Engine(impl=engine)
    return xw.Book(impl=app.books.open(str(path)))


def memory_of(book: xw.Book) -> MemoryBook:
    """The engine's side of a book, for what a test wants to know or to break."""
    impl: MemoryBook = book.impl
    return impl
