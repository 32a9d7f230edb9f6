"""What a book of scores issues: its tables as they stand, formulas by their values, the follow-up part left out."""

from __future__ import annotations

from typing import Final, cast

from phuluc.actions.issue import header_cells, issued_cell, issued_text
from phuluc.actions.scores.book import ScoreWorkingBook
from phuluc.actions.scores.read import read_score_figures, text_of
from phuluc.annexes.issued import ColumnKind, HeaderCell, IssuedAnnex, IssuedDocument, IssuedRow, IssuedTable, RowKind
from phuluc.annexes.layout import Column, Zone
from phuluc.annexes.placeholders import filled_text
from phuluc.annexes.score_lists import OVERDUE_SHEET
from phuluc.annexes.score_tables import PAIR, RATE, ScoreTable
from phuluc.annexes.titles import Settings, caption_text
from phuluc.book_port import Area
from phuluc.domain.figures import CellValue

_KINDS: Final[dict[str, ColumnKind]] = {
    "score": "rate",
    "percent": "rate",
    "change": "change",
    "count": "count",
    "order": "order",
    "name": "name",
}
_ROMAN: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


def issued_scores(working: ScoreWorkingBook) -> IssuedDocument:
    """Collect the annexes of a book of scores whose cells are up to date.

    A table nobody entered a figure into is no annex, and those after it are numbered without it.
    """
    settings = _settings(working)
    collectors = [_AnnexCollector(working, table, settings) for table in working.tables if table.is_issued]
    filled = [collector for collector in collectors if collector.has_figures] or collectors
    annexes = [collector.collect(_ROMAN[number]) for number, collector in enumerate(filled)]
    if working.has_overdue:
        overdue = _overdue(working, settings, len(annexes))
        annexes += [overdue] if overdue else []
    period = text_of(working.setting("ky_bao_cao"))
    return IssuedDocument(
        annexes=tuple(annexes),
        title=f"Phụ lục về Bộ chỉ số 766 {period}".strip(),
        subject="Bộ chỉ số phục vụ người dân, doanh nghiệp",
    )


def _settings(working: ScoreWorkingBook) -> Settings:
    values = {entry.key: working.setting(entry.key) for entry in working.entries}
    return {key: None if value == "" or isinstance(value, bool) else value for key, value in values.items()}


