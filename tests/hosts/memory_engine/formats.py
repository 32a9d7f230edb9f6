"""Formats of cells, read from the styles of a file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from phuluc.workbook.file_book import FileBook

_BUILT_IN = {0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "dd/mm/yyyy"}
_Color = tuple[int, int, int]


@dataclass(frozen=True)
class CellFormat:
    """What a test may ask of a cell's look, and whether protection locks it."""

    number_format: str
    color: _Color | None
    bold: bool
    italic: bool
    underline: bool
    font_name: str
    font_size: float
    font_color: _Color | None
    locked: bool

    @cached_property
    def is_date(self) -> bool:
        return any(letter in self.number_format.lower() for letter in ("d", "y", "h:"))


def read_formats(book: FileBook) -> list[CellFormat]:
    """The formats of a book by the index that cells carry."""
    (part,) = book.package.related(book.package.workbook_part, "styles")
    root = book.package.tree(part)
    codes = {int(item.get("numFmtId")): item.get("formatCode") for item in root.iterfind("{*}numFmts/{*}numFmt")}
    fonts = root.findall("{*}fonts/{*}font")
    fills = root.findall("{*}fills/{*}fill")
    return [_format(item, _BUILT_IN | codes, fonts, fills) for item in root.iterfind("{*}cellXfs/{*}xf")]


def _format(
    item: etree._Element, codes: dict[int, str], fonts: list[etree._Element], fills: list[etree._Element]
) -> CellFormat:
    font = fonts[int(item.get("fontId", "0"))]
    fill = fills[int(item.get("fillId", "0"))].find("{*}patternFill/{*}fgColor")
    protection = item.find("{*}protection")
    return CellFormat(
        number_format=codes[int(item.get("numFmtId", "0"))],
        color=_color(fill),
        bold=font.find("{*}b") is not None,
        italic=font.find("{*}i") is not None,
        underline=font.find("{*}u") is not None,
        font_name=font.find("{*}name").get("val"),
        font_size=float(font.find("{*}sz").get("val")),
        font_color=_color(font.find("{*}color")),
        locked=protection is None or protection.get("locked") != "0",
    )


def _color(element: etree._Element | None) -> _Color | None:
    text = None if element is None else element.get("rgb")
    return None if text is None else (int(text[2:4], 16), int(text[4:6], 16), int(text[6:8], 16))
