"""What the fast reader of values does not tell: errors, formulas never computed, percentages, old fonts, hidden lines.

The sheets' XML is parsed only where a scan of the bytes says that there is something to find.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Final

from lxml import etree

from phuluc.domain.legacy_encodings import legacy_font
from phuluc.workbook.errors import DamagedWorkbookError
from phuluc.workbook.markup import parse

Position = tuple[int, int]

_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT: Final = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_RELATED: Final = re.compile(r"\{http://(?:schemas\.openxmlformats|purl\.oclc)\.org/.*relationships\}id")
_ODD_VALUE: Final = re.compile(
    rb"\st=[\"']e[\"']|(?:</(?:\w+:)?f>|<(?:\w+:)?f[^>]*/>)(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?</(?:\w+:)?c>"
)
#: Ends of formulas and the type of error values, missed at the speed of memory in a sheet without; single quotes are
#: not even looked for where there are none.
_HINTS: Final = (b"</f", b'="e"')
_QUOTED_HINT: Final = b"='e'"
#: The end of a formula whose name has a prefix; looked for where there is a colon at all.
_PREFIXED_HINT: Final = b":f>"
_LEGACY_FONTS: Final = re.compile(rb"[\"'](?:\.Vn|vni-)", re.IGNORECASE)
_HIDDEN: Final = re.compile(rb"\shidden=[\"'](?:1|true)")
_TRUE: Final = ("1", "true")
_LAST_COLUMN: Final = 16_384
_BUILT_IN_PERCENT: Final = {"9", "10"}


class PackageCells:
    """Looks into the sheets of one .xlsx package. Rows and columns are counted from 0.

    Args:
        parts: judged before.
        where: the file, for messages.

    Raises:
        DamagedWorkbookError: by any method, where a part is missing or not well-formed.
    """

    def __init__(self, parts: Mapping[str, bytes], where: str) -> None:
        self._parts = parts
        self._where = where

    def odd_values(self) -> dict[str, dict[Position, str]]:
        """Give error values ("#DIV/0!") and formulas without a cached value ("=F9/E9") by sheet and position."""
        return {
            name: dict(_odd_values(self._cells(content)))
            for name, content in self._sheet_parts()
            if _may_hold_odd_values(content) and _ODD_VALUE.search(content) is not None
        }

    def is_percent(self, sheet: str, row: int, column: int) -> bool:
        """Tell whether a cell shows its number as a percentage: 0.61 as "61%"."""
        return (row, column) in self._percent_cells.get(sheet, set())

    @cached_property
    def _percent_cells(self) -> dict[str, set[Position]]:
        styles = self._percent_styles()
        if not styles:
            return {}
        return {
            name: {_position(cell) for cell in self._cells(content) if cell.get("s") in styles}
            for name, content in self._sheet_parts()
        }

    def _percent_styles(self) -> set[str]:
        if "xl/styles.xml" not in self._parts:
            return set()
        root = self._root("xl/styles.xml")
        formats = {
            str(number_format.get("numFmtId"))
            for number_format in root.iter(f"{_MAIN}numFmt", f"{_STRICT}numFmt")
            if "%" in str(number_format.get("formatCode"))
        }
        cell_formats = next(root.iter(f"{_MAIN}cellXfs", f"{_STRICT}cellXfs"), None)
        return {
            str(index)
            for index, cell_format in enumerate(() if cell_formats is None else cell_formats)
            if cell_format.get("numFmtId") in formats | _BUILT_IN_PERCENT
        }

    def legacy_font_cells(self) -> dict[str, dict[Position, str]]:
        """Give the cells in a font of the time before Unicode, by sheet and position, with the font's name."""
        fonts = self._legacy_fonts()
        if not fonts:
            return {}
        return {
            name: {
                _position(cell): fonts[str(cell.get("s", "0"))]
                for cell in self._cells(content)
                if cell.get("s", "0") in fonts
            }
            for name, content in self._sheet_parts()
        }

    def _legacy_fonts(self) -> dict[str, str]:
        """Names of such fonts by the index of the cell formats that use them."""
        styles = self._parts.get("xl/styles.xml", b"")
        if _LEGACY_FONTS.search(styles) is None:
            return {}
        root = self._parsed(styles)
        fonts = next(root.iter(f"{_MAIN}fonts", f"{_STRICT}fonts"), None)
        names = [
            next((str(part.get("val", "")) for part in font if etree.QName(part).localname == "name"), "")
            for font in (() if fonts is None else fonts)
        ]
        cell_formats = next(root.iter(f"{_MAIN}cellXfs", f"{_STRICT}cellXfs"), None)
        used = {}
        for index, cell_format in enumerate(() if cell_formats is None else cell_formats):
            font = str(cell_format.get("fontId", "0"))
            name = names[int(font)] if font.isdigit() and int(font) < len(names) else ""
            if legacy_font(name):
                used[str(index)] = name
        return used

    def hidden_lines(self) -> dict[str, tuple[set[int], set[int]]]:
        """Give the hidden rows and the hidden columns of each sheet that has any."""
        found = {}
        for name, content in self._sheet_parts():
            if _HIDDEN.search(content) is None:
                continue
            root = self._parsed(content)
            rows = {
                int(str(row.get("r"))) - 1
                for row in root.iter(f"{_MAIN}row", f"{_STRICT}row")
                if row.get("hidden") in _TRUE and str(row.get("r")).isdigit()
            }
            columns = {
                column - 1
                for element in root.iter(f"{_MAIN}col", f"{_STRICT}col")
                if element.get("hidden") in _TRUE
                for column in range(_whole(element.get("min")), min(_whole(element.get("max")), _LAST_COLUMN) + 1)
            }
            found[name] = (rows, columns)
        return found

    def _root(self, part: str) -> etree._Element:
        if part not in self._parts:
            raise DamagedWorkbookError(self._where, f"thiếu thành phần {part}")
        return self._parsed(self._parts[part])

    def _parsed(self, content: bytes) -> etree._Element:
        try:
            return parse(content)
        except etree.XMLSyntaxError as error:
            raise DamagedWorkbookError(self._where, "không đọc được một thành phần") from error

    def _cells(self, content: bytes) -> Iterator[etree._Element]:
        return self._parsed(content).iter(f"{_MAIN}c", f"{_STRICT}c")

    def _sheet_parts(self) -> Iterator[tuple[str, bytes]]:
        targets = {
            str(relation.get("Id")): posixpath.normpath(posixpath.join("/xl", str(relation.get("Target"))))[1:]
            for relation in self._root("xl/_rels/workbook.xml.rels")
        }
        for sheet in self._root("xl/workbook.xml").iter(f"{_MAIN}sheet", f"{_STRICT}sheet"):
            relation = next((value for key, value in sheet.attrib.items() if _RELATED.fullmatch(str(key))), "")
            part = targets.get(str(relation), "")
            if part in self._parts:
                yield str(sheet.get("name")), self._parts[part]


def _may_hold_odd_values(content: bytes) -> bool:
    has_prefixes = content.find(b":", content.find(b"sheetData")) >= 0
    is_quoted = b"'" in content and _QUOTED_HINT in content
    return is_quoted or any(hint in content for hint in _HINTS) or (has_prefixes and _PREFIXED_HINT in content)


def _odd_values(cells: Iterable[etree._Element]) -> Iterator[tuple[Position, str]]:
    for cell in cells:
        texts = {etree.QName(child).localname: child.text or "" for child in cell}
        if cell.get("t") == "e":
            yield _position(cell), texts.get("v", "")
        elif "f" in texts and not texts.get("v") and cell.get("t") != "str":
            yield _position(cell), unicodedata.normalize("NFC", f"={texts['f']}")


def _whole(text: object) -> int:
    return int(text) if isinstance(text, str) and text.isdecimal() else 0


def _position(cell: etree._Element) -> Position:
    match = re.fullmatch(r"([A-Z]+)(\d+)", str(cell.get("r")))
    if match is None:
        return -1, -1
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1
