"""The working sheet of one table of a score family."""

from __future__ import annotations

from typing import Final

from xlsxwriter import Workbook

from phuluc.annexes.layout import (
    CAPTION_ROW,
    FIRST_UNIT_ROW,
    HEADER_ROW,
    LABEL_ROW,
    LEAD_ROW,
    NOTE_ROWS,
    TITLE_ROW,
    TOP_EDGE_ROW,
)
from phuluc.annexes.placeholders import filled_formula, filled_text
from phuluc.annexes.rules_in_book import cell, maximum_name, rule_texts
from phuluc.annexes.score_families import ScoreBookSpec
from phuluc.annexes.score_formulas import change_sentence, row_formulas, score_sentence
from phuluc.annexes.score_tables import AXES_KEY, PAIR, RATE, SCORE, ScoreTable
from phuluc.annexes.titles import caption_formula, caption_text
from phuluc.domain.figures import CellValue
from phuluc.domain.score_figures import AXIS_CODES
from phuluc.workbook.build.canvas import Canvas, Content, Formula
from phuluc.workbook.build.score_rules import add_score_rules, add_score_validations
from phuluc.workbook.build.styles import EDGE_FILL, MUTED_INK, Styles
from phuluc.workbook.build.table_header import LAST_HEADER_ROW, write_header

_ROW_HEIGHT: Final = 20
_LONG_NAME_HEIGHT: Final = 34
_SECTION_FILL: Final = "#F2F2F2"
#: Width of a bold capital of a title, in columns' characters; what the line under it needs to stay one line.
_TITLE_LETTER: Final = 1.6
_CAPTION_WIDTH: Final = 120


