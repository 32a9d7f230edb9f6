"""Workbooks of long lists, judged piece by piece: their sheets may be full and are never held inflated as a whole."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from phuluc.workbook.errors import ForbiddenMarkupError, TooManyCellsError
from phuluc.workbook.judging.markup import judge_declarations, judge_markup
from phuluc.workbook.judging.package_entries import InflatedLimits, judge_entries, judge_kind
from phuluc.workbook.references import column_number

if TYPE_CHECKING:
    from phuluc.workbook.judging.cell_openings import Openings

#: A full sheet of some 15 columns inflates to a gigabyte; a workbook may have several.
LIST_LIMITS: Final = InflatedLimits(2 * 1000**3, 6 * 1000**3)
#: From A1 to the last cell: 57 columns of a full sheet.
LARGEST_LIST_GRID: Final = 60_000_000

_MOST_ROWS: Final = 1_048_576
_WINDOW: Final = 1 << 18
#: Longer than any sign that is looked for.
_LONGEST_SIGN: Final = 64
_UTF16_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
_PLACE: Final = re.compile(rb'c r="([A-Za-z]{1,9})([0-9]{1,15})"')
_PREFIXED: Final = re.compile(rb":c[ />\t\r\n]")
_ROW: Final = re.compile(rb"row\s[^<>]*?\br\s*=\s*[\"']([0-9]{1,15})")
_USUAL: Final = (999_999, 52)


def judge_list_package(path: Path, data: bytes) -> Iterator[float]:
    """Judge a workbook by the rules of all others, with the limits of lists.

    Args:
        path: for messages.
        data: the file, which begins as a zip does.

    Yields:
        After each piece what share is judged, from 0 to 1; taken to the end, all is.

    Raises:
        WorkbookFileError: one subclass per cause.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = [entry for entry in archive.infolist() if not entry.filename.endswith("/")]
        judge_entries(path, entries, LIST_LIMITS)
        judge_kind(path, archive, {entry.filename for entry in entries})
        # Beyond a text longer than a piece some bytes are looked at twice.
        size, done = sum(entry.file_size for entry in entries), 0
        for entry in entries:
            for judged in _judge_part(path, archive, entry):
                done += judged
                yield min(done / max(size, 1), 1)


def _judge_part(path: Path, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[int]:
    """Judge a part; gives the bytes judged after each piece of it."""
    from phuluc.workbook.judging.cell_openings import openings  # noqa: PLC0415 - numpy is for long lists alone

    reach = _Reach()
    for number, window in enumerate(_windows(archive, entry)):
        if number == 0:
            judge_markup(path, entry.filename, window)
            if entry.file_size > len(window) and window.startswith(_UTF16_MARKS):
                raise ForbiddenMarkupError(path, f"{entry.filename}: bảng mã UTF-16")
        seen = openings(window)
        if seen.has_declarations:
            judge_declarations(path, entry.filename, window)
        reach.take(window, seen)
        yield len(window)
    rows, columns = reach.rows, max(reach.columns, reach.unplaced)
    if rows > _MOST_ROWS or rows * columns > LARGEST_LIST_GRID:
        found = f"dùng đến dòng {rows}, cột thứ {columns}"
        raise TooManyCellsError(path, entry.filename, found, LARGEST_LIST_GRID)


class _Reach:
    """How far the cells of a sheet reach; quick where all stand left of BA and above row 1,000,000.

    Attributes:
        rows: the last row; where none is beyond, 999,999.
        columns: the last column; where none is beyond, 52.
        unplaced: cells that do not tell their address as all programs do; they may all stand in one row.
    """

    def __init__(self) -> None:
        self.rows, self.columns = _USUAL
        self.unplaced = 0

    def take(self, window: bytes, seen: Openings) -> None:
        self.unplaced += seen.unplaced
        if seen.has_prefixes:
            self.unplaced += len(_PREFIXED.findall(window)) - window.count(b':c r="')
        if seen.are_far or seen.has_prefixes:
            places = _PLACE.findall(window)
            self.unplaced += max(0, window.count(b'c r="') - len(places))
            for letters, number in set(places):
                self.rows = max(self.rows, int(number))
                self.columns = max(self.columns, column_number(letters.decode().upper()))
        if seen.are_far_rows or seen.has_prefixes:
            self.rows = max([self.rows, *map(int, _ROW.findall(window))])


def _windows(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """The part piece by piece, cut behind an element, so that each stands whole in one piece."""
    rest = b""
    with archive.open(entry) as part:
        while piece := part.read(_WINDOW):
            end = piece.rfind(b">") + 1
            if end:
                yield b"".join((rest, memoryview(piece)[:end]))
                rest = piece[end:]
            else:
                # No element is so long; of a text that is, the signs that are looked for are found all the same.
                yield rest + piece
                rest = (rest + piece)[-_LONGEST_SIGN:]
    yield rest
