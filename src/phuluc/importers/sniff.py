"""The one door for sources of figures: what a file is, is told by its content."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from phuluc.domain.quoting import quoted_captions
from phuluc.importers.annex_workbook import annexes_of_book, has_annex
from phuluc.importers.errors import UnknownSourceError
from phuluc.importers.grid import SourceBook
from phuluc.importers.long_form import long_form_of_book
from phuluc.importers.opening import read_book_or_text
from phuluc.importers.scores.errors import ScoresOnlyError
from phuluc.importers.scores.reading import holds_scores
from phuluc.importers.source import SourceFigures

#: Texts of its first line by which a file is recognised.
_QUOTED: Final = 4


def read_source(path: Path) -> SourceFigures:
    """Read figures from a hand-made annex workbook or from a table in long form (.xlsx or .csv).

    Args:
        path: of any file.

    Raises:
        WorkbookFileError: the file is neither text nor a readable workbook; one subclass per cause.
        UnknownSourceError: the content is neither an annex nor a table in long form.
        ScoresOnlyError: the content is scores, which books of scores take.
        SourceError: what `read_annexes` and `read_long_form` raise.
    """
    book = read_book_or_text(path)
    is_workbook = book.cells is not None
    if is_workbook and has_annex(book):
        return annexes_of_book(book)
    figures = long_form_of_book(book)
    if figures is not None:
        return figures
    if holds_scores(book):
        raise ScoresOnlyError(
            "Tệp là điểm của Cổng Dịch vụ công quốc gia, không phải số liệu 07 chỉ tiêu",
            where=path.name,
            remedy="Nhập tệp này vào sổ điểm (diem-tuan, diem-thang, diem-xa)",
        )
    if is_workbook:
        return annexes_of_book(book)
    raise UnknownSourceError(
        "Không nhận ra số liệu trong tệp",
        where=path.name,
        found=_first_texts(book),
        remedy=(
            "Cần phụ lục 07 chỉ tiêu (.xlsx) hoặc bảng dài (.xlsx, .csv) có các cột: "
            "kỳ, cấp, đơn vị, chỉ tiêu, chỉ tiêu giao, mẫu số, tử số"
        ),
    )


def _first_texts(book: SourceBook) -> str:
    """Quote the first line of the file, to recognise it by."""
    lines = (
        [sheet.text(row, at) for at in sheet.filled_cells(row)]
        for sheet in book.sheets
        for row in range(len(sheet.rows))
    )
    first = next((texts for line in lines if (texts := [text[:40] for text in line if text])), [])
    return quoted_captions(first[:_QUOTED]) if first else "tệp không có chữ nào"
