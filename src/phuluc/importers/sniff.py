"""The one door for sources of figures: what a file is, is told by its content."""

from __future__ import annotations

from pathlib import Path

from phuluc.importers.annex_workbook import annexes_of_sheets, has_annex
from phuluc.importers.csv_table import read_csv_sheet
from phuluc.importers.errors import UnknownSourceError
from phuluc.importers.grid import SourceSheet, read_sheets
from phuluc.importers.long_form import is_package, long_form_of_sheets
from phuluc.importers.source import SourceFigures


def read_source(path: Path) -> SourceFigures:
    """Read figures from a hand-made annex workbook or from a table in long form (.xlsx or .csv).

    Args:
        path: a file that exists; a workbook must have been judged safe to open.

    Raises:
        UnknownSourceError: the content is neither.
        SourceError: what `read_annexes` and `read_long_form` raise.
    """
    is_workbook = is_package(path)
    sheets = read_sheets(path) if is_workbook else (read_csv_sheet(path),)
    if is_workbook and has_annex(sheets):
        return annexes_of_sheets(sheets, path)
    figures = long_form_of_sheets(sheets, path, plain_text=not is_workbook)
    if figures is None and is_workbook:
        return annexes_of_sheets(sheets, path)
    if figures is None:
        raise UnknownSourceError(
            "Không nhận ra số liệu trong tệp",
            where=path.name,
            found=_first_cells(sheets),
            remedy=(
                "Cần phụ lục 07 chỉ tiêu (.xlsx) hoặc bảng dài (.xlsx, .csv) có các cột: "
                "kỳ, cấp, đơn vị, chỉ tiêu, chỉ tiêu giao, mẫu số, tử số"
            ),
        )
    return figures


def _first_cells(sheets: tuple[SourceSheet, ...]) -> str:
    """Quote the first texts of the file, to recognise it by."""
    texts = (
        sheet.text(row, column)
        for sheet in sheets
        for row in range(len(sheet.rows))
        for column in sheet.filled_cells(row)
    )
    shown = [text[:40] for _, text in zip(range(4), filter(None, texts), strict=False)]
    return ", ".join(f"“{text}”" for text in shown) or "tệp không có chữ nào"
