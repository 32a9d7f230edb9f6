"""Sheets as grids of values, read whole; where a cell stands is told as "Trang!Ô"."""

from __future__ import annotations

import datetime as dt
import io
import unicodedata
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import python_calamine

from phuluc.annexes.addresses import column_letters
from phuluc.book_port import Area
from phuluc.domain.figures import CellValue
from phuluc.importers.package_cells import PackageCells
from phuluc.workbook.errors import DamagedWorkbookError
from phuluc.workbook.judge import read_parts, repacked
from phuluc.workbook.judging.active_content import active_content, notice_of

_ZERO_WIDTH: Final = "\u200b\u200c\u200d\u2060\ufeff"
_Dated = (dt.date, dt.time, dt.timedelta)


@dataclass(frozen=True)
class SourceSheet:
    """One sheet. Rows and columns are counted from 0; rows may differ in length.

    Attributes:
        rows: values; text is NFC, whole numbers are int, blank and white space are None.
        merged: merged areas, 1-based as every `Area`.
        visible: False for hidden and very hidden sheets.
    """

    name: str
    rows: tuple[tuple[CellValue, ...], ...]
    merged: tuple[Area, ...] = field(default=())
    visible: bool = True

    def cell(self, row: int, column: int) -> CellValue:
        """Give the value, None beyond the used area."""
        cells = self.rows[row] if row < len(self.rows) else ()
        return cells[column] if column < len(cells) else None

    def text(self, row: int, column: int) -> str:
        """Give the text of a cell on one line, "" where it holds none."""
        value = self.cell(row, column)
        return " ".join(value.split()) if isinstance(value, str) else ""

    def address(self, row: int, column: int) -> str:
        return f"{self.name}!{column_letters(column + 1)}{row + 1}"

    def merged_area(self, row: int, column: int) -> Area | None:
        """Give the merged area that covers a cell."""
        return self._merged_by_cell.get((row, column))

    @cached_property
    def _merged_by_cell(self) -> dict[tuple[int, int], Area]:
        return {
            (row - 1, column - 1): area
            for area in self.merged
            for row in range(area.top, area.bottom + 1)
            for column in range(area.left, area.right + 1)
        }

    def filled_text(self, row: int, column: int) -> str:
        """Give the text of a cell, or of the merged area it belongs to."""
        area = self.merged_area(row, column)
        return self.text(area.top - 1, area.left - 1) if area else self.text(row, column)

    def is_text_row(self, row: int) -> bool:
        """Tell whether a row holds text and nothing else, as headers and titles do."""
        values = [value for value in self.rows[row] if value is not None]
        return bool(values) and all(isinstance(value, str) for value in values)

    def filled_cells(self, row: int, within: range | None = None) -> list[int]:
        """List the columns of a row that hold something; only those of the range `within` where it is given."""
        first, cells = (within.start, self.rows[row][within.start : within.stop]) if within else (0, self.rows[row])
        return [column for column, value in enumerate(cells, start=first) if value is not None]


@dataclass(frozen=True)
class SourceBook:
    """A file of figures: its name without the folder, its sheets, and what else its cells tell.

    Attributes:
        cells: None for a text file, whose cells have no formats and are all text.
        notices: what the file carries beside values, and what in it may not mean what it seems to, Vietnamese.
    """

    name: str
    sheets: tuple[SourceSheet, ...]
    cells: PackageCells | None
    notices: tuple[str, ...] = ()

    def is_percent(self, sheet: str, row: int, column: int) -> bool:
        """Tell whether a cell (from 0) shows its number as a percentage."""
        return self.cells is not None and self.cells.is_percent(sheet, row, column)


def read_book(path: Path) -> SourceBook:
    """Read the values of all worksheets, hidden ones included, after judging the file.

    Formulas give their cached value; one that was never computed gives its own text, so that it is not taken for blank.

    Raises:
        WorkbookFileError: the file is no readable workbook; one subclass per cause.
    """
    parts = read_parts(path)
    cells = PackageCells(parts, str(path))
    odd_values = cells.odd_values()
    try:
        with python_calamine.load_workbook(io.BytesIO(repacked(parts))) as book:
            sheets = tuple(
                _read_sheet(book, metadata, odd_values.get(metadata.name, {}))
                for metadata in book.sheets_metadata
                if metadata.typ == python_calamine.SheetTypeEnum.WorkSheet
            )
    except python_calamine.CalamineError as error:
        raise DamagedWorkbookError(path, "không đọc được các trang tính") from error
    return SourceBook(path.name, sheets, cells, tuple(notice_of(active_content(parts), left_alone=False)))


def _read_sheet(
    book: python_calamine.CalamineWorkbook,
    metadata: python_calamine.SheetMetadata,
    odd_values: dict[tuple[int, int], str],
) -> SourceSheet:
    sheet = book.get_sheet_by_name(metadata.name)
    merged = tuple(
        Area(metadata.name, top + 1, left + 1, bottom + 1, right + 1)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    )
    texts = _Texts()
    rows = [_meant(row, texts) for row in sheet.to_python(skip_empty_area=False)]
    visible = metadata.visible == python_calamine.SheetVisibleEnum.Visible
    return SourceSheet(metadata.name, tuple(_with_odd_values(rows, odd_values)), merged, visible)


def _meant(row: list[Any], texts: _Texts) -> tuple[CellValue, ...]:
    """What the cells of a row mean.

    Numbers written as text, codes and whatever else is ASCII and begins with a sign that is seen mean themselves; that
    is said here again because there are so many.
    """
    try:
        return tuple([raw if raw >= "!" and raw.isascii() else texts[raw] for raw in row])
    except TypeError:  # not text alone
        return tuple([texts[raw] for raw in row])


def _with_odd_values(
    rows: list[tuple[CellValue, ...]], odd_values: dict[tuple[int, int], str]
) -> list[tuple[CellValue, ...]]:
    if not odd_values:
        return rows
    changed = [list(row) for row in rows]
    for (row, column), text in odd_values.items():
        changed.extend([] for _ in range(row + 1 - len(changed)))
        changed[row].extend([None] * (column + 1 - len(changed[row])))
        changed[row][column] = text
    return [tuple(row) for row in changed]


class _Texts(dict[object, CellValue]):
    """What the cells of a sheet mean; names and labels come again and again."""

    def __missing__(self, raw: object) -> CellValue:
        value = cell_value(raw)
        if raw.__class__ is str:  # 1, 1.0 and True are one key
            self[raw] = value
        return value


def cell_value(raw: object) -> CellValue:
    """Give what a cell means to us: blank as None, whole floats as int, dates as ISO text, text as NFC."""
    if isinstance(raw, str):
        if raw.isascii():
            return raw if raw.strip() else None
        return unicodedata.normalize("NFC", raw) if _shows_something(raw) else None
    if isinstance(raw, float) and raw.is_integer():
        return int(raw)
    if raw is None or isinstance(raw, (bool, int, float)):
        return raw
    # Excel turns "1.3" into a date on some machines: it must arrive as something that is no number.
    return str(raw) if isinstance(raw, _Dated) else repr(raw)


def _shows_something(text: str) -> bool:
    # White space and characters of no width may alternate: only a text of nothing else needs the slower look.
    first = text[:1]
    return (first not in _ZERO_WIDTH and not first.isspace()) or any(
        char not in _ZERO_WIDTH and not char.isspace() for char in text
    )
