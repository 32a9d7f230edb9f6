"""Tables of rates as vendors' screens "theo QĐ 766" save them: HTML named .xls.

Their programs print nothing where a rate is 0, so that a blank cell of a column of rates means 0 %, in these tables
and in no others. What a count says stays as it stands.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from phuluc.importers.grid import SourceSheet
from phuluc.importers.scores.columns import ScoreColumn, column_of
from phuluc.importers.scores.points import NotPointsError, Raw, read_points
from phuluc.importers.scores.table import ScoreRows
from phuluc.importers.text_keys import caption_key

_SEARCHED_ROWS: Final = 20
_NUMBER_COLUMN: Final = re.compile(r"stt|tt|so tt")
_RATE: Final = re.compile(r"ty le|%")
_TOTAL_ROW: Final = re.compile(r"(tong|cong)( cong| so| chung)?( toan tinh)?")
#: What a column of rates is about, by the first pattern that fits its captions from the top down.
_RATES: Final = (
    (re.compile(r"ty le thanh toan truc tuyen"), "thanh_toan_truc_tuyen"),
    (re.compile(r"ty le (nop )?(ho so )?truc tuyen( %)?$"), "ho_so_truc_tuyen"),
    (re.compile(r"ty le( ho so)?( xu ly| giai quyet)?( truoc han)? dung han"), "tien_do"),
    (re.compile(r"ket qua giai quyet.* dung han"), "tien_do"),
    (re.compile(r"hai long"), "hai_long"),
    (re.compile(r"khai thac|tai su dung"), "khai_thac_su_dung_lai"),
    (re.compile(r"(cap )?ket qua( giai quyet)?( thu tuc hanh chinh| tthc)? dien tu"), "cap_ket_qua_dien_tu"),
    (re.compile(r"so hoa"), "so_hoa"),
)


def find_vendor_table(sheet: SourceSheet) -> ScoreRows | None:
    """Find a table of rates of units in a sheet made from HTML, None where there is none."""
    for row in range(min(len(sheet.rows), _SEARCHED_ROWS)):
        for column in sheet.filled_cells(row):
            if column_of(sheet.text(row, column)) is ScoreColumn.NAME:
                return _table(sheet, row, column)
    return None


def _table(sheet: SourceSheet, top: int, name: int) -> ScoreRows | None:
    first = _first_body_row(sheet, top, name)
    width = max(map(len, sheet.rows[top:]), default=0)
    captions = {column: _captions(sheet, range(top, first), column) for column in range(width)}
    rates = _rates(captions)
    if not rates:
        return None
    codes = [at for at, texts in captions.items() if texts and column_of(texts[-1]) is ScoreColumn.CODE]
    rows = [_row(sheet, row, name, set(rates.values())) for row in range(first, len(sheet.rows))]
    return ScoreRows(
        title=sheet.name,
        columns={ScoreColumn.NAME: name} | ({ScoreColumn.CODE: codes[0]} if codes else {}),
        rows=rows,
        address=lambda row, column: sheet.address(first + row, column),
        others=rates,
        read_other=_read_rate,
    )


def _first_body_row(sheet: SourceSheet, top: int, name: int) -> int:
    """Give the row below the captions; those of a cell over several rows end with it."""
    area = sheet.merged_area(top, name)
    first = area.bottom if area else top + 1
    # A row that numbers the columns: (1), (2), … or A, B, 1, 2.
    while first < len(sheet.rows) and re.fullmatch(r"\(?([0-9]{1,2}|[A-Z])\)?", sheet.text(first, name)):
        first += 1
    return first


def _captions(sheet: SourceSheet, rows: range, column: int) -> list[str]:
    texts: list[str] = []
    for row in rows:
        text = sheet.filled_text(row, column)
        if text and (not texts or texts[-1] != text):
            texts.append(text)
    return texts


def _rates(captions: dict[int, list[str]]) -> dict[str, int]:
    """Give the column of each rate, the first where two claim one."""
    rates: dict[str, int] = {}
    for column, texts in captions.items():
        own = caption_key(texts[-1]) if texts else ""
        if _RATE.search(own) and (code := _rate_code(own) or _rate_code(caption_key(" ".join(texts)))):
            rates.setdefault(code, column)
    return rates


def _rate_code(key: str) -> str | None:
    return next((code for pattern, code in _RATES if pattern.search(key)), None)


def _row(sheet: SourceSheet, row: int, name: int, rates: set[int]) -> list[Raw]:
    cells: list[Raw] = [sheet.cell(row, column) for column in range(max(len(sheet.rows[row]), *rates, name) + 1)]
    filled = [column for column, cell in enumerate(cells) if cell is not None and column > name]
    if not filled or _TOTAL_ROW.fullmatch(caption_key(sheet.text(row, name))):
        return []  # the heading of a group, or a total
    return [0 if cell is None and column in rates else cell for column, cell in enumerate(cells)]


def _read_rate(raw: Raw) -> Decimal | None:
    """Read percent points: 85.3%, 85,3, 100; 0 to 100."""
    value = read_points(raw.strip().removesuffix("%").rstrip() if isinstance(raw, str) else raw)
    if value is not None and value > 100:
        raise NotPointsError
    return value
