"""The working sheet of one annex."""

from __future__ import annotations

from typing import Final

from xlsxwriter import Workbook

from phuluc.annexes.bay_chi_tieu import SCOPE_TITLES, BookSpec, UnitSpec
from phuluc.annexes.layout import (
    CAPTION_ROW,
    FIRST_UNIT_ROW,
    HEADER_ROW,
    LABEL_ROW,
    LEAD_ROW,
    NOTE_ROWS,
    TITLE_ROW,
    TOP_EDGE_ROW,
    AnnexLayout,
)
from phuluc.annexes.row_formulas import row_formulas
from phuluc.annexes.titles import caption_formula, caption_text, title_formula, title_text
from phuluc.workbook.build.annex_rules import add_rules, add_validations
from phuluc.workbook.build.canvas import Canvas, Formula
from phuluc.workbook.build.styles import EDGE_FILL, MUTED_INK, Styles
from phuluc.workbook.build.table_header import LAST_HEADER_ROW, write_header

_PRINT_SCALE: Final = 62
_ROW_HEIGHT: Final = 20
_LONG_NAME_HEIGHT: Final = 32
_NAME_FITS: Final = 42


class AnnexSheetBuilder:
    """Builds the sheet of one annex."""

    def __init__(self, workbook: Workbook, styles: Styles, layout: AnnexLayout, spec: BookSpec) -> None:
        self._layout = layout
        self._spec = spec
        self._styles = styles
        self._units = spec.unit_rows(layout.tier)
        self._canvas = Canvas(workbook, layout.label)
        self._bottom_edge = FIRST_UNIT_ROW + len(self._units)
        self._positions = layout.positions()
        self._columns = layout.columns()

    @property
    def total_row(self) -> int:
        return self._bottom_edge + 1

    def build(self, totals: dict[tuple[str, str], str]) -> None:
        """Write everything; `totals` holds a formula by (role, indicator) for the row under the units."""
        self._set_widths()
        self._write_titles()
        for number, zone in enumerate(self._layout.zones):
            write_header(self._canvas, self._styles, self._layout.zone_left(number), zone)
        self._canvas.sheet.set_row(HEADER_ROW - 1, 48)
        self._canvas.sheet.set_row(LAST_HEADER_ROW - 1, 66)
        self._write_edges()
        self._write_units()
        self._write_totals(totals)
        self._write_notes()
        self._define_names()
        add_validations(self._canvas, self._layout, self._bottom_edge)
        add_rules(self._canvas, self._styles, self._layout, self._bottom_edge)
        self._set_up_view_and_page()

    def _set_widths(self) -> None:
        sheet = self._canvas.sheet
        for number, zone in enumerate(self._layout.zones):
            left = self._layout.zone_left(number)
            for offset, column in enumerate(zone.columns):
                sheet.set_column(left + offset - 1, left + offset - 1, column.width)
            if number + 1 < len(self._layout.zones):
                gap = left + len(zone.columns) - 1
                sheet.set_column(gap, gap, 2)

    def _write_titles(self) -> None:
        tier, settings = self._layout.tier, self._spec.settings
        right = len(self._layout.zones[0].columns)
        bold, italic = self._styles.title(14), self._styles.get(italic=True, font_size=13, align="center")
        self._canvas.merge(LABEL_ROW, 1, right, self._layout.label, bold)
        title = Formula(title_formula(tier), title_text(tier, settings))
        self._canvas.merge(TITLE_ROW, 1, right, title, self._styles.title(13))
        self._canvas.merge(CAPTION_ROW, 1, right, Formula(caption_formula(), caption_text(settings)), italic)
        for row, height in ((LABEL_ROW, 21), (TITLE_ROW, 36), (CAPTION_ROW, 20)):
            self._canvas.sheet.set_row(row - 1, height)
        for number, zone in enumerate(self._layout.zones):
            left = self._layout.zone_left(number)
            ink = {} if zone.is_issued else {"font_color": MUTED_INK}
            style = self._styles.get(bold=True, text_wrap=True, align="left", **ink)
            self._canvas.merge(LEAD_ROW, left, left + len(zone.columns) - 1, zone.title, style)
        self._canvas.sheet.set_row(LEAD_ROW - 1, 34)

    def _write_edges(self) -> None:
        for row in (TOP_EDGE_ROW, self._bottom_edge):
            self._canvas.sheet.set_row(row - 1, 4)
            for number, zone in enumerate(self._layout.zones):
                left = self._layout.zone_left(number)
                for column in range(left, left + len(zone.columns)):
                    self._canvas.put(row, column, None, self._styles.get(bg_color=EDGE_FILL))

    def _write_units(self) -> None:
        formulas = row_formulas(self._positions, self._spec.edition)
        plan = []
        for key, column in self._positions.items():
            spec = self._columns[key]
            template = formulas.get(key)
            style = self._styles.cell(spec.kind, is_input=spec.content != "formula")
            plan.append((key, column - 1, template.split("{row}") if template else None, style))
        sheet = self._canvas.sheet
        for index, unit in enumerate(self._units):
            row = FIRST_UNIT_ROW + index
            number = str(row)
            sheet.set_row(row - 1, _LONG_NAME_HEIGHT if len(unit.name) > _NAME_FITS else _ROW_HEIGHT)
            for key, column, pieces, style in plan:
                value = _initial_value(key, index, unit)
                if pieces is not None:
                    sheet.write_formula(row - 1, column, number.join(pieces), style, "" if value is None else value)
                elif value is None:
                    sheet.write_blank(row - 1, column, None, style)
                elif isinstance(value, str):
                    sheet.write_string(row - 1, column, value, style)
                else:
                    sheet.write_number(row - 1, column, value, style)

    def _write_totals(self, totals: dict[tuple[str, str], str]) -> None:
        self._canvas.sheet.set_row(self.total_row - 1, _ROW_HEIGHT)
        label = f"Chung {SCOPE_TITLES[self._layout.tier].lower()}"
        for key, column in self._positions.items():
            kind = self._columns[key].kind
            if not self._is_issued(column):
                continue
            style = self._styles.cell(kind, is_input=False, bold=True, bg_color="#F2F2F2")
            if key[0].startswith("don_vi"):
                self._canvas.put(self.total_row, column, label, style)
            else:
                text = totals.get(key)
                self._canvas.put(self.total_row, column, Formula(text) if text else None, style)

    def _is_issued(self, column: int) -> bool:
        return column < self._layout.zone_left(len(self._layout.zones) - 1)

    def _write_notes(self) -> None:
        style = self._styles.get(italic=True, text_wrap=True, align="left", locked=False, font_size=11)
        for number in (0, 1):
            left = self._layout.zone_left(number)
            right = left + len(self._layout.zones[number].columns) - 1
            for offset in range(NOTE_ROWS):
                row = self.total_row + 1 + offset
                self._canvas.sheet.set_row(row - 1, _ROW_HEIGHT)
                is_reuse_note = number == 1 and offset == 0
                content = Formula(reuse_note_formula(self._layout.tier)) if is_reuse_note else None
                locked = self._styles.get(italic=True, text_wrap=True, align="left", font_size=11)
                self._canvas.merge(row, left, right, content, locked if is_reuse_note else style)

    def _define_names(self) -> None:
        tier = self._layout.tier
        for (role, indicator), column in self._positions.items():
            name = self._layout.column_name(role, indicator)
            self._canvas.define(name, TOP_EDGE_ROW, column, self._bottom_edge, column)
        self._canvas.define(f"{tier}_bang", TOP_EDGE_ROW, 1, self._bottom_edge, self._layout.last_column)
        self._canvas.define(f"{tier}_nhan", LABEL_ROW, 1)
        self._canvas.define(f"{tier}_tieu_de", TITLE_ROW, 1)
        self._canvas.define(f"{tier}_dan", CAPTION_ROW, 1)
        for number in (1, 2):
            left = self._layout.zone_left(number - 1)
            self._canvas.define(f"{tier}_loi_dan_{number}", LEAD_ROW, left)
            notes_top = self.total_row + 1
            self._canvas.define(f"{tier}_ghi_chu_{number}", notes_top, left, notes_top + NOTE_ROWS - 1, left)

    def _set_up_view_and_page(self) -> None:
        sheet, second = self._canvas.sheet, self._layout.zone_left(1)
        sheet.freeze_panes(FIRST_UNIT_ROW - 1, 2)
        sheet.set_zoom(85)
        sheet.hide_gridlines(2)
        sheet.set_tab_color("#2F5597")
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(left=1.18, right=0.6, top=0.8, bottom=0.8)
        sheet.set_header("&C&13&P", {"margin": 0.35})
        sheet.repeat_rows(HEADER_ROW - 1, LAST_HEADER_ROW - 1)
        issued_right = second + len(self._layout.zones[1].columns) - 1
        sheet.print_area(0, 0, self.total_row + NOTE_ROWS - 1, issued_right - 1)
        sheet.set_v_pagebreaks([second - 2])
        sheet.set_print_scale(_PRINT_SCALE)
        sheet.center_horizontally()
        sheet.protect(
            "",
            {
                "insert_rows": True,
                "delete_rows": True,
                "format_cells": True,
                "format_columns": True,
                "format_rows": True,
                "sort": True,
                "autofilter": True,
                "objects": True,
            },
        )


