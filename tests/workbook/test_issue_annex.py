from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from phuluc.annexes.issued import IssuedDocument, IssuedRow
from phuluc.workbook.errors import MissingFolderError
from phuluc.workbook.issue_annex import write_issued_workbook
from tests.hosts import Validate
from tests.issued_samples import LEADS, SUB_COLUMNS, binh_dinh, binh_dinh_figures, communes, indicators_of, unit_cells


def written(document: IssuedDocument, digits: int = 1) -> bytes:
    stream = io.BytesIO()
    write_issued_workbook(document, stream, digits=digits)
    return stream.getvalue()


def opened(document: IssuedDocument, digits: int = 1) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(written(document, digits)))


@pytest.fixture(scope="module")
def book() -> openpyxl.Workbook:
    return opened(binh_dinh())


def place_of(sheet: Worksheet, text: str) -> tuple[int, int]:
    return next((cell.row, cell.column) for row in sheet.iter_rows() for cell in row if cell.value == text)


def tables_of(sheet: Worksheet) -> list[tuple[int, int, int]]:
    """(table, row of its header, first column) of both tables."""
    places = []
    for table, lead in LEADS.items():
        row, column = place_of(sheet, lead)
        places.append((table, row + 1, column))
    return places


def test_the_header_tree_is_that_of_the_report(book: openpyxl.Workbook) -> None:
    """Each table: TT, unit, total received over both rows; indicators in the report's order over their columns."""
    for sheet in book:
        merged = {str(area) for area in sheet.merged_cells.ranges}
        for table, top, left in tables_of(sheet):
            for offset, caption in enumerate(("TT", "Cơ quan, đơn vị", "Tổng số HS tiếp nhận")):
                cell = sheet.cell(top, left + offset)
                assert cell.value == caption
                assert f"{cell.coordinate}:{sheet.cell(top + 1, left + offset).coordinate}" in merged
            column = left + 3
            for indicator in indicators_of(table):
                captions = SUB_COLUMNS[indicator.code]
                group, last = sheet.cell(top, column), sheet.cell(top, column + len(captions) - 1)
                assert group.value == indicator.heading
                assert f"{group.coordinate}:{last.coordinate}" in merged
                assert tuple(sheet.cell(top + 1, column + k).value for k in range(len(captions))) == captions
                column += len(captions)
            assert column - left == {1: 18, 2: 13}[table]


def test_every_figure_of_the_quarter_stands_in_its_cell(book: openpyxl.Workbook) -> None:
    """Values of all 40 units in both tables are the report's: numbers as numbers, "-" as text, no formula."""
    compared = 0
    for tier in binh_dinh_figures()["tiers"].values():
        sheet = book[tier["annex"]]
        for table, top, left in tables_of(sheet):
            for number, unit in enumerate(tier["units"]):
                expected = unit_cells(unit, table)
                cells = [sheet.cell(top + 2 + number, left + offset) for offset in range(len(expected))]
                assert tuple(cell.value for cell in cells) == expected
                assert all(cell.data_type == ("s" if isinstance(cell.value, str) else "n") for cell in cells)
                compared += len(cells)
    assert compared == 40 * (18 + 13)


def test_formats_show_decimals_only_where_there_are_some(book: openpyxl.Workbook) -> None:
    """81,9 has one decimal and 100 none; counts are grouped, targets and orders plain."""
    sheet = book["Phụ lục 1"]
    _, top, left = tables_of(sheet)[0]
    formats = {sheet.cell(top + 2, left + offset).value: sheet.cell(top + 2, left + offset) for offset in range(18)}
    assert (formats[81.9].number_format, formats[60].number_format) == ("0.0", "0")
    assert sheet.cell(top + 3, left + 2).number_format == "#,##0"
    assert sheet.cell(top + 2, left).number_format == "0"


