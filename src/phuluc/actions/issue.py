"""What a working book issues: its annexes as they stand, formulas by their values, the follow-up part left out."""

from __future__ import annotations

from typing import Final, cast

from phuluc.actions.working_book import WorkingBook
from phuluc.annexes.bay_chi_tieu import ESTIMATED, LEADS
from phuluc.annexes.issued import (
    ColumnKind,
    HeaderCell,
    IssuedAnnex,
    IssuedCell,
    IssuedDocument,
    IssuedRow,
    IssuedTable,
)
from phuluc.annexes.layout import NOTE_ROWS, AnnexLayout, Column, HeaderGroup, Zone
from phuluc.annexes.titles import SUBJECT
from phuluc.book_port import Area
from phuluc.domain.figures import CellValue

_REUSE: Final = "khai_thac_su_dung_lai"


def issued_document(working: WorkingBook) -> IssuedDocument:
    """Collect the annexes of a working book whose cells are up to date."""
    period = str(working.setting("ky_bao_cao") or "")
    return IssuedDocument(
        annexes=tuple(_AnnexCollector(working, layout).collect() for layout in working.layouts),
        title=f"Phụ lục {SUBJECT} {period}".strip(),
        subject="Bộ chỉ số phục vụ người dân, doanh nghiệp",
    )


class _AnnexCollector:
    def __init__(self, working: WorkingBook, layout: AnnexLayout) -> None:
        self._working = working
        self._layout = layout
        self._rows = working.rows(layout.tier)
        self._with_totals = working.setting("dong_tong") == "Có"

    def collect(self) -> IssuedAnnex:
        tier = self._layout.tier
        label = issued_text(self._working.cell(f"{tier}_nhan"))
        return IssuedAnnex(
            sheet_name=self._layout.label,
            label=label,
            title=issued_text(self._working.cell(f"{tier}_tieu_de")),
            caption=issued_text(self._working.cell(f"{tier}_dan")),
            tables=tuple(self._table(number) for number in (1, 2)),
        )

    def _table(self, number: int) -> IssuedTable:
        zone = self._zone(number)
        columns = zone.columns
        lead = issued_text(self._working.cell(f"{self._layout.tier}_loi_dan_{number}")) or LEADS[number]
        return IssuedTable(
            lead=lead,
            header=header_cells(zone),
            column_kinds=tuple(cast("ColumnKind", column.kind) for column in columns),
            column_widths=tuple(column.width for column in columns),
            rows=tuple(self._issued_rows(columns)),
            notes=self._notes(number),
        )

    def _zone(self, number: int) -> Zone:
        """Return the issued columns; the own denominator of reuse joins its group where offices reported it.

        Estimated ones are not printed as if somebody had counted them: the note under the table tells of them.
        """
        zone = self._layout.zones[number - 1]
        own_values = [value for value in self._values("mau_so_rieng", _REUSE) if value not in (None, "")]
        if number == 1 or not own_values or ESTIMATED in self._values("nguon_mau_so", _REUSE):
            return zone
        own = self._layout.columns()["mau_so_ap_dung", _REUSE]
        caption = self._layout.columns()["mau_so_rieng", _REUSE].caption
        shown = Column(own.role, own.indicator, caption, own.kind, own.content, own.width)
        groups = tuple(
            HeaderGroup(group.caption, (group.columns[0], shown, *group.columns[1:]))
            if group.columns[0].indicator == _REUSE
            else group
            for group in zone.groups
        )
        return Zone(zone.title, groups, is_issued=True)

    def _issued_rows(self, columns: tuple[Column, ...]) -> list[IssuedRow]:
        by_column = [self._values(column.role, column.indicator, with_total=self._with_totals) for column in columns]
        rows = [
            IssuedRow("unit", tuple(issued_cell(value) for value in values)) for values in zip(*by_column, strict=True)
        ]
        totals = [IssuedRow("total", rows.pop().cells)] if self._with_totals else []
        return [row for row in rows if any(cell is not None for cell in row.cells[1:2] + row.cells[3:])] + totals

    def _values(self, role: str, indicator: str, *, with_total: bool = False) -> list[CellValue]:
        column = self._working.column(self._layout.tier, role, indicator)
        rows = self._rows
        values = self._column(column, rows.first, rows.last) if rows.count else []
        # The row of totals stands under the bottom edge.
        return [*values, *self._column(column, rows.last + 2, rows.last + 2)] if with_total else values

    def _column(self, column: int, first: int, last: int) -> list[CellValue]:
        return [value for (value,) in self._working.book.values(Area(self._rows.sheet, first, column, last, column))]

    def _notes(self, number: int) -> tuple[str, ...]:
        area = self._working.area(f"{self._layout.tier}_ghi_chu_{number}")
        last = max(area.bottom, area.top + NOTE_ROWS - 1)
        return tuple(text for text in map(issued_text, self._column(area.left, area.top, last)) if text)


def header_cells(zone: Zone) -> tuple[HeaderCell, ...]:
    """The header tree of the columns of a zone."""
    cells: list[HeaderCell] = []
    left = 0
    for group in zone.groups:
        if group.caption:
            cells.append(HeaderCell(0, left, 1, len(group.columns), group.caption))
        for offset, column in enumerate(group.columns):
            top, height = (1, 1) if group.caption else (0, 2)
            cells.append(HeaderCell(top, left + offset, height, 1, column.caption))
        left += len(group.columns)
    return tuple(cells)


def issued_cell(value: CellValue) -> IssuedCell:
    """A cell's value as it is issued: a blank formula is a blank, whole numbers are whole."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return "Có" if value else "Không"
    return int(value) if isinstance(value, float) and value.is_integer() else value


def issued_text(value: CellValue) -> str:
    """The text of a cell, "" for a blank."""
    return "" if value is None else str(value)
