"""Inserted rows: everything that points at the rows below follows."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from lxml import etree

from phuluc.book_port import Area
from phuluc.workbook import errors
from phuluc.workbook.file_book import FileBook
from tests.workbook.staff_book import ANNEX, CATALOGUE, OWN_SHEET

BEFORE, COUNT = 12, 3


@pytest.fixture
def inserted(staff_file: Path, tmp_path: Path) -> Path:
    book = FileBook.open(staff_file, CATALOGUE)
    book.recalculate()
    book.insert_rows(ANNEX, BEFORE, COUNT, format_from=BEFORE - 1)
    book.save(tmp_path / "chen.xlsx")
    return tmp_path / "chen.xlsx"


def part(path: Path, name: str) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read(name).decode()


def test_cells_and_formulas_move(staff_file: Path, inserted: Path) -> None:
    """Values and formulas stand three rows lower, and read what they read before."""
    before, after = FileBook.open(staff_file, CATALOGUE), FileBook.open(inserted, CATALOGUE)
    upper, lower = Area(ANNEX, 1, 1, 11, 8), Area(ANNEX, 12, 1, 18, 8)
    moved = Area(ANNEX, 15, 1, 21, 8)
    assert after.values(upper) == before.values(upper)
    before.recalculate()
    assert after.values(moved) == before.values(lower)
    assert after.formulas(Area(ANNEX, 15, 6, 15, 7)) == [["=INDICATOR_RATE(C15,D15)", "=C15/D15-E15/100"]]
    assert after.formulas(Area(ANNEX, 19, 6, 19, 6)) == [["=SUM(C9:C17)"]]
    assert after.formulas(Area(OWN_SHEET, 1, 1, 2, 1)) == [[f"='{ANNEX}'!C15*2"], [f"=SUM('{ANNEX}'!C9:C17)"]]


def test_recalculation_gives_the_same_figures(staff_file: Path, inserted: Path) -> None:
    """Empty rows change no figure anywhere in the book."""
    before, after = FileBook.open(staff_file, CATALOGUE), FileBook.open(inserted, CATALOGUE)
    before.recalculate()
    after.recalculate()
    assert after.values(Area(ANNEX, 15, 1, 21, 8)) == before.values(Area(ANNEX, 12, 1, 18, 8))
    assert after.values(Area(OWN_SHEET, 1, 1, 3, 2)) == before.values(Area(OWN_SHEET, 1, 1, 3, 2))


def test_names_and_print_settings_follow(inserted: Path) -> None:
    """Named ranges span the new rows; print area, autofilter and page break move."""
    book = FileBook.open(inserted, CATALOGUE)
    assert book.names() == {"tu_so": Area(ANNEX, 9, 3, 17, 3), "bang": Area(ANNEX, 9, 1, 17, 7)}
    texts = {name.name: name.text for name in book.package.defined_names()}
    assert texts["_xlnm.Print_Area"].endswith("$A$1:$G$21")
    assert texts["_xlnm.Print_Titles"].endswith("$7:$8")
    assert texts["_xlnm._FilterDatabase"].endswith("$A$8:$G$17")
    assert texts["ty_le_chuan"] == "0.6"
    sheet = part(inserted, "xl/worksheets/sheet1.xml")
    assert '<autoFilter ref="A8:G17"' in sheet
    assert '<brk id="14"' in sheet
    assert '<mergeCell ref="A3:G3"' in sheet
    assert '<dimension ref="A1:G21"' in sheet


def test_rules_sparklines_and_ignored_errors_follow(inserted: Path) -> None:
    """Conditional formats (also x14), validations and sparklines cover the new rows."""
    sheet = part(inserted, "xl/worksheets/sheet1.xml")
    assert re.findall(r'<conditionalFormatting sqref="([^"]+)"', sheet) == ["F9:F17", "C9:C17"]
    assert '<dataValidation type="whole"' in sheet
    assert 'sqref="C9:D17"' in sheet
    assert "<xm:sqref>C9:C17</xm:sqref>" in sheet
    assert f"<xm:f>'{ANNEX}'!C17:E17</xm:f><xm:sqref>H17</xm:sqref>" in sheet
    assert f"<xm:f>'{ANNEX}'!C9:E9</xm:f><xm:sqref>H9</xm:sqref>" in sheet
    assert '<ignoredError sqref="C9:D17"' in sheet


def test_objects_follow(staff_file: Path, inserted: Path) -> None:
    """Chart ranges, linked text box, comment, button move; the text box above the rows stays where it was."""
    assert f"'{ANNEX}'!$F$9:$F$17" in part(inserted, "xl/charts/chart1.xml")
    drawing, was = part(inserted, "xl/drawings/drawing1.xml"), part(staff_file, "xl/drawings/drawing1.xml")
    assert "$B$15" in drawing
    rows = [[int(row) for row in re.findall(r"<xdr:row>(\d+)</xdr:row>", text)] for text in (was, drawing)]
    assert [new - old for old, new in zip(*rows, strict=True)] == [COUNT if old >= BEFORE - 1 else 0 for old in rows[0]]
    assert 'ref="C15"' in part(inserted, "xl/comments1.xml")
    vml = part(inserted, "xl/drawings/vmlDrawing1.vml")
    assert re.findall(r"<x:Row>\s*(\d+)", vml) == ["14"]
    old_anchors, new_anchors = (
        [[int(number) for number in text.split(",")] for text in re.findall(r"<x:Anchor>([^<]+)", source)]
        for source in (part(staff_file, "xl/drawings/vmlDrawing1.vml"), vml)
    )
    for old, new in zip(old_anchors, new_anchors, strict=True):
        assert [new[2] - old[2], new[6] - old[6]] == [COUNT if old[place] >= BEFORE - 1 else 0 for place in (2, 6)]


def test_new_rows_look_like_their_model(inserted: Path) -> None:
    """The new rows are empty and have the formats of the row above."""
    root = etree.fromstring(part(inserted, "xl/worksheets/sheet1.xml").encode())
    for column in "ABCDEFG":
        styles = {root.xpath(f"string(//*[@r='{column}{row}']/@s)") for row in range(11, 16)}
        assert len(styles) == 1
    assert FileBook.open(inserted, CATALOGUE).values(Area(ANNEX, 12, 1, 14, 8)) == [[None] * 8] * 3


def test_insertion_below_the_table_lets_rules_reach_over(staff_file: Path) -> None:
    """Rows appended below the last unit, formatted like it, take its rules; named ranges do not grow."""
    book = FileBook.open(staff_file, CATALOGUE)
    book.insert_rows(ANNEX, 15, 2, format_from=14)
    sheet = book.package.content("xl/worksheets/sheet1.xml").decode()
    assert re.findall(r'<conditionalFormatting sqref="([^"]+)"', sheet) == ["F9:F16", "C9:C16"]
    assert 'sqref="C9:D16"' in sheet
    assert book.names()["bang"] == Area(ANNEX, 9, 1, 14, 7)


def test_tables_and_array_formulas_follow(tmp_path: Path) -> None:
    """A table grows when rows come in inside it; an array formula below moves with its area."""
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    sheet = book.add_worksheet("T")
    columns = [{"header": "a"}, {"header": "b", "formula": "=[@a]*2"}]
    sheet.add_table("A1:B4", {"name": "Bang", "data": [[1], [2], [3]], "columns": columns})
    sheet.write_array_formula("D6:D7", "{=A2:A3*2}", None, 2)
    book.close()
    working = FileBook.open(tmp_path / "a.xlsx", ())
    working.insert_rows("T", 3, 2, format_from=2)
    assert 'ref="A1:B6"' in working.package.content("xl/tables/table1.xml").decode()
    assert '<f t="array" ref="D8:D9">A2:A5*2</f>' in working.package.content("xl/worksheets/sheet1.xml").decode()


def test_content_is_never_pushed_off_the_sheet(staff_file: Path) -> None:
    """An insertion that would lose rows is refused before anything changes."""
    book = FileBook.open(staff_file, CATALOGUE)
    before = book.package.to_bytes()
    with pytest.raises(errors.BeyondSheetError):
        book.insert_rows(ANNEX, 5, 1_048_570, format_from=4)
    assert book.package.to_bytes() == before


def test_rows_come_in_below_the_last_one(tmp_path: Path) -> None:
    """Rows appended to a long list have its height and formats, cell by cell; a hidden model does not hide them."""
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    sheet = book.add_worksheet("T")
    look = book.add_format({"border": 1})
    sheet.set_row(1, 30, look, {"hidden": True})
    sheet.write_row(1, 1, ["a", "b"], look)
    sheet.write(1, 4, "c", look)
    book.close()
    working = FileBook.open(tmp_path / "a.xlsx", ())
    working.insert_rows("T", 3, 400, format_from=2)
    working.set_values(Area("T", 402, 3, 402, 3), [["cuối"]])
    root = etree.fromstring(working.package.content("xl/worksheets/sheet1.xml"))
    rows = {row.get("r"): row for row in root.iterfind(".//{*}row")}
    assert list(rows) == [str(number) for number in range(2, 403)]
    assert (rows["402"].get("ht"), rows["402"].get("hidden")) == ("30", None)
    assert [(cell.get("r"), cell.get("s"), len(cell)) for cell in rows["401"]] == [
        ("B401", "1", 0),
        ("C401", "1", 0),
        ("E401", "1", 0),
    ]
    dimension = root.find("{*}dimension")
    assert dimension is not None
    assert dimension.get("ref") == "A2:E402"
