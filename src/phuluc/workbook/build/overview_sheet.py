"""The sheet "Tổng quan": a heat map of every unit by seven indicators, and a chart of rates against targets."""

from __future__ import annotations

from typing import Final

from xlsxwriter import Workbook

from phuluc.annexes.addresses import column_letters
from phuluc.annexes.bay_chi_tieu import SCOPE_TITLES, BookSpec
from phuluc.annexes.layout import AnnexLayout
from phuluc.annexes.overview import (
    ATTAINED_COLUMN,
    FIRST_RATE_COLUMN,
    FIRST_STATUS_COLUMN,
    JUDGED_COLUMN,
    LAST_COLUMN,
    OVERVIEW_SHEET,
    RANK_COLUMN,
    overview_area_name,
    overview_attained_name,
    overview_formulas,
)
from phuluc.annexes.summary_names import PROVINCE
from phuluc.annexes.titles import setting_name
from phuluc.domain.indicators import INDICATORS_BY_LETTER, TIER_TITLES
from phuluc.workbook.build import summary_sheet
from phuluc.workbook.build.canvas import Canvas, Formula
from phuluc.workbook.build.styles import EDGE_FILL, FONT, MET, MISSED, MUTED_INK, NEAR, NOT_APPLICABLE, Styles

_HEADER_ROW: Final = 4
_CHART_COLUMN: Final = RANK_COLUMN + 2
_SERIES_COLOURS: Final = {"toan_tinh": "#1F3864", "cap_tinh": "#5B9BD5", "cap_huyen": "#A5A5A5", "cap_xa": "#70AD47"}


def build_overview_sheet(
    workbook: Workbook,
    styles: Styles,
    spec: BookSpec,
    layouts: tuple[AnnexLayout, ...],
    summary: summary_sheet.SummarySheetBuilder,
) -> None:
    """Write one block of rows a tier, the status block at the right, and the chart between them."""
    canvas = Canvas(workbook, OVERVIEW_SHEET)
    _write_headers(canvas, styles, spec)
    row = _HEADER_ROW + 2
    first_row = row
    for layout in layouts:
        row = _write_tier(canvas, styles, spec, layout, row)
    _add_rules(canvas, styles, first_row, row - 1)
    _add_chart(canvas, layouts, summary)
    _set_up(canvas, row - 1)


def _write_headers(canvas: Canvas, styles: Styles, spec: BookSpec) -> None:
    canvas.merge(1, 1, RANK_COLUMN, "TỔNG QUAN KẾT QUẢ THEO ĐƠN VỊ", styles.title(14))
    period, label = setting_name("ky_bao_cao"), spec.settings.get("ky_bao_cao")
    text = Formula(f'=IF({period}="","","Kỳ báo cáo: "&{period})', f"Kỳ báo cáo: {label}" if label else "")
    canvas.merge(2, 1, RANK_COLUMN, text, styles.get(italic=True, align="center"))
    legend = "Xanh: đạt; vàng, nghiêng: gần đạt; đỏ, đậm: chưa đạt; xám “-”: không phát sinh; trống: chưa nhập"
    canvas.merge(3, 1, RANK_COLUMN, legend, styles.get(font_size=10, align="center", font_color=MUTED_INK))
    header, follow = styles.header(), styles.header(follow_up=True)
    bottom = _HEADER_ROW + 1
    captions = {
        1: "TT",
        2: "Cơ quan, đơn vị",
        ATTAINED_COLUMN: "Số chỉ tiêu đạt",
        JUDGED_COLUMN: "Số chỉ tiêu đánh giá",
        RANK_COLUMN: "Hạng trong cấp",
    }
    for column, caption in captions.items():
        canvas.merge(_HEADER_ROW, column, column, caption, header, bottom=bottom)
    last_rate = FIRST_RATE_COLUMN + len(INDICATORS_BY_LETTER) - 1
    canvas.merge(_HEADER_ROW, FIRST_RATE_COLUMN, last_rate, "Tỷ lệ (%)", header)
    canvas.merge(_HEADER_ROW, FIRST_STATUS_COLUMN, LAST_COLUMN, "Trạng thái (để in đen trắng)", follow)
    for offset, indicator in enumerate(INDICATORS_BY_LETTER):
        caption = f"{indicator.letter}) {indicator.short_name}"
        canvas.put(bottom, FIRST_RATE_COLUMN + offset, caption, header)
        canvas.put(bottom, FIRST_STATUS_COLUMN + offset, caption, follow)


def _write_tier(canvas: Canvas, styles: Styles, spec: BookSpec, layout: AnnexLayout, row: int) -> int:
    """Write heading, edge, units, edge; return the next free row."""
    tier = layout.tier
    units = spec.unit_rows(tier)
    canvas.merge(row, 1, RANK_COLUMN, TIER_TITLES[tier], styles.get(bold=True, bg_color="#F2F2F2", border=1))
    edge = row + 1
    bottom = edge + len(units) + 1
    _write_edge(canvas, styles, edge)
    sheet = canvas.sheet
    plan = [
        (column - 1, template.split("{row}"), _style(styles, column))
        for column, template in overview_formulas(tier, edge).items()
    ]
    for offset, unit in enumerate(units):
        number = str(edge + 1 + offset)
        initial: dict[int, str | int] = {}
        if unit.name:
            initial = {0: offset + 1, 1: unit.name, JUDGED_COLUMN - 1: 0, RANK_COLUMN - 1: "-"}
        for column, pieces, style in plan:
            sheet.write_formula(edge + offset, column, number.join(pieces), style, initial.get(column, ""))
    _write_edge(canvas, styles, bottom)
    canvas.define(overview_area_name(tier), edge, 1, bottom, LAST_COLUMN)
    canvas.define(overview_attained_name(tier), edge, ATTAINED_COLUMN, bottom, ATTAINED_COLUMN)
    return bottom + 1


