"""Plain sheets of a new workbook: a header, rows, widths; long lists go on in further sheets."""

from __future__ import annotations

import io
import itertools
import math
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

import xlsxwriter

from phuluc.aggregate.long_rows import LongRows
from phuluc.aggregate.own_books import OWN_CATEGORY
from phuluc.workbook.saving import save_atomically

#: A sheet of Excel has 1,048,576 rows; the header takes one.
MOST_ROWS: Final = 1_048_575
#: Rows that are turned into markup at once.
_CHUNK: Final = 10_000
#: Of long lists; trying harder gains little and costs more than all else.
_COMPRESSION: Final = 1
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
        #: By the name of the part of their sheet.
        self._long: dict[str, LongRows] = {}
        self._book: Any = xlsxwriter.Workbook(
            self._data,
            {
                # Long lists are not XlsxWriter's, and files beside cost more than what is left.
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_numbers": False,
                "strings_to_urls": False,
            },
        )
        self._book.set_properties({"category": OWN_CATEGORY})
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
        try:
            self._book.close()
            if error is None:
                save_atomically(self._path, self._whole())
        finally:
            for rows in self._long.values():
                rows.close()

    def table(self, name: str, header: Sequence[str], widths: Sequence[float], rows: Iterable[Sequence[object]]) -> int:
        """Write a list that can be filtered; returns its number of rows. Values are texts and whole numbers."""
        remaining, total = iter(rows), 0
        for part in itertools.count(1):
            first = list(itertools.islice(remaining, 1))
            if part > 1 and not first:
                break
            sheet = self._start(name if part == 1 else f"{name} ({part})", header, widths)
            written = self._take(itertools.chain(first, remaining), len(header))
            sheet.autofilter(0, 0, written, len(header) - 1)
            total += written
        return total

    def _take(self, rows: Iterator[Sequence[object]], columns: int) -> int:
        """Put the rows of the newest sheet aside, as many as it can have; returns their number."""
        long = self._long[f"xl/worksheets/sheet{len(self._book.worksheets())}.xml"] = LongRows(columns)
        while chunk := list(itertools.islice(rows, min(_CHUNK, MOST_ROWS - long.count))):
            long.add(chunk)
        return long.count

    def _whole(self) -> bytes:
        """Give the workbook with the rows of its lists."""
        whole = io.BytesIO()
        with (
            zipfile.ZipFile(self._data) as made,
            zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED, compresslevel=_COMPRESSION) as book,
        ):
            for entry in made.infolist():
                if entry.filename in self._long:
                    with book.open(entry.filename, "w", force_zip64=True) as target:
                        self._long[entry.filename].put_into(made.read(entry), target)
                else:
                    book.writestr(entry, made.read(entry))
        return whole.getvalue()

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
        # Shows `LongRows` how a text and a number are formatted.
        sheet.write_blank(1, 0, None, self._text)
        sheet.write_number(1, 1, 0, self._count)
        return sheet

    @staticmethod
    def _set_up(sheet: Any, widths: Sequence[float]) -> None:
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
