"""The port through which actions see a workbook: whole ranges of values and formulas, names, rows.

Adapters: `phuluc.workbook.file_book.FileBook` (files, no spreadsheet program) and, for live programs, xlwings.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from phuluc.domain.figures import CellValue


@dataclass(frozen=True)
class Area:
    """A rectangle of cells, 1-based and inclusive."""

    sheet: str
    top: int
    left: int
    bottom: int
    right: int

    @property
    def height(self) -> int:
        return self.bottom - self.top + 1

    @property
    def width(self) -> int:
        return self.right - self.left + 1


@dataclass(frozen=True)
class Link:
    """A text in a cell that leads to another cell of the same book; `row` and `column` are 1-based."""

    text: str
    sheet: str
    row: int
    column: int


@dataclass(frozen=True)
class UnevaluatedFormula:
    """A formula the engine could not evaluate; its cached value was kept.

    `unknown` are the functions it calls that the engine does not know.
    """

    where: str
    formula: str
    reason: str
    unknown: tuple[str, ...] = ()


class Book(Protocol):
    """A workbook. Cells are None (blank), str, bool, int or float; error values are str like "#VALUE!"."""

    def sheet_names(self) -> list[str]: ...

    def names(self) -> dict[str, Area]:
        """Workbook-scope defined names that denote one rectangle, by name."""
        ...

    def used_area(self, sheet: str) -> Area: ...

    def values(self, area: Area) -> list[list[CellValue]]:
        """Rows of values; formula cells give their cached value."""
        ...

    def formulas(self, area: Area) -> list[list[str | None]]:
        """Rows of formula texts with the leading "=", None where a cell holds no formula."""
        ...

    def set_values(self, area: Area, rows: list[list[CellValue]]) -> None:
        """Write constants. None empties a cell and keeps its format. Text is never taken for a formula."""
        ...

    def set_formulas(self, area: Area, rows: list[list[str | None]]) -> None:
        """Write formulas (with the leading "="); None leaves a cell as it is."""
        ...

    def set_links(self, area: Area, rows: list[list[Link | str | None]]) -> None:
        """Write links, and plain texts where there is nothing to lead to; None empties a cell and keeps its format."""
        ...

    def insert_rows(self, sheet: str, before: int, count: int, *, format_from: int) -> None:
        """Insert empty rows above row `before`, formatted like row `format_from`; references follow."""
        ...

    def copy_formats(self, source: Area, target: Area) -> None:
        """Give the cells of `target` the formats of `source`'s rows, repeated downwards (same width)."""
        ...

    def recalculate(self) -> list[UnevaluatedFormula]:
        """Evaluate all formulas with our functions registered."""
        ...
