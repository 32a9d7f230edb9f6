"""Cells are written in place: text stays text, formats stay, order and bounds are kept."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from python_calamine import CalamineWorkbook

from phuluc.book_port import Area
from phuluc.workbook import errors
from phuluc.workbook.file_book import FileBook
from phuluc.workbook.markup import escape_text, unescape_text
from phuluc.workbook.package import Package
from tests.workbook.staff_book import ANNEX, CATALOGUE

SHEET_XML = "xl/worksheets/sheet1.xml"


def with_sheet(source: Path, target: Path, old: str, new: str) -> Path:
    with zipfile.ZipFile(source) as archive, zipfile.ZipFile(target, "w") as copy:
        for name in archive.namelist():
            content = archive.read(name)
            if name == SHEET_XML:
                text = content.decode()
                assert old in text
                content = text.replace(old, new).encode()
            copy.writestr(name, content)
    return target


@pytest.fixture(scope="module")
def shared_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A column D2:D5 filled down, stored as Excel stores it: one text, three cells that share it."""
    folder = tmp_path_factory.mktemp("shared")
    book = xlsxwriter.Workbook(folder / "a.xlsx")
    sheet = book.add_worksheet("T")
    for row in range(1, 5):
        sheet.write_row(row, 0, [row, 10 * row])
        sheet.write_formula(row, 3, f"=A{row + 1}+$B$2", None, 0)
    book.close()
    path = with_sheet(
        folder / "a.xlsx", folder / "b.xlsx", "<f>A2+$B$2</f>", '<f t="shared" ref="D2:D5" si="0">A2+$B$2</f>'
    )
    for row in range(3, 6):
        path = with_sheet(path, folder / f"c{row}.xlsx", f"<f>A{row}+$B$2</f>", '<f t="shared" si="0"/>')
    return path


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(), max_size=40))
def test_any_text_comes_back_and_is_no_formula(staff_file: Path, text: str) -> None:
    """Whatever text goes in comes out, after saving and reading, and the number of formulas is unchanged."""
    book = FileBook.open(staff_file, CATALOGUE)
    formulas = book.package.content(SHEET_XML).count(b"<f>")
    place = Area(ANNEX, 20, 2, 20, 2)
    book.set_values(place, [[text]])
    again = FileBook(Package({name: book.package.content(name) for name in book.package.part_names}))
    assert again.values(place) == [[text]]
    assert again.formulas(place) == [[None]]
    assert again.package.content(SHEET_XML).count(b"<f>") == formulas


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "@SUM(A1)", "-1", "{=A1}", "=cmd|' /C calc'!A0", " đầu và cuối ", "a\nb"]
)
def test_text_that_looks_like_a_formula_stays_text_for_others(staff_file: Path, tmp_path: Path, text: str) -> None:
    """Another reader sees the same text, no formula."""
    book = FileBook.open(staff_file, CATALOGUE)
    book.set_values(Area(ANNEX, 9, 2, 9, 2), [[text]])
    book.save(tmp_path / "a.xlsx")
    rows = CalamineWorkbook.from_path(tmp_path / "a.xlsx").get_sheet_by_name(ANNEX).to_python(skip_empty_area=False)
    assert rows[8][1] == text


@settings(max_examples=100, deadline=None)
@given(st.text(st.one_of(st.sampled_from("_x0041\x01\r\n\ud800\uffff"), st.characters()), max_size=30))
def test_escaping_is_reversible(text: str) -> None:
    """Escaped text holds only what XML allows and reads back the same."""
    escaped = escape_text(text)
    assert unescape_text(escaped) == text
    assert etree.fromstring(etree.tostring(etree.Element("t", {"v": escaped}))).get("v") is not None


def test_kinds_of_constants(staff_file: Path) -> None:
    """Numbers, logical values, texts and blanks each keep their kind; 1 and TRUE are two things."""
    book = FileBook.open(staff_file, CATALOGUE)
    place = Area(ANNEX, 9, 1, 9, 7)
    book.set_values(place, [[True, 1, 1.5, "", None, "#VALUE!", 12345678901234567]])
    book.set_values(Area(ANNEX, 9, 1, 9, 1), [[1]])
    (values,) = FileBook(Package({n: book.package.content(n) for n in book.package.part_names})).values(place)
    assert values == [1, 1, 1.5, "", None, "#VALUE!", 12345678901234567]
    assert [type(value) for value in values[:3]] == [int, int, float]


