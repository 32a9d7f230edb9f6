"""Ranges of cells and how their shapes meet."""

from __future__ import annotations

from phuluc.errors import PhuLucError
from phuluc.functions.errors import WorksheetError, error_text

TYPE_CHECKING = False  # `typing` itself would be a third of what `import phuluc.functions` costs
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from phuluc.functions.aliases import Cell, ResultRows, Rows, Scalar


def is_range(cells: object) -> bool:
    return isinstance(cells, (list, tuple))


def as_rows(cells: Any) -> Rows:
    """Give an argument as rows of cells: a scalar as one cell, a flat list as one column.

    Raises:
        WorksheetError: the range is empty or its rows differ in length.
    """
    if not is_range(cells):
        return ((cells,),)
    if not any(is_range(row) for row in cells):
        cells = [(cell,) for cell in cells]
    if not cells or not all(is_range(row) and len(row) == len(cells[0]) for row in cells) or not cells[0]:
        raise WorksheetError("Vùng ô rỗng hoặc các dòng không dài bằng nhau")
    rows: Rows = cells
    return rows


def as_column(cells: Any) -> list[Cell]:
    """Give the cells of an argument row by row."""
    return [cell for row in as_rows(cells) for cell in row]


def elementwise(function: Callable[..., Scalar], arguments: Sequence[Any]) -> ResultRows:
    """Apply a function of scalars to arguments that stretch to one shape as in Excel.

    Returns:
        Rows of results; a cell that fails, or lies outside an argument that cannot stretch, holds its error's text.
    """
    ranges = [as_rows(argument) for argument in arguments]
    height = max(len(rows) for rows in ranges)
    width = max(len(rows[0]) for rows in ranges)
    return [[_at(function, ranges, row, column) for column in range(width)] for row in range(height)]


def _at(function: Callable[..., Scalar], ranges: Sequence[Rows], row: int, column: int) -> Scalar:
    try:
        return function(*(_cell(rows, row, column) for rows in ranges))
    except PhuLucError as error:
        return error_text(error)


def _cell(rows: Rows, row: int, column: int) -> Cell:
    height, width = len(rows), len(rows[0])
    if (row >= height > 1) or (column >= width > 1):
        raise WorksheetError("Các vùng ô không cùng kích thước")
    return rows[row if height > 1 else 0][column if width > 1 else 0]
