"""Plain sheets of a new workbook: a header, rows, widths; long lists go on in further sheets."""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

import xlsxwriter

from phuluc.workbook.saving import save_atomically

#: A sheet of Excel has 1,048,576 rows; the header takes one.
MOST_ROWS: Final = 1_048_575
_FONT: Final = {"font_name": "Times New Roman", "font_size": 12, "valign": "top"}


#: Points of a line of text; not every program finds the height of a row by itself.
_LINE: Final = 16.5


def _lines(row: Sequence[object], widths: Sequence[float]) -> int:
    """Estimate the lines the fullest cell of a row needs; a heading alone runs on over its neighbours."""
    if len(row) < 2:
        return 1
    lines = (math.ceil(len(str(value)) / width) for value, width in zip(row, widths, strict=False) if value)
    return max(lines, default=1)


class SheetFile:
    """A workbook of plain sheets, written whole when its context ends without an error."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._data = io.BytesIO()
        self._book: Any = xlsxwriter.Workbook(
            self._data,
            {
                "constant_memory": True,
                "strings_to_formulas": False,
                "strings_to_numbers": False,
                "strings_to_urls": False,
            },
        )
        self._text = self._book.add_format(_FONT)
        self._wrapped = self._book.add_format({**_FONT, "text_wrap": True})
        self._count = self._book.add_format({**_FONT, "num_format": "#,##0"})
        self._bold = self._book.add_format({**_FONT, "bold": True, "text_wrap": True})
        self._bold_count = self._book.add_format({**_FONT, "bold": True, "num_format": "#,##0"})
        self._header = self._book.add_format(
            {
                **_FONT,
                "bold": True,
                "text_wrap": True,
                "valign": "vcenter",
                "align": "center",
                "bg_color": "#DDE6F0",
                "bottom": 1,
            }
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._book.close()
        if error is None:
            save_atomically(self._path, self._data.getvalue())

    def table(self, name: str, header: Sequence[str], widths: Sequence[float], rows: Iterable[Sequence[object]]) -> int:
        """Write a list that can be filtered; returns its number of rows."""
        part, written, total = 1, 0, 0
        sheet = self._start(name, header, widths)
        for row in rows:
            if written == MOST_ROWS:
                part += 1
                sheet.autofilter(0, 0, written, len(header) - 1)
                sheet, written = self._start(f"{name} ({part})", header, widths), 0
            written += 1
            total += 1
            for column, value in enumerate(row):
                self._write(sheet, written, column, value)
        sheet.autofilter(0, 0, written, len(header) - 1)
        return total

    def account(self, name: str, widths: Sequence[float], rows: Iterable[Sequence[object]]) -> None:
        """Write lines of an account: one cell alone is a heading, a first cell ending in ":" a sum."""
        sheet = self._book.add_worksheet(name)
        self._set_up(sheet, widths)
        for number, row in enumerate(rows):
            sheet.set_row(number, _LINE * _lines(row, widths))
            strong = len(row) > 1 and str(row[0]).endswith(":")
            for column, value in enumerate(row):
                if isinstance(value, int):
                    sheet.write_number(number, column, value, self._bold_count if strong else self._count)
                elif value is not None:
                    # A heading may run on over the empty cells beside it.
                    form = self._bold if strong and len(row) > 1 else self._wrapped
                    sheet.write_string(number, column, str(value), self._heading() if len(row) == 1 else form)

    def _heading(self) -> Any:
        if not hasattr(self, "_heading_format"):
            self._heading_format = self._book.add_format({**_FONT, "bold": True, "font_size": 13})
        return self._heading_format

    def _start(self, name: str, header: Sequence[str], widths: Sequence[float]) -> Any:
        sheet = self._book.add_worksheet(name)
        self._set_up(sheet, widths)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.set_row(0, 34)
        for column, caption in enumerate(header):
            sheet.write_string(0, column, caption, self._header)
        return sheet

    @staticmethod
    def _set_up(sheet: Any, widths: Sequence[float]) -> None:
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)

    def _write(self, sheet: Any, row: int, column: int, value: object) -> None:
        if isinstance(value, int):
            sheet.write_number(row, column, value, self._count)
        elif value is not None and value != "":
            sheet.write_string(row, column, str(value), self._text)
