"""Family diem-xa: a commune's comparison of two dates, in the form of xã Bình Thành's of 02/2024.

Columns, captions, sections and their order: Công văn of UBND xã Bình Thành (huyện Định Hóa, tỉnh Thái Nguyên),
tháng 02/2024, Phụ lục I and II.
"""

from __future__ import annotations

from typing import Final

from phuluc.annexes.layout import Column, HeaderGroup, Zone
from phuluc.annexes.score_tables import (
    FOLLOW_UP_TITLE,
    PAIR,
    RATE,
    ClosingRow,
    FixedRow,
    ScoreTable,
    axes_table,
    change,
    figure,
    leading,
)

ITEMS_KEY: Final = "noi_dung"
DETAILS_KEY: Final = "chi_tiet"
OVERDUE_ON_PORTAL: Final = "qua_han_cong"
OVERDUE_IN_PROVINCE: Final = "qua_han_tinh"
ONLINE: Final = "nop_truc_tuyen"
COPIES_OFFERED: Final = "chung_thuc_trien_khai"
COPIES: Final = "chung_thuc"
DIGITISED: Final = "so_hoa"

ITEMS: Final[tuple[tuple[str, str], ...]] = (
    ("I", "Công khai, minh bạch"),
    ("1.1", "Số TTHC công khai trên Cổng DVC quốc gia/tổng số TTHC"),
    ("1.2", "Số hồ sơ tiếp nhận đã đồng bộ"),
    ("a)", "Hồ sơ đã đồng bộ"),
    ("b)", "Hồ sơ chưa đồng bộ"),
    ("II", "Tiến độ giải quyết"),
    ("2.1", "Tỷ lệ hồ sơ giải quyết đúng hạn"),
    ("2.2", "Tỷ lệ hồ sơ giải quyết quá hạn (chi tiết tại Phụ lục số II)"),
    ("III", "Dịch vụ công trực tuyến"),
    ("3.1", "TTHC cung cấp DVCTT một phần"),
    ("3.2", "TTHC cung cấp DVCTT toàn trình"),
    ("3.3", "Còn lại"),
    ("3.4", "Tỷ lệ nộp hồ sơ trực tuyến (chi tiết tại Phụ lục số II)"),
    ("a)", "Hồ sơ nộp trực tuyến"),
    ("b)", "Hồ sơ nộp trực tiếp và theo hình thức khác"),
    ("3.5", "Kết quả xử lý hồ sơ nộp trực tuyến với hồ sơ đang xử lý"),
    ("a)", "Hồ sơ xử lý đúng hạn"),
    ("b)", "Hồ sơ xử lý quá hạn"),
    ("3.6", "Tỷ lệ DVC trực tuyến có phát sinh hồ sơ"),
    ("3.7", "Số lượng tăng trưởng DVC trực tuyến"),
    ("IV", "Thanh toán trực tuyến"),
    ("4.1", "Tỷ lệ TTHC có yêu cầu nghĩa vụ tài chính cung cấp trên Cổng dịch vụ công quốc gia"),
    ("a)", "Cung cấp trên Cổng DVC quốc gia"),
    ("b)", "Chưa tích hợp, cung cấp dịch vụ thanh toán trực tuyến"),
    ("4.2", "Tỷ lệ hồ sơ thanh toán trực tuyến"),
    ("a)", "Thanh toán trực tuyến"),
    ("b)", "Thanh toán trực tiếp và hình thức khác"),
    ("4.3", "Tỷ lệ TTHC có giao dịch thanh toán trực tuyến"),
    ("a)", "Thanh toán trực tuyến"),
    ("b)", "Thanh toán trực tiếp và hình thức khác"),
    ("V", "Mức độ hài lòng"),
    ("5.1", "Tỷ lệ hài lòng trong xử lý phản ánh, kiến nghị"),
    ("5.2", "Tỷ lệ hài lòng trong tiếp nhận, giải quyết TTHC"),
    ("5.3", "Tỷ lệ xử lý phản ánh, kiến nghị theo phân loại"),
    ("a)", "Kiến nghị về những vướng mắc, bất cập về quy định hành chính"),
    ("b)", "Phản ánh về hành vi của cán bộ, công chức, viên chức"),
    ("VI", "Số hóa kết quả hồ sơ TTHC"),
    ("6.1", "Tỷ lệ hồ sơ, kết quả TTHC được số hóa hồ sơ (chi tiết tại Phụ lục số II)"),
    ("6.2", "Tỷ lệ hồ sơ được cấp kết quả điện tử"),
    ("6.3", "Số lượng tài khoản Cổng DVC quốc gia được xác thực với cơ sở dữ liệu quốc gia về dân cư"),
    ("6.4", "Tỷ lệ khai thác, sử dụng lại thông tin, dữ liệu số hóa"),
)
_CHANGE: Final = "Tăng (+)/Giảm (-) so với ngày {ngay_ky_truoc}"


