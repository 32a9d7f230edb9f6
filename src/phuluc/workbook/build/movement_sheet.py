"""The sheet "Biến động": charts of rises and falls, of the best and the last, of the bands; the lists under them.

Refresh fills the lists and the figures behind the charts, which stand in hidden columns at the right.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from xlsxwriter import Workbook

from phuluc.annexes.score_families import ScoreBookSpec
from phuluc.annexes.score_lists import (
    CHART_ROWS,
    MOVEMENT_BAND_ROWS,
    MOVEMENT_COLUMNS,
    MOVEMENT_DATE_NAME,
    MOVEMENT_PICTURE_NAME,
    MOVEMENT_SHEET,
    NOTHING_TO_DRAW,
    chart_area_name,
    middle_row,
    movement_area_name,
    movement_summary_name,
)
from phuluc.annexes.score_tables import AXES_KEY, ScoreTable
from phuluc.domain.score_figures import AXIS_CODES
from phuluc.workbook.build.canvas import Canvas
from phuluc.workbook.build.styles import EDGE_FILL, FONT, MET, MISSED, MUTED_INK, NEAR, Styles

_DATA_COLUMN: Final = 60
_CHART_TOP: Final = 4
_CHART_SIZE: Final = {"width": 620, "height": 400}
_CHART_STEP: Final = 632
_SPARE_ROWS: Final = 20
#: Columns of the chart of grades, also where a day has fewer.
_FEWEST_GRADES: Final = 4
_WIDE_COLUMNS: Final = 23
_NARROW_COLUMNS: Final = 14
#: Two lines, for the long names of indicators.
_LIST_ROW: Final = 31
_RISE: Final = "#3B8E3B"
_FALL: Final = "#C0392B"
_NOW: Final = "#1F3864"
_BEFORE: Final = "#9DB7DA"
_GRID: Final = {"visible": True, "line": {"color": "#D9D9D9"}}
_TEXT: Final = {"name": FONT, "size": 10}
_SCORE: Final = "0.00"
#: Bars nobody sees, a little longer than the longest: their ends leave room for the figures at those that are seen.
_STRETCH: Final = "Chừa chỗ"
Series = tuple[str, int, str]


def build_movement_sheet(workbook: Workbook, styles: Styles, spec: ScoreBookSpec) -> None:
    """Write the charts, and the empty lists and figures refresh fills."""
    canvas = Canvas(workbook, MOVEMENT_SHEET)
    tables = [table for table in spec.tables if table.compared]
    width = len(tables) * (len(MOVEMENT_COLUMNS) + 1) - 1
    canvas.merge(1, 1, 12, "BIẾN ĐỘNG SO VỚI KỲ TRƯỚC", styles.title(14))
    muted = styles.get(italic=True, font_color=MUTED_INK, align="center")
    canvas.merge(2, 1, 12, "Chưa có số liệu: bấm “Làm mới xếp hạng” hoặc chạy lệnh phuluc refresh", muted)
    canvas.define(MOVEMENT_DATE_NAME, 2, 1)
    grades = max(len(spec.rules[1].grades), _FEWEST_GRADES)
    ranked = sum(table.is_ranked for table in tables)
    placed = [0] * (ranked + 1)
    for number, table in enumerate(tables):
        # Ranked tables have a band of charts each; all others share the last.
        band = sum(other.is_ranked for other in tables[:number]) if table.is_ranked else ranked
        placed[band] = _MovementCharts(canvas, styles, table, (number, band, placed[band]), grades).build()
    header = _CHART_TOP + MOVEMENT_BAND_ROWS * len(placed) + 2
    # As many columns as lie under the widest band of charts, whatever the lists below make of their widths.
    columns = _WIDE_COLUMNS if ranked else _NARROW_COLUMNS
    canvas.define(MOVEMENT_PICTURE_NAME, 1, 1, header - 3, columns)
    for number, table in enumerate(tables):
        _write_list(canvas, styles, table, 1 + number * (len(MOVEMENT_COLUMNS) + 1), header)
    _set_up(canvas, header, width)


def _write_list(canvas: Canvas, styles: Styles, table: ScoreTable, left: int, header: int) -> None:
    right = left + len(MOVEMENT_COLUMNS) - 1
    canvas.merge(header - 2, left, right, table_heading(table), styles.get(bold=True, align="center"))
    canvas.merge(header - 1, left, right, None, styles.get(italic=True, align="center"))
    canvas.define(movement_summary_name(table.key), header - 1, left)
    top, bottom = header + 1, header + 2 + _SPARE_ROWS
    for offset, column in enumerate(MOVEMENT_COLUMNS):
        at = left + offset
        canvas.sheet.set_column(at - 1, at - 1, column.width)
        canvas.put(header, at, column.caption, styles.header())
        for row in (top, bottom):
            canvas.put(row, at, None, styles.get(bg_color=EDGE_FILL))
        for row in range(top + 1, bottom):
            canvas.put(row, at, None, styles.cell(column.kind, is_input=False))
    canvas.sheet.set_column(right, right, 2)
    for row in range(top + 1, bottom):
        canvas.sheet.set_row(row - 1, _LIST_ROW)
    canvas.define(movement_area_name(table.key), top, left, bottom, right)
    for text, look in (("Tăng", MET), ("Giảm", MISSED), ("Không so sánh", NEAR)):
        rule = {"type": "cell", "criteria": "==", "value": f'"{text}"', "format": styles.rule(dict(look))}
        canvas.sheet.conditional_format(top - 1, left - 1, bottom - 1, left - 1, rule)


def table_heading(table: ScoreTable) -> str:
    """What a table's list and charts are called."""
    return {
        "chi_so": "Các chỉ số của tỉnh",
        "cap_tinh": "Sở, ban, ngành",
        "cap_huyen": "Huyện, thị xã, thành phố",
        "cap_xa": "Xã, phường, đặc khu",
        "ket_qua": "Điểm đánh giá của đơn vị",
        "noi_dung": "Các nội dung của Phụ lục I",
        AXES_KEY: "Sáu trục nội dung",
    }[table.key]


