"""Ranges of cells and how their shapes meet."""

from __future__ import annotations

from itertools import chain, repeat

from phuluc.errors import PhuLucError
from phuluc.functions.errors import WorksheetError, error_text

TYPE_CHECKING = False  # `typing` itself would be a third of what `import phuluc.functions` costs
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import Any, Final

    from phuluc.functions.aliases import Cell, ResultRows, Rows, Scalar

#: Stands where an argument that cannot stretch has no cell.
_OUTSIDE: Final = object()


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
    width = len(cells[0]) if cells and is_range(cells[0]) else 0
    for row in cells:
        if not isinstance(row, (list, tuple)) or len(row) != width:
            width = 0
            break
    if not width:
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
    stretched = [_stretched(rows, height, width) for rows in ranges]
    fits = all(len(rows) in {1, height} and len(rows[0]) in {1, width} for rows in ranges)
    at = _at if fits else _at_or_outside
    return [[at(function, cells) for cells in zip(*rows)] for rows in zip(*stretched)]


def _at(function: Callable[..., Scalar], cells: tuple[Any, ...]) -> Scalar:
    try:
        return function(*cells)
    except PhuLucError as error:
        return error_text(error)


def _at_or_outside(function: Callable[..., Scalar], cells: tuple[Any, ...]) -> Scalar:
    if _OUTSIDE in cells:
        return error_text(WorksheetError("Các vùng ô không cùng kích thước"))
    return _at(function, cells)


def _stretched(rows: Rows, height: int, width: int) -> Iterable[Iterable[Any]]:
    """Give `height` rows of `width` cells; a single row or column repeats, otherwise what is missing is _OUTSIDE."""
    missing = [_OUTSIDE] * (width - len(rows[0]))
    if len(rows[0]) == 1:
        wide: Iterable[Iterable[Any]] = (repeat(row[0], width) for row in rows) if width > 1 else rows
    else:
        wide = ([*row, *missing] for row in rows) if missing else rows
    if len(rows) == 1:
        return repeat(tuple(next(iter(wide))), height)
    return chain(wide, repeat([_OUTSIDE] * width, height - len(rows)))
