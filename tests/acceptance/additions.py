"""What offices put into their working book beside our tables: one of each kind, on our own template."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from xlsxwriter import Workbook

from phuluc.annexes.bay_chi_tieu import BookSpec, UnitSpec
from phuluc.domain.indicators import Tier
from phuluc.workbook.build.book import assemble_book
from tests.workbook.staff_book import picture

ANNEX = "Phụ lục 1"
OWN_SHEET = "Theo dõi riêng"
#: Where additions stand on the annex: beside the first unit rows, and below the notes of an empty annex (row 30 on).
NAMES: dict[Tier, tuple[str, ...]] = {
    "cap_tinh": ("Sở Tư pháp", "Sở Y tế", "Sở Công Thương"),
    "cap_huyen": ("UBND huyện An Lão", "UBND huyện Vân Canh"),
    "cap_xa": ("UBND huyện An Lão", "UBND huyện Vân Canh"),
}
LAST_COLUMN = "AX"
EXTRA_COLUMN = "AZ"


def write_book_with_additions(path: Path, *, filled: bool) -> Path:
    """A three-tier live book, empty or with a few units, to which everything was added that issue lists name."""
    units = {tier: tuple(UnitSpec(name, {"so_hoa": 90}) for name in names) for tier, names in NAMES.items()}
    buffer = BytesIO()
    workbook = assemble_book(BookSpec("live", "3 cấp", units if filled else {}), buffer)
    _add_to_annex(workbook)
    _add_own_sheet(workbook)
    workbook.close()
    path.write_bytes(buffer.getvalue())
    return path


def _add_to_annex(workbook: Workbook) -> None:
    annex = workbook.get_worksheet_by_name(ANNEX)
    annex.insert_textbox("BC3", "Phòng KSTT: số liệu trích xuất 08h00", {"textlink": f"='{ANNEX}'!$B$10"})
    annex.insert_textbox("B40", "Ghi chú dưới bảng")
    annex.insert_image("BC14", "dau.png", {"image_data": picture()})
    annex.write_comment("F10", "Chờ Sở xác minh")
    annex.write_comment("B41", "Nhận xét dưới bảng")
    annex.insert_button("BC20", {"caption": "Tính lại", "macro": "TinhLai"})
    annex.add_sparkline("BA9", {"range": f"'{ANNEX}'!F9:I9"})
    annex.add_sparkline("BA42", {"range": f"'{ANNEX}'!F9:F11"})
    # A column of the office's own, beside the follow-up part, with constants and formulas in the unit rows.
    for row, note in ((9, "đã đôn đốc"), (10, "chờ công văn"), (11, "")):
        annex.write_string(f"{EXTRA_COLUMN}{row}", note)
    annex.write_formula("BB9", '=IF(F9="",0,F9*2)', None, 0)
    annex.write_formula("BB43", "=SUM(F9:F11)", None, 0)
    annex.write_formula("BB44", "=COUNTA(cap_tinh_don_vi)", None, 0)
    annex.write_formula("BB45", '="Kỳ: "&thong_tin_ky_bao_cao', None, "Kỳ: ")
    chart = workbook.add_chart({"type": "bar"})
    chart.add_series({"categories": f"='{ANNEX}'!$B$9:$B$11", "values": f"='{ANNEX}'!$F$9:$F$11"})
    annex.insert_chart("BC25", chart)


def _add_own_sheet(workbook: Workbook) -> None:
    own = workbook.add_worksheet(OWN_SHEET)
    own.write_string("A1", "Theo dõi của phòng", workbook.add_format({"bold": True, "font_color": "#C00000"}))
    own.write_formula("A2", f"='{ANNEX}'!F10", None, 0)
    own.write_formula("A3", f"=SUM('{ANNEX}'!F9:F18)", None, 0)
    own.write_formula("A4", "=COUNTA(cap_tinh_don_vi)", None, 0)
    own.write_formula("A5", "='Tổng hợp'!E6", None, "")
    own.write_formula("A6", "=INDICATOR_RATE(7,8)", None, 0)
    own.write_formula("A7", "=PHANMEMKHAC(1)", None, 12.5)
    own.write_formula("A8", "=A7*2", None, 0)
    own.write_array_formula("C1:C2", f"{{='{ANNEX}'!A9:A10&\"\"}}", None, "")
    own.write_number("B2", 5)
    own.conditional_format("B2:B9", {"type": "data_bar", "data_bar_2010": True})
    own.data_validation("B2:B9", {"validate": "integer", "criteria": ">=", "value": 0})
    chart = workbook.add_chart({"type": "line"})
    chart.add_series({"values": f"='{ANNEX}'!$I$9:$I$18"})
    own.insert_chart("E2", chart)
    own.insert_image("E20", "dau.png", {"image_data": picture()})
    hidden = workbook.add_worksheet("_nháp")
    hidden.write_string("A1", "ẩn")
    hidden.very_hidden()
    workbook.define_name("vung_cua_phong", f"='{ANNEX}'!$F$9:$F$11")
