"""Writes the annexes of a report as they are issued: values only, in the form of Nghị định 30/2020/NĐ-CP."""

from __future__ import annotations

import io
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range_abs
from xlsxwriter.worksheet import Worksheet

from phuluc.annexes.issued import ColumnKind, IssuedAnnex, IssuedCell, IssuedDocument
from phuluc.annexes.trace import SheetCells, Trace, cells_mark
from phuluc.workbook.annex_formats import FONT, AnnexFormats
from phuluc.workbook.annex_layout import HEADER_MM, MARGINS_MM, AnnexLayout, CellBlock, PlacedTable, lay_out
from phuluc.workbook.column_widths import PIXEL
from phuluc.workbook.figure_format import number_format, signed_format
from phuluc.workbook.saving import save_atomically

#: The date of creation in every annex: equal figures give equal files, and nobody's working hours are handed on.
CREATED: Final = datetime(2020, 1, 1)  # noqa: DTZ001 - the file format knows no time zone
_INCH: Final = 25.4
_A4: Final = 9
_NAME_COLUMNS: Final = 2
#: Times New Roman 12 as the font of the default style: its digits are 8 pixels wide in every program, so a column is as
#: wide in LibreOffice as in Excel.
_WORKBOOK_OPTIONS: Final[dict[str, Any]] = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "default_column_width": 72,
    "default_row_height": 21,
    "default_format_properties": {"font_name": FONT, "font_size": 12, "font_family": 1, "font_scheme": "none"},
}


class _AnnexSheet(Worksheet):  # type: ignore[misc] # the library carries no types
    """A worksheet whose page header is left off the first page, and which may have several print areas."""

    def _write_header_footer(self) -> None:
        self._xml_start_tag("headerFooter", [("differentFirst", 1), ("scaleWithDoc", 0), ("alignWithMargins", 0)])
        self._write_odd_header()
        self._xml_end_tag("headerFooter")


def write_issued_workbook(
    document: IssuedDocument, target: Path | BinaryIO, *, digits: int, trace: Trace | None = None
) -> None:
    """Write the issued annexes, one sheet each, and nothing else.

    Equal documents give equal bytes. Numbers stay numbers: a rate is stored as given and shown rounded half-up to
    `digits` decimals without trailing zeros ("100", "81,9"), a count whole and grouped.

    Args:
        document: what is issued.
        target: a path, which gets the whole file or stays as it was, or a stream open for writing bytes.
        digits: most decimals of rates and targets, 0 to 2.
        trace: where the figures come from, for the custom properties; the mark of the cells is added here.

    Raises:
        WorkbookFileError: the path cannot be written.
    """
    stream = io.BytesIO()
    workbook = Workbook(stream, _WORKBOOK_OPTIONS)
    # There is nothing to calculate; otherwise Excel would ask to save a file that was only looked at.
    workbook.calc_on_load = False
    workbook.set_properties(
        {
            "title": document.title,
            "subject": document.subject,
            "keywords": ", ".join(document.keywords),
            "created": CREATED,
        }
    )
    cells = {annex.sheet_name: _write_annex(workbook, annex, digits=digits) for annex in document.annexes}
    if trace is not None:
        for name, text in replace(trace, cells=cells_mark(cells)).properties().items():
            workbook.set_custom_property(name, text, "text")
    workbook.close()
    if isinstance(target, Path):
        save_atomically(target, stream.getvalue())
    else:
        target.write(stream.getvalue())


def _write_annex(workbook: Workbook, annex: IssuedAnnex, *, digits: int) -> SheetCells:
    """Write one sheet; return what stands in its cells."""
    layout = lay_out(annex, digits=digits)
    sheet = workbook.add_worksheet(annex.sheet_name, worksheet_class=_AnnexSheet)
    _set_page(sheet, annex.sheet_name, layout)
    _set_sizes(sheet, layout)
    writer = _SheetWriter(sheet, AnnexFormats(workbook, layout.body_size), digits)
    writer.write(annex, layout)
    return writer.cells


