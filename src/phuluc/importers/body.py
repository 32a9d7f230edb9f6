"""The rows under a header: which are units, totals, headings and notes."""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass, field
from typing import Final

from phuluc.domain.figures import CellValue
from phuluc.domain.units import infer_tier
from phuluc.domain.vietnamese_numbers import NumberTextError, parse_number
from phuluc.importers.errors import HeaderRowsMissingError
from phuluc.importers.grid import SourceSheet
from phuluc.importers.headers import TableHeader
from phuluc.importers.titles import opens_table, starts_annex

_NOTES: Final = re.compile(r"ghi chú|chú thích|\(?\*")
_TOTAL: Final = re.compile(
    r"(?:[ivx\d]+[.)]?\s*)?(?:tổng(?: cộng| số| hợp)?|cộng|bình quân|trung bình|cả tỉnh|(?:tỷ lệ )?chung"
    r"|toàn (?:tỉnh|cấp|huyện|xã|ngành|thành phố))(?!\w| công ty| cục| đội)",
    re.IGNORECASE,
)
_FEWEST_FIGURES: Final = 3


class RowKind(enum.Enum):
    UNIT = "unit"
    TOTAL = "total"
    HEADING = "heading"
    NAMELESS = "nameless"


@dataclass
class Body:
    """Row numbers (from 0) of one table by kind, in order, and the text of its notes."""

    rows: list[tuple[RowKind, int]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def row_name(sheet: SourceSheet, header: TableHeader, row: int) -> tuple[str, int]:
    """Give the name in a row and its column: a total's name may stand in the column "TT", merged over both."""
    for column in (header.unit, header.order):
        if column is not None and (text := sheet.text(row, column)) and not _order_text(text):
            return text, column
    value = sheet.cell(row, header.unit)
    return ("" if value is None else str(value)), header.unit


def order_number(value: CellValue) -> int | None:
    """Give the number in column "TT": 1, "1", "01.", None for anything else."""
    if isinstance(value, str) and re.fullmatch(r"\s*\d{1,4}\s*[.)]?\s*", value):
        return int(re.sub(r"\D", "", value))
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _order_text(text: str) -> bool:
    return re.fullmatch(r"\d{1,4}[.)]?|[IVXLC]+[.)]?|[A-ZĐa-zđ][.)]?", text) is not None


def read_body(sheet: SourceSheet, header: TableHeader, end: int) -> Body:
    """Sort the rows between a header and `end` (exclusive).

    Raises:
        HeaderRowsMissingError: figures of units follow after the table has ended, under no header of their own.
    """
    body = Body()
    ended = in_notes = False
    for row in range(header.bottom + 1, end):
        filled = sheet.filled_cells(row, header.span)
        lone = sheet.text(row, filled[0]) if len(filled) == 1 else ""
        first = next((text for column in filled if (text := sheet.text(row, column))), "")
        if not filled:
            in_notes = False
        elif _NOTES.match(first.casefold()):
            body.notes.append(first)
            ended = in_notes = True
        elif lone and in_notes and not opens_table(lone):
            body.notes.append(lone)
        elif lone and (opens_table(lone) or starts_annex(lone)):
            ended, in_notes = True, False
        elif ended:
            require_header(sheet, row, header.span)
        else:
            body.rows.append((_row_kind(sheet, header, row), row))
    _drop_signatures(body)
    return body


def require_header(sheet: SourceSheet, row: int, within: range | None = None) -> None:
    """Refuse a row of figures that stands under no header.

    Raises:
        HeaderRowsMissingError: the row looks like a unit with its figures.
    """
    if looks_like_figures(sheet, row, within):
        filled = sheet.filled_cells(row, within)
        raise HeaderRowsMissingError(
            "Có hàng số liệu nhưng phía trên không có các dòng tiêu đề cột của phụ lục",
            where=sheet.address(row, filled[0]),
            found=f"“{next(text for column in filled if (text := sheet.text(row, column)))}”",
            remedy="Bổ sung các dòng tiêu đề (nhóm chỉ tiêu và cột con Chỉ tiêu, Kết quả, Tỷ lệ) rồi nhập lại",
        )


def looks_like_figures(sheet: SourceSheet, row: int, within: range | None = None) -> bool:
    """Tell whether a row carries a name and at least three figures."""
    filled = sheet.filled_cells(row, within)
    has_name = any(re.search(r"[^\W\d_]{2}", sheet.text(row, column)) for column in filled[:3])
    return has_name and sum(is_figure(sheet.cell(row, column)) for column in filled) >= _FEWEST_FIGURES


def is_figure(value: CellValue) -> bool:
    """Tell whether a cell holds a number, a dash or a number written as text."""
    if not isinstance(value, str):
        return value is not None
    try:
        return parse_number(value) is not None
    except NumberTextError:
        return False


def _row_kind(sheet: SourceSheet, header: TableHeader, row: int) -> RowKind:
    name, _ = row_name(sheet, header, row)
    has_figures = any(sheet.cell(row, column) is not None for column in header.figure_columns)
    if not name:
        return RowKind.NAMELESS if has_figures else RowKind.HEADING
    if _TOTAL.match(name):
        return RowKind.TOTAL
    return RowKind.UNIT if has_figures or _is_listed(sheet, header, row) else RowKind.HEADING


def _is_listed(sheet: SourceSheet, header: TableHeader, row: int) -> bool:
    """Tell whether a row without figures is a unit all the same: it has a number, or the name of a single office."""
    if header.order is not None and order_number(sheet.cell(row, header.order)) is not None:
        return True
    name = sheet.text(row, header.unit)
    return not name.isupper() and infer_tier(name, legacy=True) is not None


def _drop_signatures(body: Body) -> None:
    """Drop what follows the last row with figures: places, dates and signatures, not headings."""
    while body.rows and body.rows[-1][0] is RowKind.HEADING:
        body.rows.pop()
