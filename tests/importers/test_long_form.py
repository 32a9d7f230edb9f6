"""Tables in long form, as CSV and as a sheet."""

import csv
import io
import time
from decimal import Decimal

import pytest
from openpyxl import Workbook

from phuluc.domain.figures import EntryFlaw
from phuluc.domain.values import NOT_APPLICABLE
from phuluc.importers.annex_workbook import read_annexes
from phuluc.importers.errors import (
    DuplicateColumnError,
    LongFormColumnsError,
    SeveralPeriodsError,
    SourceEncodingError,
    UnknownSourceError,
)
from phuluc.importers.long_form import read_long_form
from phuluc.importers.sniff import read_source
from phuluc.workbook.errors import EmptyFileError, NotAWorkbookError, OtherDocumentError
from tests.importers.hand_made import QUARTER
from tests.importers.test_changed_annexes import figures

VIETNAMESE = ["Kỳ", "Cấp", "Đơn vị", "Chỉ tiêu", "Chỉ tiêu giao", "Tổng số HS tiếp nhận", "Mẫu số", "Kết quả", "Tỷ lệ"]
ENGLISH = ["period", "tier", "unit", "indicator", "target", "total_received", "denominator", "numerator", "rate"]


def vietnamese(value):
    return "-" if value is NOT_APPLICABLE else "" if value is None else str(value).replace(".", ",")


def long_rows(write=vietnamese):
    """Give the real quarter in long form; hidden denominators stay blank, as no system knows them."""
    for annex in read_annexes(QUARTER).annexes:
        for table in annex.tables:
            for row in table.rows:
                for code, entries in row.indicators.items():
                    hidden = entries.denominator_is_estimated
                    yield [
                        "quý I năm 2024",
                        annex.tier,
                        row.name,
                        code,
                        write(entries.target.value),
                        write(row.total_received.value),
                        "" if hidden else write(entries.denominator.value),
                        write(entries.numerator.value),
                        write(entries.rate.value),
                    ]


def csv_file(folder, rows, *, separator=",", encoding="utf-8", name="so_lieu.csv"):
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows(rows)
    path = folder / name
    path.write_bytes(text.getvalue().encode(encoding))
    return path


@pytest.mark.parametrize("header", [VIETNAMESE, ENGLISH])
@pytest.mark.parametrize(
    ("separator", "encoding"), [(";", "utf-8-sig"), (",", "utf-8"), ("\t", "utf-8"), (";", "utf-16")]
)
def test_the_real_quarter_as_csv(header, separator, encoding, tmp_path):
    """Any separator, with or without a byte order mark: the same figures as from the annexes, estimates included."""
    path = csv_file(tmp_path, [header, *long_rows()], separator=separator, encoding=encoding)
    source = read_source(path)
    assert figures(source) == figures(read_annexes(QUARTER))
    assert source.period == "quý I năm 2024"
    assert [(annex.annex, annex.tier) for annex in source.annexes] == [
        ("Phụ lục 1", "cap_tinh"),
        ("Phụ lục 2", "cap_huyen"),
        ("Phụ lục 3", "cap_xa"),
    ]
    assert source.unmatched == ()
    assert len(source.notices) == 17
    first = source.annexes[0].tables[0].rows[0]
    assert (first.order, first.name, first.where) == (1, "Ban Quản lý KKT tỉnh", "so_lieu.csv!C2")


def test_the_real_quarter_as_a_sheet(tmp_path):
    """In a workbook numbers are numbers; the table may stand below a title and beside other columns."""
    book = Workbook()
    sheet = book.active
    sheet.append(["Bảng số liệu quý I năm 2024"])
    sheet.append([])
    sheet.append(["STT", *VIETNAMESE, "Ghi chú"])
    for number, row in enumerate(long_rows(lambda v: "-" if v is NOT_APPLICABLE else v and float(v)), start=1):
        sheet.append([number, *row, "đã đối chiếu"])
    path = tmp_path / "so_lieu.xlsx"
    book.save(path)
    assert figures(read_source(path)) == figures(read_annexes(QUARTER))


