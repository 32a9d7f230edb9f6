"""The columns of a table of scores, found by the portal's codes.

Axes are known by code alone. Pages around the portal label the axes "Dịch vụ công trực tuyến" and "Thanh toán trực
tuyến" the one with the other's figures, so that a label proves nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from phuluc.domain.score_figures import AXIS_CODES
from phuluc.domain.scoring_rules import portal_codes
from phuluc.importers.errors import DuplicateColumnError
from phuluc.importers.grid import SourceSheet
from phuluc.importers.text_keys import caption_key

_SEARCHED_ROWS: Final = 20


class ScoreColumn(StrEnum):
    """A column; those of the axes have the axis' code as value."""

    CODE = "mã đơn vị"
    NAME = "tên đơn vị"
    SECOND_NAME = "tên cơ quan"
    GROUP = "nhóm"
    TOTAL = "tổng điểm"
    RANK = "thứ hạng"
    CKMB = "ckmb"
    TDGQ = "tdgq"
    DVCTT = "dvctt"
    TTTT = "tttt"
    MDSH = "mdsh"
    MDHL = "mdhl"


AXIS_COLUMNS: Final = tuple(ScoreColumn(code) for code in AXIS_CODES)
#: By the letters and digits of the caption alone: MA_COQUAN, maCoQuan.
_CODES: Final = {
    "macoquan": ScoreColumn.CODE,
    "departmentcode": ScoreColumn.CODE,
    "code": ScoreColumn.CODE,
    "ten": ScoreColumn.NAME,
    "tencoquan": ScoreColumn.SECOND_NAME,
    "departmentname": ScoreColumn.NAME,
    "name": ScoreColumn.NAME,
    "loaicoquan": ScoreColumn.GROUP,
    "childgroup": ScoreColumn.GROUP,
    "group": ScoreColumn.GROUP,
    "tongscore": ScoreColumn.TOTAL,
    "totalscore": ScoreColumn.TOTAL,
    "total": ScoreColumn.TOTAL,
    "rowstt": ScoreColumn.RANK,
    "rank": ScoreColumn.RANK,
    **{str(column): column for column in AXIS_COLUMNS},
}
#: Captions in words, as staff and vendors write them; never those of axes.
_WORDS: Final = (
    (re.compile(r"ma (dinh danh|don vi|co quan|co quan don vi)"), ScoreColumn.CODE),
    (re.compile(r"ten (don vi|co quan|co quan don vi)|(co quan )?don vi|co quan|dia phuong"), ScoreColumn.NAME),
    (re.compile(r"nhom|cap|loai don vi|loai co quan"), ScoreColumn.GROUP),
    (re.compile(r"tong (so )?diem|diem (tong hop|danh gia|so)|diem tong"), ScoreColumn.TOTAL),
    (re.compile(r"xep hang|thu hang|hang"), ScoreColumn.RANK),
)
_NOT_LETTERS: Final = re.compile(r"[^0-9a-z]")
_OLD_PORTAL: Final = frozenset({"macoquan", "loaicoquan", "tongscore", "rowstt"})


@dataclass(frozen=True)
class ScoreHeader:
    """Where a table of scores begins.

    Attributes:
        row: of the captions, from 0.
        columns: place of each column, from 0.
        is_old_portal: whether the captions are those of the portal's interface of 2022–2025.
    """

    row: int
    columns: dict[ScoreColumn, int]
    is_old_portal: bool

    @property
    def axes(self) -> dict[ScoreColumn, int]:
        """The columns of axes among them."""
        return {column: self.columns[column] for column in AXIS_COLUMNS if column in self.columns}


def column_of(caption: str) -> ScoreColumn | None:
    """Tell what a caption means, None for what is no column of scores."""
    letters = _letters(caption)
    axis = portal_codes().get(letters)
    found = ScoreColumn(axis) if axis else _CODES.get(letters)
    if found is not None:
        return found
    key = caption_key(caption)
    return next((column for pattern, column in _WORDS if pattern.fullmatch(key)), None)


def find_score_header(sheet: SourceSheet) -> ScoreHeader | None:
    """Find the row of captions of a table of scores, None where the sheet holds none.

    Raises:
        DuplicateColumnError: two columns claim the same meaning.
    """
    for row in range(min(len(sheet.rows), _SEARCHED_ROWS)):
        captions = {column: sheet.text(row, column) for column in sheet.filled_cells(row)}
        places = [(found, column) for column, text in captions.items() if (found := column_of(text))]
        if _is_header({found for found, _ in places}):
            is_old = len({_letters(text) for text in captions.values()} & _OLD_PORTAL) > 1
            return ScoreHeader(row, _unique(sheet, row, places), is_old)
    return None


def _is_header(found: set[ScoreColumn]) -> bool:
    has_unit = bool(found & {ScoreColumn.CODE, ScoreColumn.NAME, ScoreColumn.SECOND_NAME})
    return has_unit and (ScoreColumn.TOTAL in found or len(found & set(AXIS_COLUMNS)) > 1)


def _unique(sheet: SourceSheet, row: int, places: list[tuple[ScoreColumn, int]]) -> dict[ScoreColumn, int]:
    columns: dict[ScoreColumn, int] = {}
    for found, column in places:
        if found in columns:
            raise DuplicateColumnError(
                f"hai cột cùng là “{found}”",
                where=sheet.address(row, column),
                found=f"“{sheet.text(row, columns[found])}” và “{sheet.text(row, column)}”",
                remedy="Bỏ hoặc đổi tên một trong hai cột",
            )
        columns[found] = column
    if ScoreColumn.NAME not in columns and ScoreColumn.SECOND_NAME in columns:
        columns[ScoreColumn.NAME] = columns.pop(ScoreColumn.SECOND_NAME)
    return columns


def _letters(caption: str) -> str:
    return _NOT_LETTERS.sub("", caption.casefold())
