"""Annexes made by hand in which something is missing, doubled or hidden."""

import pytest
from openpyxl import Workbook

from phuluc.importers.errors import (
    DuplicateAnnexError,
    DuplicateColumnError,
    HeaderRowsMissingError,
    TierUnknownError,
    UnknownSourceError,
)
from tests.importers.annex_figures import figures, read_changed
from tests.importers.hand_made import deleted, quarter_book, rearranged


def test_a_missing_column_is_listed_and_its_cells_are_blank(tmp_path):
    """Without the denominators of one group the rest is read, and the gap is told at the group's caption."""
    book = quarter_book()
    rearranged(book["Phụ lục 1"], columns=deleted(16))
    source = read_changed(book, tmp_path)
    assert ("Phụ lục 1!O6", "Tổng số HS có thanh toán") in [(item.where, item.found) for item in source.unmatched]
    row = source.annexes[0].tables[0].rows[0]
    assert row.indicators["thanh_toan_truc_tuyen"].denominator.is_blank
    assert row.indicators["thanh_toan_truc_tuyen"].numerator.value == 25


@pytest.mark.parametrize("rows", [(6, 7), (6,), (7,)])
@pytest.mark.parametrize("name", ["Phụ lục 1", "Phụ lục 3"])
def test_header_rows_missing_from_the_first_table(rows, name, tmp_path):
    """Without one or both header rows the sheet is named, and what to do; nothing is guessed from positions."""
    book = quarter_book()
    rearranged(book[name], rows=deleted(*rows))
    with pytest.raises(HeaderRowsMissingError) as caught:
        read_changed(book, tmp_path)
    assert caught.value.where.startswith(f"{name}!")
    assert "tiêu đề" in str(caught.value)
    assert caught.value.exit_code == 2


def test_header_rows_missing_from_the_second_table(tmp_path):
    """Figures under the line "2. Các chỉ tiêu" with no header belong to no table."""
    book = quarter_book()
    rearranged(book["Phụ lục 2"], rows=deleted(22, 23))
    with pytest.raises(HeaderRowsMissingError) as caught:
        read_changed(book, tmp_path)
    assert caught.value.where == "Phụ lục 2!A22"


def test_two_columns_of_one_meaning(tmp_path):
    """Two results of one indicator: nobody can tell which counts."""
    book = quarter_book()
    book["Phụ lục 1"]["H7"] = "Kết quả"
    with pytest.raises(DuplicateColumnError) as caught:
        read_changed(book, tmp_path)
    assert caught.value.where == "Phụ lục 1!I7"


def test_the_same_tier_twice(tmp_path):
    """A forgotten copy of an annex is refused rather than read twice."""
    book = quarter_book()
    book.copy_worksheet(book["Phụ lục 1"])
    with pytest.raises(DuplicateAnnexError):
        read_changed(book, tmp_path)


def test_a_hidden_sheet_is_not_read(original, tmp_path):
    """A hidden copy of an annex is no annex."""
    book = quarter_book()
    book.copy_worksheet(book["Phụ lục 1"]).sheet_state = "hidden"
    assert figures(read_changed(book, tmp_path)) == original


def test_the_units_tell_the_tier_where_no_title_does(tmp_path):
    """Offices of the province are known by their names; where names tell nothing the title has to."""
    book = quarter_book()
    book["Phụ lục 1"]["A2"] = None
    assert read_changed(book, tmp_path).annexes[0].tier == "cap_tinh"
    for row in (*range(8, 26), *range(32, 50)):
        book["Phụ lục 1"].cell(row, 2).value = f"Phòng số {row}"
    with pytest.raises(TierUnknownError):
        read_changed(book, tmp_path)


def test_a_workbook_without_an_annex(tmp_path):
    """A workbook about something else is named with its sheets."""
    book = Workbook()
    book.active.title = "Chi tiêu"
    book.active.append(["Ngày", "Số tiền"])
    book.active.append(["01/02/2024", 15000])
    with pytest.raises(UnknownSourceError, match="Chi tiêu"):
        read_changed(book, tmp_path)
