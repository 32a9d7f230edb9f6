"""The sheet "Tổng hợp": each tier and the province as ratio of sums, against the central and provincial targets."""

from __future__ import annotations

from typing import Final, Literal

from xlsxwriter import Workbook

from phuluc.annexes import editions
from phuluc.annexes.bay_chi_tieu import SCOPE_TITLES, BookSpec
from phuluc.annexes.layout import AnnexLayout, column_name
from phuluc.annexes.row_formulas import denominator_key
from phuluc.annexes.summary_names import PROVINCE, central_name, floor_name, published_name
from phuluc.annexes.titles import setting_name
from phuluc.domain.indicators import INDICATORS_BY_LETTER, Indicator, Tier
from phuluc.workbook.build.canvas import Canvas, Formula, reference
from phuluc.workbook.build.styles import MET, MISSED, MUTED_INK, NOT_APPLICABLE, Styles

SHEET: Final = "Tổng hợp"
FIRST_ROW: Final = 6
LAST_ROW: Final = FIRST_ROW + len(INDICATORS_BY_LETTER) - 1
_PROVINCE_LEFT: Final = 5
_TIERS_LEFT: Final = 10
NAME_COLUMN: Final = 2
#: Hidden, far to the right: what the chart of "Tổng quan" draws from.
CHART_NAME_COLUMN: Final = 40
CHART_TARGET_COLUMN: Final = 41


