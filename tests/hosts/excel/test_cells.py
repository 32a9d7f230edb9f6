"""Arguments and results between Excel and the worksheet functions, without xlwings."""

from __future__ import annotations

from typing import Any

import pytest

from phuluc.hosts.excel.cells_in import read_argument, read_cell
from phuluc.hosts.excel.cells_out import rows_to_show
from tests.hosts.excel.com_values import CELLS


def rows_as_lists(cells: Any) -> Any:
    return [list(row) for row in cells] if isinstance(cells, (list, tuple)) else cells


@pytest.mark.parametrize(("given", "taken"), CELLS, ids=lambda value: repr(value)[:40])
def test_every_kind_of_cell(given: Any, taken: Any) -> None:
    """A cell is its number, text or truth value; a date its text, an error its name, alone and within a range."""
    assert read_cell(given) == taken
    assert type(read_cell(given)) is type(taken)
    assert rows_as_lists(read_argument(((given, 1.0), (None, given)))) == [[taken, 1.0], [None, taken]]


def test_integers_from_macros_are_numbers() -> None:
    """An integer that is no error code, as only a macro can pass one, stays that number."""
    assert read_cell(59) == 59
    assert read_cell(-2) == -2


@pytest.mark.parametrize(
    ("given", "taken"),
    [
        (((1.0,), (2.0,)), [[1.0], [2.0]]),
        (((1.0, 2.0),), [[1.0, 2.0]]),
        ((1.0, 2.0, 3.0), [[1.0, 2.0, 3.0]]),
        (((None,),), [[None]]),
        (None, None),
    ],
    ids=["column", "row", "constant row {1,2,3}", "blank cell as a range", "blank cell"],
)
def test_shapes_are_kept(given: Any, taken: Any) -> None:
    """A column stays a column, a row a row, and one cell a scalar; a flat tuple is a row, as Excel means it."""
    assert rows_as_lists(read_argument(given)) == taken


def test_results_are_rows_of_floats_and_texts() -> None:
    """Every result is rows; integers become floats, the only numbers of cells; what cannot be computed stays text."""
    shown = rows_to_show([[1, "-"], ["#LỖI: …", 81.9]])

    assert shown == [[1.0, "-"], ["#LỖI: …", 81.9]]
    assert type(shown[0][0]) is float
    assert [type(row[0]) for row in rows_to_show(14)] == [float]
    assert rows_to_show("") == [[""]]


def test_number_beyond_those_of_cells() -> None:
    """A whole number no cell can hold is an error of its cell alone."""
    assert rows_to_show([[10**400], [1]]) == [["#LỖI: Số quá lớn."], [1.0]]