class _MovementCharts:
    """The charts of one table and the figures they draw."""

    def __init__(
        self, canvas: Canvas, styles: Styles, table: ScoreTable, place: tuple[int, int, int], grades: int
    ) -> None:
        number, band, placed = place
        self._grades_shown = grades
        self._canvas = canvas
        self._muted = styles.get(font_color="#A6A6A6", font_size=9)
        self._table = table
        self._row = _CHART_TOP + band * MOVEMENT_BAND_ROWS
        self._top = 2 + number * (CHART_ROWS + 3)
        self._placed = placed

    def build(self) -> int:
        """Write the charts that have something to say of this table; return how many stand in the band now."""
        heading = table_heading(self._table)
        if self._table.key == AXES_KEY:
            self._axes()
            return self._placed
        changes: tuple[Series, ...] = (("Tăng", 1, _RISE), ("Giảm", 2, _FALL))
        self._bars("bien_dong", 0, f"{heading}: tăng, giảm nhiều nhất", changes, "+0.00;-0.00;0")
        if self._table.is_ranked:
            scores: tuple[Series, ...] = (("Cao nhất", 1, _NOW), ("Thấp nhất", 2, "#BF9000"))
            self._bars("cao_thap", 4, f"{heading}: điểm cao nhất, thấp nhất", scores, _SCORE, least=0)
            self._grades(f"{heading}: số đơn vị theo xếp loại")
        return self._placed

    def _cells(self, left: int, column: int, rows: int) -> list[object]:
        at = _DATA_COLUMN - 1 + left + column
        return [MOVEMENT_SHEET, self._top, at, self._top + rows - 1, at]

    def _reserve(self, chart: str, left: int, captions: tuple[str, ...], rows: int) -> None:
        first = _DATA_COLUMN + left
        for offset, caption in enumerate(captions):
            self._canvas.put(self._top, first + offset, caption, self._muted)
            for row in range(self._top + 1, self._top + 1 + rows):
                is_told = offset == 0 and row == self._top + 1 + middle_row(rows)
                self._canvas.put(row, first + offset, NOTHING_TO_DRAW if is_told else None, self._muted)
        name = chart_area_name(self._table.key, chart)
        # As every list: from the row above the first to the row below the last.
        self._canvas.define(name, self._top, first, self._top + 1 + rows, first + len(captions) - 1)

    def _bars(
        self, chart: str, left: int, title: str, series: tuple[Series, ...], shape: str, *, least: int | None = None
    ) -> None:
        is_signed = least is None
        captions = ("", *(name for name, _, _ in series), *((_STRETCH,) if is_signed else ()))
        self._reserve(chart, left, captions, CHART_ROWS)
        bars = self._canvas.workbook.add_chart({"type": "bar"})
        for name, column, colour in series:
            bars.add_series(
                {
                    "name": name,
                    "categories": self._cells(left, 0, CHART_ROWS),
                    "values": self._cells(left, column, CHART_ROWS),
                    "fill": {"color": colour},
                    "gap": 40,
                    # Each row has a figure in one series only: the bars take one place.
                    "overlap": 100,
                    "data_labels": _labels(shape) | {"position": "outside_end"},
                }
            )
        if is_signed:
            bars.add_series(
                {
                    "name": _STRETCH,
                    "categories": self._cells(left, 0, CHART_ROWS),
                    "values": self._cells(left, len(series) + 1, CHART_ROWS),
                    "fill": {"none": True},
                    "border": {"none": True},
                }
            )
        bars.set_y_axis({"reverse": True, "label_position": "low", "num_font": _TEXT | {"size": 9}})
        scale = {} if least is None else {"min": least}
        bars.set_x_axis({"major_gridlines": _GRID, "num_font": _TEXT, "label_position": "low", **scale})
        # Signs tell rises from falls; programs do not agree on which entry of a reversed legend is left out.
        self._place(bars, title, has_legend=not is_signed)

    def _grades(self, title: str) -> None:
        self._reserve("xep_loai", 8, ("", "Kỳ trước", "Kỳ này"), self._grades_shown)
        columns = self._columns(8, self._grades_shown, "0")
        columns.set_y_axis({"min": 0, "major_gridlines": _GRID, "num_font": _TEXT, "num_format": "0"})
        self._place(columns, title)

    def _axes(self) -> None:
        self._reserve("bien_dong", 0, ("", "Kỳ trước", "Kỳ này"), len(AXIS_CODES))
        columns = self._columns(0, len(AXIS_CODES), _SCORE)
        columns.set_y_axis({"min": 0, "major_gridlines": _GRID, "num_font": _TEXT})
        self._place(columns, "Điểm theo trục nội dung")

    def _columns(self, left: int, rows: int, shape: str) -> Any:
        columns = self._canvas.workbook.add_chart({"type": "column"})
        for name, column, colour in (("Kỳ trước", 1, _BEFORE), ("Kỳ này", 2, _NOW)):
            columns.add_series(
                {
                    "name": name,
                    "categories": self._cells(left, 0, rows),
                    "values": self._cells(left, column, rows),
                    "fill": {"color": colour},
                    "gap": 60,
                    "data_labels": _labels(shape),
                }
            )
        columns.set_x_axis({"num_font": _TEXT | {"size": 9}})
        return columns

    def _place(self, chart: Any, title: str, *, has_legend: bool = True) -> None:
        chart.show_hidden_data()
        chart.set_title({"name": title, "name_font": _TEXT | {"size": 12}, "overlay": False})
        chart.set_legend({"position": "bottom", "font": _TEXT} if has_legend else {"none": True})
        chart.set_size(dict(_CHART_SIZE))
        offset: Mapping[str, int] = {"x_offset": self._placed * _CHART_STEP, "y_offset": 4, "object_position": 3}
        self._canvas.sheet.insert_chart(self._row - 1, 0, chart, offset)
        self._placed += 1


def _labels(shape: str) -> dict[str, object]:
    """Figures at bars and columns, in the decimals of the documents whatever the cells behind them show."""
    return {"value": True, "num_format": shape, "font": _TEXT | {"size": 9}}


def _set_up(canvas: Canvas, header: int, width: int) -> None:
    sheet = canvas.sheet
    sheet.set_column(_DATA_COLUMN - 1, _DATA_COLUMN + 12, 12, None, {"hidden": True})
    sheet.set_row(0, 26)
    sheet.set_row(header - 1, 34)
    for row in (header + 1, header + 2 + _SPARE_ROWS):
        sheet.set_row(row - 1, 4)
    sheet.hide_gridlines(2)
    sheet.set_zoom(80)
    sheet.set_tab_color("#548235")
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.set_margins(left=0.6, right=0.5, top=0.6, bottom=0.6)
    sheet.print_area(0, 0, header + 2 + _SPARE_ROWS, max(width, 20) - 1)
    sheet.fit_to_pages(1, 0)