class SummarySheetBuilder:
    """Builds "Tổng hợp"; its cells are known before it is written, so that annex sheets can refer to them."""

    def __init__(self, workbook: Workbook, styles: Styles, spec: BookSpec, layouts: tuple[AnnexLayout, ...]) -> None:
        self._workbook = workbook
        self._styles = styles
        self._spec = spec
        self._tiers: tuple[Tier, ...] = tuple(layout.tier for layout in layouts)
        self._published_left = _TIERS_LEFT + 3 * len(self._tiers) + 1

    def column_of(self, scope: str, what: str) -> int:
        """Return the column of "tu_so", "mau_so" or "ty_le" of a scope."""
        left = _PROVINCE_LEFT if scope == PROVINCE else _TIERS_LEFT + 3 * self._tiers.index(scope)
        return left + ("tu_so", "mau_so", "ty_le").index(what)

    def annex_totals(self, tier: Tier) -> dict[tuple[str, str], str]:
        """Formulas of the row of totals of an annex, by (role, indicator)."""
        totals: dict[tuple[str, str], str] = {}
        for offset, indicator in enumerate(INDICATORS_BY_LETTER):
            row = FIRST_ROW + offset
            for what in ("tu_so", "mau_so", "ty_le"):
                cell = reference(row, self.column_of(tier, what), absolute=True)
                totals[what, indicator.code] = f"='{SHEET}'!{cell}"
        for role in ("tong_hs", "tong_hs_bang_2"):
            cells = column_name(tier, role)
            totals[role, ""] = f'=IF(COUNT({cells})=0,"",SUM({cells}))'
        return totals

    def build(self) -> None:
        canvas = Canvas(self._workbook, SHEET)
        self._write_headers(canvas)
        for offset, indicator in enumerate(INDICATORS_BY_LETTER):
            self._write_indicator(canvas, FIRST_ROW + offset, indicator)
        note = (
            "Tỷ lệ chung của cấp và của tỉnh = tổng tử số chia tổng mẫu số của các đơn vị có phát sinh "
            "(không lấy bình quân các tỷ lệ). Cột “Đã công bố” để gõ số in ở báo cáo, dùng khi kiểm tra."
        )
        right = self._published_left + len(self._tiers)
        style = self._styles.get(italic=True, text_wrap=True, font_color=MUTED_INK)
        canvas.merge(LAST_ROW + 2, 1, right, note, style)
        self._add_rules(canvas)
        self._set_up(canvas, right)

    def _write_headers(self, canvas: Canvas) -> None:
        header, right = self._styles.header(), self._published_left + len(self._tiers)
        canvas.merge(1, 1, right, "TỔNG HỢP KẾT QUẢ THỰC HIỆN 07 CHỈ TIÊU", self._styles.title(14))
        period = setting_name("ky_bao_cao")
        label = self._spec.settings.get("ky_bao_cao")
        text = Formula(f'=IF({period}="","","Kỳ báo cáo: "&{period})', f"Kỳ báo cáo: {label}" if label else "")
        canvas.merge(2, 1, right, text, self._styles.get(italic=True, align="center"))
        for column, caption in ((1, "Mục"), (2, "Chỉ tiêu")):
            canvas.merge(FIRST_ROW - 2, column, column, caption, header, bottom=FIRST_ROW - 1)
        canvas.merge(FIRST_ROW - 2, 3, 4, "Chỉ tiêu giao (%)", header)
        canvas.put(FIRST_ROW - 1, 3, "Trung ương", header)
        canvas.put(FIRST_ROW - 1, 4, "UBND tỉnh (thấp nhất)", header)
        captions = ("Kết quả", "Mẫu số", "Tỷ lệ (%)", "So với trung ương", "So với UBND tỉnh")
        canvas.merge(FIRST_ROW - 2, _PROVINCE_LEFT, _PROVINCE_LEFT + 4, "Toàn tỉnh", header)
        for offset, caption in enumerate(captions):
            canvas.put(FIRST_ROW - 1, _PROVINCE_LEFT + offset, caption, header)
        for tier in self._tiers:
            left = self.column_of(tier, "tu_so")
            canvas.merge(FIRST_ROW - 2, left, left + 2, SCOPE_TITLES[tier], header)
            for offset, caption in enumerate(captions[:3]):
                canvas.put(FIRST_ROW - 1, left + offset, caption, header)
        follow = self._styles.header(follow_up=True)
        muted = self._styles.get(font_color="#A6A6A6", font_size=9)
        canvas.put(FIRST_ROW - 1, CHART_NAME_COLUMN, "Số liệu vẽ biểu đồ", muted)
        canvas.merge(FIRST_ROW - 2, self._published_left, right, "Đã công bố (%), để đối chiếu", follow)
        for offset, caption in enumerate(("Toàn tỉnh", *(SCOPE_TITLES[tier] for tier in self._tiers))):
            canvas.put(FIRST_ROW - 1, self._published_left + offset, caption, follow)

    def _write_indicator(self, canvas: Canvas, row: int, indicator: Indicator) -> None:
        styles, code = self._styles, indicator.code
        canvas.put(row, 1, indicator.letter, styles.cell("order", is_input=False))
        canvas.put(row, NAME_COLUMN, indicator.heading, styles.cell("name", is_input=False))
        percent_input = styles.cell("percent", is_input=True)
        canvas.put(row, 3, indicator.central_target, percent_input)
        canvas.put(row, 4, indicator.floor, percent_input)
        canvas.define(central_name(code), row, 3)
        canvas.define(floor_name(code), row, 4)
        muted = styles.get(font_color="#A6A6A6", font_size=9)
        canvas.put(row, CHART_NAME_COLUMN, indicator.short_name, muted)
        central, floor = (reference(row, column) for column in (3, 4))
        target = Formula(f'=IF({floor}="",{central},{floor})', indicator.floor or indicator.central_target)
        canvas.put(row, CHART_TARGET_COLUMN, target, muted)
        for tier in self._tiers:
            self._write_tier(canvas, row, tier, indicator)
        self._write_province(canvas, row)
        for offset, scope in enumerate((PROVINCE, *self._tiers)):
            canvas.put(row, self._published_left + offset, None, percent_input)
            canvas.define(published_name(scope, code), row, self._published_left + offset)

    def _write_tier(self, canvas: Canvas, row: int, tier: Tier, indicator: Indicator) -> None:
        numerators = column_name(tier, "tu_so", indicator.code)
        role, code = denominator_key(indicator)
        denominators = column_name(tier, role, code)
        count = self._styles.cell("count", is_input=False)
        rates = column_name(tier, "ty_le", indicator.code)
        left, edition = self.column_of(tier, "tu_so"), self._spec.edition
        sums_of: tuple[Literal["numerators", "denominators"], ...] = ("numerators", "denominators")
        for offset, of in enumerate(sums_of):
            text = editions.counted_sum(edition, numerators, denominators, rates, of=of)
            canvas.put(row, left + offset, Formula(text), count)
        sums = (reference(row, left), reference(row, left + 1))
        rate = editions.group_rate(edition, numerators, denominators, sums, setting_name("so_chu_so"))
        canvas.put(row, left + 2, Formula(rate), self._styles.cell("rate", is_input=False, bold=True))

    def _write_province(self, canvas: Canvas, row: int) -> None:
        count = self._styles.cell("count", is_input=False)
        for what in ("tu_so", "mau_so"):
            cells = ",".join(reference(row, self.column_of(tier, what)) for tier in self._tiers)
            total = Formula(f'=IF(COUNT({cells})=0,"",SUM({cells}))')
            canvas.put(row, self.column_of(PROVINCE, what), total, count)
        numerator = reference(row, self.column_of(PROVINCE, "tu_so"))
        denominator = reference(row, self.column_of(PROVINCE, "mau_so"))
        edition = self._spec.edition
        rate = editions.rate(edition, numerator, denominator, setting_name("so_chu_so"))
        canvas.put(row, _PROVINCE_LEFT + 2, Formula(rate), self._styles.cell("rate", is_input=False, bold=True))
        for offset, target_column in ((3, 3), (4, 4)):
            verdict = editions.attained(edition, numerator, denominator, reference(row, target_column))
            canvas.put(row, _PROVINCE_LEFT + offset, Formula(verdict), self._styles.cell("flag", is_input=False))

    def _add_rules(self, canvas: Canvas) -> None:
        central, provincial = _PROVINCE_LEFT + 3, _PROVINCE_LEFT + 4
        for column, judged in ((_PROVINCE_LEFT + 2, central), (central, central), (provincial, provincial)):
            verdict = "$" + reference(FIRST_ROW, judged)
            for text, look in (("Đạt", MET), ("Chưa đạt", MISSED), ("-", NOT_APPLICABLE)):
                rule = {"type": "formula", "criteria": f'={verdict}="{text}"', "stop_if_true": True}
                rule["format"] = self._styles.rule(dict(look))
                canvas.sheet.conditional_format(FIRST_ROW - 1, column - 1, LAST_ROW - 1, column - 1, rule)

    def _set_up(self, canvas: Canvas, right: int) -> None:
        sheet = canvas.sheet
        sheet.set_column(0, 0, 5.5)
        sheet.set_column(1, 1, 44)
        sheet.set_column(2, 3, 10)
        sheet.set_column(4, right - 1, 9.5)
        sheet.set_column(_PROVINCE_LEFT + 2, _PROVINCE_LEFT + 3, 10.5)
        sheet.set_column(self._published_left - 2, self._published_left - 2, 2)
        hidden = {"hidden": True}
        sheet.set_column(CHART_NAME_COLUMN - 1, CHART_TARGET_COLUMN - 1, 12, None, hidden)
        sheet.print_area(0, 0, LAST_ROW + 1, right - 1)
        sheet.set_row(0, 26)
        sheet.set_row(FIRST_ROW - 3, 24)
        sheet.set_row(FIRST_ROW - 2, 46)
        for row in range(FIRST_ROW, LAST_ROW + 1):
            sheet.set_row(row - 1, 34)
        sheet.set_row(LAST_ROW + 1, 34)
        sheet.freeze_panes(FIRST_ROW - 1, NAME_COLUMN)
        sheet.hide_gridlines(2)
        sheet.set_zoom(90)
        sheet.set_tab_color("#548235")
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(left=0.8, right=0.6, top=0.8, bottom=0.8)
        sheet.fit_to_pages(1, 0)
        sheet.protect("", {"format_cells": True, "format_columns": True, "format_rows": True, "objects": True})