def test_numbers_written_by_programs(tmp_path):
    """Programs write "72.0" and "81.9" with a decimal point; "33.333" could be two numbers and stays open."""
    rows = [
        ENGLISH,
        ["quý I năm 2024", "cap_tinh", "Sở Y tế", "ho_so_truc_tuyen", "60.0", "", "72.0", "59.0", "81.94"],
        ["quý I năm 2024", "cap_tinh", "Sở Y tế", "so_hoa", "90", "", "72", "1.5", "33.333"],
    ]
    source = read_long_form(csv_file(tmp_path, rows))
    first, second = (table.rows[0].indicators for table in source.annexes[0].tables)
    entries = first["ho_so_truc_tuyen"]
    assert (entries.target.value, entries.denominator.value, entries.numerator.value) == (Decimal(60), 72, 59)
    assert entries.rate.value == Decimal("81.94")
    assert entries.numerator.raw == "59.0"
    assert entries.numerator.flaw is None
    assert second["so_hoa"].rate.flaw is EntryFlaw.AMBIGUOUS
    assert second["so_hoa"].numerator.flaw is EntryFlaw.AMBIGUOUS


@pytest.mark.parametrize(
    ("written", "tier"),
    [
        ("cap_tinh", "cap_tinh"),
        ("Cấp tỉnh", "cap_tinh"),
        ("tỉnh", "cap_tinh"),
        ("Sở, ban, ngành", "cap_tinh"),
        ("CẤP HUYỆN", "cap_huyen"),
        ("xã", "cap_xa"),
        ("Xã, phường, đặc khu", "cap_xa"),
        ("", "cap_huyen"),
    ],
)
def test_how_a_tier_may_be_written(written, tier, tmp_path):
    """The column decides; where it is blank the unit's name does."""
    rows = [ENGLISH[:4] + ENGLISH[6:8], ["quý I năm 2024", written, "UBND huyện An Lão", "so_hoa", "10", "9"]]
    assert read_long_form(csv_file(tmp_path, rows)).annexes[0].tier == tier


def test_indicators_by_name(tmp_path):
    """An indicator is known by its code, its heading or a short name."""
    names = {
        "DVCTT phát sinh hồ sơ": "dvc_phat_sinh",
        "Hồ sơ trực tuyến": "ho_so_truc_tuyen",
        "TTHC phát sinh TTTT": "tttt_phat_sinh",
        "Thanh toán trực tuyến": "thanh_toan_truc_tuyen",
        "Số hoá hồ sơ": "so_hoa",
        "Khai thác, sử dụng lại": "khai_thac_su_dung_lai",
        "Cấp kết quả điện tử": "cap_ket_qua_dien_tu",
    }
    header = ["đơn vị", "tên chỉ tiêu", "mẫu số", "tử số"]
    path = csv_file(tmp_path, [header, *(["Sở Y tế", name, "10", "9"] for name in names)])
    (annex,) = read_long_form(path).annexes
    assert [code for table in annex.tables for code in table.rows[0].indicators] == list(names.values())


def test_the_total_received_is_known_from_the_indicators_measured_against_it(tmp_path):
    """Without a column of its own the total received is the denominator of "Hồ sơ trực tuyến" or "Số hóa"."""
    header = ["đơn vị", "chỉ tiêu", "mẫu số", "tử số"]
    rows = [
        header,
        ["Sở Y tế", "ho_so_truc_tuyen", "444", "442"],
        ["Sở Y tế", "khai_thac_su_dung_lai", "300", "105"],
        ["Sở Tư pháp", "khai_thac_su_dung_lai", "2864", "410"],
        ["Sở Tư pháp", "so_hoa", "2864", "2864"],
    ]
    (annex,) = read_long_form(csv_file(tmp_path, rows)).annexes
    health, justice = annex.tables[1].rows
    assert (health.total_received.value, justice.total_received.value) == (444, 2864)
    own = health.indicators["khai_thac_su_dung_lai"]
    assert own.own_denominator.value == own.denominator.value == 300
    assert justice.indicators["khai_thac_su_dung_lai"].own_denominator is None


def test_rows_that_find_no_place_are_listed(tmp_path):
    """Unknown indicators, tiers, nameless and repeated rows are told with cell and reason; the rest is read."""
    header = ["cấp", "đơn vị", "chỉ tiêu", "mẫu số", "tử số"]
    rows = [
        header,
        ["tỉnh", "Sở Y tế", "so_hoa", "444", "444"],
        ["tỉnh", "Sở Y tế", "Mức độ hài lòng", "444", "444"],
        ["vùng", "Sở Y tế", "so_hoa", "444", "444"],
        ["tỉnh", "", "so_hoa", "444", "444"],
        ["tỉnh", "SỞ Y TẾ", "so_hoa", "1", "1"],
    ]
    source = read_long_form(csv_file(tmp_path, rows))
    assert [(item.where, item.found) for item in source.unmatched] == [
        ("so_lieu.csv!C3", "Mức độ hài lòng"),
        ("so_lieu.csv!A4", "vùng"),
        ("so_lieu.csv!B5", ""),
        ("so_lieu.csv!C6", "so_hoa"),
    ]
    assert all(item.reason for item in source.unmatched)
    assert source.annexes[0].tables[0].rows[0].indicators["so_hoa"].numerator.value == 444


