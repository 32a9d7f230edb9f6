"""What in a source may not mean what it seems to: text of the time before Unicode, merged figures, hidden figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from phuluc.domain.figures import CellValue
from phuluc.domain.legacy_encodings import is_legacy_text
from phuluc.importers.body import is_figure
from phuluc.importers.grid import SourceBook, SourceSheet
from phuluc.importers.package_cells import Position
from phuluc.results import UnmatchedItem

_SHOWN: Final = 5


def legacy_texts(book: SourceBook) -> list[UnmatchedItem]:
    """Find texts in encodings of the time before Unicode, by their letters and by their fonts; one item a sheet."""
    fonts = book.cells.legacy_font_cells() if book.cells is not None else {}
    return [item for sheet in book.sheets if sheet.visible for item in _legacy_in(sheet, fonts.get(sheet.name, {}))]


def _legacy_in(sheet: SourceSheet, fonts: Mapping[Position, str]) -> Iterator[UnmatchedItem]:
    found = [
        (row, column)
        for row, values in enumerate(sheet.rows)
        for column, value in enumerate(values)
        if isinstance(value, str) and not value.isascii() and ((row, column) in fonts or is_legacy_text(value))
    ]
    if found:
        row, column = found[0]
        font = fonts.get((row, column))
        named = f" (phông {font})" if font else " (TCVN3 hoặc VNI)"
        yield UnmatchedItem(
            sheet.address(row, column),
            sheet.text(row, column),
            f"chữ gõ bằng bảng mã cũ{named}, {len(found)} ô trong trang; chuyển sang Unicode "
            "(UniKey: Ctrl+Shift+F6) rồi nhập lại",
        )


def figures_merged_over_units(sheet: SourceSheet, rows: range, columns: range) -> Iterator[UnmatchedItem]:
    """Find figures that stand for several rows of units at once: only the first row would get them."""
    for area in sheet.merged:
        top, left = area.top - 1, area.left - 1
        is_below = area.height > 1 and top in rows and left in columns
        if is_below and is_figure(sheet.cell(top, left)):
            yield UnmatchedItem(
                sheet.address(top, left),
                str(sheet.cell(top, left)),
                f"ô gộp qua {area.height} dòng; chỉ dòng đầu nhận số này, các dòng dưới coi là ô trống",
            )


def hidden_figures(book: SourceBook) -> list[str]:
    """Say which hidden rows and columns of visible sheets hold figures: they count as the others do."""
    said = []
    hidden = book.cells.hidden_lines() if book.cells is not None else {}
    for sheet in (sheet for sheet in book.sheets if sheet.visible):
        rows, columns = hidden.get(sheet.name, (set(), set()))
        here = [row + 1 for row in sorted(rows) if row < len(sheet.rows) and _has_figures(sheet.rows[row])]
        if here:
            shown = ", ".join(map(str, here[:_SHOWN])) + (" …" if len(here) > _SHOWN else "")
            said.append(f"Trang “{sheet.name}” có {len(here)} dòng ẩn chứa số liệu (dòng {shown}); vẫn được đọc.")
        if any(_has_figures(values[column : column + 1]) for values in sheet.rows for column in columns):
            said.append(f"Trang “{sheet.name}” có cột ẩn chứa số liệu; vẫn được đọc.")
    return said


def _has_figures(values: tuple[CellValue, ...]) -> bool:
    return any(isinstance(value, (int, float)) and not isinstance(value, bool) for value in values)
