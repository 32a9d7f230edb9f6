"""Lists that are HTML tables, most often named .xls: read as a stream, so that size does not matter."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, NamedTuple

from lxml import etree

from phuluc.aggregate.errors import BrokenRowError, NotAListError
from phuluc.aggregate.fields import CODE
from phuluc.aggregate.headers import SEARCHED_ROWS, HeaderReader, ListHeader
from phuluc.aggregate.sources.staged import StagedList, StagingFile, chunked
from phuluc.aggregate.watched_query import Tell
from phuluc.workbook.collector_pause import collector_paused

#: More is no table of a person's; it would only fill the memory.
_WIDEST_SPAN = 100
_LONGEST_SPAN = 65_534


class _Cell(NamedTuple):
    text: str | None
    columns: int
    rows: int


def stage_web_table(
    path: Path, next_file: Callable[[], Path], reader: HeaderReader, tell: Tell
) -> Iterator[StagedList]:
    """Read the tables of a page, one below the other; `tell` learns what share is read.

    Yields:
        One list as long as the columns stay in their places; another where a header puts them elsewhere.

    Raises:
        BrokenRowError: the page cannot be read on.
        ListError: no list.
    """
    with path.open("rb") as file:
        rows = _spanned(_rows(path, file))
        head = list(itertools.islice(rows, SEARCHED_ROWS))
        if not head:
            raise NotAListError("Trang web không có bảng nào", where=path.name, remedy="Xuất lại danh sách dạng .xlsx")
        first = reader.find(head, path.name)
        following = itertools.chain(head[first.row + 1 :], rows)
        header: ListHeader | None = first
        for number in itertools.count(1):
            if header is None:
                return
            where = path.name if number == 1 else f"{path.name}, danh sách thứ {number}"
            below, target = _Below(following, header, reader, where), next_file()
            with StagingFile(target, header) as staging, collector_paused():
                for chunk in chunked(below):
                    staging.write(chunk)
                    tell(file.tell() / path.stat().st_size)
            yield StagedList(where, target, header, renamed=True)
            header = below.other_header


class _Below:
    """The rows below a header, as wide as it, up to one that has the columns in other places."""

    def __init__(
        self, rows: Iterator[Sequence[str | None]], header: ListHeader, reader: HeaderReader, where: str
    ) -> None:
        self.other_header: ListHeader | None = None
        self._rows = rows
        self._header = header
        self._reader = reader
        self._where = where

    def __iter__(self) -> Iterator[Sequence[str | None]]:
        caption, place, width = self._header.captions[CODE], self._header.columns[CODE], self._header.width
        for row in self._rows:
            if caption in row and (len(row) <= place or row[place] != caption):
                self.other_header = self._header_of(row)
                if self.other_header is not None:
                    return
            if any(row):
                yield [*row, *[None] * (width - len(row))]

    def _header_of(self, row: Sequence[str | None]) -> ListHeader | None:
        try:
            return self._reader.find([row], self._where)
        except NotAListError:
            return None


def _spanned(rows: Iterator[list[_Cell]]) -> Iterator[list[str | None]]:
    """Give rows as wide as they look: a cell that spans rows stands in each of them, in columns only in the first."""
    pending: dict[int, tuple[str | None, int]] = {}
    for cells in rows:
        row: list[str | None] = []
        remaining = iter(cells)
        following: dict[int, tuple[str | None, int]] = {}
        while True:
            while len(row) in pending:
                text, more = pending.pop(len(row))
                if more > 1:
                    following[len(row)] = text, more - 1
                row.append(text)
            cell = next(remaining, None)
            if cell is None:
                break
            for place in range(cell.columns):
                text = cell.text if place == 0 else None
                if cell.rows > 1:
                    following[len(row)] = text, cell.rows - 1
                row.append(text)
        pending = following
        yield row


def _rows(path: Path, file: IO[bytes]) -> Iterator[list[_Cell]]:
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


def _cells(row: etree._Element) -> list[_Cell]:
    return [
        _Cell(_text(cell), _span(cell, "colspan", _WIDEST_SPAN), _span(cell, "rowspan", _LONGEST_SPAN))
        for cell in row
        if cell.tag in ("td", "th")
    ]


def _text(cell: etree._Element) -> str | None:
    if len(cell):
        for end in cell.iter("br", "p", "div"):
            end.tail = f" {end.tail or ''}"
    return " ".join("".join(map(str, cell.itertext())).split()) or None


def _span(cell: etree._Element, name: str, most: int) -> int:
    written = cell.get(name, "1")
    return min(max(int(written), 1), most) if written.isdecimal() and len(written) < 6 else 1
