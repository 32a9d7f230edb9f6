"""Where everything of an issued annex stands: page, font size, column widths, row heights, places of the tables.

The page is that of Nghị định 30/2020/NĐ-CP, Phụ lục I: A4, here landscape, margins 22 mm above, 20 mm below, 30 mm to
the left, 15 mm to the right. Tables stand below one another as offices write them. Where they do not fit on one page,
each table begins its own page (a print area of its own). Where even a single table is longer than a page, the tables
stand beside each other instead, each still with its own pages: their headers then share the same rows, so that the one
block of repeated rows a sheet can have serves every page of every table.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from phuluc.annexes.issued import IssuedAnnex, IssuedRow, IssuedTable
from phuluc.workbook.column_widths import CELL_PADDING, ColumnNeeds, column_needs, shared_needs
from phuluc.workbook.text_metrics import line_count

MARGINS_MM: Final = {"top": 22.0, "bottom": 20.0, "left": 30.0, "right": 15.0}
#: From the paper's edge to the page number; LibreOffice clips it where less than 10 mm of the margin remain below.
HEADER_MM: Final = 10.0
POINTS_PER_MM: Final = 72 / 25.4
#: Parts of the printable page that are used: printers and programs differ by a pixel per column and row.
_USED_WIDTH: Final = 0.985
_USED_HEIGHT: Final = 0.96
PRINTABLE_WIDTH: Final = (297 - MARGINS_MM["left"] - MARGINS_MM["right"]) * POINTS_PER_MM * _USED_WIDTH
PRINTABLE_HEIGHT: Final = (210 - MARGINS_MM["top"] - MARGINS_MM["bottom"]) * POINTS_PER_MM * _USED_HEIGHT

LABEL_SIZE: Final = 14.0
TITLE_SIZE: Final = 13.0
CAPTION_SIZE: Final = 13.0
LEAD_SIZE: Final = 12.0
NOTE_SIZE: Final = 11.0
#: Font sizes of the tables, in points, the best first.
_USUAL_SIZES: Final = (11.0, 10.5, 10.0, 9.5, 9.0)
_SMALL_SIZES: Final = (8.5, 8.0)
#: A larger font may cost so many times the fewest pages.
_MORE_PAGES: Final = 1.15

#: Height of a line of Times New Roman as Excel fits rows to it, as a part of the font size; LibreOffice needs less.
_LINE: Final = 1.32
_ROW_PADDING: Final = 1.5
#: Between the caption and the short line under it.
_RULE_GAP: Final = 5.0
#: Height of a row of one line: comfortable, and tight where that keeps a table on one page.
_COMFORTABLE_ROW: Final = 15.75
_TIGHT_ROW: Final = 0.0
_RULE_ROW: Final = 9.0
_GAP_ROW: Final = 10.0
_GAP_COLUMN: Final = 18.0
#: Rows that stand on one page: the heading of a group and the first two of the group.
_KEPT_TOGETHER: Final = 3
#: What a page may hold more than is counted.
_UNCERTAIN_HEIGHT: Final = PRINTABLE_HEIGHT * (1 / _USED_HEIGHT - 1)


@dataclass(frozen=True)
class CellBlock:
    """A rectangle of cells, 0-based and inclusive."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class PlacedTable:
    """A table with its place; rows and columns are 0-based in the sheet.

    Attributes:
        lead_row: row of the line above the table.
        header_row: first row of the header.
        first_row: first row under the header.
        notes_row: row of the first note.
        left: first column.
    """

    table: IssuedTable
    lead_row: int
    header_row: int
    first_row: int
    notes_row: int
    left: int

    @property
    def right(self) -> int:
        return self.left + self.table.column_count - 1

    def line(self, row: int) -> CellBlock:
        """The cells of one row as wide as the table."""
        return CellBlock(row, self.left, row, self.right)

    @property
    def bottom(self) -> int:
        """The last row it takes, notes included."""
        return self.notes_row + len(self.table.notes) - 1


