"""The same figures, whatever staff do to the form of the annex."""

import unicodedata

from openpyxl import Workbook

from tests.importers.annex_figures import figures, read_changed
from tests.importers.hand_made import deleted, in_order, inserted, quarter_book, rearranged


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
