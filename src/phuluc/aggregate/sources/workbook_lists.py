"""Lists in workbooks: every visible sheet with the header of a list is one."""

from __future__ import annotations

import io
import itertools
import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

import python_calamine

from phuluc.aggregate.errors import ListError, NotAListError
from phuluc.aggregate.headers import SEARCHED_ROWS, HeaderReader
from phuluc.aggregate.sources.staged import StagedList, StagingFile, chunked
from phuluc.aggregate.watched_query import Tell
from phuluc.workbook.collector_pause import collector_paused
from phuluc.workbook.errors import DamagedWorkbookError
from phuluc.workbook.judge import read_list_package

_VISIBLE: Final = python_calamine.SheetVisibleEnum.Visible
_WORKSHEET: Final = python_calamine.SheetTypeEnum.WorkSheet


def stage_workbook(
    path: Path, next_file: Callable[[], Path], reader: HeaderReader, tell: Tell
) -> Iterator[StagedList | ListError]:
    """Read the sheets of a workbook, one at a time; `tell` learns what share of each is read.

    Yields:
        A list a sheet; an error in the place of a sheet that holds something else, where the file has a list at all.

    Raises:
        WorkbookFileError: the file is no readable workbook.
        ListError: no sheet is a list.
    """
    data = read_list_package(path)
    try:
        with python_calamine.load_workbook(io.BytesIO(data)) as book:
            sheets = [
                sheet.name for sheet in book.sheets_metadata if sheet.typ == _WORKSHEET and sheet.visible == _VISIBLE
            ]
            outcomes = (
                _stage_sheet(book, path, name, next_file, reader, tell, alone=len(sheets) == 1) for name in sheets
            )
            yield from _lists_first(outcomes)
    except (python_calamine.CalamineError, zipfile.BadZipFile) as error:
        raise DamagedWorkbookError(path, str(error)) from error


def _lists_first(outcomes: Iterator[StagedList | ListError | None]) -> Iterator[StagedList | ListError]:
    """Hand on lists as they come; if there is none, the first reason is the file's."""
    failed: list[ListError] = []
    any_list = False
    for outcome in outcomes:
        if isinstance(outcome, ListError):
            failed.append(outcome)
        elif outcome is not None:
            any_list = True
            yield outcome
    if failed and not any_list:
        raise failed[0]
    yield from failed


def _stage_sheet(
    book: python_calamine.CalamineWorkbook,
    path: Path,
    name: str,
    next_file: Callable[[], Path],
    reader: HeaderReader,
    tell: Tell,
    *,
    alone: bool,
) -> StagedList | ListError | None:
    where = path.name if alone else f"{path.name}, trang “{name}”"
    sheet = book.get_sheet_by_name(name)
    rows: Iterator[Sequence[object]] = sheet.iter_rows()
    head = list(itertools.islice(rows, SEARCHED_ROWS))
    if not any(map(any, head)):
        return (
            NotAListError("Trang không có dữ liệu", where=where, remedy="Chọn đúng tệp danh sách hồ sơ")
            if alone
            else None
        )
    try:
        header = reader.find(head, where)
    except ListError as error:
        return error
    target, read = next_file(), 0
    with StagingFile(target, header) as staging, collector_paused():
        for chunk in chunked(_filled(head[header.row + 1 :], rows)):
            staging.write(chunk)
            read += len(chunk)
            tell(read / sheet.height)
    return StagedList(where, target, header, renamed=True)


def _filled(head: Sequence[Sequence[object]], rows: Iterator[Sequence[object]]) -> Iterator[Sequence[object]]:
    yield from filter(any, head)
    yield from filter(any, rows)
