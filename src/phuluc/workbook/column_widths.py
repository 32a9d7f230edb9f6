"""Column widths of the tables of an issued annex, so that no word and no number is cut."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

from phuluc.annexes.issued import IssuedCell, IssuedTable
from phuluc.workbook.figure_format import shown
from phuluc.workbook.text_metrics import longest_word, narrowest_width, text_width

#: Points a cell keeps free of text on both sides together, with a reserve for the grid of pixels.
CELL_PADDING: Final = 5.5
#: Programs set text on the grid of screen or printer, up to a twentieth wider than the font's own measures.
_HINTING: Final = 1.05
#: The most of the page's width that names may ask for.
_NAME_SHARE: Final = 0.3
#: Columns are whole pixels in the file (96 to the inch).
PIXEL: Final = 0.75


@dataclass(frozen=True)
class ColumnNeeds:
    """What the columns of a table, or of tables standing one below the other, need and wish for.

    Attributes:
        figures: by column, the widest word or number in ems: a width in points for each point of font size.
        names: by name column and number of lines (1, 2), the width in ems in which every name takes so many lines.
        wishes: by column, the share of the width it asks for.
    """

    figures: tuple[float, ...]
    names: dict[int, dict[int, float]]
    wishes: tuple[float, ...]

    def least(self, size: float, name_lines: int, available: float) -> list[float]:
        """The least widths in points, whole pixels, at font size `size` with names on at most `name_lines` lines."""
        widths = list(self.figures)
        for column, ems in self.names.items():
            widths[column] = max(widths[column], min(ems[name_lines], available * _NAME_SHARE / size))
        return [math.ceil((ems * size * _HINTING + CELL_PADDING) / PIXEL) * PIXEL for ems in widths]

    def widths(self, size: float, name_lines: int, available: float) -> tuple[float, ...] | None:
        """Widths in points, whole pixels, that fill `available` points; None where the least widths exceed it."""
        least = self.least(size, name_lines, available)
        if sum(least) > available:
            return None
        return tuple(int(width / PIXEL) * PIXEL for width in _shared_out(self.wishes, least, available))


def column_needs(table: IssuedTable, *, digits: int) -> ColumnNeeds:
    """Measure a table; `digits` are the decimals of rates."""
    figures = [0.0] * table.column_count
    names: dict[int, dict[int, float]] = {}
    for cell in table.header:
        if cell.column_span == 1:
            figures[cell.column] = longest_word(cell.text, 1, bold=True)
    for column, kind in enumerate(table.column_kinds):
        if kind == "name":
            names[column] = {lines: _widest_name(table, column, lines) for lines in (1, 2)}
        else:
            figures[column] = max(figures[column], _widest_figure(table, column, digits=digits))
    return ColumnNeeds(tuple(figures), names, table.column_widths)


def shared_needs(needs: Sequence[ColumnNeeds]) -> ColumnNeeds:
    """What columns need that serve several tables standing one below the other."""
    names: dict[int, dict[int, float]] = {}
    for own in needs:
        for column, asked in own.names.items():
            known = names.setdefault(column, dict.fromkeys(asked, 0.0))
            names[column] = {lines: max(known[lines], width) for lines, width in asked.items()}
    return ColumnNeeds(
        figures=tuple(map(max, zip_longest(*(own.figures for own in needs), fillvalue=0.0))),
        names=names,
        wishes=tuple(map(max, zip_longest(*(own.wishes for own in needs), fillvalue=0.0))),
    )


def _widest_name(table: IssuedTable, column: int, lines: int) -> float:
    names = ((str(row.cells[column] or ""), row.kind != "unit") for row in table.rows)
    return max((narrowest_width(name, lines, 1, bold=bold) for name, bold in names), default=0.0)


def _widest_figure(table: IssuedTable, column: int, *, digits: int) -> float:
    grouped = table.column_kinds[column] == "count"
    figures = ((row.cells[column], row.kind != "unit") for row in table.rows)
    return max((_figure_width(cell, bold=bold, grouped=grouped, digits=digits) for cell, bold in figures), default=0.0)


def _figure_width(cell: IssuedCell, *, bold: bool, grouped: bool, digits: int) -> float:
    if cell is None:
        return 0.0
    if isinstance(cell, str):
        return longest_word(cell, 1, bold=bold)
    return text_width(shown(cell, digits=0 if grouped else digits, grouped=grouped), 1, bold=bold)


def _shared_out(wishes: Sequence[float], least: Sequence[float], available: float) -> list[float]:
    """Share `available` by the wishes; columns that need more than their share get what they need."""
    fixed: set[int] = set()
    while True:
        rest = available - sum(least[column] for column in fixed)
        scale = rest / sum(wish for column, wish in enumerate(wishes) if column not in fixed)
        short = {column for column, wish in enumerate(wishes) if column not in fixed and wish * scale < least[column]}
        if not short:
            return [least[column] if column in fixed else wish * scale for column, wish in enumerate(wishes)]
        fixed |= short
