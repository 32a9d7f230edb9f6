"""An issued annex as a file: its cells, its custom properties, and where in it the tables of a document stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lxml import etree

from phuluc.annexes.issued import HeaderCell, IssuedTable
from phuluc.domain.figures import CellValue
from phuluc.workbook.file_book import FileBook
from phuluc.workbook.markup import parse
from phuluc.workbook.saving import content_mark

_CUSTOM: Final = "docProps/custom.xml"
#: A header is taken for that of a table where at least this part of its captions stand in their places.
_ALIKE: Final = 0.6

#: What stands in a sheet by 1-based (row, column); blanks are left out.
Cells = dict[tuple[int, int], CellValue]


@dataclass(frozen=True)
class IssuedFile:
    """What an annex file holds.

    Attributes:
        sheets: by name, in order, hidden ones too.
        properties: the custom ones.
        names: workbook-scope defined names; issued annexes have none but those of printing.
        mark: SHA-256 of the file.
    """

    sheets: Mapping[str, Cells]
    properties: Mapping[str, str]
    names: frozenset[str]
    mark: str


def read_issued(path: Path) -> IssuedFile:
    """Judge and read an annex.

    Raises:
        WorkbookFileError: the file cannot be read; one subclass per cause.
    """
    book = FileBook.open(path)
    content = book.package.content(_CUSTOM) if _CUSTOM in book.package.part_names else b""
    mark = book.package.origin.mark if book.package.origin else content_mark(path.read_bytes())
    sheets = {name: _cells(book, name) for name in book.sheet_names()}
    return IssuedFile(sheets, _properties(content), frozenset(book.names()), mark)


def _cells(book: FileBook, sheet: str) -> Cells:
    area = book.used_area(sheet)
    return {
        (row, column): value
        for row, values in enumerate(book.values(area), area.top)
        for column, value in enumerate(values, area.left)
        if value not in (None, "")
    }


def _properties(content: bytes) -> dict[str, str]:
    if not content:
        return {}
    found = {}
    for element in parse(content):
        if etree.QName(element).localname == "property" and len(element):
            found[str(element.get("name", ""))] = element[0].text or ""
    return found


@dataclass(frozen=True)
class FoundTable:
    """A table in a sheet: its first column, the first row of its header, its rows (first, last; may be none)."""

    left: int
    top: int
    first: int
    last: int


def find_table(cells: Cells, table: IssuedTable, taken: set[tuple[int, int]]) -> FoundTable | None:
    """Find a table by the captions of its header, wherever in the sheet it stands.

    Args:
        cells: of the sheet.
        table: as the document has it.
        taken: places of headers that belong to other tables; the one found is added.
    """
    captions = [cell for cell in table.header if cell.text]
    places = {
        place: share for place in _corners(cells, captions) if (share := _share(cells, captions, place)) >= _ALIKE
    }
    free = [place for place in places if place not in taken]
    if not free:
        return None
    top, left = max(free, key=lambda place: (places[place], -place[0], -place[1]))
    taken.add((top, left))
    first = top + table.header_height
    last = first - 1
    # Every row of a table has something beside its number; lines under it begin in its first column and end there.
    while any((last + 1, column) in cells for column in range(left + 1, left + table.column_count)):
        last += 1
    return FoundTable(left, top, first, last)


def _corners(cells: Cells, captions: list[HeaderCell]) -> Iterator[tuple[int, int]]:
    """Where the header would begin if a text of the sheet were the caption of its first or second cell."""
    for caption in captions[:2]:
        for (row, column), value in cells.items():
            if value == caption.text and row > caption.row and column > caption.column:
                yield row - caption.row, column - caption.column


def _share(cells: Cells, captions: list[HeaderCell], corner: tuple[int, int]) -> float:
    top, left = corner
    same = sum(cells.get((top + cell.row, left + cell.column)) == cell.text for cell in captions)
    return same / len(captions)
