"""Worksheet parts in every spelling that XML allows are read, changed and saved alike; what is no XML is refused."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from lxml import etree

from phuluc.book_port import Area
from phuluc.workbook.errors import DamagedWorkbookError
from phuluc.workbook.file_book import FileBook
from phuluc.workbook.package import Package

SHEET = "T"
PART = "xl/worksheets/sheet1.xml"
#: Every row and cell of the book is filled, so that addresses can be left out.
TABLE = Area(SHEET, 1, 1, 4, 5)
Spelling = Callable[[str], bytes]


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The parts of a small book: texts in the cells, one of them with runs, numbers, logical values, formulas."""
    path = tmp_path_factory.mktemp("plain") / "plain.xlsx"
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet, bold = book.add_worksheet(SHEET), book.add_format({"bold": True})
    for row in range(4):
        sheet.write_string(row, 0, [" Đạt & <tốt> ", "hai\ndòng", "_x0041_", "]]>"][row])
        sheet.write_number(row, 1, [1.5, 72, -0.25, 1e20][row], bold)
        sheet.write_boolean(row, 2, row % 2 == 0)
        sheet.write_formula(row, 3, f'=IF(B{row + 1}<>72,"a&b","")', None, ["a&b", "", "a&b", "a&b"][row])
        sheet.write_rich_string(row, 4, "một ", bold, f"hai {row}", " ba")
    book.close()
    package = Package.open(path)
    return {name: package.content(name) for name in package.part_names}


def _declared(text: str) -> str:
    return text.partition("?>")[2].lstrip()


def _with_prefix(text: str) -> bytes:
    return re.sub(r"<(/?)(?=[A-Za-z])", r"<\1x:", text).replace(" xmlns=", " xmlns:x=").encode()


def _indented(text: str) -> bytes:
    root = etree.fromstring(text.encode())
    for parent in root.iter("{*}sheetData", "{*}row", "{*}c"):
        if len(parent):
            etree.indent(parent)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)


def _in_another_order(text: str) -> bytes:
    return re.sub(r'<c( r="\w+")((?: \w+="\w+")+)', r"<c\2\1", text).encode()


def _without_addresses(text: str) -> bytes:
    return re.sub(r'<(row|c) r="\w+"', r"<\1", text).encode()


def _in_single_quotes(text: str) -> bytes:
    return re.sub(r'="([^"<>]*)"(?=[^<]*>)', r"='\1'", text).encode()


def _with_sections(text: str) -> bytes:
    return re.sub(r"<f>IF\(B(\d)&lt;&gt;", r"<!-- B --><f>IF(B\1<![CDATA[<>]]>", text).encode()


def _in_utf_16(text: str) -> bytes:
    return ('<?xml version="1.0" encoding="UTF-16"?>' + _declared(text)).encode("utf-16")


def _with_line_ends_of_windows(text: str) -> bytes:
    return text.replace("\n", "\r\n").replace("<row", "\r\n<row").encode()


def _with_blanks_before_slashes(text: str) -> bytes:
    return text.replace("/>", " />").encode()


def _with_byte_order_mark(text: str) -> bytes:
    return b"\xef\xbb\xbf" + text.encode()


def _with_extensions(text: str) -> bytes:
    return text.replace("</v></c>", '</v><extLst><ext uri="a"/></extLst></c>').encode()


def _with_numbers_of_characters(text: str) -> bytes:
    return text.replace("Đ", "&#272;").replace("a&amp;b", "a&#x26;b").encode()


SPELLINGS = [
    _with_prefix,
    _indented,
    _in_another_order,
    _without_addresses,
    _in_single_quotes,
    _with_sections,
    _in_utf_16,
    _with_line_ends_of_windows,
    _with_blanks_before_slashes,
    _with_byte_order_mark,
    _with_numbers_of_characters,
]


def _book(parts: dict[str, bytes], sheet: bytes) -> FileBook:
    return FileBook(Package({**parts, PART: sheet}), ())


def _worked_in(book: FileBook, path: Path) -> Path:
    """Numbers, texts and formulas over others, new cells, inserted rows, results."""
    book.set_values(Area(SHEET, 1, 1, 1, 3), [["mới & <hơn>", 7, None]])
    book.set_formulas(Area(SHEET, 3, 2, 3, 4), [["=B2*2", None, "=B3>100"]])
    book.set_values(Area(SHEET, 9, 7, 9, 7), [[" cuối "]])
    book.insert_rows(SHEET, 3, 2, format_from=2)
    assert book.recalculate() == []
    book.save(path)
    return path


