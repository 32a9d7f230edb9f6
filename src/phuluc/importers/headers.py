"""Find the tables of a sheet by what their headers say, wherever they stand and in whatever order their columns are.

A header is a band of rows: one that names the units' column and the indicators, one with the sub-columns, possibly one
above (a group of groups) and ones below (units of measure, column numbers).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from phuluc.domain.indicators import INDICATORS_BY_CODE
from phuluc.importers.captions import ColumnRole, group_role, indicator_of, leading_role
from phuluc.importers.errors import DuplicateColumnError
from phuluc.importers.grid import SourceSheet
from phuluc.importers.text_keys import caption_key
from phuluc.importers.titles import opens_table

_MAX_DEPTH: Final = 6
_COLUMN_NUMBER: Final = re.compile(r"\(?(\d{1,2}|[A-Za-z])\)?(\s*=.*)?")
_COUNTS: Final = re.compile(r"so (luong|ho so|tthc|dich vu)\b")
_ONE_LINE_PATH: Final = re.compile(r"\s+[-–|]\s+|:\s+")


@dataclass
class IndicatorColumns:
    """The columns of one indicator, counted from 0. `where` is the address of the group's caption."""

    where: str
    columns: dict[ColumnRole, int] = field(default_factory=dict)


@dataclass
class TableHeader:
    """One header: its rows (from 0, inclusive) and the column of each meaning.

    Attributes:
        unit: column of the units' names.
        span: columns of the table; another may stand beside it.
        order: column "TT", None where there is none.
        total_received: column of the total received, None where there is none.
        indicators: by code, in the order of the columns.
        not_understood: captions within indicator groups that fitted nothing, with their addresses.
    """

    top: int
    bottom: int
    unit: int
    span: range
    order: int | None = None
    total_received: int | None = None
    indicators: dict[str, IndicatorColumns] = field(default_factory=dict)
    not_understood: list[tuple[str, str]] = field(default_factory=list)

    @property
    def has_results(self) -> bool:
        """Whether any indicator has its column of results: without one this is a list of rates, or a torn header."""
        return any(ColumnRole.NUMERATOR in group.columns for group in self.indicators.values())

    @cached_property
    def figure_columns(self) -> list[int]:
        """The columns that hold figures, once all columns have been placed."""
        columns = [column for group in self.indicators.values() for column in group.columns.values()]
        return columns if self.total_received is None else [self.total_received, *columns]


def find_headers(sheet: SourceSheet) -> list[TableHeader]:
    """Find all headers of a sheet, from top to bottom.

    Raises:
        DuplicateColumnError: two columns with the same meaning in one table.
    """
    headers: list[TableHeader] = []
    row = 0
    while row < len(sheet.rows):
        found = _headers_at(sheet, row, headers[-1].bottom + 1 if headers else 0)
        headers.extend(found)
        row = found[-1].bottom + 1 if found else row + 1
    return headers


def _headers_at(sheet: SourceSheet, row: int, first_free: int) -> list[TableHeader]:
    """Read the headers of the tables that stand side by side in the band around a row; usually there is one."""
    if not sheet.is_text_row(row):
        return []
    filled = sheet.filled_cells(row)
    roles = {column: leading_role(sheet.text(row, column)) for column in filled}
    units = [column for column, role in roles.items() if role is ColumnRole.UNIT]
    # A list that mixes tiers is no annex: each annex is about one.
    if not units or len(filled) < 2 or ColumnRole.TIER in roles.values():
        return []
    top = _band_top(sheet, row, first_free)
    bottom = _band_bottom(sheet, row, units[0])
    starts = [unit - (roles.get(unit - 1) is ColumnRole.ORDER) for unit in units]
    width = max(len(sheet.rows[r]) for r in range(top, len(sheet.rows)))
    bounds = [0, *starts[1:], width]
    headers = [
        _read_header(sheet, TableHeader(top, bottom, unit, range(first, end)))
        for unit, first, end in zip(units, bounds, bounds[1:], strict=False)
    ]
    return [header for header in headers if header.indicators]


def _read_header(sheet: SourceSheet, header: TableHeader) -> TableHeader:
    for column in header.span:
        _place_column(sheet, header, column)
    header.indicators = {code: group for code, group in header.indicators.items() if group.columns}
    _settle_counts(sheet, header)
    return header


def _band_top(sheet: SourceSheet, row: int, first_free: int) -> int:
    top = row
    while top > first_free:
        captions = [sheet.text(top - 1, column) for column in sheet.filled_cells(top - 1)]
        names_groups = any(indicator_of(caption) and not opens_table(caption) for caption in captions if caption)
        if len(captions) < 2 or not names_groups:
            break
        top -= 1
    return top


def _band_bottom(sheet: SourceSheet, row: int, unit: int) -> int:
    bottom = row
    while bottom + 1 < min(len(sheet.rows), row + _MAX_DEPTH) and _continues_header(sheet, bottom + 1, unit):
        bottom += 1
    return bottom


def _continues_header(sheet: SourceSheet, row: int, unit: int) -> bool:
    filled = sheet.filled_cells(row)
    if not filled:
        return False
    if _is_column_numbers(sheet, row):
        return True
    return sheet.cell(row, unit) is None and filled[-1] > unit and all(sheet.text(row, column) for column in filled)