def _write_edge(canvas: Canvas, styles: Styles, row: int) -> None:
    canvas.sheet.set_row(row - 1, 4)
    style = styles.get(bg_color=EDGE_FILL)
    for column in (*range(1, RANK_COLUMN + 1), *range(FIRST_STATUS_COLUMN, LAST_COLUMN + 1)):
        canvas.put(row, column, None, style)


def _style(styles: Styles, column: int) -> object:
    if column == 1:
        return styles.cell("order", is_input=False)
    if column == 2:
        return styles.cell("name", is_input=False)
    if column in (ATTAINED_COLUMN, RANK_COLUMN):
        return styles.cell("flag", is_input=False, bold=True)
    return styles.cell("rate" if column < FIRST_STATUS_COLUMN else "flag", is_input=False)


def _add_rules(canvas: Canvas, styles: Styles, top: int, bottom: int) -> None:
    looks = (("Đạt", MET), ("Gần đạt", NEAR), ("Chưa đạt", MISSED), ("-", NOT_APPLICABLE))
    status = f"{column_letters(FIRST_STATUS_COLUMN)}{top}"
    for left in (FIRST_RATE_COLUMN, FIRST_STATUS_COLUMN):
        for text, look in looks:
            canvas.sheet.conditional_format(
                top - 1,
                left - 1,
                bottom - 1,
                left + len(INDICATORS_BY_LETTER) - 2,
                {
                    "type": "formula",
                    "criteria": f'={status}="{text}"',
                    "format": styles.rule(dict(look)),
                    "stop_if_true": True,
                },
            )


def _add_chart(canvas: Canvas, layouts: tuple[AnnexLayout, ...], summary: summary_sheet.SummarySheetBuilder) -> None:
    sheet_name, top, bottom = summary_sheet.SHEET, summary_sheet.FIRST_ROW - 1, summary_sheet.LAST_ROW - 1

    def cells(column: int) -> list[object]:
        return [sheet_name, top, column - 1, bottom, column - 1]

    bars = canvas.workbook.add_chart({"type": "column"})
    titles = {PROVINCE: "Toàn tỉnh"} | {layout.tier: SCOPE_TITLES[layout.tier] for layout in layouts}
    for scope, title in titles.items():
        bars.add_series(
            {
                "name": title,
                "categories": cells(summary_sheet.CHART_NAME_COLUMN),
                "values": cells(summary.column_of(scope, "ty_le")),
                "fill": {"color": _SERIES_COLOURS[scope]},
                "gap": 70,
                "overlap": -5,
            }
        )
    targets = canvas.workbook.add_chart({"type": "line"})
    targets.add_series(
        {
            "name": "Chỉ tiêu",
            "categories": cells(summary_sheet.CHART_NAME_COLUMN),
            "values": cells(summary_sheet.CHART_TARGET_COLUMN),
            "line": {"none": True},
            "marker": {"type": "long_dash", "size": 14, "border": {"color": "#C00000"}, "fill": {"color": "#C00000"}},
        }
    )
    bars.combine(targets)
    bars.show_hidden_data()
    font = {"name": FONT, "size": 10}
    bars.set_title({"name": "Tỷ lệ theo cấp so với chỉ tiêu (%)", "name_font": font | {"size": 13}, "overlay": False})
    bars.set_x_axis({"num_font": font | {"size": 9}})
    bars.set_y_axis(
        {
            "min": 0,
            "max": 100,
            "major_unit": 20,
            "num_font": font,
            "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}},
        }
    )
    bars.set_legend({"position": "bottom", "font": font})
    bars.set_size({"width": 820, "height": 430})
    canvas.sheet.insert_chart(_HEADER_ROW - 1, _CHART_COLUMN - 1, bars, {"object_position": 2})


def _set_up(canvas: Canvas, last_row: int) -> None:
    sheet = canvas.sheet
    sheet.set_column(0, 0, 5)
    sheet.set_column(1, 1, 34)
    sheet.set_column(2, RANK_COLUMN - 1, 10.5)
    sheet.set_column(FIRST_STATUS_COLUMN - 1, LAST_COLUMN - 1, 11)
    sheet.set_row(0, 26)
    sheet.set_row(_HEADER_ROW, 48)
    sheet.freeze_panes(_HEADER_ROW + 1, 2)
    sheet.hide_gridlines(2)
    sheet.set_zoom(85)
    sheet.set_tab_color("#548235")
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.8, right=0.6, top=0.8, bottom=0.8)
    sheet.repeat_rows(_HEADER_ROW - 1, _HEADER_ROW)
    sheet.print_area(0, 0, last_row - 1, RANK_COLUMN - 1)
    sheet.fit_to_pages(1, 0)
    sheet.protect("", {"format_cells": True, "format_columns": True, "format_rows": True, "objects": True})