def test_emptied_cells_keep_their_format(staff_file: Path) -> None:
    """None takes the value and leaves the format."""
    book = FileBook.open(staff_file, CATALOGUE)
    style = etree.fromstring(book.package.content(SHEET_XML)).xpath("string(//*[@r='C9']/@s)")
    book.set_values(Area(ANNEX, 9, 3, 9, 3), [[None]])
    cell = etree.fromstring(book.package.content(SHEET_XML)).xpath("//*[@r='C9']")[0]
    assert (cell.get("s"), len(cell), cell.get("t")) == (style, 0, None)


def test_writing_the_same_value_touches_nothing(staff_file: Path) -> None:
    """Rich text and all else survive when a cell holds the value already."""
    book = FileBook.open(staff_file, CATALOGUE)
    before = book.package.content(SHEET_XML)
    area = Area(ANNEX, 1, 1, 5, 8)
    book.set_values(area, book.values(area))
    assert book.package.content(SHEET_XML) is before


def test_new_cells_stand_in_order_and_inside_the_dimension(staff_file: Path) -> None:
    """Rows and cells that were not there come in at their places; spans and dimension grow."""
    book = FileBook.open(staff_file, CATALOGUE)
    for row, column in ((40, 2), (5, 3), (5, 1), (5, 2), (12, 30), (30, 1)):
        book.set_values(Area(ANNEX, row, column, row, column), [[1]])
    root = etree.fromstring(book.package.content(SHEET_XML))
    rows = [int(number) for number in root.xpath("//*[local-name()='row']/@r")]
    assert rows == sorted(set(rows))
    assert root.xpath("//*[@r='5']/*/@r") == ["A5", "B5", "C5"]
    assert root.xpath("string(//*[local-name()='dimension']/@ref)") == "A1:AD40"
    assert root.xpath("string(//*[local-name()='row'][@r='12']/@spans)").endswith(":30")
    assert book.used_area(ANNEX) == Area(ANNEX, 1, 1, 40, 30)


def test_limits_of_a_sheet(staff_file: Path) -> None:
    """Text beyond 32,767 characters and cells beyond the sheet are refused, not cut."""
    book = FileBook.open(staff_file, CATALOGUE)
    with pytest.raises(errors.TextTooLongError, match="B9"):
        book.set_values(Area(ANNEX, 9, 2, 9, 2), [["x" * 32_768]])
    with pytest.raises(errors.BeyondSheetError):
        book.set_values(Area(ANNEX, 1_048_577, 1, 1_048_577, 1), [[1]])


def test_shared_formulas_are_read_and_survive_the_loss_of_their_first_cell(shared_book: Path) -> None:
    """Each cell of a filled-down column reads as its own formula, also after the cell that held the text is gone."""
    book = FileBook.open(shared_book, ())
    column = Area("T", 2, 4, 5, 4)
    assert book.formulas(column) == [["=A2+$B$2"], ["=A3+$B$2"], ["=A4+$B$2"], ["=A5+$B$2"]]
    book.set_values(Area("T", 2, 4, 2, 4), [[5]])
    assert book.recalculate() == []
    again = FileBook(Package({name: book.package.content(name) for name in book.package.part_names}), ())
    assert again.formulas(column) == [[None], ["=A3+$B$2"], ["=A4+$B$2"], ["=A5+$B$2"]]
    assert again.values(column) == [[5], [12], [13], [14]]


def test_formulas_are_written_with_their_values(staff_file: Path) -> None:
    """A new formula has its value after recalculation; None leaves a cell as it is."""
    book = FileBook.open(staff_file, CATALOGUE)
    book.set_formulas(Area(ANNEX, 20, 1, 20, 3), [['=C9&" hồ sơ"', None, "=INDICATOR_RATE(C9,D9)>40"]])
    book.recalculate()
    assert book.values(Area(ANNEX, 20, 1, 20, 3)) == [["90 hồ sơ", None, True]]


def test_formats_are_copied_downwards(staff_file: Path) -> None:
    """Formats of the source rows repeat down the target; values stay."""
    book = FileBook.open(staff_file, CATALOGUE)
    book.copy_formats(Area(ANNEX, 9, 1, 9, 7), Area(ANNEX, 20, 1, 22, 7))
    root = etree.fromstring(book.package.content(SHEET_XML))
    for column in "ACFG":
        styles = {root.xpath(f"string(//*[@r='{column}{row}']/@s)") for row in (9, 20, 21, 22)}
        assert len(styles) == 1
    assert book.used_area(ANNEX).bottom == 18
