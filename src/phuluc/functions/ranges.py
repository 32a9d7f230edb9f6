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
    # Types and lengths as sets: a column has thousands of cells but one kind of row.
    are_ranges = [issubclass(kind, (list, tuple)) for kind in set(map(type, cells))]
    if not any(are_ranges):
        cells = [(cell,) for cell in cells]
        are_ranges = [True]
    widths = set(map(len, cells)) if all(are_ranges) else set()
    if len(widths) != 1 or 0 in widths:
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
    fits = all(len(rows) in {1, height} and len(rows[0]) in {1, width} for rows in ranges)
    columns = [chain.from_iterable(_stretched(rows, height, width)) for rows in ranges]
    results = _each(function if fits else _inside(function), columns)
    if width == 1:
        return [[result] for result in results]
    return [results[start : start + width] for start in range(0, height * width, width)]


def _each(function: Callable[..., Scalar], columns: Iterable[Iterable[Any]]) -> list[Scalar]:
    """Apply a function cell by cell: the loop that thousands of cells wait for."""
    results = []
    for cells in zip(*columns):
        try:
            results.append(function(*cells))
        except PhuLucError as error:  # noqa: PERF203 - costs nothing until something is raised
            results.append(error_text(error))
    return results


def _inside(function: Callable[..., Scalar]) -> Callable[..., Scalar]:
    def inside(*cells: Any) -> Scalar:
        if _OUTSIDE in cells:
            raise WorksheetError("Các vùng ô không cùng kích thước")
        return function(*cells)

    return inside


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
