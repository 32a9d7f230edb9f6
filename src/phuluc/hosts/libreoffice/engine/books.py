"""Workbooks open in one LibreOffice."""

from __future__ import annotations

import numbers
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from xlwings import base_classes

from phuluc.hosts.libreoffice.engine.border import guarded
from phuluc.hosts.libreoffice.engine.errors import BookLockedError, BookOpenError
from phuluc.hosts.libreoffice.engine.file_formats import filter_of, finish_saved
from phuluc.hosts.libreoffice.engine.formula_parser import FormulaParser
from phuluc.hosts.libreoffice.engine.formula_text import excel_formula, office_formula
from phuluc.hosts.libreoffice.engine.names import Names
from phuluc.hosts.libreoffice.engine.sheets import Sheet, Sheets
from phuluc.hosts.libreoffice.engine.uno_bridge import (
    UnoObject,
    file_path,
    file_url,
    is_uno_error,
    properties,
    struct,
    typed,
)

if TYPE_CHECKING:
    from phuluc.hosts.libreoffice.engine.application import App

_SPREADSHEET: Final = "com.sun.star.sheet.SpreadsheetDocument"
#: com.sun.star.document.MacroExecMode.ALWAYS_EXECUTE_NO_WARN: as Excel does for programs that drive it.
_RUN_MACROS: Final = 4
_LOAD_LINKS: Final = 1


@guarded
class Book(base_classes.Book):
    """A workbook."""

    app: App

    def __init__(self, app: App, document: UnoObject, unsaved_name: str = "") -> None:
        self.app = app
        self.uno = document
        self.uid = str(document.RuntimeUID)
        self._unsaved_name = unsaved_name or "Book1"
        self._number_formats: dict[str, int] = {}
        self._format_kinds: dict[int, int] = {}
        #: Those asked for so far. Each new object costs a dozen messages to LibreOffice, a call of a known one two.
        self.known_sheets: dict[str, UnoObject] = {}

    @cached_property
    def uno_sheets(self) -> UnoObject:
        return self.uno.getSheets()

    @cached_property
    def uno_names(self) -> UnoObject:
        """The names of the workbook, without those of its sheets."""
        return self.uno.getPropertyValue("NamedRanges")

    @property
    def api(self) -> UnoObject:
        return self.uno

    @property
    def fullname(self) -> str:
        url = self.uno.getURL()
        return file_path(url) if url else self._unsaved_name

    @property
    def name(self) -> str:
        return Path(self.fullname).name

    @property
    def sheets(self) -> Sheets:
        return Sheets(self)

    @property
    def names(self) -> Names:
        return Names(self)

    @cached_property
    def parser(self) -> FormulaParser:
        return FormulaParser(self.uno, self.app.add_in_names)

    def number_format_key(self, code: str) -> int:
        """Give LibreOffice's key of an Excel number format."""
        if code not in self._number_formats:
            formats, locale = (
                self.uno.getNumberFormats(),
                struct("com.sun.star.lang.Locale", Language="en", Country="US"),
            )
            key = formats.queryKey(code, locale, False)
            self._number_formats[code] = formats.addNew(code, locale) if key == -1 else key
        return self._number_formats[code]

    def number_format_kind(self, key: int) -> int:
        """Give the kinds of a number format, bits of com.sun.star.util.NumberFormat; a key never changes its format."""
        if key not in self._format_kinds:
            self._format_kinds[key] = int(self.uno.NumberFormats.getByKey(key).Type)
        return self._format_kinds[key]

    def office_text(self, formula: str) -> str:
        """Give an Excel formula as the texts of rules (validation, conditions) want it, in LibreOffice's grammar."""
        return office_formula(formula, self.parser.names) or formula

    def excel_text(self, formula: str) -> str:
        """Give a formula of a rule, as LibreOffice tells it, in Excel's grammar with the leading "="."""
        return "=" + (excel_formula(formula, self.parser.names) or formula).removeprefix("=")

    # The window --------------------------------------------------------------------------------------------------

    @property
    def controller(self) -> UnoObject:
        return self.uno.getCurrentController()

    @property
    def frame(self) -> UnoObject:
        return self.controller.getFrame()

    def dispatch(self, command: str, arguments: tuple[UnoObject, ...] = ()) -> None:
        """Run a command of the menus, e.g. ".uno:Copy"."""
        self.app.service("com.sun.star.frame.DispatchHelper").executeDispatch(self.frame, command, "", 0, arguments)

    @contextmanager
    def sheet_shown(self, sheet: Sheet) -> Iterator[None]:
        """Make a sheet the active one for a while."""
        active = self.controller.getActiveSheet()
        sheet.activate()
        try:
            yield
        finally:
            self.controller.setActiveSheet(active)

    def activate(self) -> None:
        self.app.books.remember_active(self)
        if self.app.shows_windows:
            self.frame.activate()

    # Files -------------------------------------------------------------------------------------------------------

    def save(self, path: str | None = None, password: str | None = None) -> None:
        """Save under a name; a new workbook without one goes into the working folder as .xlsx.

        Raises:
            FileFormatError: LibreOffice cannot write this format.
        """
        if path is not None:
            target = Path(path)
        elif self.uno.getURL():
            target = Path(self.fullname)
        else:
            target = Path(f"{self.name}.xlsx")
        target = target.absolute()
        given: dict[str, Any] = {"FilterName": filter_of(target), "Overwrite": True}
        if password:
            given["Password"] = password
        self.uno.storeAsURL(file_url(target), properties(**given))
        finish_saved(target)

    def to_pdf(self, path: str, quality: str | None = None) -> None:  # noqa: ARG002 - LibreOffice has one quality
        self.export_pdf(path)

    def export_pdf(self, path: str, selection: UnoObject = None) -> None:
        """Write the visible sheets, or only the selected cells, as PDF."""
        given: dict[str, Any] = {"FilterName": "calc_pdf_Export"}
        if selection is not None:
            given["FilterData"] = typed("[]com.sun.star.beans.PropertyValue", properties(Selection=selection))
        self.uno.storeToURL(file_url(path), properties(**given))

    def close(self) -> None:
        self.uno.close(True)
        self.app.books.forget(self)


