"""An action gives the same workbook whether it runs on a file or in an open program."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from phuluc.actions.check import check_into
from phuluc.actions.import_figures import import_into
from phuluc.actions.named_book import NamedBook
from phuluc.actions.next_period import next_period
from phuluc.actions.opening import open_any_book
from phuluc.actions.refresh import refresh
from phuluc.book_port import Area
from phuluc.hosts.excel.protection import ExcelProtection
from phuluc.hosts.excel.session import working_session
from phuluc.workbook.file_book import FileBook
from tests.hosts.excel.clock import stopped_clock
from tests.hosts.excel.quarter_one import SOURCE, empty_book, filled_book
from tests.hosts.excel.whole_books import differences, whole_book
from tests.hosts.memory_engine import memory_of, open_book
from tests.score_documents import EXAMPLES, SOURCES, document_book, put_dirt

Action = Callable[[NamedBook], object]

__all__ = ["stopped_clock"]
pytestmark = pytest.mark.usefixtures("stopped_clock")

ACTIONS: dict[str, Action] = {
    "làm mới": refresh,
    "kiểm tra": check_into,
    "kỳ mới": next_period,
    "nhập lại": lambda working: import_into(working, SOURCE, "so.xlsx"),
    "nhập kỳ trước": lambda working: import_into(working, SOURCE, "so.xlsx", slot="previous"),
}


def assert_same(path: Path, action: Action) -> FileBook:
    """Run the action on both adapters, compare all they leave, and give the program's book."""
    file, working = open_any_book(path)
    # A program does not tell which bytes it read.
    working.file_mark = ""
    action(working)
    # A program calculates what was entered last too.
    file.recalculate()
    book = open_book(path)
    with working_session(book, ExcelProtection()) as open_working:
        action(open_working)
    memory = memory_of(book)
    assert differences(whole_book(file), whole_book(memory.file)) == []
    return memory.file


@pytest.mark.parametrize(("edition", "action"), [*(("live", action) for action in ACTIONS), ("native", "kỳ mới")])
def test_filled_book(tmp_path: Path, edition: str, action: str) -> None:
    """Refresh, check, next period and imports leave the same values, formulas, formats, heights, names and rules."""
    assert_same(filled_book(tmp_path / "so.xlsx", edition), ACTIONS[action])


def test_empty_book_takes_over_units(tmp_path: Path) -> None:
    """Tables of an empty book grow by the units of the source, formulas and formats of the new rows included."""
    path = empty_book(tmp_path / "so.xlsx")
    book = assert_same(path, lambda working: import_into(working, SOURCE, "so.xlsx"))

    names = book.names()
    column = names["cap_tinh_don_vi"]
    assert column.height - 2 == 18
    units = book.values(Area(column.sheet, column.top + 1, column.left, column.bottom - 1, column.left))
    assert units[0] == ["Ban Quản lý Khu kinh tế tỉnh"]
    assert all(name for (name,) in units)


@pytest.mark.parametrize(("edition", "function"), [("live", "INDICATOR_RATE"), ("native", "INT(")])
def test_rows_that_staff_inserted_get_their_formulas(tmp_path: Path, edition: str, function: str) -> None:
    """A row inserted between the edges is given the formulas of its table, in a program as in a file."""
    path = filled_book(tmp_path / "so.xlsx", edition)
    file = FileBook.open(path)
    area = file.names()["cap_tinh_don_vi"]
    file.insert_rows(area.sheet, area.top + 5, 2, format_from=area.top + 4)
    file.save(path)

    book = assert_same(path, refresh)

    rate = book.names()["cap_tinh_ho_so_truc_tuyen_ty_le"]
    (formula,) = book.formulas(Area(rate.sheet, area.top + 5, rate.left, area.top + 5, rate.left))[0]
    assert formula is not None
    assert function in formula


@pytest.mark.parametrize("kind", SOURCES)
def test_books_of_scores(tmp_path: Path, kind: str) -> None:
    """Imports sort, mark and draw up lists over what somebody typed, and Kỳ mới moves it, as in a file."""
    path = tmp_path / "so.xlsx"
    document_book(kind, path)
    put_dirt(path)
    source = EXAMPLES / kind / SOURCES[kind][-1][0]

    assert_same(path, lambda working: (next_period(working), import_into(working, source, "so.xlsx")))
