"""What an issued annex says, independent of the program that made its figures and of the file it goes into.

Units: counts are whole numbers, rates and targets percent points. A cell of text "-" means "not applicable"; a cell
of None stays blank. Nothing here is computed: the figures arrive as they are to be printed, rounding aside.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

#: A cell as issued: a number, a text ("-" where a figure is not applicable) or a blank.
IssuedCell = int | float | str | None
#: What a column holds: the number "TT", a name, a count ("02" where padded), a target, a rate, a change with its sign,
#: or free text such as "Đạt".
ColumnKind = Literal["order", "name", "count", "padded", "percent", "rate", "change", "text"]
RowKind = Literal["unit", "group", "total"]


@dataclass(frozen=True)
class HeaderCell:
    """One cell of the header tree; `row` and `column` are 0-based within the header of its table."""

    row: int
    column: int
    row_span: int
    column_span: int
    text: str

    @property
    def bottom(self) -> int:
        return self.row + self.row_span - 1

    @property
    def right(self) -> int:
        return self.column + self.column_span - 1


@dataclass(frozen=True)
class IssuedRow:
    """One row under the header: a unit, a heading of a group of units, or totals. One cell per column.

    Attributes:
        merged: first and last column (from 0) of cells that run over several columns; the text is the first one's.
    """

    kind: RowKind
    cells: tuple[IssuedCell, ...]
    merged: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class IssuedTable:
    """One table of an annex.

    Attributes:
        lead: the line above it, "1. Các chỉ tiêu: (i) …", "" for none.
        header: the header tree; together the cells cover every column of every header row.
        column_kinds: one per column.
        column_widths: the share of the page each column asks for, in any unit; a column whose words or numbers need
            more gets more.
        rows: in the order of print.
        notes: the lines under the table, "Ghi chú: (*) …".

    Raises:
        ValueError: the columns of kinds, widths, header and rows do not agree.
    """

    lead: str
    header: tuple[HeaderCell, ...]
    column_kinds: tuple[ColumnKind, ...]
    column_widths: tuple[float, ...]
    rows: tuple[IssuedRow, ...]
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        columns = self.column_count
        if len(self.column_widths) != columns:
            msg = f"{len(self.column_widths)} widths for {columns} columns"
            raise ValueError(msg)
        covered = sum(cell.row_span * cell.column_span for cell in self.header)
        if covered != columns * self.header_height or max(cell.right for cell in self.header) != columns - 1:
            msg = f"the header does not cover {self.header_height} × {columns} cells"
            raise ValueError(msg)
        for number, row in enumerate(self.rows, start=1):
            if len(row.cells) != columns:
                msg = f"row {number} has {len(row.cells)} cells for {columns} columns"
                raise ValueError(msg)

    @property
    def column_count(self) -> int:
        return len(self.column_kinds)

    @property
    def header_height(self) -> int:
        """Rows of the header."""
        return max(cell.bottom for cell in self.header) + 1


@dataclass(frozen=True)
class IssuedAnnex:
    """One annex: one sheet, numbered from its own page 1.

    Attributes:
        sheet_name: name of the sheet, "Phụ lục 1".
        label: the line above the title, "Phụ lục 1".
        title: "CẤP TỈNH: 07 chỉ tiêu liên quan đến …".
        caption: "(Kèm theo Báo cáo số     /BC-VPUBND ngày     tháng     năm 2024 của Văn phòng UBND tỉnh)".
        tables: in the order of print; at least one.
    """

    sheet_name: str
    label: str
    title: str
    caption: str
    tables: tuple[IssuedTable, ...]


@dataclass(frozen=True)
class IssuedDocument:
    """The annexes of one report. `title`, `subject` and `keywords` become document properties; no person is named."""

    annexes: tuple[IssuedAnnex, ...]
    title: str
    subject: str = ""
    keywords: tuple[str, ...] = ()
