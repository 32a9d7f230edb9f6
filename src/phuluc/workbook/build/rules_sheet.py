"""The sheet "Quy tắc": the rules of scoring of the two slots, where captions, input rules and grades look."""

from __future__ import annotations

from typing import Final

from xlsxwriter import Workbook

from phuluc.annexes import rules_in_book as rules
from phuluc.annexes.lists import ListColumn
from phuluc.domain.figures import CellValue
from phuluc.domain.score_figures import AXIS_CODES
from phuluc.domain.slot_rules import SlotRules
from phuluc.workbook.build.canvas import Canvas, Formula, reference
from phuluc.workbook.build.styles import MUTED_INK, Styles

_AXIS_HEADER: Final = 5
_TOTAL_ROW: Final = _AXIS_HEADER + len(AXIS_CODES) + 1
_BAND_HEADER: Final = _TOTAL_ROW + 2
_AXIS_COLUMNS: Final = (
    ListColumn("Trục nội dung", 30),
    ListColumn("Mã trên Cổng", 16),
    ListColumn("Điểm tối đa kỳ này", 14, "score"),
    ListColumn("Điểm tối đa kỳ trước", 14, "score"),
    ListColumn("Nguồn", 62),
    ListColumn("Độ chắc chắn", 22),
)
_BAND_COLUMNS: Final = (
    ListColumn("Xếp loại kỳ này", 30),
    ListColumn("Từ điểm", 16, "score"),
    ListColumn("Xếp loại kỳ trước", 14),
    ListColumn("Từ điểm", 14, "score"),
    ListColumn("Nguồn", 62),
    ListColumn("Độ chắc chắn", 22),
)
#: Where the points of a slot stand in the list of axes, its grades in the list of grades.
_POINTS_AT: Final = {"nay": 3, "truoc": 4}
_GRADES_AT: Final = {"nay": 1, "truoc": 3}
_WIDTH: Final = len(_AXIS_COLUMNS)


def build_rules_sheet(workbook: Workbook, styles: Styles, previous: SlotRules, current: SlotRules) -> None:
    """Write both lists and define the names formulas know them by."""
    canvas = Canvas(workbook, rules.RULES_SHEET)
    canvas.merge(1, 1, _WIDTH, "QUY TẮC TÍNH ĐIỂM CỦA HAI KỲ", styles.title(14))
    muted = styles.get(italic=True, font_color=MUTED_INK, align="center")
    canvas.merge(2, 1, _WIDTH, rules.stand(previous, current), muted)
    hint = (
        "Tự ghi khi làm mới, theo ngày số liệu và cơ sở tính ở trang “Thông tin”; quy tắc mới ghi vào bảng quy tắc của "
        "cơ quan (lệnh phuluc rules)."
    )
    canvas.merge(3, 1, _WIDTH, hint, muted)
    canvas.define(rules.STAND_NAME, 2, 1)
    axes = rules.axis_rows(previous, current)
    _write(canvas, styles, _AXIS_HEADER, _AXIS_COLUMNS, axes, len(AXIS_CODES))
    _write(canvas, styles, _BAND_HEADER, _BAND_COLUMNS, rules.band_rows(previous, current), rules.BAND_ROWS)
    _write_total(canvas, styles, {"nay": current, "truoc": previous})
    _define(canvas)
    for column, spec in enumerate(_AXIS_COLUMNS):
        canvas.sheet.set_column(column, column, spec.width)
    for row in (_AXIS_HEADER, _BAND_HEADER):
        canvas.sheet.set_row(row - 1, 34)
    canvas.sheet.set_row(0, 26)
    canvas.sheet.hide_gridlines(2)
    canvas.sheet.set_landscape()
    canvas.sheet.set_paper(9)
    canvas.sheet.fit_to_pages(1, 0)
    canvas.sheet.protect("", {"format_cells": True, "format_columns": True, "format_rows": True})


def _write(
    canvas: Canvas,
    styles: Styles,
    header: int,
    columns: tuple[ListColumn, ...],
    rows: list[list[CellValue]],
    room: int,
) -> None:
    for at, column in enumerate(columns, start=1):
        canvas.put(header, at, column.caption, styles.header())
        style = styles.cell(column.kind, is_input=False)
        for offset in range(room):
            canvas.put(header + 1 + offset, at, rows[offset][at - 1] if offset < len(rows) else None, style)
    for offset in range(room):
        canvas.sheet.set_row(header + offset, 31 if columns is _AXIS_COLUMNS else 20)


def _write_total(canvas: Canvas, styles: Styles, slots: dict[str, SlotRules]) -> None:
    bold = {"bold": True}
    for at, column in enumerate(_AXIS_COLUMNS, start=1):
        canvas.put(_TOTAL_ROW, at, "Tổng điểm" if at == 1 else None, styles.cell(column.kind, is_input=False, **bold))
    for role, at in _POINTS_AT.items():
        span = f"{reference(_AXIS_HEADER + 1, at)}:{reference(_TOTAL_ROW - 1, at)}"
        whole = Formula(f"=SUM({span})", rules.cell(slots[role].whole))
        canvas.put(_TOTAL_ROW, at, whole, styles.cell("score", is_input=False, **bold))
        canvas.define(rules.maximum_name("", role), _TOTAL_ROW, at)


def _define(canvas: Canvas) -> None:
    first, last = _AXIS_HEADER + 1, _TOTAL_ROW - 1
    canvas.define(rules.AXES_AREA_NAME, first, 1, last, _WIDTH)
    for offset, code in enumerate(AXIS_CODES):
        canvas.define(rules.axis_name(code), first + offset, 1)
        for role, at in _POINTS_AT.items():
            canvas.define(rules.maximum_name(code, role), first + offset, at)
    for role, at in _POINTS_AT.items():
        canvas.define(rules.maxima_name(role), first, at, last, at)
    first, last = _BAND_HEADER + 1, _BAND_HEADER + rules.BAND_ROWS
    canvas.define(rules.BANDS_AREA_NAME, first, 1, last, _WIDTH)
    for role, at in _GRADES_AT.items():
        canvas.define(rules.grades_name(role), first, at, last, at)
        canvas.define(rules.least_scores_name(role), first, at + 1, last, at + 1)