@guarded
class Books(base_classes.Books):
    """The open workbooks, in the order of their opening."""

    def __init__(self, app: App) -> None:
        self.app = app
        self._known: list[Book] = []
        self._active_uid = ""

    @property
    def api(self) -> UnoObject:
        return self.app.desktop

    def _open(self) -> list[Book]:
        """Those that are open now: documents come and go without us."""
        known = {book.uid: book for book in self._known}
        documents: dict[str, UnoObject] = {}
        components = self.app.desktop.getComponents().createEnumeration()
        while components.hasMoreElements():
            document = components.nextElement()
            if document.supportsService(_SPREADSHEET):
                documents[str(document.RuntimeUID)] = document
        self._known = [book for book in self._known if book.uid in documents]
        self._known += [Book(self.app, document) for uid, document in documents.items() if uid not in known]
        return self._known

    @property
    def active(self) -> Book | None:
        books = self._open()
        current = self.app.desktop.getCurrentComponent()
        wanted = [self._active_uid, str(getattr(current, "RuntimeUID", ""))]
        return next((book for uid in wanted for book in books if book.uid == uid), books[-1] if books else None)

    def remember_active(self, book: Book) -> None:
        self._active_uid = book.uid

    def forget(self, book: Book) -> None:
        self._known = [known for known in self._known if known.uid != book.uid]

    def __call__(self, name_or_index: int | str) -> Book:
        books = self._open()
        if isinstance(name_or_index, numbers.Number):
            return books[int(name_or_index) - 1]
        for book in books:
            if book.name.lower() == str(name_or_index).lower():
                return book
        raise KeyError(name_or_index)

    def __contains__(self, key: str) -> bool:
        return any(book.name.lower() == key.lower() for book in self._open())

    def __len__(self) -> int:
        return len(self._open())

    def __iter__(self) -> Iterator[Book]:
        return iter(list(self._open()))

    def _add(self, document: UnoObject, unsaved_name: str = "") -> Book:
        book = Book(self.app, document, unsaved_name)
        self._known.append(book)
        self.remember_active(book)
        return book

    def add(self) -> Book:
        hidden = properties(Hidden=not self.app.shows_windows)
        document = self.app.desktop.loadComponentFromURL("private:factory/scalc", "_blank", 0, hidden)
        taken, number = {book.name for book in self._known}, 1
        while f"Book{number}" in taken:
            number += 1
        return self._add(document, f"Book{number}")

    def open(
        self,
        fullname: str,
        update_links: bool | None = None,  # noqa: ARG002 - links are loaded as they were saved
        read_only: bool | None = None,
        format: str | None = None,  # noqa: A002, ARG002 - xlwings' name
        password: str | None = None,
        *_excel_only: Any,
        **_excel_only_named: Any,
    ) -> Book:
        """Open a file.

        Raises:
            BookOpenError: not a workbook, or a wrong password.
            BookLockedError: someone else has it open, and `read_only` was not asked.
            FileNotFoundError: no such file.
        """
        if not Path(fullname).is_file():
            raise FileNotFoundError(f"No such file: '{fullname}'")
        given: dict[str, Any] = {
            "Hidden": not self.app.shows_windows,
            "MacroExecutionMode": _RUN_MACROS,
            "UpdateDocMode": _LOAD_LINKS,
        }
        if read_only:
            given["ReadOnly"] = True
        if password:
            given["Password"] = password
        document = self._load(fullname, given)
        if document.isReadonly() and not read_only:
            document.close(True)
            raise BookLockedError.from_path(fullname)
        return self._add(document)

    def _load(self, fullname: str, given: dict[str, Any]) -> UnoObject:
        try:
            document = self.app.desktop.loadComponentFromURL(file_url(fullname), "_blank", 0, properties(**given))
        except Exception as error:
            if not is_uno_error(error):
                raise
            document = None
        if document is None or not document.supportsService(_SPREADSHEET):
            if document is not None:
                document.close(True)
            raise BookOpenError.from_path(fullname)
        return document
