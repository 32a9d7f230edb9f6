"""One action in an open workbook: done whole, or taken back; either way the program is left as it was found."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from phuluc.actions.named_book import NamedBook
from phuluc.actions.opening import working_book
from phuluc.hosts.excel.light_xlwings import xlwings as xw
from phuluc.hosts.excel.protection import Protection
from phuluc.hosts.excel.quiet import quiet
from phuluc.hosts.excel.undo import Journal
from phuluc.hosts.excel.xlwings_book import XlwingsBook


@contextmanager
def working_session(book: xw.Book, protection: Protection) -> Iterator[NamedBook]:
    """Open a working book for one action.

    The selection is not touched. When the action fails, everything it wrote is taken back; then, as after an action
    that succeeded, sheets are protected again and the program's settings come back.

    Raises:
        NotAWorkingBookError, OtherFamilyError, DamagedBookError: it is not a whole book of ours.
        UndoIncompleteError: the action failed and not all of it could be taken back.
    """
    journal = Journal()
    with quiet(book.app):
        try:
            yield working_book(XlwingsBook(book, journal, protection), book.name)
        except BaseException:
            journal.undo()
            raise
        finally:
            protection.restore()
