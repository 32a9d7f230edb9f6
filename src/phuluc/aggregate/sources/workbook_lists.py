"""Lists in workbooks: every visible sheet with the header of a list is one; hidden ones are named."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa

from phuluc.aggregate.day_order import refuse_swapped_days
from phuluc.aggregate.errors import HiddenListError, ListError, NotAListError
from phuluc.aggregate.headers import SEARCHED_ROWS, HeaderReader
from phuluc.aggregate.sources.pace import Pace
from phuluc.aggregate.sources.sheet_columns import SheetReader, as_lists_write, filled_rows
from phuluc.aggregate.sources.staged import ROW_GROUP, StagedList, StagingFile
from phuluc.aggregate.watched_query import Tell
from phuluc.workbook.judge import read_list_package
from phuluc.workbook.outline import outlined_sheets


def stage_workbook(
    path: Path, next_file: Callable[[], Path], reader: HeaderReader, tell: Tell
) -> Iterator[StagedList | ListError]:
    """Read the sheets of a workbook, one at a time; `tell` learns what share of all is read.

    Yields:
        A list a sheet; an error in the place of a sheet that holds something else, where the file has a list at all.

    Raises:
        WorkbookFileError: the file is no readable workbook.
        ListError: no sheet is a list.
    """
    pace = Pace(tell)
    data = read_list_package(path, pace.judge)
    every = outlined_sheets(path, data)
    outlined = [sheet for sheet in every if sheet.is_visible]
    sheets = SheetReader(path, data, pace.read_on)
    # The reader has its own.
    del data
    failed: list[ListError] = []
    any_list = False
    for sheet in outlined:
        where = path.name if len(outlined) == 1 else f"{path.name}, trang “{sheet.name}”"
        pace.begin_sheet(sheet.size / sum(each.size for each in outlined))
        try:
            staged = _stage_sheet(sheets.columns(sheet.name), where, next_file, reader, pace)
        except ListError as error:
            failed.append(error)
            continue
        if staged is not None:
            any_list = True
            yield staged
    if not any_list:
        raise failed[0] if failed else _no_data(path.name)
    yield from failed
    for sheet in every:
        where = f"{path.name}, trang “{sheet.name}”"
        if not sheet.is_visible and _is_list(sheets.columns(sheet.name), reader, where):
            yield HiddenListError(
                "Trang ẩn có danh sách hồ sơ, không tính vào số liệu",
                where=where,
                remedy="Nếu cần tính thì cho hiện trang này rồi chạy lại",
            )


def _is_list(columns: pa.RecordBatch, reader: HeaderReader, where: str) -> bool:
    try:
        reader.find(_head(columns), where)
    except NotAListError:
        return False
    except ListError:
        return True
    return True


def _head(columns: pa.RecordBatch) -> list[tuple[object, ...]]:
    """Give the first rows, among which the header is."""
    return [*zip(*(column.to_pylist() for column in columns.slice(0, SEARCHED_ROWS).columns), strict=True)]


def _no_data(where: str) -> NotAListError:
    return NotAListError("Không có trang nào có dữ liệu", where=where, remedy="Chọn đúng tệp danh sách hồ sơ")


def _stage_sheet(
    columns: pa.RecordBatch, where: str, next_file: Callable[[], Path], reader: HeaderReader, pace: Pace
) -> StagedList | None:
    """Write the list of a sheet; None where its beginning is blank.

    Raises:
        ListError: it is no list.
    """
    head = _head(columns)
    if not any(map(any, head)):
        return None
    header = reader.find(head, where)
    below = columns.slice(header.row + 1)
    filled = filled_rows(below)
    # What is no field, and so all personal data, goes no further.
    wanted = below.select(list(header.columns.values()))
    for column, (code, kind) in zip(wanted.columns, header.kinds.items(), strict=True):
        if kind == "ngay":
            refuse_swapped_days(column, header.captions[code], where)
    target = next_file()
    with StagingFile(target, header) as staging:
        for start in range(0, wanted.num_rows, ROW_GROUP):
            piece = wanted.slice(start, ROW_GROUP).filter(filled.slice(start, ROW_GROUP))
            staging.write_columns(map(as_lists_write, piece.columns, header.kinds.values()))
            pace.write((start + piece.num_rows) / wanted.num_rows)
    return StagedList(where, target, header, renamed=True)