def _is_column_numbers(sheet: SourceSheet, row: int) -> bool:
    """Tell whether a row only numbers the columns: "(1) (2) (3)=(2)/(1)", "A B 1 2"."""
    cells = [str(value).strip() for value in sheet.rows[row] if value is not None]
    return len(cells) > 2 and all(_COLUMN_NUMBER.fullmatch(cell) for cell in cells)


def _caption_path(sheet: SourceSheet, header: TableHeader, column: int) -> list[tuple[str, str]]:
    """List captions over a column from top to bottom, each with its address; a merged caption comes once."""
    path: list[tuple[str, str]] = []
    for row in range(header.top, header.bottom + 1):
        if _is_column_numbers(sheet, row):
            continue
        text, source = sheet.filled_text(row, column), column
        if not text and sheet.merged_area(row, column) is None and _has_text_below(sheet, header, row, column):
            text, source = _carried_caption(sheet, row, column)
        if text and (not path or path[-1][0] != text):
            path.append((text, sheet.address(row, source)))
    if len(path) == 1:
        parts = [part for part in _ONE_LINE_PATH.split(path[0][0]) if part]
        path = [(part, path[0][1]) for part in parts]
    return path


def _has_text_below(sheet: SourceSheet, header: TableHeader, row: int, column: int) -> bool:
    return any(sheet.text(below, column) for below in range(row + 1, header.bottom + 1))


def _carried_caption(sheet: SourceSheet, row: int, column: int) -> tuple[str, int]:
    """Give the caption to the left that a blank cell of an unmerged group row belongs to."""
    for left in range(column - 1, -1, -1):
        if sheet.merged_area(row, left) is not None:
            break
        if text := sheet.text(row, left):
            return text, left
    return "", column


def _place_column(sheet: SourceSheet, header: TableHeader, column: int) -> None:
    path = _caption_path(sheet, header, column)
    if not path:
        return
    level = _group_level([text for text, _ in path])
    if level is None:
        _place_leading(sheet, header, column, path)
        return
    caption, where = path[level]
    group = header.indicators.setdefault(indicator_of(caption) or "", IndicatorColumns(where))
    if level == len(path) - 1:
        return
    role = group_role(" ".join(text for text, _ in path[level + 1 :]))
    if role is ColumnRole.UNKNOWN:
        header.not_understood.append((path[-1][1], path[-1][0]))
    elif role is not ColumnRole.OTHER:
        _claim(sheet, header, group, role, column)


def _group_level(captions: list[str]) -> int | None:
    """Find the caption that names the indicator: the topmost, unless it spans the names of other indicators."""
    named = [level for level, caption in enumerate(captions) if indicator_of(caption)]
    if not named:
        return None
    level = named[0]
    for below in named[1:]:
        is_group = below < len(captions) - 1 and group_role(captions[below]) is ColumnRole.COUNT
        if is_group and not _COUNTS.match(caption_key(captions[below])):
            level = below
    return level


def _place_leading(sheet: SourceSheet, header: TableHeader, column: int, path: list[tuple[str, str]]) -> None:
    roles = {leading_role(text) for text, _ in path}
    if ColumnRole.ORDER in roles and header.order is None:
        header.order = column
    elif ColumnRole.TOTAL_RECEIVED in roles and column != header.unit:
        if header.total_received is not None:
            raise _duplicate(sheet, header.bottom, ColumnRole.TOTAL_RECEIVED, header.total_received, column)
        header.total_received = column


def _claim(sheet: SourceSheet, header: TableHeader, group: IndicatorColumns, role: ColumnRole, column: int) -> None:
    if role is ColumnRole.COUNT:
        # Left open until all neighbours are known; a second one makes both undecidable.
        role = ColumnRole.COUNT if ColumnRole.COUNT not in group.columns else ColumnRole.OTHER
    elif role in group.columns:
        raise _duplicate(sheet, header.bottom, role, group.columns[role], column)
    group.columns[role] = column


def _duplicate(sheet: SourceSheet, row: int, role: ColumnRole, first: int, second: int) -> DuplicateColumnError:
    return DuplicateColumnError(
        f"Hai cột cùng mang nghĩa “{role.value}” trong một bảng",
        where=sheet.address(row, second),
        found=f"cột trước đó ở {sheet.address(row, first)}",
        remedy="Đổi tên hoặc xóa một trong hai cột rồi nhập lại",
    )


def _settle_counts(sheet: SourceSheet, header: TableHeader) -> None:
    """Decide what a bare count is from its neighbours: the denominator beside a numerator, else the numerator."""
    for code, group in header.indicators.items():
        spare = group.columns.pop(ColumnRole.OTHER, None)
        column = group.columns.pop(ColumnRole.COUNT, None)
        if column is None:
            continue
        role = ColumnRole.DENOMINATOR if ColumnRole.NUMERATOR in group.columns else ColumnRole.NUMERATOR
        own_denominator = INDICATORS_BY_CODE[code].denominator_rule != "total_received"
        one_is_missing = (
            role is ColumnRole.DENOMINATOR or ColumnRole.DENOMINATOR in group.columns or not own_denominator
        )
        if spare is None and role not in group.columns and one_is_missing:
            group.columns[role] = column
        else:
            header.not_understood.append((sheet.address(header.bottom, column), sheet.text(header.bottom, column)))
