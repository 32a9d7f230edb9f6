"""An action gives the same workbook whether it runs on a file or in an open program."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from phuluc.actions.check import check_into
from phuluc.actions.import_figures import import_into
from phuluc.actions.next_period import next_period
from phuluc.actions.opening import open_working_book
from phuluc.actions.refresh import refresh
from phuluc.actions.working_book import WorkingBook
from phuluc.book_port import Area
from phuluc.hosts.excel.protection import ExcelProtection
from phuluc.hosts.excel.session import working_session
from phuluc.workbook.file_book import FileBook
from tests.hosts.excel.clock import stopped_clock
from tests.hosts.excel.quarter_one import SOURCE, empty_book, filled_book
from tests.hosts.excel.whole_books import differences, whole_book
from tests.hosts.memory_engine import memory_of, open_book

Action = Callable[[WorkingBook], object]

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
    file, working = open_working_book(path)
    action(working)
    # A program calculates what was entered last too.
    file.recalculate()
    book = open_book(path)
    with working_session(book, ExcelProtection()) as open_working:
        action(open_working)
    memory = memory_of(book)
    assert differences(whole_book(file), whole_book(memory.file)) == []
    return memory.file


@pytest.mark.parametrize("action", ACTIONS.values(), ids=ACTIONS.keys())
@pytest.mark.parametrize("edition", ["live", "native"])
def test_filled_book(tmp_path: Path, edition: str, action: Action) -> None:
    """Refresh, check, next period and imports leave the same values, formulas, formats, heights, names and rules."""
    assert_same(filled_book(tmp_path / "so.xlsx", edition), action)


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


def test_rows_that_staff_inserted_get_their_formulas(tmp_path: Path) -> None:
    """A row inserted between the edges is given the formulas of its table, in a program as in a file."""
    path = filled_book(tmp_path / "so.xlsx")
    file = FileBook.open(path)
    area = file.names()["cap_tinh_don_vi"]
    file.insert_rows(area.sheet, area.top + 5, 2, format_from=area.top + 4)
    file.save(path)

    book = assert_same(path, refresh)

    rate = book.names()["cap_tinh_ho_so_truc_tuyen_ty_le"]
    (formula,) = book.formulas(Area(rate.sheet, area.top + 5, rate.left, area.top + 5, rate.left))[0]
    assert formula is not None
    assert "INDICATOR_RATE" in formula