def test_rates_are_stored_as_given_and_shown_rounded_half_up() -> None:
    """A rate of 99,949 shows 99,9; 99,95 shows 100; 96,50 with two digits shows 96,5."""
    annex = binh_dinh().annexes[1]
    table = annex.tables[0]
    cells = table.rows[0].cells
    rates = {1: ((99.949, "0.0"), (99.95, "0"), (0.04, "0")), 2: ((96.50, "0.0"), (96.499, "0.0"), (86.784, "0.00"))}
    for digits, cases in rates.items():
        for rate, shape in cases:
            changed = replace(table, rows=(IssuedRow("unit", (*cells[:-1], rate)), *table.rows[1:]))
            document = IssuedDocument((replace(annex, tables=(changed, annex.tables[1])),), title="")
            cell = opened(document, digits).worksheets[0].cell(8, 18)
            assert (cell.value, cell.number_format) == (rate, shape)


def test_only_annex_sheets_and_nothing_hidden(book: openpyxl.Workbook) -> None:
    """Exactly the annexes, visible, with no names but the printing ones, no comments and no links."""
    assert book.sheetnames == ["Phụ lục 1", "Phụ lục 2", "Phụ lục 3"]
    assert not book.defined_names
    parts = zipfile.ZipFile(io.BytesIO(written(binh_dinh()))).namelist()
    assert not [part for part in parts if any(word in part for word in ("comment", "externalLink", "calcChain", "vba"))]
    for sheet in book:
        assert sheet.sheet_state == "visible"
        assert set(sheet.defined_names) <= {"Print_Area", "Print_Titles"}


def test_black_on_white_in_times_new_roman(book: openpyxl.Workbook) -> None:
    """Every cell: Times New Roman of 8 to 14 points, no fill, no colour but black."""
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert (cell.font.name, cell.font.scheme) == ("Times New Roman", None)
                assert 8 <= cell.font.sz <= 14
                assert cell.fill.fill_type in {None, "none"}
                assert cell.font.color is None or cell.font.color.theme == 1
    title = [book["Phụ lục 1"].cell(row, 1).font for row in (1, 2, 3)]
    assert [(font.sz, font.b, font.i) for font in title] == [(14, True, False), (13, True, False), (13, False, True)]


def test_page_is_that_of_decree_30(book: openpyxl.Workbook) -> None:
    """A4 landscape, margins 20–25, 20–25, 30–35, 15–20 mm; page number top centre, not on the first page, from 1."""
    for sheet in book:
        margins = sheet.page_margins
        millimetres = [25.4 * side for side in (margins.top, margins.bottom, margins.left, margins.right)]
        limits = ((20, 25), (20, 25), (30, 35), (15, 20))
        assert all(low <= side <= high for side, (low, high) in zip(millimetres, limits, strict=True))
        assert margins.top - margins.header >= 0.4
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.HeaderFooter.differentFirst
        assert sheet.HeaderFooter.oddHeader.center.text == "&P"
        assert sheet.firstHeader.center.text is None
        # What is absent has the file format's own default, which is 1 for both.
        assert (sheet.page_setup.firstPageNumber or 1, sheet.page_setup.useFirstPageNumber) == (1, True)
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_short_tables_stand_below_one_another(book: openpyxl.Workbook) -> None:
    """Where each table fits on a page, the second stands under the first and starts a page of its own."""
    sheet = book["Phụ lục 2"]
    (_, top, left), (_, second_top, second_left) = tables_of(sheet)
    assert left == second_left == 1
    assert second_top > top + 2 + 11
    assert sheet.print_area == f"'Phụ lục 2'!$A$1:$R$18,'Phụ lục 2'!$A${second_top - 1}:$M${second_top + 12}"
    assert sheet.print_title_rows is None


def test_long_tables_repeat_their_header() -> None:
    """135 communes: both headers stand in the same rows, which are repeated on every page."""
    sheet = opened(communes()).worksheets[0]
    (_, top, left), (_, second_top, second_left) = tables_of(sheet)
    assert top == second_top
    assert second_left > left + 18
    assert sheet.print_title_rows == f"${top}:${top + 1}"
    assert len(sheet.print_area.split(",")) == 2