@pytest.mark.parametrize("spelling", [*SPELLINGS, _with_extensions])
def test_every_spelling_is_read_alike(plain: dict[str, bytes], spelling: Spelling) -> None:
    """Values and formulas do not depend on how a program spells its XML."""
    text = plain[PART].decode()
    wanted, book = _book(plain, plain[PART]), _book(plain, spelling(text))
    assert spelling(text) != plain[PART]
    assert book.values(TABLE) == wanted.values(TABLE)
    assert book.formulas(TABLE) == wanted.formulas(TABLE)
    assert wanted.values(TABLE)[0] == [" Đạt & <tốt> ", 1.5, True, "a&b", "một hai 0 ba"]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_every_spelling_is_changed_alike(plain: dict[str, bytes], tmp_path: Path, spelling: Spelling) -> None:
    """The same work gives the same book for us and for another reader, untouched cells with runs included."""
    wanted = _worked_in(_book(plain, plain[PART]), tmp_path / "plain.xlsx")
    path = _worked_in(_book(plain, spelling(plain[PART].decode())), tmp_path / "spelt.xlsx")
    area = FileBook.open(wanted).used_area(SHEET)
    assert FileBook.open(path).values(area) == FileBook.open(wanted).values(area)
    ours, theirs = (openpyxl.load_workbook(file, rich_text=True)[SHEET] for file in (path, wanted))
    assert [[cell.value for cell in row] for row in ours] == [[cell.value for cell in row] for row in theirs]
    assert [[cell.has_style for cell in row] for row in ours] == [[cell.has_style for cell in row] for row in theirs]


@pytest.mark.parametrize("spelling", [_with_line_ends_of_windows, _with_extensions, _in_utf_16, _indented])
def test_an_unchanged_part_is_saved_as_it_was(plain: dict[str, bytes], spelling: Spelling) -> None:
    """Reading changes no byte."""
    spelt = spelling(plain[PART].decode())
    book = _book(plain, spelt)
    assert book.values(TABLE)
    assert book.package.content(PART) is spelt


def test_an_empty_sheet_can_be_written_to(plain: dict[str, bytes]) -> None:
    """A sheet without any row is stored as one empty element."""
    text = plain[PART].decode()
    start, end = text.index("<sheetData>"), text.index("</sheetData>") + len("</sheetData>")
    book = _book(plain, f"{text[:start]}<sheetData/>{text[end:]}".encode())
    assert book.used_area(SHEET) == Area(SHEET, 1, 1, 1, 1)
    book.set_values(Area(SHEET, 2, 2, 2, 2), [[5]])
    assert _book(plain, book.package.content(PART)).values(Area(SHEET, 2, 2, 2, 2)) == [[5]]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("72</v>", "72</w>"),
        ("a&amp;b", "a&b"),
        ("&lt;tốt", "&#0;tốt"),
        ("&lt;tốt", "&khac;tốt"),
        ("&lt;tốt", "\x0btốt"),
        ('<c r="B2"', '<c r="B7"'),
        ("</sheetData>", ""),
        ("<v>72</v>", "<v>bảy</v>"),
        ("</row>", "</row><row>"),
    ],
)
def test_what_is_no_sheet_is_refused(plain: dict[str, bytes], old: str, new: str) -> None:
    """Broken XML and cells out of place are named as damage, not read as something else."""
    text = plain[PART].decode()
    assert old in text
    with pytest.raises(DamagedWorkbookError):
        _book(plain, text.replace(old, new, 1).encode()).values(TABLE)


def test_broken_texts_in_cells_are_refused_at_once(plain: dict[str, bytes]) -> None:
    """Ten thousand texts without their ends take no longer than the sheet they stand in."""
    text = plain[PART].decode()
    cells = "".join(f'<c r="A{row}" t="inlineStr"><is><t>x</c>' for row in range(10_000))
    broken = text.replace("<sheetData>", f'<sheetData><row r="1">{cells}</row>', 1).encode()
    start = time.process_time()
    with pytest.raises(DamagedWorkbookError):
        _book(plain, broken).values(TABLE)
    assert time.process_time() - start < 1
