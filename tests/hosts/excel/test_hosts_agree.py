"""One cell, one result: as a Python callable, in a file evaluated without any program, and in Excel's cells."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from phuluc.book_port import Area
from phuluc.functions import CATALOGUE, evaluate, is_error_text
from phuluc.functions.errors import WorksheetError
from phuluc.workbook.file_book import FileBook
from tests.tools.windows_xlwings import ComServer

CELLS = st.one_of(
    st.none(),
    st.integers(0, 2000),
    st.decimals(0, 120, places=2).map(float),
    st.sampled_from(
        ["-", " – ", "72", "99,8%", "1.313", "1.5", "mười", "Sở Y tế", "chung", "lien-tiep", -3, 2.5, True]
    ),
)
BY_NAME = [function for function in CATALOGUE if all(argument.shape != "range" for argument in function.arguments)]


def in_file(rows: list[tuple[Any, list[Any]]], folder: Path) -> list[Any]:
    """The results of calls in the cells of a workbook, with their arguments in cells."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    sheet = book.add_worksheet("Thử")
    for row, (function, cells) in enumerate(rows):
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                sheet.write_string(row, column + 1, cell)
            elif cell is not None:
                sheet.write(row, column + 1, cell)
        letters = ",".join(f"{chr(66 + column)}{row + 1}" for column in range(len(cells)))
        sheet.write_formula(row, 0, f"={function.name}({letters})")
    book.close()
    path = folder / "thử.xlsx"
    path.write_bytes(stream.getvalue())
    file = FileBook.open(path)
    assert file.recalculate() == []
    return [value for (value,) in file.values(Area("Thử", 1, 1, len(rows), 1))]


def as_core(function: Any, cells: list[Any]) -> Any:
    try:
        return evaluate(function, *cells)
    except WorksheetError:
        return "#LỖI"


def plain(value: Any) -> Any:
    """Results as all hosts show them: errors as one, blank as "", numbers as floats."""
    if isinstance(value, str) and (is_error_text(value) or value.startswith("#")):
        return "#LỖI"
    if value is None:
        return ""
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_three_hosts_give_one_result(excel: ComServer, tmp_path: Path, data: st.DataObject) -> None:
    """Whatever stands in the argument cells, the three show the same figure, text or an error."""
    rows = []
    for _ in range(12):
        function = data.draw(st.sampled_from(BY_NAME))
        rows.append((function, [data.draw(CELLS) for _ in function.arguments]))
    for (function, cells), shown in zip(rows, in_file(rows, tmp_path), strict=True):
        core = plain(as_core(function, cells))
        handed_over = [float(cell) if type(cell) is int else cell for cell in cells]
        assert plain(shown) == core, (function.name, cells)
        assert plain(excel.call(function.name, *handed_over)) == core, (function.name, cells)