@dataclass(frozen=True)
class AnnexLayout:
    """The layout of one sheet.

    Attributes:
        body_size: font size of the tables in points.
        column_widths: points by column; a gap between tables is a column too.
        row_heights: points by row.
        rule_row: row whose upper edge carries the short line under the caption.
        rule_columns: first and last column of that line.
        title_right: last column of the title block, which begins in column 0.
        tables: in the order of print.
        areas: what starts on a page of its own, in the order of print.
        repeated_rows: first and last row printed on top of every page, None where no table runs over a page.
    """

    body_size: float
    column_widths: tuple[float, ...]
    row_heights: dict[int, float]
    rule_row: int
    rule_columns: tuple[int, int]
    title_right: int
    tables: tuple[PlacedTable, ...]
    areas: tuple[CellBlock, ...]
    repeated_rows: tuple[int, int] | None

    @property
    def page_count(self) -> int:
        """Pages it takes when printed unscaled."""
        return sum(self._pages_of(area) for area in self.areas)

    def _pages_of(self, area: CellBlock) -> int:
        height = sum(self.row_heights.get(row, 0.0) for row in range(area.top, area.bottom + 1))
        repeated = 0.0
        if self.repeated_rows is not None:
            first, last = self.repeated_rows
            repeated = sum(self.row_heights[row] for row in range(first, last + 1))
        return max(1, math.ceil((height - repeated) / (PRINTABLE_HEIGHT - repeated)))


_TITLE_ROWS: Final = 4


def lay_out(annex: IssuedAnnex, *, digits: int) -> AnnexLayout:
    """Choose the layout of an annex; `digits` are the decimals of its rates.

    Tables that each fit on a page stand below one another, in the largest font from 11 to 8.5 that allows it. Where
    one does not, they stand beside each other in the largest font from 11 to 9 that takes about as few pages as the
    best; below 9 only where the columns demand it. At 8 points columns may be wider than the page, and the page
    set-up scales them.
    """
    beside = [column_needs(table, digits=digits) for table in annex.tables]
    below = shared_needs(beside)
    for size in (*_USUAL_SIZES, _SMALL_SIZES[0]):
        for least_row in (_COMFORTABLE_ROW, _TIGHT_ROW):
            for lines in (1, 2):
                stacked = _page_a_table(annex, below, size, lines, least_row)
                if stacked is not None:
                    return stacked
    layouts = [
        layout
        for size in _USUAL_SIZES
        for lines in (1, 2)
        if (layout := _arranged(annex, beside, size, lines)) is not None
    ]
    if layouts:
        fewest = min(layout.page_count for layout in layouts)
        return next(layout for layout in layouts if layout.page_count <= fewest * _MORE_PAGES)
    small = (_arranged(annex, beside, size, 2) for size in _SMALL_SIZES)
    return next((layout for layout in small if layout is not None), None) or _cramped(annex, below)


def _page_a_table(
    annex: IssuedAnnex, needs: ColumnNeeds, size: float, name_lines: int, least_row: float
) -> AnnexLayout | None:
    """Tables below one another; None where columns are too wide or a table is longer than a page."""
    # A long table needs no measuring: its rows as low as they can be are longer than a page.
    longest = max((len(table.rows) for table in annex.tables), default=0)
    if longest * _lowest_row(size, least_row) > PRINTABLE_HEIGHT:
        return None
    widths = needs.widths(size, name_lines, PRINTABLE_WIDTH)
    stacked = None if widths is None else _stacked(annex, size, widths, least_row)
    return stacked if stacked is not None and stacked.page_count <= len(annex.tables) else None


def _arranged(annex: IssuedAnnex, needs: list[ColumnNeeds], size: float, name_lines: int) -> AnnexLayout | None:
    """Tables beside each other; None where columns are too wide."""
    widths = [own.widths(size, name_lines, PRINTABLE_WIDTH) for own in needs]
    if any(own is None for own in widths):
        return None
    return _beside(annex, size, [own for own in widths if own is not None])