class ScoreSheetBuilder:
    """Builds the sheet of one table."""

    def __init__(self, workbook: Workbook, styles: Styles, table: ScoreTable, spec: ScoreBookSpec) -> None:
        self._table = table
        self._spec = spec
        self._styles = styles
        self._canvas = Canvas(workbook, table.label)
        self._rows = spec.rows(table)
        self._bottom_edge = FIRST_UNIT_ROW + len(self._rows)
        self._positions = table.positions()
        self._columns = table.columns()
        self._issued_right = self._right_of_issued()
        self._rules = spec.rules[1]
        self._texts = {**spec.settings, **rule_texts(*spec.rules)}

    @property
    def last_row(self) -> int:
        """The last row before the notes."""
        return self._bottom_edge + (1 if self._table.closing else 0)

    def build(self) -> None:
        """Write everything."""
        self._set_widths()
        self._write_titles()
        for number, zone in enumerate(self._table.zones):
            write_header(self._canvas, self._styles, self._table.zone_left(number), zone, self._caption)
        self._canvas.sheet.set_row(HEADER_ROW - 1, 30)
        self._canvas.sheet.set_row(LAST_HEADER_ROW - 1, 48)
        self._write_edges()
        self._write_rows()
        if self._table.closing:
            self._write_closing()
        self._write_notes()
        self._define_names()
        add_score_validations(self._canvas, self._table, self._bottom_edge)
        add_score_rules(self._canvas, self._styles, self._table, self._bottom_edge)
        self._set_up_view_and_page()

    def _right_of_issued(self) -> int:
        number = max(number for number, zone in enumerate(self._table.zones) if zone.is_issued)
        return self._table.zone_left(number) + len(self._table.zones[number].columns) - 1

    def _caption(self, template: str) -> Content:
        formula = filled_formula(template)
        return template if formula is None else Formula(formula, filled_text(template, self._texts))

    def _set_widths(self) -> None:
        for number, zone in enumerate(self._table.zones):
            left = self._table.zone_left(number)
            for offset, column in enumerate(zone.columns):
                self._canvas.sheet.set_column(left + offset - 1, left + offset - 1, column.width)
            if number + 1 < len(self._table.zones):
                gap = left + len(zone.columns) - 1
                self._canvas.sheet.set_column(gap, gap, 2)

    def _write_titles(self) -> None:
        right, styles, settings = len(self._table.zones[0].columns), self._styles, self._spec.settings
        self._canvas.merge(LABEL_ROW, 1, right, self._table.label, styles.title(14))
        self._canvas.merge(TITLE_ROW, 1, right, self._caption(self._table.title), styles.title(13))
        italic = styles.get(italic=True, font_size=13, align="center", text_wrap=True)
        caption = Formula(caption_formula(), caption_text(settings)) if self._table.is_issued else None
        self._canvas.merge(CAPTION_ROW, 1, right, caption, italic)
        width = sum(column.width for column in self._table.zones[0].columns)
        lines = 1 + int(len(self._table.title) * _TITLE_LETTER / width)
        caption_lines = 1 if width > _CAPTION_WIDTH else 2
        for row, height in ((LABEL_ROW, 21), (TITLE_ROW, max(36, 18 * lines)), (CAPTION_ROW, 20 * caption_lines)):
            self._canvas.sheet.set_row(row - 1, height)
        for number, zone in enumerate(self._table.zones):
            left = self._table.zone_left(number)
            ink = {} if zone.is_issued else {"font_color": MUTED_INK}
            style = styles.get(bold=True, align="left", **ink)
            self._canvas.merge(LEAD_ROW, left, left + len(zone.columns) - 1, zone.title or None, style)

    def _write_edges(self) -> None:
        for row in (TOP_EDGE_ROW, self._bottom_edge):
            self._canvas.sheet.set_row(row - 1, 4)
            for column in self._positions.values():
                self._canvas.put(row, column, None, self._styles.get(bg_color=EDGE_FILL))

    def _write_rows(self) -> None:
        formulas = row_formulas(self._table, self._positions, self._spec.edition)
        name_width = self._columns["don_vi", ""].width
        headings = self._table.heading_rows() if not self._table.has_parent else frozenset()
        for index, (row_spec, code) in enumerate(self._rows):
            row = FIRST_UNIT_ROW + index
            is_long = len(row_spec.name) > name_width
            self._canvas.sheet.set_row(row - 1, _LONG_NAME_HEIGHT if is_long else _ROW_HEIGHT)
            is_bold = str(row_spec.order) in self._table.heading_rows()
            for key, column in self._positions.items():
                spec = self._columns[key]
                value = self._initial_value(key, index, row_spec.order, row_spec.name, code)
                is_heading = str(row_spec.order) in headings and key[0] not in ("tt", "don_vi")
                extra: dict[str, object] = {"bold": True} if is_bold else {}
                extra |= {"bg_color": _SECTION_FILL} if is_heading else {}
                style = self._styles.cell(spec.kind, is_input=spec.content != "formula" and not is_heading, **extra)
                template = formulas.get(key)
                if is_heading:
                    self._canvas.put(row, column, None, style)
                elif template:
                    initial = self._initial_result(key, index, row_spec.name)
                    self._canvas.put(row, column, Formula(template.replace("{row}", str(row)), initial), style)
                else:
                    self._canvas.put(row, column, value, style)

    def _initial_value(self, key: tuple[str, str], index: int, order: str | int, name: str, code: str) -> CellValue:
        role = key[0]
        if role == "don_vi" and self._table.key == AXES_KEY:
            return self._rules.axis_names.get(AXIS_CODES[index], name)
        return {"tt": order, "don_vi": filled_text(name, self._spec.settings), "ma": code}.get(role) or None

    def _initial_result(self, key: tuple[str, str], index: int, name: str) -> CellValue:
        """What a formula gives while nothing is entered."""
        if key[0] == "toi_da":
            return cell(self._rules.maxima.get(AXIS_CODES[index]))
        return "-" if name and key[0] in ("hang", "hang_truoc", "doi_hang") else ""

    def _write_closing(self) -> None:
        closing, row = self._table.closing, self._bottom_edge + 1
        if closing is None:
            return
        self._canvas.sheet.set_row(row - 1, 48 if closing.sentences else _ROW_HEIGHT + 2)
        bold = {"bold": True, "bg_color": _SECTION_FILL}
        for key, column in self._positions.items():
            spec = self._columns[key]
            is_input = key in closing.inputs
            style = self._styles.cell(spec.kind, is_input=is_input, **({"bold": True} if is_input else bold))
            content: Content = {"tt": closing.order, "don_vi": closing.name}.get(key[0])
            formula = row_formulas(self._table, self._positions, self._spec.edition).get(key)
            if key[0] == "toi_da":
                content = Formula(f"={maximum_name('', 'nay')}", cell(self._rules.whole))
            elif formula and not closing.sentences:
                content = Formula(formula.replace("{row}", str(row)))
            self._canvas.put(row, column, content, style)
            if is_input and key[1] == SCORE:
                self._canvas.define(f"{self._table.key}_tong_{key[0]}", row, column)
        if closing.sentences:
            self._write_sentences(row)

    def _write_sentences(self, row: int) -> None:
        edition = self._spec.edition
        style = self._styles.get(border=1, border_color="#7F7F7F", text_wrap=True, align="center", bold=True)
        for role in ("truoc", "nay"):
            left, right = self._positions[role, PAIR], self._positions[role, RATE]
            self._canvas.merge(row, left, right, Formula(score_sentence(edition, role)), style)
        self._canvas.put(row, self._positions["tang_giam", RATE], Formula(change_sentence(edition)), style)

    def _write_notes(self) -> None:
        style = self._styles.get(italic=True, text_wrap=True, align="left", locked=False, font_size=11)
        right = len(self._table.zones[0].columns)
        for offset in range(NOTE_ROWS):
            row = self.last_row + 1 + offset
            self._canvas.sheet.set_row(row - 1, _ROW_HEIGHT)
            self._canvas.merge(row, 1, right, None, style)

    def _define_names(self) -> None:
        key = self._table.key
        for (role, code), column in self._positions.items():
            name = self._table.column_name(role, code)
            self._canvas.define(name, TOP_EDGE_ROW, column, self._bottom_edge, column)
        self._canvas.define(f"{key}_bang", TOP_EDGE_ROW, 1, self._bottom_edge, self._table.last_column)
        for suffix, row in (("nhan", LABEL_ROW), ("tieu_de", TITLE_ROW), ("dan", CAPTION_ROW)):
            self._canvas.define(f"{key}_{suffix}", row, 1)
        for number, zone in enumerate(self._table.zones, start=1):
            if zone.is_issued:
                self._canvas.define(f"{key}_loi_dan_{number}", LEAD_ROW, self._table.zone_left(number - 1))
        notes = self.last_row + 1
        self._canvas.define(f"{key}_ghi_chu", notes, 1, notes + NOTE_ROWS - 1, 1)

    def _set_up_view_and_page(self) -> None:
        sheet = self._canvas.sheet
        has_names_first = self._positions["don_vi", ""] == 2
        sheet.freeze_panes(FIRST_UNIT_ROW - 1, 2 if has_names_first else 0)
        sheet.set_zoom(90)
        sheet.hide_gridlines(2)
        sheet.set_tab_color("#2F5597" if self._table.is_issued else "#548235")
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(left=1.18, right=0.6, top=0.8, bottom=0.8)
        sheet.set_header("&C&13&P", {"margin": 0.35})
        sheet.repeat_rows(HEADER_ROW - 1, LAST_HEADER_ROW - 1)
        sheet.print_area(0, 0, self.last_row + NOTE_ROWS - 1, self._issued_right - 1)
        sheet.fit_to_pages(1, 0)
        sheet.center_horizontally()
        options = ("insert_rows", "delete_rows", "format_cells", "format_columns", "format_rows", "sort", "objects")
        sheet.protect("", dict.fromkeys(options, True))
