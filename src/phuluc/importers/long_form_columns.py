"""The columns of a table in long form, found by meaning in Vietnamese or English."""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass
from typing import Final

from phuluc.importers.captions import ColumnRole, group_role, indicator_of, leading_role
from phuluc.importers.errors import DuplicateColumnError, LongFormColumnsError
from phuluc.importers.grid import SourceSheet
from phuluc.importers.text_keys import caption_key

_SEARCHED_ROWS: Final = 20


class LongColumn(enum.StrEnum):
    """A column of the long form; the value is its name in messages.

    A text, because cells are looked up by it: other enumerations take a detour through Python for each look-up.
    """

    PERIOD = "kỳ"
    TIER = "cấp"
    UNIT = "đơn vị"
    INDICATOR = "chỉ tiêu"
    TARGET = "chỉ tiêu giao"
    DENOMINATOR = "mẫu số"
    NUMERATOR = "tử số"
    RATE = "tỷ lệ"
    TOTAL_RECEIVED = "tổng số HS tiếp nhận"


_REQUIRED: Final = (LongColumn.UNIT, LongColumn.INDICATOR, LongColumn.DENOMINATOR, LongColumn.NUMERATOR)
_CAPTIONS: Final = (
    (re.compile(r"(ky|ky bao cao|thoi ky|thoi gian|quy|thang|period)"), LongColumn.PERIOD),
    (re.compile(r"(cap|cap hanh chinh|cap bao cao|cap don vi|tier|level)"), LongColumn.TIER),
    (re.compile(r"(unit|unit name)"), LongColumn.UNIT),
    (re.compile(r"((ma|ten) )?chi tieu|indicator( (code|name))?"), LongColumn.INDICATOR),
    (re.compile(r"target"), LongColumn.TARGET),
    (re.compile(r"denominator|tong so( ho so)?"), LongColumn.DENOMINATOR),
    (re.compile(r"numerator"), LongColumn.NUMERATOR),
    (re.compile(r"rate|printed rate"), LongColumn.RATE),
    (re.compile(r"total received|(tong )?so (luong )?ho so( tthc)?( da)? tiep nhan"), LongColumn.TOTAL_RECEIVED),
)
_GROUP_ROLES: Final = {
    ColumnRole.TARGET: LongColumn.TARGET,
    ColumnRole.DENOMINATOR: LongColumn.DENOMINATOR,
    ColumnRole.NUMERATOR: LongColumn.NUMERATOR,
    ColumnRole.RATE: LongColumn.RATE,
}


@dataclass(frozen=True)
class LongHeader:
    """The header row (from 0) and the column (from 0) of each meaning."""

    row: int
    columns: dict[LongColumn, int]


def find_long_header(sheet: SourceSheet) -> LongHeader | None:
    """Find the header of a table in long form among the first rows of a sheet.

    Raises:
        LongFormColumnsError: the row that names unit and indicator lacks a column that is needed.
        DuplicateColumnError: two columns with one meaning.
    """
    for row in range(min(len(sheet.rows), _SEARCHED_ROWS)):
        found = [(column, meaning) for column in sheet.filled_cells(row) if (meaning := _meaning(sheet, row, column))]
        meanings = {meaning for _, meaning in found}
        if {LongColumn.UNIT, LongColumn.INDICATOR} <= meanings and _names_indicators(sheet, row, found):
            return LongHeader(row, _columns(sheet, row, found))
    return None


def _meaning(sheet: SourceSheet, row: int, column: int) -> LongColumn | None:
    caption = sheet.text(row, column)
    key = caption_key(caption)
    for sign, meaning in _CAPTIONS:
        if sign.fullmatch(key):
            return meaning
    if leading_role(caption) is ColumnRole.UNIT:
        return LongColumn.UNIT
    return None if indicator_of(caption) else _GROUP_ROLES.get(group_role(caption))


def _names_indicators(sheet: SourceSheet, row: int, found: list[tuple[int, LongColumn]]) -> bool:
    """Tell a long table from an annex whose sub-columns are headed "Chỉ tiêu": here indicators are named below."""
    columns = [column for column, meaning in found if meaning is LongColumn.INDICATOR]
    return any(sheet.text(below, column) for column in columns for below in range(row + 1, len(sheet.rows)))


def _columns(sheet: SourceSheet, row: int, found: list[tuple[int, LongColumn]]) -> dict[LongColumn, int]:
    columns: dict[LongColumn, int] = {}
    for column, meaning in found:
        if meaning not in columns:
            columns[meaning] = column
        elif meaning is LongColumn.INDICATOR:
            # "Mã chỉ tiêu" beside "Tên chỉ tiêu": the code is the surer one.
            if caption_key(sheet.text(row, column)) in {"ma chi tieu", "indicator code"}:
                columns[meaning] = column
        else:
            raise DuplicateColumnError(
                f"Hai cột cùng mang nghĩa “{meaning.value}”",
                where=sheet.address(row, column),
                found=f"cột trước đó ở {sheet.address(row, columns[meaning])}",
                remedy="Đổi tên hoặc xóa một trong hai cột rồi nhập lại",
            )
    missing = [meaning.value for meaning in _REQUIRED if meaning not in columns]
    if missing:
        raise LongFormColumnsError(
            f"Bảng thiếu cột {', '.join(f'“{name}”' for name in missing)}",
            where=sheet.address(row, found[0][0]),
            found=", ".join(f"“{sheet.text(row, column)}”" for column in sheet.filled_cells(row)),
            remedy="Cần các cột: kỳ, cấp, đơn vị, chỉ tiêu, chỉ tiêu giao, mẫu số, tử số",
        )
    return columns
