"""Writes the annexes of a report as they are issued: values only, in the form of Nghị định 30/2020/NĐ-CP."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, Final

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_range_abs
from xlsxwriter.worksheet import Worksheet

from phuluc.annexes.issued import HeaderCell, IssuedAnnex, IssuedCell, IssuedDocument, IssuedRow
from phuluc.workbook.annex_formats import FONT, AnnexFormats
from phuluc.workbook.annex_layout import HEADER_MM, MARGINS_MM, AnnexLayout, PlacedTable, lay_out
from phuluc.workbook.column_widths import PIXEL
from phuluc.workbook.figure_format import number_format
from phuluc.workbook.whole_file import write_whole

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
    "default_format_properties": {"font_name": FONT, "font_size": 12, "font_family": 1},
}


class _AnnexSheet(Worksheet):  # type: ignore[misc] # the library carries no types
    """A worksheet whose page header is left off the first page, and which may have several print areas."""

    def _write_header_footer(self) -> None:
        self._xml_start_tag("headerFooter", [("differentFirst", 1), ("scaleWithDoc", 0), ("alignWithMargins", 0)])
        self._write_odd_header()
        self._xml_end_tag("headerFooter")


def write_issued_workbook(document: IssuedDocument, target: Path | BinaryIO, *, digits: int) -> None:
    """Write the issued annexes, one sheet each, and nothing else.

    Equal documents give equal bytes. Numbers stay numbers: a rate is stored as given and shown rounded half-up to
    `digits` decimals without trailing zeros ("100", "81,9"), a count whole and grouped.

    Args:
        document: what is issued.
        target: a path, which gets the whole file or stays as it was, or a stream open for writing bytes.
        digits: most decimals of rates and targets, 0 to 2.

    Raises:
        OutputNotWritableError: the path cannot be written.
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
    for annex in document.annexes:
        _write_annex(workbook, annex, digits=digits)
    workbook.close()
    if isinstance(target, Path):
        write_whole(target, stream.getvalue())
    else:
        target.write(stream.getvalue())


def _write_annex(workbook: Workbook, annex: IssuedAnnex, *, digits: int) -> None:
    layout = lay_out(annex, digits=digits)
    sheet = workbook.add_worksheet(annex.sheet_name, worksheet_class=_AnnexSheet)
    formats = AnnexFormats(workbook, layout.body_size)
    _set_page(sheet, annex.sheet_name, layout)
    _set_sizes(sheet, layout)
    _write_title(sheet, annex, layout, formats)
    for placed in layout.tables:
        _write_table(sheet, placed, formats, digits=digits)


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


def _write_title(sheet: Worksheet, annex: IssuedAnnex, layout: AnnexLayout, formats: AnnexFormats) -> None:
    lines = ((annex.label, formats.label), (annex.title, formats.title), (annex.caption, formats.caption))
    for row, (text, line_format) in enumerate(lines):
        sheet.merge_range(row, 0, row, layout.title_right, "", line_format)
        sheet.write_string(row, 0, text, line_format)
    first, last = layout.rule_columns
    for column in range(first, last + 1):
        sheet.write_blank(layout.rule_row, column, None, formats.rule)


def _write_table(sheet: Worksheet, placed: PlacedTable, formats: AnnexFormats, *, digits: int) -> None:
    _write_line(sheet, placed.lead_row, placed, placed.table.lead, formats.lead)
    for cell in placed.table.header:
        _write_header_cell(sheet, placed, cell, formats)
    for row, content in enumerate(placed.table.rows, start=placed.first_row):
        _write_row(sheet, row, placed, content, formats, digits=digits)
    for row, note in enumerate(placed.table.notes, start=placed.notes_row):
        _write_line(sheet, row, placed, note, formats.note)


def _write_line(sheet: Worksheet, row: int, placed: PlacedTable, text: str, line_format: Any) -> None:
    if text:
        sheet.merge_range(row, placed.left, row, placed.right, "", line_format)
        sheet.write_string(row, placed.left, text, line_format)


def _write_header_cell(sheet: Worksheet, placed: PlacedTable, cell: HeaderCell, formats: AnnexFormats) -> None:
    top, left = placed.header_row + cell.row, placed.left + cell.column
    if cell.row_span > 1 or cell.column_span > 1:
        bottom, right = placed.header_row + cell.bottom, placed.left + cell.right
        sheet.merge_range(top, left, bottom, right, "", formats.header)
    sheet.write_string(top, left, cell.text, formats.header)


def _write_row(
    sheet: Worksheet, row: int, placed: PlacedTable, content: IssuedRow, formats: AnnexFormats, *, digits: int
) -> None:
    for offset, (kind, cell) in enumerate(zip(placed.table.column_kinds, content.cells, strict=True)):
        cell_format = formats.body(
            kind,
            number_format=_number_format(cell, grouped=kind == "count", digits=0 if kind == "count" else digits),
            bold=content.kind != "unit",
        )
        column = placed.left + offset
        if cell is None:
            sheet.write_blank(row, column, None, cell_format)
        elif isinstance(cell, str):
            sheet.write_string(row, column, cell, cell_format)
        else:
            sheet.write_number(row, column, cell, cell_format)


def _number_format(cell: IssuedCell, *, grouped: bool, digits: int) -> str:
    if cell is None or isinstance(cell, str):
        return "General"
    return number_format(cell, digits=digits, grouped=grouped)
