"""Tables of scores in long form: one row a figure, as CSV or as a sheet.

Columns: cấp (tier or table), đơn vị (unit, indicator or item), nội dung (which figure), giá trị, and where the source
has pairs, tỷ lệ beside it; kỳ, ngày, loại số liệu and cơ sở tính tell what the figures are of.
"""

from __future__ import annotations

import datetime as dt
import enum
import re
from typing import Final

from phuluc.domain.score_figures import SEMANTICS, SlotInfo
from phuluc.importers.errors import LongFormColumnsError, SeveralPeriodsError
from phuluc.importers.grid import SourceBook, SourceSheet
from phuluc.importers.score_records import ScoreRecord, ScoreRecords
from phuluc.importers.text_keys import caption_key
from phuluc.results import UnmatchedItem

_SEARCHED_ROWS: Final = 20


class ScoreColumn(enum.StrEnum):
    """A column of the long form; the value is its caption."""

    PERIOD = "kỳ"
    DAY = "ngày"
    SEMANTICS = "loại số liệu"
    BASIS = "cơ sở tính"
    SCOPE = "cấp"
    UNIT = "đơn vị"
    CODE = "mã"
    WHAT = "nội dung"
    VALUE = "giá trị"
    RATE = "tỷ lệ"


_CAPTIONS: Final[dict[str, ScoreColumn]] = {
    **{caption_key(column.value): column for column in ScoreColumn},
    "ky bao cao": ScoreColumn.PERIOD,
    "bang": ScoreColumn.SCOPE,
    "ma don vi": ScoreColumn.CODE,
    "ma co quan": ScoreColumn.CODE,
    "truc": ScoreColumn.WHAT,
    "truc noi dung": ScoreColumn.WHAT,
    "chi so": ScoreColumn.WHAT,
    "so lieu": ScoreColumn.VALUE,
    "diem": ScoreColumn.VALUE,
    "ty le %": ScoreColumn.RATE,
}
_REQUIRED: Final = (ScoreColumn.SCOPE, ScoreColumn.UNIT, ScoreColumn.WHAT, ScoreColumn.VALUE)
_SCOPES: Final[dict[str, str]] = {
    "tinh": "toan_tinh",
    "toan tinh": "toan_tinh",
    "cap tinh": "cap_tinh",
    "so ban nganh": "cap_tinh",
    "cap huyen": "cap_huyen",
    "cap xa": "cap_xa",
    "chi so": "chi_so",
    "noi dung": "noi_dung",
    "chi tiet": "chi_tiet",
    "thong tin": "thong_tin",
    "loi van": "loi_van",
    "ho so qua han": "qua_han",
}
_DAY: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


def score_long_form(book: SourceBook) -> ScoreRecords | None:
    """Read the first table of scores in long form of a file already in memory, None where there is none.

    Raises:
        LongFormColumnsError: the table lacks a column it cannot do without.
        SeveralPeriodsError: figures of more than one date.
    """
    for sheet in book.sheets:
        header = _header(sheet) if sheet.visible else None
        if header is not None:
            return _Reader(book, sheet, *header).read()
    return None


def _header(sheet: SourceSheet) -> tuple[int, dict[ScoreColumn, int]] | None:
    for row in range(min(len(sheet.rows), _SEARCHED_ROWS)):
        columns: dict[ScoreColumn, int] = {}
        for at in sheet.filled_cells(row):
            meaning = _CAPTIONS.get(caption_key(sheet.text(row, at)))
            if meaning is not None:
                columns.setdefault(meaning, at)
        if {ScoreColumn.UNIT, ScoreColumn.WHAT} <= set(columns):
            missing = [column.value for column in _REQUIRED if column not in columns]
            if missing:
                raise LongFormColumnsError(
                    "Bảng điểm thiếu cột", where=sheet.address(row, 0), found=", ".join(missing), remedy=_REMEDY
                )
            return row, columns
    return None


_REMEDY: Final = "Cần các cột: cấp, đơn vị, nội dung, giá trị; nên có kỳ, ngày, tỷ lệ"


class _Reader:
    def __init__(self, book: SourceBook, sheet: SourceSheet, header: int, columns: dict[ScoreColumn, int]) -> None:
        self._book = book
        self._sheet = sheet
        self._first = header + 1
        self._columns = columns
        self._records: list[ScoreRecord] = []
        self._unmatched: list[UnmatchedItem] = []

    def read(self) -> ScoreRecords:
        for row in range(self._first, len(self._sheet.rows)):
            if self._sheet.filled_cells(row):
                self._read_row(row)
        return ScoreRecords(self._info(), tuple(self._records), self._book.name, tuple(self._unmatched))

    def _read_row(self, row: int) -> None:
        text = self._text(row, ScoreColumn.SCOPE)
        scope = _SCOPES.get(caption_key(text))
        where = self._sheet.address(row, self._columns[ScoreColumn.VALUE])
        if scope is None:
            at = self._sheet.address(row, self._columns[ScoreColumn.SCOPE])
            self._unmatched.append(UnmatchedItem(at, text, "không rõ cấp hoặc bảng nào"))
            return
        name, what, code = (self._text(row, at) for at in (ScoreColumn.UNIT, ScoreColumn.WHAT, ScoreColumn.CODE))
        is_exact = self._book.cells is not None
        value = self._value(row, ScoreColumn.VALUE)
        rate = self._value(row, ScoreColumn.RATE)
        if value is not None or rate is None:
            self._records.append(ScoreRecord(scope, name, what, value, where, code, is_exact))
        if rate is not None:
            at = self._sheet.address(row, self._columns[ScoreColumn.RATE])
            self._records.append(ScoreRecord(scope, name, "ty_le", rate, at, code, is_exact))

    def _info(self) -> SlotInfo:
        found = {column: self._single(column) for column in (ScoreColumn.PERIOD, ScoreColumn.DAY)}
        semantics, basis = self._single(ScoreColumn.SEMANTICS), self._single(ScoreColumn.BASIS)
        return SlotInfo(
            found[ScoreColumn.PERIOD],
            _day(found[ScoreColumn.DAY]),
            next((known for known in SEMANTICS if known == semantics), None),
            basis,
        )

    def _single(self, column: ScoreColumn) -> str:
        """The one value of a column that tells what all figures are of."""
        found = dict.fromkeys(self._text(row, column) for row in range(self._first, len(self._sheet.rows)))
        values = [text for text in found if text]
        if len(values) > 1:
            raise SeveralPeriodsError(
                "Bảng có số liệu của nhiều kỳ",
                where=self._sheet.address(self._first, self._columns[column]),
                found=", ".join(f"“{text}”" for text in values[:5]),
                remedy="Tách mỗi kỳ thành một tệp rồi nhập từng tệp",
            )
        return values[0] if values else ""

    def _value(self, row: int, column: ScoreColumn) -> str | int | float | bool | None:
        return self._sheet.cell(row, self._columns[column]) if column in self._columns else None

    def _text(self, row: int, column: ScoreColumn) -> str:
        value = self._value(row, column)
        return "" if value is None else " ".join(str(value).split())


def _day(text: str) -> dt.date | None:
    match = _DAY.fullmatch(text)
    if match is None:
        return None
    try:
        return dt.date(int(match[3]), int(match[2]), int(match[1]))
    except ValueError:
        return None
