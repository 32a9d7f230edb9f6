"""What staff added to their workbook outlives import and refresh."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest
from lxml import etree

from phuluc.book_port import Area
from phuluc.workbook.file_book import FileBook
from tests.workbook.staff_book import ANNEX, CATALOGUE, FIRST, LAST, OWN_SHEET

NUMERATORS = Area(ANNEX, FIRST, 3, LAST, 3)
NEW_NUMERATORS = [[1], [2], [None], [180], [0], [6]]


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def sheet_without_cells(content: bytes) -> bytes:
    root = etree.fromstring(content)
    data = root.find("{*}sheetData")
    data.clear()
    return etree.tostring(root, method="c14n")


@pytest.fixture
def refreshed(staff_file: Path, tmp_path: Path) -> Path:
    book = FileBook.open(staff_file, CATALOGUE)
    book.set_values(NUMERATORS, NEW_NUMERATORS)
    book.recalculate()
    saved = tmp_path / "moi.xlsx"
    book.save(saved)
    return saved


def test_all_other_parts_are_byte_identical(staff_file: Path, refreshed: Path) -> None:
    """Text box, picture, comment, button, chart, styles, names: every part but the two sheets stays byte for byte."""
    before, after = parts(staff_file), parts(refreshed)
    assert list(before) == list(after)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"}
    assert {"xl/drawings/vmlDrawing1.vml", "xl/comments1.xml", "xl/charts/chart1.xml", "xl/media/image1.png"} <= set(
        before
    )


def test_changed_sheets_keep_all_but_cells(staff_file: Path, refreshed: Path) -> None:
    """Sparklines, x14 data bars, validations, page set-up of a changed sheet stay."""
    before, after = parts(staff_file), parts(refreshed)
    for name in ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"):
        assert sheet_without_cells(before[name]) == sheet_without_cells(after[name])
    assert b"x14:sparkline" in after["xl/worksheets/sheet1.xml"]
    assert b"x14:dataBar" in after["xl/worksheets/sheet1.xml"]


@pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")
def test_formulas_and_formats_stay_values_follow(staff_file: Path, refreshed: Path) -> None:
    """Each formula and each format is the one it was; formula cells carry the new values."""
    before, after = openpyxl.load_workbook(staff_file), openpyxl.load_workbook(refreshed)
    for old, new in zip(before, after, strict=True):
        for cell in (cell for row in old.iter_rows() for cell in row):
            other = new[cell.coordinate]
            assert other._style == cell._style
            if cell.data_type == "f" and isinstance(cell.value, str):
                assert other.value == cell.value
    values = openpyxl.load_workbook(refreshed, data_only=True)
    assert [values[ANNEX][f"F{row}"].value for row in range(FIRST, LAST + 1)] == [0.5, 1, None, 90, 0, 3]
    assert values[ANNEX]["G12"].value == pytest.approx(180 / 200 - 0.6)
    assert values[ANNEX]["F16"].value == 189
    assert values[ANNEX]["G16"].value == 95
    assert [values[OWN_SHEET][cell].value for cell in ("A1", "A2", "A3", "B1", "B2")] == [360, 189, "đủ", 1, 2]


def test_unknown_function_is_named_and_its_value_kept(staff_file: Path) -> None:
    """A formula with an unknown function keeps its stored value; a cell that reads it is computed from that value."""
    book = FileBook.open(staff_file, CATALOGUE)
    (unevaluated,) = book.recalculate()
    assert (unevaluated.where, unevaluated.formula) == (f"{ANNEX}!G17", "=NOSUCH(C9)")
    assert "NOSUCH" in unevaluated.reason
    assert book.values(Area(ANNEX, 17, 7, 18, 7)) == [["giữ nguyên"], ["giữ nguyên!"]]


def test_a_refresh_without_changes_changes_no_byte(staff_file: Path, tmp_path: Path) -> None:
    """Where all stored values are right already, the saved parts are those of the file."""
    book = FileBook.open(staff_file, CATALOGUE)
    book.recalculate()
    book.save(tmp_path / "1.xlsx")
    again = FileBook.open(tmp_path / "1.xlsx", CATALOGUE)
    again.recalculate()
    again.save(tmp_path / "2.xlsx")
    assert (tmp_path / "1.xlsx").read_bytes() == (tmp_path / "2.xlsx").read_bytes()


def test_the_calculation_chain_goes_only_with_formulas(staff_file: Path) -> None:
    """calcChain.xml is dropped, with its content type and relationship, when a formula disappears, else kept."""
    path = staff_file.with_name("chain.xlsx")
    with zipfile.ZipFile(staff_file) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "[Content_Types].xml":
                kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"
                override = b'<Override PartName="/xl/calcChain.xml" ContentType="' + kind + b'"/></Types>'
                content = content.replace(b"</Types>", override)
            if name == "xl/_rels/workbook.xml.rels":
                kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain"
                relation = b'<Relationship Id="rId99" Type="' + kind + b'" Target="calcChain.xml"/></Relationships>'
                content = content.replace(b"</Relationships>", relation)
            target.writestr(name, content)
        target.writestr(
            "xl/calcChain.xml", b'<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
        )
    book = FileBook.open(path, CATALOGUE)
    book.set_values(NUMERATORS, NEW_NUMERATORS)
    book.recalculate()
    assert "xl/calcChain.xml" in book.package.part_names
    book.set_values(Area(ANNEX, 16, 6, 16, 6), [[7]])
    assert "xl/calcChain.xml" not in book.package.part_names
    assert b"calcChain" not in book.package.content("[Content_Types].xml")
    assert b"calcChain" not in book.package.content("xl/_rels/workbook.xml.rels")
