"""The one door for sources of scores: what a file is, is told by its content."""

from __future__ import annotations

from pathlib import Path

from phuluc.importers.errors import UnknownSourceError
from phuluc.importers.opening import read_book_or_text
from phuluc.importers.score_long_form import score_long_form
from phuluc.importers.score_records import ScoreRecords


def read_scores(path: Path) -> ScoreRecords:
    """Read scores from a table in long form (.csv, .xlsx).

    Raises:
        WorkbookFileError: the file is neither text nor a readable workbook; one subclass per cause.
        UnknownSourceError: there is no table of scores in it.
        SourceError: the table cannot be understood.
    """
    found = score_long_form(read_book_or_text(path))
    if found is None:
        raise UnknownSourceError(
            "Không nhận ra bảng điểm trong tệp",
            where=path.name,
            remedy="Cần bảng dài (.csv, .xlsx) có các cột: cấp, đơn vị, nội dung, giá trị; nên có kỳ, ngày, tỷ lệ",
        )
    return found