def _cramped(annex: IssuedAnnex, below: ColumnNeeds) -> AnnexLayout:
    size = _SMALL_SIZES[-1]
    return _stacked(annex, size, tuple(below.least(size, 2, PRINTABLE_WIDTH)), _COMFORTABLE_ROW)


def _height(text: str, width: float, size: float, *, bold: bool = False) -> float:
    lines = line_count(text, width - CELL_PADDING, size, bold=bold)
    return lines * size * _LINE + _ROW_PADDING


def _title_heights(annex: IssuedAnnex, width: float) -> dict[int, float]:
    return {
        0: _height(annex.label, width, LABEL_SIZE, bold=True),
        1: _height(annex.title, width, TITLE_SIZE, bold=True),
        2: _height(annex.caption, width, CAPTION_SIZE) + _RULE_GAP,
        3: _RULE_ROW,
    }


def _header_heights(table: IssuedTable, widths: tuple[float, ...], size: float, least_row: float) -> list[float]:
    """Heights of the header rows: a cell over several rows adds what it lacks to the last of them."""
    heights = [max(least_row, size * _LINE)] * table.header_height
    for cell in sorted(table.header, key=lambda cell: cell.row_span):
        needed = _height(cell.text, sum(widths[cell.column : cell.right + 1]), size, bold=True)
        lacking = needed - sum(heights[cell.row : cell.bottom + 1])
        heights[cell.bottom] += max(lacking, 0.0)
    return heights


def _lowest_row(size: float, least_row: float) -> float:
    """The height of a row whose cells take one line each."""
    return max(least_row, size * _LINE + _ROW_PADDING)


def _body_heights(table: IssuedTable, widths: tuple[float, ...], size: float, least_row: float) -> list[float]:
    lowest = _lowest_row(size, least_row)
    heights = []
    for row in table.rows:
        height = lowest
        own_widths = row_widths(row, widths) if row.merged else widths
        for cell, width in zip(row.cells, own_widths, strict=True):
            # Columns are wide enough for every word, so only a text of several words can take several lines.
            if isinstance(cell, str) and " " in cell:
                height = max(height, _height(cell, width, size, bold=row.kind != "unit"))
        heights.append(height)
    return heights


def row_widths(row: IssuedRow, widths: Sequence[float]) -> list[float]:
    """Widths of a row's cells; a cell that runs over several columns has all of theirs."""
    found = list(widths)
    for first, last in row.merged:
        found[first] = sum(widths[first : last + 1])
    return found


def _place(table: IssuedTable, lead_row: int, left: int, *, header_height: int) -> PlacedTable:
    header_row = lead_row + 1 + header_height - table.header_height
    first_row = header_row + table.header_height
    return PlacedTable(table, lead_row, header_row, first_row, first_row + len(table.rows), left)


def _table_heights(placed: PlacedTable, widths: tuple[float, ...], size: float, least_row: float) -> dict[int, float]:
    table, total = placed.table, sum(widths)
    heights = {placed.lead_row: _height(table.lead, total, LEAD_SIZE, bold=True)}
    heights |= dict(enumerate(_header_heights(table, widths, size, least_row), start=placed.header_row))
    heights |= dict(enumerate(_body_heights(table, widths, size, least_row), start=placed.first_row))
    heights |= {placed.notes_row + k: _height(note, total, NOTE_SIZE) for k, note in enumerate(table.notes)}
    return heights


def _rule_columns(widths: tuple[float, ...]) -> tuple[int, int]:
    """The columns whose upper edges make a line of about a fifth of the width, nearest to the middle."""
    edges = [0.0]
    for width in widths:
        edges.append(edges[-1] + width)
    total = edges[-1]

    def strayed(first: int, last: int) -> float:
        length, middle = edges[last + 1] - edges[first], (edges[last + 1] + edges[first]) / 2
        return 3 * abs(middle - total / 2) + abs(length - total / 5)

    columns = range(len(widths))
    return min(((first, last) for first in columns for last in columns[first:]), key=lambda pair: strayed(*pair))


