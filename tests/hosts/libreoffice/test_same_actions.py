"""Actions written for Excel run unchanged on a workbook open in LibreOffice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import xlwings as xw

from phuluc.actions.check import check_into
from phuluc.actions.import_figures import import_into
from phuluc.actions.opening import open_working_book
from phuluc.actions.refresh import refresh
from phuluc.actions.working_book import WorkingBook
from phuluc.book_port import Area
from phuluc.hosts.excel.session import working_session
from phuluc.hosts.excel.xlwings_book import XlwingsBook
from phuluc.hosts.libreoffice.protection import LibreOfficeProtection
from phuluc.workbook.file_book import FileBook
from tests.hosts.excel.clock import stopped_clock
from tests.hosts.excel.quarter_one import SOURCE, empty_book, filled_book
from tests.hosts.libreoffice.office import office

__all__ = ["office", "stopped_clock"]
pytestmark = pytest.mark.usefixtures("stopped_clock")

Action = Callable[[WorkingBook], object]
ACTIONS: dict[str, tuple[Callable[[Path, str], Path], Action]] = {
    "làm mới": (filled_book, refresh),
    "kiểm tra": (filled_book, check_into),
    "nhập": (empty_book, lambda working: import_into(working, SOURCE, "so.xlsx")),
}


@pytest.mark.parametrize(("make", "action"), ACTIONS.values(), ids=ACTIONS.keys())
def test_same_figures_as_in_a_file(
    office: xw.App, tmp_path: Path, make: Callable[[Path, str], Path], action: Action
) -> None:
    """Refresh, check and import leave the same values in every cell as the action on the file."""
    path = make(tmp_path / "so.xlsx", "native")
    file, working = open_working_book(path)
    action(working)
    file.recalculate()
    book = office.books.open(path)
    with working_session(book, LibreOfficeProtection()) as open_working:
        action(open_working)
    office.calculate()
    live = XlwingsBook(book)
    assert live.names().keys() >= file.names().keys()
    assert _differences(file, live) == []
    book.close()


def _differences(file: FileBook, live: XlwingsBook) -> list[str]:
    found: list[str] = []
    for sheet in file.sheet_names():
        used = file.used_area(sheet)
        for row in range(used.top, used.bottom + 1):
            area = Area(sheet, row, used.left, row, used.right)
            for column, (one, other) in enumerate(zip(file.values(area)[0], live.values(area)[0], strict=True), 1):
                if (one or None) != (other or None) and not _close(one, other):
                    found.append(f"{sheet}, row {row}, column {column}: {one!r} – {other!r}")
    return found


def _close(one: object, other: object) -> bool:
    return isinstance(one, int | float) and isinstance(other, int | float) and abs(one - other) < 1e-9
