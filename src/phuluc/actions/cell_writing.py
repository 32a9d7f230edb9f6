"""Writing single cells through the port in as few range assignments as possible."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TypeVar

from phuluc.book_port import Area, Book, Link
from phuluc.domain.figures import CellValue, EntryValue
from phuluc.domain.values import NotApplicable
from phuluc.workbook.references import parse_cell

Cells = Mapping[tuple[int, int], CellValue]
Content = TypeVar("Content")


def cell_value(value: EntryValue) -> CellValue:
    """Return what a cell holds for a value: "-" for not applicable, numbers as numbers."""
    if isinstance(value, NotApplicable):
        return str(value)
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def write_cells(book: Book, sheet: str, cells: Cells) -> None:
    """Write constants by (row, column), neighbouring cells in one assignment."""
    for area in _blocks(sheet, cells):
        book.set_values(area, _block(area, cells))


def write_formulas(book: Book, sheet: str, formulas: Mapping[tuple[int, int], str]) -> None:
    """Write formulas by (row, column), neighbouring cells in one assignment."""
    for area in _blocks(sheet, formulas):
        book.set_formulas(area, _block(area, formulas))


def write_list(book: Book, area: Area, rows: list[list[CellValue]]) -> None:
    """Fill a list between its edge rows; rows left over are emptied."""
    inner = Area(area.sheet, area.top + 1, area.left, area.bottom - 1, area.right)
    blank: list[CellValue] = [None] * area.width
    book.set_values(inner, [*rows, *[blank] * (inner.height - len(rows))])


def write_links(book: Book, area: Area, addresses: Sequence[str]) -> None:
    """Fill one column of a list with addresses ("Phụ lục 1!G12") that lead to their cells; the rest is emptied.

    A sheet's name alone leads to its first cell; what names no cell of the book stays plain text.
    """
    inner = Area(area.sheet, area.top + 1, area.left, area.bottom - 1, area.right)
    sheets = frozenset(book.sheet_names())
    rows: list[list[Link | str | None]] = [[_link(address, sheets)] for address in addresses]
    rows += [[None]] * (inner.height - len(rows))
    book.set_links(inner, rows)


def _link(address: str, sheets: frozenset[str]) -> Link | str | None:
    if address in sheets:
        return Link(address, address, 1, 1)
    sheet, _, cell = address.rpartition("!")
    if sheet not in sheets:
        return address or None
    try:
        row, column = parse_cell(cell.partition(":")[0])
    except ValueError:
        return address
    return Link(address, sheet, row, column)


def _block(area: Area, contents: Mapping[tuple[int, int], Content]) -> list[list[Content]]:
    columns = range(area.left, area.right + 1)
    return [[contents[row, column] for column in columns] for row in range(area.top, area.bottom + 1)]


def _blocks(sheet: str, cells: Iterable[tuple[int, int]]) -> Iterator[Area]:
    """Rectangles of neighbouring cells: runs down a column, with those beside them that have the same rows."""
    columns: defaultdict[int, list[int]] = defaultdict(list)
    for row, column in cells:
        columns[column].append(row)
    first_columns: dict[tuple[int, int], int] = {}
    for column in sorted(columns):
        runs = _runs(sorted(columns[column]))
        beyond = set(_runs(sorted(columns.get(column + 1, ()))))
        for run in runs:
            left = first_columns.setdefault(run, column)
            if run not in beyond:
                del first_columns[run]
                yield Area(sheet, run[0], left, run[1], column)


def _runs(rows: list[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and runs[-1][1] == row - 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return runs
