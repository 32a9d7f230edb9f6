"""The door for scores: a dump of the portal, its JSON, a CSV, a page of HTML; told apart by content."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from phuluc.domain.score_figures import Semantics, SlotInfo
from phuluc.domain.slot_rules import rules_of_source
from phuluc.importers.csv_table import read_csv_sheet
from phuluc.importers.grid import SourceBook, SourceSheet, read_book
from phuluc.importers.html_table import read_html_book
from phuluc.importers.scores.columns import ScoreHeader, find_score_header
from phuluc.importers.scores.errors import NoScoresError
from phuluc.importers.scores.json_form import is_json, read_json_tables
from phuluc.importers.scores.proof import prove_columns
from phuluc.importers.scores.source import ScoreList, ScoreSource
from phuluc.importers.scores.table import ScoreRowReader, ScoreRows
from phuluc.importers.scores.vendor_table import find_vendor_table
from phuluc.importers.text_keys import caption_key
from phuluc.importers.titles import tier_in
from phuluc.results import UnmatchedItem
from phuluc.workbook.errors import TextTableError, WebPageError

#: The portal's interface of 2022–2025 is the only source of its dumps.
_OLD_BASIS: Final = "2024"
#: Of a slot nobody told anything of.
NOTHING_TOLD: Final = SlotInfo()
_YEAR: Final = re.compile(r"\b(nam|luy ke|dau nam)\b")
_PERIOD: Final = re.compile(r"\b(thang|quy|tuan|trong ky)\b")
#: Names of axes in words; such a column is not taken.
_AXIS_LABEL: Final = re.compile(
    r"(diem )?(cong khai( va)? minh bach|tien do( giai quyet)?|(dich vu cong|thanh toan) truc tuyen|"
    r"so hoa( ho so)?|(muc do )?hai long)"
)


def read_scores(path: Path, slot: SlotInfo = NOTHING_TOLD) -> ScoreSource:
    """Read the scores of units from a file of any form the portal's figures come in.

    Args:
        path: of the file.
        slot: what the book tells of the slot the figures are for; its day and basis hold where the file tells none.

    Raises:
        WorkbookFileError: the file is no readable workbook, text or page; one subclass per cause.
        NoScoresError: the content is something else.
        AboveMaximumError: a column is not the axis its header says.
        SourceError: what else is wrong with it; one subclass per cause.
    """
    return scores_in(open_source(path), slot)


@dataclass(frozen=True)
class OpenSource:
    """A file of which it is known what it is: a workbook, text or page as sheets; or JSON, with `book` None."""

    path: Path
    book: SourceBook | None
    is_page: bool = False


def open_source(path: Path) -> OpenSource:
    """Open a file of any form in which scores come.

    Raises:
        WorkbookFileError, SourceError: as for `read_scores`.
    """
    try:
        return OpenSource(path, read_book(path))
    except WebPageError:
        return OpenSource(path, read_html_book(path), is_page=True)
    except TextTableError:
        is_table = not is_json(path)
        return OpenSource(path, SourceBook(path.name, (read_csv_sheet(path),), None) if is_table else None)


def scores_in(source: OpenSource, slot: SlotInfo = NOTHING_TOLD) -> ScoreSource:
    """Read the scores of units from an opened file.

    Raises:
        SourceError: as for `read_scores`.
    """
    if source.book is None:
        info, tables = read_json_tables(source.path)
        return _source(source.path.name, info, slot, tables)
    return _scores_of_page(source.book, slot) if source.is_page else scores_of_book(source.book, slot)


def scores_of_book(book: SourceBook, slot: SlotInfo = NOTHING_TOLD) -> ScoreSource:
    """Read the scores in the visible sheets of a file already in memory.

    Raises:
        NoScoresError: none of them holds scores.
        SourceError: as for `read_scores`.
    """
    found = _headers(book)
    if not found:
        raise _no_scores(book)
    tables = [_rows_of_sheet(sheet, header) for sheet, header in found]
    notices = [notice for sheet, header in found for notice in _untaken_axes(sheet, header)]
    is_old = all(header.is_old_portal for _, header in found)
    return _source(book.name, SlotInfo(basis=_OLD_BASIS if is_old else ""), slot, tables, notices)


def holds_scores(book: SourceBook) -> bool:
    """Tell whether a visible sheet of a file holds a table of scores."""
    return bool(_headers(book))


def _scores_of_page(book: SourceBook, slot: SlotInfo) -> ScoreSource:
    if _headers(book):
        return scores_of_book(book, slot)
    tables = [table for sheet in book.sheets if (table := find_vendor_table(sheet))]
    if not tables:
        raise _no_scores(book)
    notice = "Ô tỷ lệ để trống trong bảng của hệ thống một cửa được hiểu là 0%"
    return _source(book.name, SlotInfo(), slot, tables, [notice])


def _headers(book: SourceBook) -> list[tuple[SourceSheet, ScoreHeader]]:
    found = ((sheet, find_score_header(sheet)) for sheet in book.sheets if sheet.visible)
    return [(sheet, header) for sheet, header in found if header is not None]


def _rows_of_sheet(sheet: SourceSheet, header: ScoreHeader) -> ScoreRows:
    first = header.row + 1
    return ScoreRows(
        title=sheet.name,
        columns=header.columns,
        rows=sheet.rows[first:],
        address=lambda row, column: sheet.address(first + row, column),
        default_tier=tier_in(sheet.name),
    )


def _source(
    name: str, info: SlotInfo, slot: SlotInfo, tables: Iterable[ScoreRows], notices: Iterable[str] = ()
) -> ScoreSource:
    rules = rules_of_source(info, slot)
    lists: list[ScoreList] = []
    unmatched: list[UnmatchedItem] = []
    for table in tables:
        reader = ScoreRowReader(table)
        units = reader.read()
        prove_columns(reader, rules)
        unmatched += reader.unmatched
        if units:
            lists.append(ScoreList(table.title, _semantics(table.title) or info.semantics, units))
    return ScoreSource(name, info, tuple(lists), tuple(unmatched), tuple(notices))


def _semantics(title: str) -> Semantics | None:
    """Tell from a title whether values are of the year to date ("Điểm năm") or of a period ("Điểm tháng")."""
    key = caption_key(title)
    return "lũy kế" if _YEAR.search(key) else "trong kỳ" if _PERIOD.search(key) else None


def _untaken_axes(sheet: SourceSheet, header: ScoreHeader) -> list[str]:
    taken = set(header.columns.values())
    return [
        f"Không lấy cột “{sheet.text(header.row, column)}” ({sheet.address(header.row, column)}): nhãn bằng chữ của "
        "các trục hay bị đảo giữa các trang, chỉ nhận cột có mã của Cổng (CKMB, TDGQ, CLGQ, TTTT, MDHL, MDSH)"
        for column in sheet.filled_cells(header.row)
        if column not in taken and _AXIS_LABEL.fullmatch(caption_key(sheet.text(header.row, column)))
    ]


def _no_scores(book: SourceBook) -> NoScoresError:
    return NoScoresError(
        "Không thấy bảng điểm của Cổng Dịch vụ công quốc gia trong tệp",
        where=book.name,
        found=", ".join(f"“{sheet.name}”" for sheet in book.sheets[:6]),
        remedy=(
            "Cần tệp xuất của Cổng (.xlsx có cột MA_COQUAN, TONG_SCORE; .json), hoặc bảng có các cột: "
            "code, name, group, ckmb, tdgq, dvctt, tttt, mdhl, mdsh, total; "
            "bảng dài có các cột: cấp, đơn vị, nội dung, giá trị"
        ),
    )
