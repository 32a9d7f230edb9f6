"""Tables of a page of HTML, which systems save under the name .xls, as sheets.

The page is only parsed: nothing in it is run, followed or loaded.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from lxml import etree

from phuluc.book_port import Area
from phuluc.domain.figures import CellValue
from phuluc.importers.errors import SourceEncodingError
from phuluc.importers.grid import SourceBook, SourceSheet, cell_value
from phuluc.importers.scores.errors import WebTableError
from phuluc.workbook.judge import read_file
from phuluc.workbook.size_text import size_text

_AGAIN: Final = "Xuất lại bảng số liệu từ hệ thống nguồn"
_LESS: Final = "Xuất ít đơn vị hơn, hoặc mở bằng Excel và lưu lại dạng .xlsx"
LARGEST_PAGE: Final = 50 * 1000 * 1000
#: Of one page, spans included: ten times a table of 3,321 communes with 30 columns.
_MOST_CELLS: Final = 1_000_000
_UTF16_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
_UNSEEN: Final = frozenset({"script", "style", "table", "template"})


def read_html_book(path: Path) -> SourceBook:
    """Read the tables of a page, each as a sheet "Bảng 1", "Bảng 2" …; all cells are text or blank.

    Raises:
        SourceEncodingError: the page is not in UTF-8 or marked UTF-16.
        WebTableError: it is too large, or has no table.
    """
    content = read_file(path)
    if len(content) > LARGEST_PAGE:
        raise WebTableError(
            "trang web quá lớn",
            where=path.name,
            found=f"{size_text(len(content))}, giới hạn {size_text(LARGEST_PAGE)}",
            remedy=_LESS,
        )
    tables = list(_root(path, content).iter("table"))
    sheets, cells = [], 0
    for number, table in enumerate(tables, start=1):
        sheet = _sheet(path, f"Bảng {number}", table, _MOST_CELLS - cells)
        cells += sum(map(len, sheet.rows))
        sheets.append(sheet)
    if not sheets:
        raise WebTableError("trang web không có bảng nào", where=path.name, remedy=_AGAIN)
    return SourceBook(path.name, tuple(sheets), None)


def _root(path: Path, content: bytes) -> etree._Element:
    try:
        text = content.decode("utf-16" if content.startswith(_UTF16_MARKS) else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceEncodingError(
            "Trang web không dùng bảng mã Unicode nên không đọc đúng được chữ Việt",
            where=path.name,
            remedy="Mở bằng Excel, lưu lại dạng .xlsx rồi nhập lại",
        ) from error
    parser = etree.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        root = etree.fromstring(text.encode("utf-8", errors="replace"), parser)
    except etree.XMLSyntaxError as error:
        raise WebTableError("không đọc được trang web", where=path.name, remedy=_AGAIN) from error
    if root is None:
        raise WebTableError("trang web không có nội dung", where=path.name, remedy=_AGAIN)
    # Beyond its limits (depth, length of a text) the parser stops and gives what it has: half a table.
    cut = next((entry for entry in parser.error_log if entry.level >= etree.ErrorLevels.FATAL), None)
    if cut is not None:
        raise WebTableError("trang web vượt giới hạn nên không đọc hết", where=path.name, remedy=_LESS)
    return root


def _sheet(path: Path, name: str, table: etree._Element, most_cells: int) -> SourceSheet:
    """Lay the cells of a table out, each where the spans of those before leave room."""
    rows: list[list[CellValue]] = []
    merged: list[Area] = []
    taken: set[tuple[int, int]] = set()
    for row, cells in enumerate(_rows(table)):
        line: list[CellValue] = []
        column = 0
        for cell in cells:
            while (row, column) in taken:
                column += 1
            width, height = _span(cell, "colspan"), _span(cell, "rowspan")
            if len(taken) + width * height > most_cells:
                raise WebTableError(
                    "bảng quá lớn", where=f"{path.name}, {name}", found=f"hơn {most_cells} ô", remedy=_LESS
                )
            taken.update((row + down, column + right) for down in range(height) for right in range(width))
            line.extend([None] * (column + 1 - len(line)))
            line[column] = cell_value(_text(cell))
            if width > 1 or height > 1:
                merged.append(Area(name, row + 1, column + 1, row + height, column + width))
            column += width
        rows.append(line)
    return SourceSheet(name, tuple(map(tuple, rows)), tuple(merged))


def _rows(table: etree._Element) -> Iterator[list[etree._Element]]:
    """Give the rows of a table with their cells, without those of tables inside it."""
    for child in table.iterchildren("tr", "thead", "tbody", "tfoot"):
        for row in [child] if child.tag == "tr" else child.iterchildren("tr"):
            yield list(row.iterchildren("td", "th"))


def _span(cell: etree._Element, attribute: str) -> int:
    text = str(cell.get(attribute) or "1").strip()
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def _text(element: etree._Element) -> str:
    """Give the text a cell shows, on one line."""
    return " ".join(" ".join(_pieces(element)).split())


def _pieces(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag not in _UNSEEN:
            yield from _pieces(child)
        yield child.tail or ""