def reuse_note_formula(tier: str) -> str:
    """Formula of the note that says which denominator "Khai thác, sử dụng lại" has."""
    stem = f"{tier}_khai_thac_su_dung_lai"
    lead = "Ghi chú: Tỷ lệ khai thác, sử dụng lại tính trên "
    estimated = (
        f'IF(COUNTIF({stem}_nguon_mau_so,"ước tính")=0,"","; mẫu số của "&COUNTIF({stem}_nguon_mau_so,"ước tính")'
        '&" đơn vị ước tính từ tỷ lệ đã công bố")'
    )
    own = f'"{lead}tổng số hồ sơ đủ điều kiện tái sử dụng; đơn vị chưa có số này tính trên tổng số hồ sơ tiếp nhận"'
    return (
        f'=IF(COUNT({stem}_tu_so)=0,"",IF(COUNT({stem}_mau_so_rieng)=0,"{lead}tổng số hồ sơ tiếp nhận",'
        f"{own}&{estimated}))"
    )


def _initial_value(key: tuple[str, str], index: int, unit: UnitSpec) -> str | float | None:
    role, indicator = key
    if role in ("tt", "tt_bang_2"):
        return index + 1 if unit.name else None
    if role in ("don_vi", "don_vi_bang_2"):
        return unit.name or None
    if role == "chi_tieu":
        return unit.targets.get(indicator)
    return None
