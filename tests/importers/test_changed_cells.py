"""What stands in the cells and rows of an annex made by hand."""

from decimal import Decimal

import pytest

from phuluc.domain.figures import EntryFlaw
from tests.importers.annex_figures import figures, read_changed
from tests.importers.hand_made import inserted, quarter_book, rearranged


@pytest.mark.parametrize(
    ("typed", "value", "flaw"),
    [
        ("1.313", 1313, EntryFlaw.TEXT_NUMBER),
        (" 72 ", 72, EntryFlaw.TEXT_NUMBER),
        ("1.5", None, EntryFlaw.AMBIGUOUS),
        ("ba hồ sơ", None, EntryFlaw.MALFORMED),
        (-5, None, EntryFlaw.NEGATIVE),
        ("-5", None, EntryFlaw.NEGATIVE),
        (12.5, None, EntryFlaw.NOT_WHOLE),
        ("12,5", None, EntryFlaw.NOT_WHOLE),
        (True, None, EntryFlaw.BOOLEAN),
        ("#DIV/0!", None, EntryFlaw.ERROR_VALUE),
        ("=C8-13", None, EntryFlaw.MALFORMED),
        (None, None, None),
        ("   ", None, None),
    ],
)
def test_what_stands_in_a_count(typed, value, flaw, tmp_path):
    """A count is understood in one way or marked; it is never guessed and never silently zero."""
    book = quarter_book()
    book["Phụ lục 1"]["I8"] = typed
    entry = read_changed(book, tmp_path).annexes[0].tables[0].rows[0].indicators["ho_so_truc_tuyen"].numerator
    assert (entry.value, entry.flaw, entry.where) == (value, flaw, "Phụ lục 1!I8")


@pytest.mark.parametrize(
    ("typed", "number_format", "value", "flaw"),
    [
        (0.61, "0%", Decimal(61), None),
        (0.615, "0.0%", Decimal("61.5"), None),
        (1, "0%", Decimal(100), None),
        ("61%", "General", Decimal(61), EntryFlaw.TEXT_NUMBER),
        ("61,5", "General", Decimal("61.5"), EntryFlaw.TEXT_NUMBER),
        ("61.5", "General", None, EntryFlaw.AMBIGUOUS),
        ("61.500", "General", None, EntryFlaw.AMBIGUOUS),
        (61, "General", Decimal(61), None),
    ],
)
def test_what_stands_in_a_target(typed, number_format, value, flaw, tmp_path):
    """A percentage is what the cell shows: 0.61 in percent format is 61 percent points."""
    book = quarter_book()
    book["Phụ lục 1"]["H8"] = typed
    book["Phụ lục 1"]["H8"].number_format = number_format
    entry = read_changed(book, tmp_path).annexes[0].tables[0].rows[0].indicators["ho_so_truc_tuyen"].target
    assert (entry.value, entry.flaw) == (value, flaw)


def test_a_target_that_looks_like_a_fraction_is_questioned(tmp_path):
    """0.61 without percent format among targets such as 60 is kept and pointed at."""
    book = quarter_book()
    book["Phụ lục 1"]["H8"] = 0.61
    source = read_changed(book, tmp_path)
    assert source.annexes[0].tables[0].rows[0].indicators["ho_so_truc_tuyen"].target.value == Decimal("0.61")
    assert [notice for notice in source.notices if notice.startswith("Phụ lục 1!H8")]


@pytest.mark.parametrize("dash", ["-", "–", "—", " - "])
def test_every_dash_means_not_applicable(dash, tmp_path, original):
    """Hyphen and dashes are one value."""
    book = quarter_book()
    for row in book["Phụ lục 1"].iter_rows():
        for cell in row:
            if cell.value == "-":
                cell.value = dash
    assert figures(read_changed(book, tmp_path)) == original


def test_the_own_denominator_of_reuse_has_a_column_of_its_own(tmp_path):
    """Where "Tổng số HS đủ điều kiện tái sử dụng" is filled it rules; where it is blank the total received does."""
    book = quarter_book()
    sheet = book["Phụ lục 3"]
    rearranged(sheet, columns=inserted(8))
    sheet["H23"] = "Tổng số HS đủ điều kiện tái sử dụng"
    sheet["H24"] = 785
    first, second, *_ = (
        row.indicators["khai_thac_su_dung_lai"] for row in read_changed(book, tmp_path).annexes[2].tables[1].rows
    )
    assert first.denominator == first.own_denominator
    assert (first.denominator.value, first.denominator.where) == (785, "Phụ lục 3!H24")
    assert second.own_denominator.is_blank
    assert second.denominator.value == 2788
    assert not first.denominator_is_estimated
    assert not second.denominator_is_estimated


def test_totals_and_headings_are_no_units(original, tmp_path):
    """Rows of totals are kept apart with their figures, headings of groups are passed over with a word."""
    book = quarter_book()
    sheet = book["Phụ lục 1"]
    rearranged(sheet, rows=inserted(8))
    sheet["A8"], sheet["B8"] = "I", "Khối sở"
    rearranged(sheet, rows=inserted(27))
    sheet["A27"], sheet["C27"], sheet["I27"], sheet["J27"] = "Tổng cộng", 20824, 20462, 98.3
    sheet.merge_cells("A27:B27")
    source = read_changed(book, tmp_path)
    assert figures(source) == original
    (total,) = source.annexes[0].tables[0].totals
    assert (total.name, total.where) == ("Tổng cộng", "Phụ lục 1!A27")
    assert total.entries["ho_so_truc_tuyen"].numerator.value == 20462
    assert total.entries["ho_so_truc_tuyen"].rate.value == Decimal("98.3")
    assert [notice for notice in source.notices if "“Khối sở”" in notice and "Phụ lục 1!B8" in notice]


def test_an_office_named_cong_an_is_a_unit(tmp_path):
    """Only a row that says "Cộng" is a total; "Công an tỉnh" is an office."""
    book = quarter_book()
    book["Phụ lục 1"]["B8"] = "Công an tỉnh"
    assert read_changed(book, tmp_path).annexes[0].tables[0].rows[0].unit == "Công an tỉnh"


def test_a_signature_below_the_table_is_no_unit(original, tmp_path):
    """Place, date and signature under the last table are left alone."""
    book = quarter_book()
    sheet = book["Phụ lục 3"]
    sheet["N37"] = "Bình Định, ngày 15 tháng 4 năm 2024"
    sheet["B38"], sheet["N38"] = "NGƯỜI LẬP BIỂU", "CHÁNH VĂN PHÒNG"
    source = read_changed(book, tmp_path)
    assert figures(source) == original
    assert len(source.notices) == 17


def test_figures_without_a_name_are_listed(tmp_path):
    """A row of figures nobody is named for is told with its cell, never attached to a neighbour."""
    book = quarter_book()
    book["Phụ lục 2"]["B8"] = None
    source = read_changed(book, tmp_path)
    assert [(item.where, item.reason) for item in source.unmatched] == [
        ("Phụ lục 2!B8", "hàng có số liệu nhưng không có tên đơn vị")
    ]
    assert len(source.annexes[1].tables[0].rows) == 10
