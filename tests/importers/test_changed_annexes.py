"""The same figures, whatever staff do to the form of the annex."""

import unicodedata
from decimal import Decimal

import pytest
from openpyxl import Workbook

from phuluc.domain.figures import EntryFlaw
from phuluc.importers.annex_workbook import read_annexes
from phuluc.importers.errors import (
    DuplicateAnnexError,
    DuplicateColumnError,
    HeaderRowsMissingError,
    TierUnknownError,
    UnknownSourceError,
)
from tests.importers.hand_made import QUARTER, deleted, in_order, inserted, quarter_book, rearranged, saved


def figures(source):
    """Reduce a source to what its cells mean, wherever they stand."""
    return {
        (annex.tier, table.number, row.unit, code): (
            row.total_received.value,
            entries.target.value,
            entries.numerator.value,
            entries.denominator.value,
            entries.rate.value,
        )
        for annex in source.annexes
        for table in annex.tables
        for row in table.rows
        for code, entries in row.indicators.items()
    }


@pytest.fixture(scope="module")
def original():
    return figures(read_annexes(QUARTER))


def read_changed(book, folder):
    return read_annexes(saved(book, folder))


def test_columns_in_another_order(original, tmp_path):
    """Groups, sub-columns and leading columns may stand in any order."""
    book = quarter_book()
    for sheet in book:
        second = next(cell.row for cell in sheet["A"] if str(cell.value).startswith("2. ")) + 1
        first_order = in_order([2, 1, 18, 15, 17, 16, 8, 10, 9, 3, 14, 12, 13, 11, 7, 5, 6, 4])
        rearranged(sheet, columns=first_order, within=range(6, second - 3))
        rearranged(sheet, columns=in_order([1, 2, 11, 13, 12, 10, 6, 4, 5, 3, 9, 7, 8]), within=range(second, 100))
    assert figures(read_changed(book, tmp_path)) == original


def test_rows_and_columns_inserted_everywhere(original, tmp_path):
    """Blank rows within the units and blank columns within the groups change nothing."""
    book = quarter_book()
    for sheet in book:
        rearranged(sheet, rows=inserted(1, 3))
        rearranged(sheet, rows=inserted(13, 2))
        rearranged(sheet, columns=inserted(1, 2))
        rearranged(sheet, columns=inserted(8))
    source = read_changed(book, tmp_path)
    assert figures(source) == original
    assert source.annexes[0].tables[0].rows[0].where == "Phụ lục 1!D11"


def test_sheets_renamed_reordered_and_among_others(original, tmp_path):
    """The title tells the tier, not the sheet's name or place; other sheets are passed over with a word."""
    book = quarter_book()
    for number, sheet in enumerate(book):
        sheet.title = f"Trang {number + 1}"
    book.move_sheet("Trang 3", -2)
    book.create_sheet("Bìa", 0).append(["BÁO CÁO", "số liệu"])
    source = read_changed(book, tmp_path)
    assert [annex.tier for annex in source.annexes] == ["cap_xa", "cap_tinh", "cap_huyen"]
    assert figures(source) == original
    assert any("“Bìa”" in notice for notice in source.notices)


def test_annexes_below_each_other_on_one_sheet(original, tmp_path):
    """Each line "Phụ lục n" opens an annex of its own."""
    book, joined = quarter_book(), Workbook()
    target = joined.active
    for sheet in book:
        offset = target.max_row + 2 if target.max_row > 1 else 0
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    target.cell(cell.row + offset, cell.column, cell.value)
        for area in sheet.merged_cells.ranges:
            area.shift(row_shift=offset)
            target.merge_cells(str(area))
    assert figures(read_changed(joined, tmp_path)) == original


def test_two_tables_side_by_side(original, tmp_path):
    """Tables may stand beside each other, with notes and totals of their own and columns of other uses to the right."""
    book = quarter_book()
    for sheet in book:
        second = next(cell.row for cell in sheet["A"] if str(cell.value).startswith("2. "))
        rearranged(sheet, lambda row, up=second - 5: row - up, inserted(1, 19), within=range(second, sheet.max_row + 1))
        sheet["AH6"], sheet["AH7"], sheet["AI7"] = "Mẫu số của Khai thác, sử dụng lại", "Nguồn mẫu số", "Mẫu số áp dụng"
        sheet["AJ6"], sheet["AJ7"], sheet["AK7"] = "Đạt / Chưa đạt", "Hồ sơ trực tuyến", "Số hóa hồ sơ"
        sheet["AJ8"] = "Đạt"
    sheet = book["Phụ lục 2"]
    sheet["B20"], sheet["C20"], sheet["U20"], sheet["V20"] = "Chung cấp huyện", 35144, "Chung cấp huyện", 35144
    sheet["T21"] = "Ghi chú: số liệu lũy kế"
    source = read_changed(book, tmp_path)
    assert figures(source) == original
    assert source.unmatched == ()
    first, second = source.annexes[1].tables
    assert [total.where for total in (*first.totals, *second.totals)] == ["Phụ lục 2!B20", "Phụ lục 2!U20"]
    assert (first.notes, second.notes) == ((), ("Ghi chú: số liệu lũy kế",))
    assert "18,8%" in source.annexes[0].tables[0].notes[0]
    assert "19,6%" in source.annexes[0].tables[1].notes[0]