def _stacked(annex: IssuedAnnex, size: float, widths: tuple[float, ...], least_row: float) -> AnnexLayout:
    heights = _title_heights(annex, sum(widths))
    placed: list[PlacedTable] = []
    row = _TITLE_ROWS
    for table in annex.tables:
        if placed:
            heights[row] = _GAP_ROW
            row += 1
        placed.append(_place(table, row, 0, header_height=table.header_height))
        heights |= _table_heights(placed[-1], widths[: table.column_count], size, least_row)
        row = placed[-1].bottom + 1
    if sum(heights.values()) <= PRINTABLE_HEIGHT:
        areas = [CellBlock(0, 0, row - 1, len(widths) - 1)]
    else:
        areas = [CellBlock(table.lead_row, 0, table.bottom, table.right) for table in placed]
        areas[0] = CellBlock(0, 0, placed[0].bottom, len(widths) - 1)
    return AnnexLayout(
        body_size=size,
        column_widths=widths,
        row_heights=heights,
        rule_row=_TITLE_ROWS - 1,
        rule_columns=_rule_columns(widths),
        title_right=len(widths) - 1,
        tables=tuple(placed),
        areas=tuple(areas),
        repeated_rows=None,
    )


def _pages(placed: PlacedTable, top: int, heights: Mapping[int, float], repeated: float) -> list[CellBlock]:
    """The areas a table is printed in, from its first row `top`.

    Where the heading of a group could stand at the foot of a page, a new area begins with it: a program that fits
    columns to the page's width heeds no page breaks. Programs put up to a row more on a page than is counted here, so
    that the farther from the beginning of an area, the less certain it is where its pages end.
    """
    areas: list[CellBlock] = []
    used, turned = sum(heights[row] for row in range(top, placed.first_row)), 0
    for row, at in zip(placed.table.rows, range(placed.first_row, placed.notes_row), strict=True):
        kept = sum(heights[below] for below in range(at, min(at + _KEPT_TOGETHER, placed.notes_row)))
        is_near_top = turned > 0 and used - repeated < kept + turned * _UNCERTAIN_HEIGHT
        if _is_heading(row) and (used + kept > PRINTABLE_HEIGHT or is_near_top):
            areas.append(CellBlock(top, placed.left, at - 1, placed.right))
            top, used, turned = at, repeated, 0
        elif used + heights[at] > PRINTABLE_HEIGHT:
            used, turned = repeated, turned + 1
        used += heights[at]
    return [*areas, CellBlock(top, placed.left, placed.bottom, placed.right)]


def _is_heading(row: IssuedRow) -> bool:
    """Whether a row names what follows and says nothing else, unlike that of a parent with figures of its own."""
    return row.kind == "group" and all(cell is None for cell in row.cells[2:])


def _beside(annex: IssuedAnnex, size: float, own_widths: list[tuple[float, ...]]) -> AnnexLayout:
    heights = _title_heights(annex, sum(own_widths[0]))
    header_height = max(table.header_height for table in annex.tables)
    placed: list[PlacedTable] = []
    columns: tuple[float, ...] = ()
    for table, widths in zip(annex.tables, own_widths, strict=True):
        if placed:
            columns += (_GAP_COLUMN,)
        placed.append(_place(table, _TITLE_ROWS, len(columns), header_height=header_height))
        for row, height in _table_heights(placed[-1], widths, size, _COMFORTABLE_ROW).items():
            heights[row] = max(height, heights.get(row, 0.0))
        columns += widths
    repeated = sum(heights[row] for row in range(_TITLE_ROWS + 1, _TITLE_ROWS + 1 + header_height))
    areas = [
        area
        for number, table in enumerate(placed)
        for area in _pages(table, table.lead_row if number else 0, heights, repeated)
    ]
    return AnnexLayout(
        body_size=size,
        column_widths=columns,
        row_heights=heights,
        rule_row=_TITLE_ROWS - 1,
        rule_columns=_rule_columns(own_widths[0]),
        title_right=placed[0].right,
        tables=tuple(placed),
        areas=tuple(areas),
        repeated_rows=(_TITLE_ROWS + 1, _TITLE_ROWS + header_height),
    )