def test_equal_documents_give_equal_bytes(tmp_path: Path) -> None:
    """A second writing, also to a path, gives the same file, and no person or company is named in it."""
    first = written(binh_dinh())
    path = tmp_path / "phu_luc.xlsx"
    write_issued_workbook(binh_dinh(), path, digits=1)
    assert first == written(binh_dinh()) == path.read_bytes()
    assert [file.name for file in tmp_path.iterdir()] == ["phu_luc.xlsx"]
    properties = openpyxl.load_workbook(path).properties
    assert not properties.creator
    assert not properties.lastModifiedBy
    assert "<Company></Company>" in zipfile.ZipFile(path).read("docProps/app.xml").decode()


@pytest.mark.parametrize("name", ["=1+1", "@SUM(A1)", "https://vanban.example/", "007", "-", "+84", "{=A1}"])
def test_text_stays_text(name: str) -> None:
    """A unit's name is never taken for a formula, a link or a number."""
    annex = binh_dinh().annexes[1]
    table = annex.tables[0]
    row = IssuedRow("unit", (1, name, *table.rows[0].cells[2:]))
    document = IssuedDocument((replace(annex, title=name, tables=(replace(table, rows=(row,)),)),), title=name)
    sheet = opened(document).worksheets[0]
    for cell in (sheet.cell(8, 2), sheet["A2"]):
        assert (cell.value, cell.data_type, cell.hyperlink) == (name, "s", None)


def test_group_and_total_rows_are_bold_and_blanks_stay_blank() -> None:
    """A heading of a group and a total are bold; a blank cell has its border and no value."""
    annex = binh_dinh().annexes[1]
    table = annex.tables[0]
    rows = (IssuedRow("group", ("I", "Miền núi", *[None] * 16)), *table.rows, IssuedRow("total", table.rows[0].cells))
    document = IssuedDocument((replace(annex, tables=(replace(table, rows=rows),)),), title="")
    sheet = opened(document).worksheets[0]
    group, blank, unit, total = sheet.cell(8, 2), sheet.cell(8, 5), sheet.cell(9, 2), sheet.cell(8 + len(rows) - 1, 2)
    assert [cell.font.b for cell in (group, unit, total)] == [True, False, True]
    assert blank.value is None
    assert blank.border.left.style == "thin"


@pytest.mark.parametrize("document", [binh_dinh(), communes()], ids=["quý I/2024", "135 xã"])
def test_microsofts_validator_finds_nothing(
    document: IssuedDocument, open_xml_findings: Validate, tmp_path: Path
) -> None:
    """The Open XML SDK has nothing to say against the issued workbook."""
    path = tmp_path / "issued.xlsx"
    write_issued_workbook(document, path, digits=1)
    assert open_xml_findings(path) == []


def test_a_place_that_cannot_be_written_is_explained(tmp_path: Path) -> None:
    """A missing folder gives one Vietnamese message with the path, and leaves nothing behind."""
    path = tmp_path / "không có" / "phụ lục.xlsx"
    with pytest.raises(MissingFolderError) as caught:
        write_issued_workbook(binh_dinh(), path, digits=1)
    assert str(path.parent) in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_a_row_of_another_length_is_refused() -> None:
    """A table whose rows, widths or header do not fit its columns is never laid out."""
    table = binh_dinh().annexes[0].tables[0]
    with pytest.raises(ValueError, match="row 1 has 17 cells for 18 columns"):
        replace(table, rows=(IssuedRow("unit", table.rows[0].cells[:-1]),))
    with pytest.raises(ValueError, match="does not cover"):
        replace(table, header=table.header[:-1])
    with pytest.raises(ValueError, match="17 widths"):
        replace(table, column_widths=table.column_widths[1:])


def test_the_sample_is_the_published_report() -> None:
    """The figures the tests compare with are the published ones: 40 units in three annexes."""
    tiers = json.loads((Path(__file__).parents[1] / "data" / "binh_dinh_2024_q1.json").read_text("utf-8"))["tiers"]
    assert [len(tier["units"]) for tier in tiers.values()] == [18, 11, 11]