def tables(_model: str) -> tuple[ScoreTable, ...]:
    """The tables of a book: all items, the details, the axes."""
    return (
        _items(),
        _details(),
        axes_table("Tổng hợp", "ĐIỂM SỐ CỦA {DIA_DANH} THEO TRỤC NỘI DUNG", owner="cap_xa"),
    )


def item_keys(orders: tuple[str, ...]) -> tuple[str, ...]:
    """Names of rows by what stands in column "Số TT": "a)" under 1.2 is "1.2a"."""
    keys, number = [], ""
    for order in orders:
        text = order.strip().rstrip(")").strip()
        if text[:1].isdigit():
            number = text
        keys.append(f"{number}{text}" if len(text) == 1 and text.islower() else text)
    return tuple(keys)


def _items() -> ScoreTable:
    slots = tuple(
        HeaderGroup(
            f"Thống kê trên Cổng DVCQG ngày {{ngay_ky_{role}}}",
            (
                figure(role, PAIR, "Số liệu", "pair", width=13),
                figure(role, RATE, "Tỷ lệ (%)", "percent", content="overridable", width=12),
            ),
        )
        for role in ("truoc", "nay")
    )
    changes = HeaderGroup("", (change(RATE, _CHANGE, width=17),))
    return ScoreTable(
        ITEMS_KEY,
        "Phụ lục I",
        (Zone("", (leading("Số TT", "Nội dung", name_width=58), *slots, changes), is_issued=True),),
        title="BIỂU TỔNG HỢP SỐ LIỆU {KY_BAO_CAO}",
        compared=RATE,
        rows=tuple(FixedRow(order, name) for order, name in ITEMS),
        closing=ClosingRow("VII", "ĐIỂM TỔNG HỢP VÀ XẾP HẠNG", sentences=True),
    )


def _details() -> ScoreTable:
    days = ("{ngay_ky_truoc}", "{ngay_ky_nay}")
    roles = ("truoc", "nay")

    def overdue(code: str, caption: str) -> HeaderGroup:
        columns = (figure(role, code, day, "count", width=14) for role, day in zip(roles, days, strict=True))
        return HeaderGroup(caption, (*columns, change(code, "Tăng (+)/Giảm (-)", width=14)))

    def rates(code: str, caption: str) -> HeaderGroup:
        columns = (
            figure(role, code, f"{caption} ngày {day} (%)", "percent", width=22)
            for role, day in zip(roles, days, strict=True)
        )
        return HeaderGroup("", (*columns, change(code, f"{_CHANGE} (%)", width=22)))

    copies = tuple(
        HeaderGroup(
            day,
            (
                figure(role, COPIES_OFFERED, "Đã triển khai", "pair", width=14),
                figure(role, COPIES, "Số lượng hoàn thành", "count", width=14),
            ),
        )
        for role, day in zip(roles, days, strict=True)
    )
    digitised = "Tỷ lệ hồ sơ TTHC số hóa hồ sơ, kết quả giải quyết TTHC"
    return ScoreTable(
        DETAILS_KEY,
        "Phụ lục II",
        (
            Zone(
                "1. Số lượng hồ sơ quá hạn",
                (overdue(OVERDUE_ON_PORTAL, "Trên Cổng DVCQG"), overdue(OVERDUE_IN_PROVINCE, "{he_thong_tinh}")),
                is_issued=True,
            ),
            Zone("2. Tỷ lệ hồ sơ trực tuyến", (rates(ONLINE, "Tỷ lệ nộp HS trực tuyến"),), is_issued=True),
            Zone(
                "3. Tổng hợp cung cấp dịch vụ chứng thực điện tử bản sao từ bản chính",
                (*copies, HeaderGroup("", (change(COPIES, "Tăng (+)/Giảm (-)", width=14),))),
                is_issued=True,
            ),
            Zone(f"4. {digitised}", (rates(DIGITISED, digitised),), is_issued=True),
            Zone(
                FOLLOW_UP_TITLE,
                (
                    HeaderGroup(
                        "",
                        (
                            Column("tt", "", "TT", "order", "input", 6),
                            Column("don_vi", "", "Đơn vị", "name", "input", 34),
                        ),
                    ),
                ),
                is_issued=False,
            ),
        ),
        title="THỐNG KÊ CHI TIẾT CỦA {DIA_DANH} {KY_BAO_CAO}",
        tiers=("cap_xa",),
        rows=(FixedRow(1, "{dia_danh}"),),
    )
