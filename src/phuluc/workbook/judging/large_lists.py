"""Workbooks of long lists, judged piece by piece: their sheets may be full and are never held inflated as a whole."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from phuluc.workbook.errors import ForbiddenMarkupError, TooManyCellsError
from phuluc.workbook.judging.markup import judge_declarations, judge_markup
from phuluc.workbook.judging.package_entries import InflatedLimits, judge_entries, judge_kind
from phuluc.workbook.references import column_number

#: A full sheet of some 15 columns inflates to a gigabyte; a workbook may have several.
LIST_LIMITS: Final = InflatedLimits(2 * 1000**3, 6 * 1000**3)
#: From A1 to the last cell: 57 columns of a full sheet.
LARGEST_LIST_GRID: Final = 60_000_000

_MOST_ROWS: Final = 1_048_576
_WINDOW: Final = 1 << 20
#: Longer than any sign that is looked for.
_LONGEST_SIGN: Final = 64
_UTF16_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
#: Elements of cells, and the few others that begin alike: one search for all endings is one pass.
_CELLS: Final = (b"<c", b":c ", b":c>", b":c/")
_PLACED: Final = (b'<c r="', b':c r="')
#: Beyond column Z, or beyond row 999,999.
_FAR: Final = re.compile(rb'c r="(?=[A-Z]{2}|[A-Z]\d{7})([A-Z]{1,9})(\d{1,15})')
_PLACE: Final = re.compile(rb'c r="([A-Z]{1,9})(\d{1,15})')


def judge_list_package(path: Path, data: bytes) -> None:
    """Judge a workbook by the rules of all others, with the limits of lists.

    Args:
        path: for messages.
        data: the file, which begins as a zip does.

    Raises:
        WorkbookFileError: one subclass per cause.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = [entry for entry in archive.infolist() if not entry.filename.endswith("/")]
        judge_entries(path, entries, LIST_LIMITS)
        judge_kind(path, archive, {entry.filename for entry in entries})
        for entry in entries:
            _judge_part(path, archive, entry)


def _judge_part(path: Path, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    reach = _Reach()
    for number, window in enumerate(_windows(archive, entry)):
        if number == 0:
            judge_markup(path, entry.filename, window)
            if entry.file_size > len(window) and window.startswith(_UTF16_MARKS):
                raise ForbiddenMarkupError(path, f"{entry.filename}: bảng mã UTF-16")
        else:
            judge_declarations(path, entry.filename, window)
        reach.take(window)
    if reach.columns * _MOST_ROWS <= LARGEST_LIST_GRID and reach.rows <= _MOST_ROWS:
        return
    rows, columns = _exact_reach(archive, entry)
    columns = max(columns, reach.unplaced)
    if rows > _MOST_ROWS or rows * columns > LARGEST_LIST_GRID:
        found = f"dùng đến dòng {rows}, cột thứ {columns}"
        raise TooManyCellsError(path, entry.filename, found, LARGEST_LIST_GRID)


class _Reach:
    """How far cells can reach at most, told quickly: full sheets have fifteen million addresses.

    Attributes:
        rows: the last row, where that is beyond 999,999.
        unplaced: cells that do not tell their address; they may all stand in one row.
    """

    def __init__(self) -> None:
        self.rows = 0
        self.unplaced = 0
        self._last_column = 26

    @property
    def columns(self) -> int:
        return max(self._last_column, self.unplaced)

    def take(self, window: bytes) -> None:
        cells = sum(map(window.count, _CELLS))
        self.unplaced += cells - sum(map(window.count, _PLACED))
        for letters, number in set(_FAR.findall(window)):
            self._last_column = max(self._last_column, column_number(letters.decode()))
            self.rows = max(self.rows, int(number) if len(number) > 6 else 0)


def _exact_reach(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> tuple[int, int]:
    last_row, columns = 1, {b"A"}
    for window in _windows(archive, entry):
        for letters, number in _PLACE.findall(window):
            columns.add(letters)
            last_row = max(last_row, int(number))
    return last_row, max(column_number(letters.decode()) for letters in columns)


def _windows(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """The part piece by piece, cut behind an element, so that each stands whole in one piece."""
    rest = b""
    with archive.open(entry) as part:
        while piece := part.read(_WINDOW):
            window, end, rest = (rest + piece).rpartition(b">")
            if len(rest) > _WINDOW:
                window, rest = window + end + rest, rest[-_LONGEST_SIGN:]
            yield window + end
    yield rest
