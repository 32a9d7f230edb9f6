"""The sheet "Thông tin": period, document, office, digits, ranking criterion."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Protocol

from xlsxwriter import Workbook

from phuluc.annexes.editions import Edition
from phuluc.annexes.settings import SET_BY_PROGRAM, SettingEntry
from phuluc.annexes.titles import setting_name
from phuluc.domain.figures import CellValue
from phuluc.workbook.build.canvas import Canvas, Content, Formula
from phuluc.workbook.build.styles import MUTED_INK, Styles

SHEET: Final = "Thông tin"
_FIRST_ROW: Final = 5


class BookSettings(Protocol):
    """What this module needs to know of a book's specification."""

    @property
    def edition(self) -> Edition: ...

    @property
    def model(self) -> str: ...

    @property
    def settings(self) -> dict[str, str | int | float | None]: ...


def initial_settings(entries: tuple[SettingEntry, ...], spec: BookSettings) -> dict[str, CellValue]:
    """Return the cell values of "Thông tin" in a new book by key."""
    fixed: dict[str, CellValue] = {"ban": spec.edition, "mo_hinh": spec.model}
    # The form of the years before; Nghị định 30/2020/NĐ-CP has "Kèm theo" for what is not promulgated.
    usual: dict[str, CellValue] = {"cum_tu": "Kèm theo"} if spec.model == "2 cấp" else {}
    values: dict[str, CellValue] = {}
    for entry in entries:
        default: CellValue = int(entry.default) if entry.kind == "digits" else entry.default or None
        default = usual.get(entry.key, default)
        values[entry.key] = fixed.get(entry.key, spec.settings.get(entry.key, default))
    return values


def build_settings_sheet(
    workbook: Workbook,
    styles: Styles,
    entries: tuple[SettingEntry, ...],
    values: Mapping[str, CellValue],
    *,
    title: str = "SỔ LÀM VIỆC LẬP PHỤ LỤC VỀ 07 CHỈ TIÊU",
    formulas: Mapping[str, Formula] | None = None,
) -> None:
    """Write one row per entry: label, value, key, what it is for; `formulas` are the entries that are computed."""
    canvas = Canvas(workbook, SHEET)
    sheet = canvas.sheet
    for column, width in enumerate((34, 62, 20, 58)):
        sheet.set_column(column, column, width)
    canvas.merge(1, 1, 4, title, styles.title(14))
    hint = "Điền các ô màu vàng; tiêu đề, dòng dẫn và cách tính của các trang khác lấy từ đây."
    canvas.merge(2, 1, 4, hint, styles.get(italic=True, align="center", font_color=MUTED_INK))
    for column, caption in enumerate(("Mục", "Nội dung", "Khóa", "Ghi chú"), start=1):
        canvas.put(_FIRST_ROW - 1, column, caption, styles.header())
    sheet.set_row(0, 28)
    for offset, entry in enumerate(entries):
        content: Content = values[entry.key]
        if formulas and entry.key in formulas:
            content = formulas[entry.key]
        _write_entry(canvas, styles, _FIRST_ROW + offset, entry, content)
    sheet.freeze_panes(_FIRST_ROW - 1, 0)
    sheet.hide_gridlines(2)
    sheet.set_tab_color("#BF9000")
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.protect("", {"format_cells": True, "format_columns": True, "format_rows": True, "objects": True})


def _write_entry(canvas: Canvas, styles: Styles, row: int, entry: SettingEntry, value: Content) -> None:
    border = {"border": 1, "border_color": "#BFBFBF"}
    muted = styles.get(font_color=MUTED_INK, font_size=10, text_wrap=True, **border)
    canvas.put(row, 1, entry.label, styles.get(bold=True, **border))
    extra = {"num_format": "dd/mm/yyyy"} if entry.kind == "date" else {}
    is_input = entry.kind not in SET_BY_PROGRAM
    canvas.put(row, 2, value, styles.cell("name", is_input=is_input, **extra))
    canvas.put(row, 3, entry.key, muted)
    canvas.put(row, 4, entry.note, muted)
    canvas.sheet.set_row(row - 1, 32 if isinstance(value, str) and len(value) > 70 else 20)
    canvas.define(setting_name(entry.key), row, 2)
    _validate(canvas, row, entry)


def _validate(canvas: Canvas, row: int, entry: SettingEntry) -> None:
    if entry.kind == "choice":
        rule: dict[str, object] = {
            "validate": "list",
            "source": list(entry.choices),
            "error_title": "Chọn trong danh sách",
            "error_message": "Bấm mũi tên ở ô và chọn một mục.",
        }
        if len(",".join(entry.choices)) > 255:
            rule["source"] = _choices_list(canvas, row, entry)
    elif entry.kind == "digits":
        low, high = (0, 2) if entry.key == "so_chu_so" else (0, 50)
        rule = {
            "validate": "integer",
            "criteria": "between",
            "minimum": low,
            "maximum": high,
            "error_title": "Cần một số nguyên",
            "error_message": f"Gõ số từ {low} đến {high}.",
        }
    elif entry.kind == "rank":
        rule = {
            "validate": "integer",
            "criteria": "between",
            "minimum": 1,
            "maximum": 99999,
            "error_title": "Cần một số nguyên",
            "error_message": "Gõ số từ 1, ví dụ 20.",
        }
    elif entry.kind == "year":
        rule = {
            "validate": "integer",
            "criteria": "between",
            "minimum": 2000,
            "maximum": 2100,
            "error_title": "Cần một năm",
            "error_message": "Gõ năm bằng bốn chữ số, ví dụ 2026.",
        }
    elif entry.kind == "date":
        rule = {
            "validate": "date",
            "criteria": ">=",
            "value": 36526,
            "error_title": "Cần một ngày",
            "error_message": "Gõ ngày/tháng/năm, hoặc để trống đến khi ký.",
        }
    else:
        return
    canvas.sheet.data_validation(row - 1, 1, row - 1, 1, rule | {"ignore_blank": True})


def _choices_list(canvas: Canvas, row: int, entry: SettingEntry) -> str:
    """Write long choices beside the entries: a list inside a rule holds 255 characters at most."""
    column = 6
    for offset, choice in enumerate(entry.choices):
        canvas.put(row + offset, column, choice)
    canvas.sheet.set_column(column - 1, column - 1, 12, None, {"hidden": True})
    return f"=$F${row}:$F${row + len(entry.choices) - 1}"