def test_a_denominator_other_than_the_total_received_is_listed(tmp_path):
    """ "Số hóa" is measured against the total received: another denominator has no place, and is told."""
    header = ["đơn vị", "chỉ tiêu", "tổng số HS tiếp nhận", "mẫu số", "tử số"]
    rows = [header, ["Sở Y tế", "so_hoa", "444", "400", "400"]]
    (item,) = read_long_form(csv_file(tmp_path, rows)).unmatched
    assert (item.where, item.found) == ("so_lieu.csv!D2", "400")
    assert "so_lieu.csv!C2" in item.reason


def test_two_periods_in_one_table(tmp_path):
    """A working book holds one period: a table of two is refused with both named."""
    header = ["kỳ", "đơn vị", "chỉ tiêu", "mẫu số", "tử số"]
    rows = [header, *([period, "Sở Y tế", "so_hoa", "9", "9"] for period in ("tháng 01/2024", "tháng 02/2024"))]
    with pytest.raises(SeveralPeriodsError, match=r"tháng 01/2024.*tháng 02/2024"):
        read_long_form(csv_file(tmp_path, rows))


def test_a_needed_column_is_missing(tmp_path):
    """The missing column is named as it should be headed."""
    rows = [["đơn vị", "chỉ tiêu", "mẫu số"], ["Sở Y tế", "so_hoa", "9"]]
    with pytest.raises(LongFormColumnsError, match="“tử số”"):
        read_source(csv_file(tmp_path, rows))


def test_two_columns_of_one_meaning(tmp_path):
    """Two denominators: nobody can tell which counts."""
    rows = [["đơn vị", "chỉ tiêu", "mẫu số", "tổng số", "tử số"], ["Sở Y tế", "so_hoa", "9", "9", "9"]]
    with pytest.raises(DuplicateColumnError) as caught:
        read_source(csv_file(tmp_path, rows))
    assert caught.value.where == "so_lieu.csv!D1"


@pytest.mark.parametrize(
    ("content", "error"),
    [
        ("Kỳ;Đơn vị\n".encode("cp1258", errors="replace") + b"\xd0\xfe", SourceEncodingError),
        ("kỳ;đơn vị;chỉ tiêu".encode("utf-16-le"), NotAWorkbookError),
        (b"\x89PNG\r\n\x1a\n\0\0\0", OtherDocumentError),
        (b"", EmptyFileError),
        (b"Xin ch\xc3\xa0o", UnknownSourceError),
        ('đơn vị;"chỉ tiêu'.encode(), UnknownSourceError),
    ],
)
def test_content_that_is_no_table(content, error, tmp_path):
    """What is no table of ours is refused in Vietnamese with what was seen and what is expected."""
    path = tmp_path / "la.csv"
    path.write_bytes(content)
    with pytest.raises(error) as caught:
        read_source(path)
    assert caught.value.remedy
    assert "la.csv" in str(caught.value)


@pytest.mark.parametrize("digits", ["9" * 16, "9" * 5000])
def test_numbers_longer_than_any_figure(digits, tmp_path):
    """More digits than a spreadsheet can hold are no figure, and no reason to give up."""
    rows = [ENGLISH, ["quý I năm 2024", "cap_tinh", "Sở Y tế", "ho_so_truc_tuyen", digits, "", "72", digits, ""]]
    entries = read_long_form(csv_file(tmp_path, rows)).annexes[0].tables[0].rows[0].indicators["ho_so_truc_tuyen"]
    assert entries.denominator.value == 72
    for entry in (entries.target, entries.numerator):
        assert (entry.value, entry.flaw, entry.raw) == (None, EntryFlaw.MALFORMED, digits)


def test_paragraphs_in_the_place_of_names_and_captions(tmp_path):
    """Texts of thousands of characters are listed as what they are not, without taking seconds over it."""
    rows = [
        ENGLISH,
        ["quý I năm 2024", "cap_tinh", "(1" * 7500, "hồ sơ phát sinh trực tuyến " * 600, "60", "", "72", "59", ""],
        ["quý I năm 2024", "cap_tinh", "Sở Y tế", "1" * 15_000, "60", "", "72", "59", ""],
    ]
    started = time.process_time()
    source = read_long_form(csv_file(tmp_path, rows))
    assert time.process_time() - started < 1
    assert source.unmatched