def _set_page(sheet: Worksheet, name: str, layout: AnnexLayout) -> None:
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(**{side: millimetres / _INCH for side, millimetres in MARGINS_MM.items()})
    sheet.set_header(f'&C&"{FONT},Regular"&13&P', {"margin": HEADER_MM / _INCH})
    sheet.set_start_page(1)
    sheet.center_horizontally()
    sheet.fit_to_pages(1, 0)
    sheet.hide_gridlines(2)
    quoted = "'" + name.replace("'", "''") + "'"
    sheet.print_area_range = ",".join(
        f"{quoted}!{xl_range_abs(area.top, area.left, area.bottom, area.right)}" for area in layout.areas
    )
    if layout.repeated_rows is not None:
        sheet.repeat_rows(*layout.repeated_rows)
        sheet.freeze_panes(layout.repeated_rows[1] + 1, _NAME_COLUMNS)


def _set_sizes(sheet: Worksheet, layout: AnnexLayout) -> None:
    for column, width in enumerate(layout.column_widths):
        sheet.set_column_pixels(column, column, round(width / PIXEL))
    for row, height in layout.row_heights.items():
        sheet.set_row_pixels(row, round(height / PIXEL))


@dataclass(frozen=True)
class _SheetWriter:
    """Writes the content of one sheet; sizes and page are set elsewhere."""

    sheet: Worksheet
    formats: AnnexFormats
    digits: int
    #: What was written, by 1-based row and column.
    cells: dict[tuple[int, int], IssuedCell] = field(default_factory=dict)

    def write(self, annex: IssuedAnnex, layout: AnnexLayout) -> None:
        self._write_text(CellBlock(0, 0, 0, layout.title_right), annex.label, self.formats.label)
        self._write_text(CellBlock(1, 0, 1, layout.title_right), annex.title, self.formats.title)
        self._write_text(CellBlock(2, 0, 2, layout.title_right), annex.caption, self.formats.caption)
        first, last = layout.rule_columns
        for column in range(first, last + 1):
            self.sheet.write_blank(layout.rule_row, column, None, self.formats.rule)
        for placed in layout.tables:
            self._write_table(placed)

    def _write_table(self, placed: PlacedTable) -> None:
        table = placed.table
        self._write_text(placed.line(placed.lead_row), table.lead, self.formats.lead)
        for cell in table.header:
            top, bottom = placed.header_row + cell.row, placed.header_row + cell.bottom
            block = CellBlock(top, placed.left + cell.column, bottom, placed.left + cell.right)
            self._write_text(block, cell.text, self.formats.header)
        for row, content in enumerate(table.rows, start=placed.first_row):
            for first, last in content.merged:
                cell_format = self.formats.body("text", number_format="General", bold=content.kind != "unit")
                self.sheet.merge_range(row, placed.left + first, row, placed.left + last, "", cell_format)
            for offset, (kind, value) in enumerate(zip(table.column_kinds, content.cells, strict=True)):
                self._write_cell(row, placed.left + offset, kind, value, bold=content.kind != "unit")
        for row, note in enumerate(table.notes, start=placed.notes_row):
            self._write_text(placed.line(row), note, self.formats.note)

    def _write_text(self, block: CellBlock, text: str, cell_format: Format) -> None:
        """Write `text` into `block`, merged where it is more than one cell."""
        if (block.top, block.left) != (block.bottom, block.right):
            # merge_range would guess the type of the text; it gets none, and the text is written as text.
            self.sheet.merge_range(block.top, block.left, block.bottom, block.right, "", cell_format)
        self.sheet.write_string(block.top, block.left, text, cell_format)
        if text:
            self.cells[block.top + 1, block.left + 1] = text

    def _write_cell(self, row: int, column: int, kind: ColumnKind, value: IssuedCell, *, bold: bool) -> None:
        if value is None or isinstance(value, str):
            cell_format = self.formats.body(kind, number_format="General", bold=bold)
        else:
            shape = _number_shape(kind, value, self.digits)
            cell_format = self.formats.body(kind, number_format=shape, bold=bold)
        if value not in (None, ""):
            self.cells[row + 1, column + 1] = value
        if value is None:
            self.sheet.write_blank(row, column, None, cell_format)
        elif isinstance(value, str):
            self.sheet.write_string(row, column, value, cell_format)
        else:
            self.sheet.write_number(row, column, value, cell_format)


def _number_shape(kind: ColumnKind, value: float, digits: int) -> str:
    if kind == "padded":
        return "00"
    if kind == "change":
        return signed_format(value, digits=digits)
    is_count = kind in {"order", "count"}
    return number_format(value, digits=0 if is_count else digits, grouped=kind == "count")
