"""Lists that are HTML tables, most often named .xls: read as a stream, so that size does not matter."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from lxml import etree

from phuluc.aggregate.errors import BrokenRowError, NotAListError
from phuluc.aggregate.headers import SEARCHED_ROWS, HeaderReader
from phuluc.aggregate.sources.staged import StagedList, StagingFile, chunked
from phuluc.aggregate.watched_query import Tell
from phuluc.workbook.collector_pause import collector_paused

#: More is no table of a person's; it would only fill the memory.
_WIDEST_SPAN = 100


def stage_web_table(path: Path, target: Path, reader: HeaderReader, tell: Tell) -> StagedList:
    """Read the tables of a page as one list into `target`, one below the other; `tell` learns what share is read.

    Raises:
        BrokenRowError: the page cannot be read on.
        ListError: no list.
    """
    with path.open("rb") as file:
        return _staged(path, file, target, reader, tell)


def _staged(path: Path, file: IO[bytes], target: Path, reader: HeaderReader, tell: Tell) -> StagedList:
    rows = _rows(path, file)
    head = list(itertools.islice(rows, SEARCHED_ROWS))
    if not head:
        raise NotAListError("Trang web không có bảng nào", where=path.name, remedy="Xuất lại danh sách dạng .xlsx")
    header = reader.find(head, path.name)
    with StagingFile(target, header) as staging, collector_paused():
        for chunk in chunked(_as_wide(head[header.row + 1 :], rows, header.width)):
            staging.write(chunk)
            tell(file.tell() / path.stat().st_size)
    return StagedList(path.name, target, header, renamed=True)


def _as_wide(head: list[list[str | None]], rows: Iterator[list[str | None]], width: int) -> Iterator[list[str | None]]:
    for part in (head, rows):
        for row in part:
            if any(row):
                yield [*row, *[None] * (width - len(row))]


def _rows(path: Path, file: IO[bytes]) -> Iterator[list[str | None]]:
    number = 0
    try:
        events = etree.iterparse(file, events=("end",), tag="tr", html=True, encoding=_encoding(path), no_network=True)
        for number, (_, row) in enumerate(events, start=1):  # noqa: B007 - told when it fails
            yield _cells(row)
            # What was read is let go, with its elder siblings.
            row.clear()
            while row.getprevious() is not None:
                del row.getparent()[0]
    except etree.LxmlError as error:
        raise BrokenRowError(
            "Trang web không đọc tiếp được",
            where=f"{path.name}, sau dòng {number} của bảng",
            found=str(error),
            remedy="Xuất lại danh sách dạng .xlsx",
        ) from error


def _encoding(path: Path) -> str | None:
    """Let a page that says nothing be UTF-8; a byte order mark or a meta element is the parser's business."""
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    return None if b"charset" in head.lower() else "utf-8"


def _cells(row: etree._Element) -> list[str | None]:
    cells: list[str | None] = []
    for cell in row:
        if cell.tag not in ("td", "th"):
            continue
        cells.append(" ".join("".join(map(str, cell.itertext())).split()) or None)
        span = cell.get("colspan", "1")
        if span.isdecimal() and len(span) < 4:
            cells += [None] * min(int(span) - 1, _WIDEST_SPAN)
    return cells