def test_lists_of_rates_and_of_other_periods_are_no_annex(original, tmp_path):
    """An overview of rates, a list of all tiers and a list of findings beside the annexes are passed over."""
    book = quarter_book()
    overview = book.create_sheet("Tổng quan")
    overview.append(["TT", "Cơ quan, đơn vị", "Tỷ lệ (%)"])
    overview.append([None, None, "a) Hồ sơ trực tuyến", "b) Thanh toán trực tuyến", "c) Số hóa hồ sơ"])
    overview.append(["CẤP TỈNH"])
    overview.append([1, "Sở Y tế", 99.5, 97.7, 100])
    earlier = book.create_sheet("Kỳ trước")
    earlier.append(["Cấp", "Cơ quan, đơn vị", "Hồ sơ trực tuyến: mẫu số", "Hồ sơ trực tuyến: kết quả"])
    earlier.append(["Cấp tỉnh", "Sở Y tế", 444, 442])
    findings = book.create_sheet("Kiểm tra")
    for row in range(3):
        findings.append(["Cảnh báo", f"Phụ lục 1!W{row + 9}", "chỉ tiêu dưới mức sàn", 89, 90, 1])
    source = read_changed(book, tmp_path)
    assert figures(source) == original
    assert source.unmatched == ()
    assert "“Tổng quan”, “Kỳ trước”, “Kiểm tra”" in source.notices[-1]


def test_each_table_on_a_sheet_of_its_own(original, tmp_path):
    """The two tables of one tier are one annex, also from two sheets."""
    book = quarter_book()
    for sheet in list(book):
        second = book.copy_worksheet(sheet)
        start = next(cell.row for cell in sheet["A"] if str(cell.value).startswith("2. "))
        rearranged(sheet, rows=deleted(*range(start, sheet.max_row + 1)))
        rearranged(second, rows=deleted(*range(4, start)))
        second.title = f"{sheet.title} (tiếp)"
    source = read_changed(book, tmp_path)
    assert figures(source) == original
    assert [[table.number for table in annex.tables] for annex in source.annexes] == [[1, 2]] * 3


def test_headers_without_merged_areas(original, tmp_path):
    """A group's caption over its first column serves the columns to its right."""
    book = quarter_book()
    for sheet in book:
        for area in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(area))
    assert figures(read_changed(book, tmp_path)) == original


def test_three_header_rows_and_a_row_of_column_numbers(original, tmp_path):
    """A row above the groups, a row of measures and a row of column numbers belong to the header."""
    book = quarter_book()
    for sheet in book:
        rearranged(sheet, rows=inserted(8, 2))
        for column in range(1, 19):
            sub_caption = sheet.cell(7, column).value
            if sub_caption:
                sheet.cell(8, column, "(%)" if sub_caption.startswith(("Chỉ tiêu", "Tỷ lệ")) else "(hồ sơ)")
            sheet.cell(9, column, f"({column})")
        rearranged(sheet, rows=inserted(6))
        sheet["D6"] = "Các chỉ tiêu theo Quyết định 235/QĐ-UBND"
        sheet.merge_cells("D6:R6")
    assert figures(read_changed(book, tmp_path)) == original


CAPTIONS = {
    "Chỉ tiêu được giao": "Chỉ tiêu giao chung (%)",
    "Chỉ tiêu giao chung": "Mục tiêu\n(%)",
    "Tỷ lệ": "Tỉ lệ (%)",
    "Kết quả": "KẾT QUẢ THỰC HIỆN",
    "Số lượng hồ sơ số hóa": "Số lượng HS số hoá",
    "Tổng số HS tiếp nhận": "Tổng số HS TTHC tiếp nhận",
    "Tổng số HS có thanh toán": "Tổng số HS thanh toán",
    "Số hóa thành phần hồ sơ, kết quả giải quyết TTHC": "Số hoá thành phần hồ sơ, kết quả giải quyết TTTC",
    "Hồ sơ trực tuyến": "Hồ sơ dịch vụ công trực tuyến",
    "Thanh toán trực tuyến": "Thanh toán trực tuyến phí, lệ phí",
    "DVCTT có phát sinh HS": "Tổng số DVCTT",
    "Cơ quan, đơn vị": "Tên đơn vị",
    "TT": "STT",
    "Tổng số hồ sơ đã giải quyết (tính lũy kế)": "Số hồ sơ đã giải quyết",
}


def test_other_captions_of_the_same_meaning(original, tmp_path):
    """Headers are understood by meaning: synonyms, abbreviations, typing errors and other tone marks."""
    book = quarter_book()
    changed = 0
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value in CAPTIONS:
                    cell.value = CAPTIONS[cell.value]
                    changed += 1
    source = read_changed(book, tmp_path)
    assert changed == 96
    assert figures(source) == original
    assert source.unmatched == ()


def test_names_in_decomposed_unicode(original, tmp_path):
    """Text typed on a Mac means the same and arrives in NFC."""
    book = quarter_book()
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str):
                    cell.value = unicodedata.normalize("NFD", cell.value)
        sheet.title = unicodedata.normalize("NFC", sheet.title)
    source = read_changed(book, tmp_path)
    assert figures(source) == original
    names = [row.name for annex in source.annexes for table in annex.tables for row in table.rows]
    assert all(unicodedata.is_normalized("NFC", name) for name in names)


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