class _AnnexCollector:
    def __init__(self, working: ScoreWorkingBook, table: ScoreTable, settings: Settings) -> None:
        self._working = working
        self._table = table
        self._settings = settings
        self._rows = working.rows(table.key)
        self._notes = self._note_lines()

    @property
    def has_figures(self) -> bool:
        """Whether anything was entered into the current slot."""
        inputs = (column for key, column in self._table.columns().items() if key[0] == "nay")
        columns = (self._values(column, self._rows.first, self._rows.last) for column in inputs)
        return any(value not in (None, "") for values in columns for value in values)

    def collect(self, number: str) -> IssuedAnnex:
        """Collect the annex as the one of this number, unless staff gave it a label of their own."""
        key = self._table.key
        label = issued_text(self._working.cell(f"{key}_nhan"))
        label = f"Phụ lục {number}" if label == self._table.label else label
        zones = [(number, zone) for number, zone in enumerate(self._table.zones, start=1) if zone.is_issued]
        return IssuedAnnex(
            sheet_name=f"Phụ lục {number}",
            label=label,
            title=issued_text(self._working.cell(f"{key}_tieu_de")),
            caption=issued_text(self._working.cell(f"{key}_dan")),
            tables=tuple(self._issued_table(number, zone, is_last=number == zones[-1][0]) for number, zone in zones),
        )

    def _issued_table(self, number: int, zone: Zone, *, is_last: bool) -> IssuedTable:
        rows = [*self._body(zone), *self._closing(zone)]
        return IssuedTable(
            lead=issued_text(self._working.cell(f"{self._table.key}_loi_dan_{number}")),
            header=self._header(zone),
            column_kinds=tuple(_KINDS.get(column.kind, "text") for column in zone.columns),
            column_widths=tuple(column.width for column in zone.columns),
            rows=tuple(rows),
            notes=self._notes if is_last else (),
        )

    def _header(self, zone: Zone) -> tuple[HeaderCell, ...]:
        cells = header_cells(zone)
        return tuple(
            HeaderCell(cell.row, cell.column, cell.row_span, cell.column_span, filled_text(cell.text, self._settings))
            for cell in cells
        )

    def _body(self, zone: Zone) -> list[IssuedRow]:
        columns = [self._values(column, self._rows.first, self._rows.last) for column in zone.columns]
        orders = self._order_texts()
        found = []
        for order, cells in zip(orders, zip(*columns, strict=True), strict=True):
            row = tuple(issued_cell(cell) for cell in cells)
            if all(cell is None for cell in row):
                continue
            kind: RowKind = "group" if order in self._table.heading_rows() else "unit"
            found.append(IssuedRow(kind, row))
        return found

    def _order_texts(self) -> list[str]:
        column = self._working.column(self._table.key, "tt")
        return [text_of(value).strip() for value in self._cells(column, self._rows.first, self._rows.last)]

    def _closing(self, zone: Zone) -> list[IssuedRow]:
        closing, row = self._table.closing, self._rows.last + 2
        if closing is None or not closing.sentences:
            return []
        cells = tuple(issued_cell(self._values(column, row, row)[0]) for column in zone.columns)
        keys = [(column.role, column.indicator) for column in zone.columns]
        merged = tuple((keys.index((role, PAIR)), keys.index((role, RATE))) for role in ("truoc", "nay"))
        return [IssuedRow("total", cells, merged)] if any(cells[2:]) else []

    def _values(self, column: Column, first: int, last: int) -> list[CellValue]:
        at = self._working.column(self._table.key, column.role, column.indicator)
        return self._cells(at, first, last)

    def _cells(self, column: int, first: int, last: int) -> list[CellValue]:
        if last < first:
            return []
        area = Area(self._rows.sheet, first, column, last, column)
        return [value for (value,) in self._working.book.values(area)]

    def _note_lines(self) -> tuple[str, ...]:
        area = self._working.area(f"{self._table.key}_ghi_chu")
        lines = self._working.book.values(Area(area.sheet, area.top, area.left, area.bottom, area.left))
        return tuple(text for (value,) in lines if (text := issued_text(value)))


def _overdue(working: ScoreWorkingBook, settings: Settings, before: int) -> IssuedAnnex | None:
    """The list of overdue dossiers as the last annex, None where there are none."""
    listed = [row for row in read_score_figures(working).overdue if row.unit and isinstance(row.count.value, int)]
    if not listed:
        return None
    rows: list[IssuedRow] = []
    group = ""
    for number, row in enumerate(listed, start=1):
        if row.group != group:
            group = row.group
            rows.append(IssuedRow("group", (None, group, None, None)))
        rows.append(IssuedRow("unit", (number, row.unit, cast("int", row.count.value), None)))
    captions = ("STT", "Cơ quan, đơn vị", "Số hồ sơ quá hạn", "Ghi chú")
    stand = " ".join(filter(None, ("Theo", str(settings.get("he_thong_qua_han") or ""), _until(settings))))
    table = IssuedTable(
        lead=stand,
        header=tuple(HeaderCell(0, at, 1, 1, caption) for at, caption in enumerate(captions)),
        column_kinds=("order", "name", "padded", "text"),
        column_widths=(6, 32, 16, 36),
        rows=tuple(rows),
    )
    label = f"Phụ lục {_ROMAN[before]}"
    caption = caption_text(settings)
    return IssuedAnnex(OVERDUE_SHEET, label, "DANH SÁCH ĐƠN VỊ CÓ HỒ SƠ QUÁ HẠN GIẢI QUYẾT", caption, (table,))


def _until(settings: Settings) -> str:
    moment = settings.get("thoi_diem_qua_han")
    return f"đến {moment}" if moment else ""
