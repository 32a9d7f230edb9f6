"""Writing single cells through the port in as few range assignments as possible."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal

from phuluc.book_port import Area, Book
from phuluc.domain.figures import CellValue, EntryValue
from phuluc.domain.values import NotApplicable

Cells = Mapping[tuple[int, int], CellValue]


def cell_value(value: EntryValue) -> CellValue:
    """Return what a cell holds for a value: "-" for not applicable, numbers as numbers."""
    if isinstance(value, NotApplicable):
        return str(value)
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def write_cells(book: Book, sheet: str, cells: Cells) -> None:
    """Write constants by (row, column), column by column in runs of neighbouring rows."""
    columns: defaultdict[int, list[int]] = defaultdict(list)
    for row, column in cells:
        columns[column].append(row)
    for column, rows in columns.items():
        for first, last in _runs(sorted(rows)):
            block = [[cells[row, column]] for row in range(first, last + 1)]
            book.set_values(Area(sheet, first, column, last, column), block)


def write_list(book: Book, area: Area, rows: list[list[CellValue]]) -> None:
    """Fill a list between its edge rows; rows left over are emptied."""
    inner = Area(area.sheet, area.top + 1, area.left, area.bottom - 1, area.right)
    blank: list[CellValue] = [None] * area.width
    book.set_values(inner, [*rows, *[blank] * (inner.height - len(rows))])


def _runs(rows: list[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and runs[-1][1] == row - 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return runs
