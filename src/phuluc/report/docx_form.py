"""The form of a document by Nghị định 30/2020/NĐ-CP: page, font, page number; paragraphs, rules and two-column tables.

Sizes are points, lengths millimetres.
"""

from __future__ import annotations

from typing import Final, cast

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from phuluc.workbook.text_metrics import text_width

FONT: Final = "Times New Roman"
BODY_SIZE: Final = 14.0
PAGE_MM: Final = (210.0, 297.0)
MARGINS_MM: Final = {"top": 20.0, "bottom": 20.0, "left": 30.0, "right": 15.0}
TEXT_WIDTH_MM: Final = PAGE_MM[0] - MARGINS_MM["left"] - MARGINS_MM["right"]
_HEADER_MM: Final = 10.0
_FIRST_LINE_MM: Final = 12.7
_LINE_SPACING: Final = 1.1
_POINTS_PER_MM: Final = 72 / 25.4
_LANGUAGE: Final = "vi-VN"

CENTRE: Final = WD_ALIGN_PARAGRAPH.CENTER
JUSTIFIED: Final = WD_ALIGN_PARAGRAPH.JUSTIFY
LEFT: Final = WD_ALIGN_PARAGRAPH.LEFT


def set_up(document: Document) -> None:
    """Set page, margins, font and language, and the page number at the top centre from page 2 on."""
    section = document.sections[0]
    section.page_width, section.page_height = (Mm(side) for side in PAGE_MM)
    section.top_margin, section.bottom_margin = Mm(MARGINS_MM["top"]), Mm(MARGINS_MM["bottom"])
    section.left_margin, section.right_margin = Mm(MARGINS_MM["left"]), Mm(MARGINS_MM["right"])
    section.header_distance = section.footer_distance = Mm(_HEADER_MM)
    section.different_first_page_header_footer = True
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(BODY_SIZE)
    properties = normal.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), FONT)
    language = OxmlElement("w:lang")
    for script in ("w:val", "w:eastAsia"):
        language.set(qn(script), _LANGUAGE)
    properties.append(language)
    normal.paragraph_format.space_before = normal.paragraph_format.space_after = Pt(0)
    _number_pages(section.header.paragraphs[0])
    _make_vietnamese(document)


def _make_vietnamese(document: Document) -> None:
    """Set in the settings what the library's empty document has for another language, or leaves open."""
    settings = document.settings.element
    values = {"w:zoom": ("w:percent", "100"), "w:decimalSymbol": ("w:val", ","), "w:listSeparator": ("w:val", ";")}
    for tag, (attribute, value) in values.items():
        for element in settings.findall(qn(tag)):
            element.set(qn(attribute), value)
    for element in settings.findall(qn("w:themeFontLang")):
        element.set(qn("w:val"), _LANGUAGE)
        element.attrib.pop(qn("w:eastAsia"), None)


def _number_pages(paragraph: Paragraph) -> None:
    paragraph.alignment = CENTRE
    for kind, text in (("begin", ""), ("", "PAGE"), ("separate", ""), ("shown", "2"), ("end", "")):
        run = paragraph.add_run(text if kind == "shown" else "")
        run.font.size = Pt(BODY_SIZE)
        if kind == "shown":
            continue
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)  # noqa: SLF001 - the library has no fields


def write(
    paragraph: Paragraph,
    text: str,
    *,
    size: float = BODY_SIZE,
    bold: bool = False,
    italic: bool = False,
    alignment: WD_ALIGN_PARAGRAPH = CENTRE,
) -> Paragraph:
    """Put text into a paragraph without spacing of its own."""
    paragraph.alignment = alignment
    run = paragraph.add_run(text)
    run.font.size, run.bold, run.italic = Pt(size), bold or None, italic or None
    return paragraph


def write_body(paragraph: Paragraph, text: str, *, bold: bool = False, italic: bool = False) -> Paragraph:
    """Put a paragraph of the body: justified, first line indented, 6 points after it."""
    write(paragraph, text, bold=bold, italic=italic, alignment=JUSTIFIED)
    form = paragraph.paragraph_format
    form.first_line_indent, form.space_after, form.line_spacing = Mm(_FIRST_LINE_MM), Pt(6), _LINE_SPACING
    form.widow_control = True
    return paragraph


def rule_under(paragraph: Paragraph, text: str, width_mm: float, *, size: float, share: float) -> None:
    """Make a paragraph a thin line centred under a text.

    Args:
        paragraph: an empty one.
        text: what the line stands under, in bold.
        width_mm: of the column both stand in.
        size: of the text.
        share: of the text's width the line takes, at most 1.
    """
    length = min(text_width(text, size, bold=True) * share / _POINTS_PER_MM, width_mm)
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = Mm(round((width_mm - length) / 2, 1))
    form.space_before, form.space_after, form.line_spacing = Pt(1), Pt(0), Pt(4)
    borders, top = cast("BaseOxmlElement", OxmlElement("w:pBdr")), OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    paragraph._p.get_or_add_pPr().insert_element_before(  # noqa: SLF001 - the library has no borders
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def two_columns(document: Document, left_mm: float) -> tuple[_Cell, _Cell]:
    """Add a table of one row and two cells without borders, as wide as the text, that does not break over pages."""
    table: Table = document.add_table(rows=1, cols=2)
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    row = table.rows[0]
    unbroken = OxmlElement("w:cantSplit")
    row._tr.get_or_add_trPr().append(unbroken)  # noqa: SLF001
    widths = (left_mm, TEXT_WIDTH_MM - left_mm)
    for column, cell, width in zip(table.columns, row.cells, widths, strict=True):
        column.width = cell.width = Mm(width)
        margins = OxmlElement("w:tcMar")
        for side in ("w:left", "w:right"):
            element = OxmlElement(side)
            element.set(qn("w:w"), "0")
            element.set(qn("w:type"), "dxa")
            margins.append(element)
        cell._tc.get_or_add_tcPr().append(margins)  # noqa: SLF001
    left, right = row.cells
    return left, right


class CellLines:
    """Gives the paragraphs of a cell one by one; the first is the one every cell begins with."""

    def __init__(self, cell: _Cell) -> None:
        self._cell = cell
        self._is_first = True

    def new(self) -> Paragraph:
        if self._is_first:
            self._is_first = False
            first: Paragraph = self._cell.paragraphs[0]
            return first
        added: Paragraph = self._cell.add_paragraph()
        return added
