"""What a worksheet function gives, as Excel shows it."""

from __future__ import annotations

from itertools import chain

from phuluc.functions import WorksheetError, error_text
from phuluc.functions.aliases import Result, Scalar

ShownRows = list[list[str | float]]


def rows_to_show(result: Result) -> ShownRows:
    """Give a result as rows, a scalar as one cell; numbers as floats, the only kind of number Excel's cells have."""
    if isinstance(result, list):
        if int not in map(type, chain.from_iterable(result)):
            return result
        try:
            return [[float(cell) if type(cell) is int else cell for cell in row] for row in result]
        except OverflowError:
            return [[_shown(cell) for cell in row] for row in result]
    return [[_shown(result)]]


def _shown(cell: Scalar) -> str | float:
    if type(cell) is not int:
        return cell
    try:
        return float(cell)
    except OverflowError:
        return error_text(WorksheetError("Số quá lớn"))
