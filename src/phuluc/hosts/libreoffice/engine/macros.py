"""Running macros (LibreOffice Basic, and VBA that LibreOffice can run)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from phuluc.hosts.libreoffice.engine.errors import MacroMissingError
from phuluc.hosts.libreoffice.engine.uno_bridge import UnoObject, is_uno_error

if TYPE_CHECKING:
    from phuluc.hosts.libreoffice.engine.application import App
    from phuluc.hosts.libreoffice.engine.books import Book

_LIBRARIES: Final = ("Standard", "VBAProject")


def run_macro(app: App, macro: str, arguments: tuple[Any, ...]) -> Any:
    """Run "Module.Name", "Name" or "'Book.xlsm'!Name"; a macro that returns nothing gives "".

    Raises:
        MacroMissingError: the workbook has no macro of that name.
    """
    book_name, _, name = macro.rpartition("!")
    book = app.books(book_name.strip("'")) if book_name else app.books.active
    script = _find(book, name) if book else None
    if script is None:
        raise MacroMissingError.from_name(macro)
    result, _, _ = script.invoke(arguments, (), ())
    return "" if result is None else result


def _find(book: Book, name: str) -> UnoObject:
    provider = book.uno.getScriptProvider()
    for path in _candidates(book, name):
        try:
            return provider.getScript(f"vnd.sun.star.script:{path}?language=Basic&location=document")
        except Exception as error:
            if not is_uno_error(error):
                raise
    return None


def _candidates(book: Book, name: str) -> Iterator[str]:
    libraries = book.uno.getPropertyValue("BasicLibraries")
    for library in _LIBRARIES:
        if not libraries.hasByName(library):
            continue
        if "." in name:
            yield f"{library}.{name}"
            continue
        libraries.loadLibrary(library)
        for module in libraries.getByName(library).getElementNames():
            yield f"{library}.{module}.{name}"
