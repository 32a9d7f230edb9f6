"""The sheet "Hồ sơ quá hạn": overdue dossiers by group, and the sentences of the notice."""

from __future__ import annotations

from typing import Final

from xlsxwriter import Workbook

from phuluc.annexes.score_lists import OVERDUE_AREA_NAME, OVERDUE_COLUMNS, OVERDUE_SENTENCES_NAME, OVERDUE_SHEET
from phuluc.annexes.titles import setting_name
from phuluc.workbook.build.canvas import Canvas, Formula
from phuluc.workbook.build.styles import EDGE_FILL, MUTED_INK, Styles

_HEADER_ROW: Final = 5
_ROWS: Final = 15
_SENTENCE_COLUMN: Final = len(OVERDUE_COLUMNS) + 2
_SENTENCE_ROWS: Final = 10


def build_overdue_sheet(workbook: Workbook, styles: Styles) -> None:
    """Write the empty list and the empty sentences beside it."""
    canvas = Canvas(workbook, OVERDUE_SHEET)
    sheet, width = canvas.sheet, len(OVERDUE_COLUMNS)
    canvas.merge(1, 1, width, "HỒ SƠ QUÁ HẠN GIẢI QUYẾT", styles.title(14))
    day, system = setting_name("thoi_diem_qua_han"), setting_name("he_thong_qua_han")
    stand = Formula(f'="Theo "&{system}&IF({day}="",""," đến "&{day})', "Theo Hệ thống DVC tỉnh")
    canvas.merge(2, 1, width, stand, styles.get(italic=True, align="center"))
    hint = "Mỗi dòng một đơn vị; các đơn vị cùng nhóm ghi liền nhau."
    canvas.merge(3, 1, width, hint, styles.get(font_color=MUTED_INK, font_size=10, align="center"))
    bottom = _HEADER_ROW + 1 + _ROWS + 1
    for offset, column in enumerate(OVERDUE_COLUMNS, start=1):
        sheet.set_column(offset - 1, offset - 1, column.width)
        canvas.put(_HEADER_ROW, offset, column.caption, styles.header())
        for row in (_HEADER_ROW + 1, bottom):
            canvas.put(row, offset, None, styles.get(bg_color=EDGE_FILL))
        for row in range(_HEADER_ROW + 2, bottom):
            # Two lines, for the sentences beside the list.
            sheet.set_row(row - 1, 31)
            canvas.put(row, offset, None, styles.cell(column.kind, is_input=True))
    canvas.define(OVERDUE_AREA_NAME, _HEADER_ROW + 1, 1, bottom, width)
    _write_sentences(canvas, styles)
    for row in (_HEADER_ROW + 1, bottom):
        sheet.set_row(row - 1, 4)
    sheet.set_row(0, 26)
    sheet.set_row(_HEADER_ROW - 1, 34)
    sheet.freeze_panes(_HEADER_ROW + 1, 0)
    sheet.hide_gridlines(2)
    sheet.set_tab_color("#2F5597")
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _write_sentences(canvas: Canvas, styles: Styles) -> None:
    top = _HEADER_ROW + 1
    canvas.sheet.set_column(_SENTENCE_COLUMN - 2, _SENTENCE_COLUMN - 2, 2)
    canvas.sheet.set_column(_SENTENCE_COLUMN - 1, _SENTENCE_COLUMN - 1, 96)
    follow = styles.header(follow_up=True)
    canvas.put(_HEADER_ROW, _SENTENCE_COLUMN, "Câu trong thông báo (ghép khi làm mới)", follow)
    bottom = top + _SENTENCE_ROWS + 1
    for row in range(top + 1, bottom):
        canvas.put(row, _SENTENCE_COLUMN, None, styles.cell("text", is_input=False))
    canvas.define(OVERDUE_SENTENCES_NAME, top, _SENTENCE_COLUMN, bottom, _SENTENCE_COLUMN)
