"""The sheets that hold lists: "Xếp hạng", "Kiểm tra", "Kỳ trước", "Đối chiếu", "Nhật ký"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from xlsxwriter import Workbook

from phuluc.annexes import lists
from phuluc.annexes.lists import ListColumn
from phuluc.workbook.build.canvas import Canvas
from phuluc.workbook.build.styles import EDGE_FILL, MISSED, MUTED_INK, NEAR, Styles

_HEADER_ROW: Final = 5
_SPARE_ROWS: Final = 20


@dataclass(frozen=True)
class RankingBlock:
    """The ranking of one list of units: its heading, the defined name of its area, the rows it begins with."""

    title: str
    name: str
    rows: int


class ListSheetsBuilder:
    """Builds the sheets into one workbook."""

    def __init__(self, workbook: Workbook, styles: Styles) -> None:
        self._workbook = workbook
        self._styles = styles

    def build_ranking(
        self, blocks: Sequence[RankingBlock], columns: Sequence[ListColumn] = lists.RANKING_COLUMNS
    ) -> None:
        """Write the blocks of columns side by side and equally long."""
        width = len(blocks) * (len(columns) + 1) - 1
        canvas = self._sheet(lists.RANKING_SHEET, "XẾP HẠNG ĐƠN VỊ", width)
        muted = self._styles.get(italic=True, font_color=MUTED_INK)
        canvas.merge(2, 1, width, "Chưa xếp hạng: bấm “Làm mới xếp hạng” hoặc chạy lệnh phuluc refresh", muted)
        canvas.merge(3, 1, width, None, muted)
        canvas.define(lists.RANKING_CRITERION_NAME, 2, 1)
        canvas.define(lists.RANKING_DATE_NAME, 3, 1)
        rows = max(block.rows for block in blocks)
        for number, block in enumerate(blocks):
            left = 1 + number * (len(columns) + 1)
            title = self._styles.get(bold=True, align="center")
            canvas.merge(_HEADER_ROW - 1, left, left + len(columns) - 1, block.title, title)
            self._write_list(canvas, left, columns, rows, name=block.name, is_input=False)
            canvas.sheet.set_column(left + len(columns) - 1, left + len(columns) - 1, 2)
        self._finish(canvas, width)

    def build_findings(self) -> None:
        """Write the empty list of findings and its summary line."""
        columns = lists.FINDINGS_COLUMNS
        canvas = self._sheet(lists.FINDINGS_SHEET, "KIỂM TRA SỐ LIỆU", len(columns))
        hint = "Chưa kiểm tra: bấm “Kiểm tra số liệu” hoặc chạy lệnh phuluc refresh"
        canvas.merge(2, 1, len(columns), hint, self._styles.get(bold=True))
        canvas.define(lists.FINDINGS_SUMMARY_NAME, 2, 1)
        bottom = self._write_list(
            canvas, 1, columns, _SPARE_ROWS, name=lists.FINDINGS_AREA_NAME, is_input=False, row_height=33
        )
        for text, look in (("Lỗi", MISSED), ("Cảnh báo", NEAR)):
            rule = {"type": "formula", "criteria": f'=$A{_HEADER_ROW + 1}="{text}"', "stop_if_true": True}
            canvas.sheet.conditional_format(
                _HEADER_ROW, 0, bottom - 1, 0, rule | {"format": self._styles.rule(dict(look))}
            )
        self._finish(canvas, len(columns))

    def build_previous(self) -> None:
        """Write the empty slot of the previous period; staff may fill it by hand too."""
        columns = lists.PREVIOUS_COLUMNS
        canvas = self._sheet(lists.PREVIOUS_SHEET, "SỐ LIỆU KỲ TRƯỚC", len(columns), title_width=9)
        canvas.put(3, 1, "Kỳ:", self._styles.get(bold=True))
        canvas.put(3, 2, None, self._styles.cell("name", is_input=True))
        canvas.define(lists.PREVIOUS_PERIOD_NAME, 3, 2)
        self._write_list(canvas, 1, columns, _SPARE_ROWS, name=lists.PREVIOUS_AREA_NAME, is_input=True)
        self._finish(canvas, len(columns), frozen_columns=2)

    def build_printed(
        self,
        columns: Sequence[ListColumn] = lists.PRINTED_COLUMNS,
        title: str = "TỶ LỆ IN Ở NGUỒN (giữ để đối chiếu, không dùng để tính)",
    ) -> None:
        """Write the empty list of what sources printed."""
        canvas = self._sheet(lists.PRINTED_SHEET, title, len(columns), title_width=min(9, len(columns)))
        self._write_list(canvas, 1, columns, _SPARE_ROWS, name=lists.PRINTED_AREA_NAME, is_input=False)
        self._finish(canvas, len(columns), frozen_columns=2)

    def build_record(self) -> None:
        """Write the empty record of what is done to the book."""
        columns = lists.RECORD_COLUMNS
        canvas = self._sheet(lists.RECORD_SHEET, "NHẬT KÝ CỦA SỔ", len(columns), title_width=4)
        muted = self._styles.get(italic=True, font_color=MUTED_INK)
        hint = f"Chương trình tự ghi, mới nhất ở trên, giữ {lists.RECORD_LINES} dòng; không ghi tên người, thư mục"
        canvas.merge(2, 1, 4, hint, muted)
        self._write_list(
            canvas, 1, columns, lists.RECORD_LINES, name=lists.RECORD_AREA_NAME, is_input=False, row_height=20
        )
        self._finish(canvas, len(columns), frozen_columns=2)

    def _sheet(self, name: str, title: str, width: int, *, title_width: int = 0) -> Canvas:
        canvas = Canvas(self._workbook, name)
        canvas.merge(1, 1, title_width or width, title, self._styles.title(14))
        canvas.sheet.set_row(0, 26)
        return canvas

    def _write_list(
        self,
        canvas: Canvas,
        left: int,
        columns: Sequence[ListColumn],
        rows: int,
        *,
        name: str,
        is_input: bool,
        row_height: int = 18,
    ) -> int:
        top_edge = _HEADER_ROW + 1
        bottom_edge = top_edge + rows + 1
        edge = self._styles.get(bg_color=EDGE_FILL)
        for offset, column in enumerate(columns):
            at = left + offset
            canvas.sheet.set_column(at - 1, at - 1, column.width)
            canvas.put(_HEADER_ROW, at, column.caption, self._styles.header())
            canvas.put(top_edge, at, None, edge)
            canvas.put(bottom_edge, at, None, edge)
            style = self._styles.cell(column.kind, is_input=is_input)
            for row in range(top_edge + 1, bottom_edge):
                canvas.put(row, at, None, style)
        for row in range(top_edge + 1, bottom_edge):
            canvas.sheet.set_row(row - 1, row_height)
        for row in (top_edge, bottom_edge):
            canvas.sheet.set_row(row - 1, 4)
        canvas.define(name, top_edge, left, bottom_edge, left + len(columns) - 1)
        return bottom_edge

    def _finish(self, canvas: Canvas, width: int, *, frozen_columns: int = 0) -> None:
        sheet = canvas.sheet
        sheet.set_row(_HEADER_ROW - 1, 48 if width > 16 else 34)
        sheet.freeze_panes(_HEADER_ROW + 1, frozen_columns)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(left=0.8, right=0.6, top=0.8, bottom=0.8)
        sheet.repeat_rows(_HEADER_ROW - 1)
        sheet.fit_to_pages(1, 0)
