"""Lưu hình: a sheet of a working book as a picture file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from phuluc.actions.opening import open_any_book
from phuluc.annexes.diem_tuan import INDICATORS_KEY
from phuluc.annexes.overview import OVERVIEW_SHEET
from phuluc.annexes.score_lists import (
    MOVEMENT_BAND_ROWS,
    MOVEMENT_PICTURE_NAME,
    MOVEMENT_SHEET,
    chart_area_name,
)
from phuluc.annexes.score_tables import AXES_KEY
from phuluc.book_port import Area, Book
from phuluc.errors import PhuLucError
from phuluc.results import Progress, no_progress
from phuluc.workbook.package import Package
from phuluc.workbook.sheet_picture import draw_area

_DPI = 110
#: Rows of a sheet a page has room for before letters become too small to read.
_MOST_ROWS = 60


class NoSuchSheetError(PhuLucError):
    """The book has no sheet of this name to draw."""


def save_picture(book: Path, output: Path, *, sheet: str = "", progress: Progress = no_progress) -> None:
    """Draw a sheet of a working book into a PNG; the book is not changed.

    Args:
        book: a working book of any family.
        output: the picture.
        sheet: name of the sheet; "" for the charts of "Biến động", or "Tổng quan" where the family has that.
        progress: told of each stage.

    Raises:
        NoSuchSheetError: there is no such sheet.
        PhuLucError: the book cannot be read, or LibreOffice or pdftoppm is missing.
    """
    progress("Mở sổ làm việc", 0, 2)
    file, _ = open_any_book(book)
    area = _area(file, sheet)
    progress("Vẽ hình", 1, 2)
    draw_area(Package.open(book), area, output, dpi=_DPI)


def _area(book: Book, sheet: str) -> Area:
    names, sheets = book.names(), book.sheet_names()
    chosen = sheet or next((name for name in (MOVEMENT_SHEET, OVERVIEW_SHEET) if name in sheets), "")
    if chosen not in sheets:
        raise NoSuchSheetError("Sổ không có trang này", found=f"“{chosen}”", remedy=f"Các trang: {', '.join(sheets)}")
    if chosen == MOVEMENT_SHEET and MOVEMENT_PICTURE_NAME in names:
        return _drawn_charts(book, names)
    used = book.used_area(chosen)
    return Area(chosen, 1, 1, min(used.bottom, _MOST_ROWS), used.right)


def _drawn_charts(book: Book, names: dict[str, Area]) -> Area:
    """The charts, without the last band where none of its charts has a figure; the bands of units come first."""
    area = names[MOVEMENT_PICTURE_NAME]
    last = [names[name] for key in (INDICATORS_KEY, AXES_KEY) if (name := chart_area_name(key, "bien_dong")) in names]
    figures = (cell for at in last for row in book.values(at)[1:-1] for cell in row[1:])
    is_alone = area.height < 2 * MOVEMENT_BAND_ROWS
    if is_alone or any(isinstance(figure, (int, float)) for figure in figures):
        return area
    return replace(area, bottom=area.bottom - MOVEMENT_BAND_ROWS)
