"""How far the sheets of a package reach: a stray cell in the last row costs a reader of grids all memory."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from lxml import etree

from phuluc.workbook.errors import DamagedWorkbookError, TooManyCellsError
from phuluc.workbook.judging.markup import scannable
from phuluc.workbook.references import column_number

#: Elements of cells and rows, empty ones with a format included. The largest annexes of the country have 0.4 million.
MOST_CELLS: Final = 1_500_000
#: The rectangle from A1 to the last cell: a grid holds a value for each cell of it.
LARGEST_GRID: Final = 5_000_000

_OPENINGS: Final = tuple(
    before + tag + after
    for before in (b"<", b":")
    for tag in (b"c", b"row")
    for after in (b" ", b">", b"/", b"\n", b"\t")
)
#: Nearly every file spells addresses so; they are then found several times as fast as in any spelling.
_USUAL_PLACE: Final = re.compile(rb' r="([A-Z]{0,3}[0-9]{1,7})"')
#: An address of usual spelling that is not within A1:Z99999, which is less than the largest grid.
_FARTHER_PLACE: Final = re.compile(rb' r="(?![A-Z]?[0-9]{1,5}")')
_NEAR: Final = (99_999, 26)
_LETTERS: Final = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_DIGITS: Final = b"0123456789"
#: Readers take small letters too.
_PLACE: Final = re.compile(rb"\sr\s*=\s*[\"']([A-Za-z]{0,3})([0-9]{1,7})[\"']")
#: The row of an address of any length: what has more digits is too far in any case.
_ADDRESS: Final = re.compile("([A-Za-z]{0,3})0*([0-9]{0,9})")
#: Merged areas and array formulas are spread over all their cells by who reads them.
_SPREAD: Final = re.compile(
    rb"<(?:[\w.-]+:)?(?:mergeCell|f)\s[^>]*?\bref\s*=\s*"
    rb"[\"']\$?([A-Za-z]{1,3})\$?([0-9]{1,7}):\$?([A-Za-z]{1,3})\$?([0-9]{1,7})[\"']"
)


def judge_extents(path: Path, parts: Mapping[str, bytes]) -> None:
    """Refuse sheets with more cells, or reaching further, than the limits.

    Raises:
        TooManyCellsError: names the sheet, measure and limit.
        DamagedWorkbookError: a sheet without addresses that is not well-formed.
    """
    elements = 0
    for name, content in _sheets(parts):
        usual = _placed_as_usual(content)
        here = usual or _opened(content)
        elements += here
        if elements > MOST_CELLS:
            raise TooManyCellsError(
                path, _sheet_name(parts, name), f"{elements} ô và dòng, kể cả ô trống có định dạng", MOST_CELLS
            )
        placed, rows, columns = _usual_extent(content, usual) if usual else _extent(content)
        if placed < here:
            rows, columns = _walked_extent(path, name, content)
        if rows * columns > LARGEST_GRID:
            raise TooManyCellsError(
                path, _sheet_name(parts, name), f"dùng đến dòng {rows}, cột thứ {columns}", LARGEST_GRID
            )
        spread = sum(_size(match) for match in _spread_areas(content))
        if spread > LARGEST_GRID:
            raise TooManyCellsError(
                path, _sheet_name(parts, name), f"vùng gộp hoặc công thức mảng phủ {spread} ô", LARGEST_GRID
            )


def _sheets(parts: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """The parts with cells, in whatever folder."""
    for name, content in parts.items():
        markup = scannable(content)
        if b"sheetData" in markup:
            yield name, markup


def _placed_as_usual(content: bytes) -> int:
    """How many cells and rows there are where each has its address in the usual spelling, 0 where not certain."""
    start, end = content.find(b"sheetData"), content.rfind(b"</sheetData>")
    around = content[:start] + content[end:]
    if end < start or _opened(around) or content.count(b' r="', 0, start) or content.count(b' r="', end):
        return 0
    # A name with a prefix has a colon before it.
    if content.find(b":c", start, end) >= 0 or content.find(b":row", start, end) >= 0:
        return 0
    # Every opening begins so, and others might: an equal number of addresses leaves none without one.
    openings = content.count(b"<c", start, end) + content.count(b"<row", start, end)
    return openings if openings <= MOST_CELLS and content.count(b' r="', start, end) == openings else 0


def _opened(content: bytes) -> int:
    """How many cells and rows begin."""
    return sum(content.count(opening) for opening in _OPENINGS)


def _usual_extent(content: bytes, addresses: int) -> tuple[int, int, int]:
    """As `_extent`, where addresses are spelled as usual; of a sheet that is small no more than that it is."""
    if _FARTHER_PLACE.search(content) is None:
        return addresses, *_NEAR
    places = _USUAL_PLACE.findall(content)
    if not places:
        return 0, 1, 1
    joined = b" ".join(places)
    rows, letters = (set(joined.translate(None, others).split(b" ")) for others in (_LETTERS, _DIGITS))
    return len(places), max(map(int, rows)), max(column_number(name.decode()) for name in letters)


def _spread_areas(content: bytes) -> Iterator[re.Match[bytes]]:
    """The merged areas and array formulas; only elements that name an area at all are looked at."""
    at, start = content.find(b"ref"), -1
    while at >= 0:
        opening = content.rfind(b"<", 0, at)
        if opening > start:
            start = opening
            match = _SPREAD.match(content, opening)
            if match is not None:
                yield match
        at = content.find(b"ref", at + 3)


def _extent(content: bytes) -> tuple[int, int, int]:
    """How many cells and rows tell their address, and the last row and column among these."""
    placed, last_row = 0, 1
    letters: set[bytes] = {b"A"}
    for match in _PLACE.finditer(content):
        placed += 1
        letters.add(match[1])
        last_row = max(last_row, int(match[2]))
    return placed, last_row, max(column_number(name.decode()) for name in letters)


def _walked_extent(path: Path, name: str, content: bytes) -> tuple[int, int]:
    """The last row and column of a sheet in which some cells stand where the one before leaves off."""
    row = column = last_row = last_column = 0
    try:
        for _, element in etree.iterparse(io.BytesIO(content), events=("start",), resolve_entities=False):
            tag = etree.QName(element).localname
            place = element.get("r", "")
            address = _ADDRESS.match(place)
            letters, digits = address.groups() if address else ("", "")
            if tag == "row":
                row, column = (int(digits) if digits else row + 1), 0
            elif tag == "c":
                column = column_number(letters) if letters else column + 1
                # A cell may name another row than the one it stands in, and some readers believe the cell.
                last_row = max(last_row, int(digits or 0))
            last_row, last_column = max(last_row, row), max(last_column, column)
    except etree.XMLSyntaxError as error:
        raise DamagedWorkbookError(path, f"không đọc được thành phần {name}") from error
    return last_row, last_column


def _sheet_name(parts: Mapping[str, bytes], part: str) -> str:
    """The name a person knows a sheet by; the part's where the book does not tell."""
    relations = scannable(parts.get("xl/_rels/workbook.xml.rels", b"")).decode("utf-8", errors="replace")
    listed = scannable(parts.get("xl/workbook.xml", b"")).decode("utf-8", errors="replace")
    file = re.escape(part.rpartition("/")[2])
    relation = re.search(rf'<[^<>]*Target="[^"]*/{file}"[^<>]*>', relations)
    identity = re.search(r'\bId="([^"]+)"', relation[0]) if relation else None
    element = re.search(rf'<[^<>]*:id="{re.escape(identity[1])}"[^<>]*>', listed) if identity else None
    name = re.search(r'\bname="([^"]*)"', element[0]) if element else None
    return f"trang “{html.unescape(name[1])}”" if name else part


def _size(match: re.Match[bytes]) -> int:
    left, right = column_number(match[1].decode()), column_number(match[3].decode())
    return (abs(right - left) + 1) * (abs(int(match[4]) - int(match[2])) + 1)
