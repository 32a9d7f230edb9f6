"""Family diem-tuan: the weekly notice on scores, in the form of Bình Phước's of 2025.

Columns, captions and their order: Thông báo 1072/TB-VPUBND ngày 11/4/2025 of Văn phòng UBND tỉnh Bình Phước.
"""

from __future__ import annotations

from typing import Final

from phuluc.annexes.families import THREE_TIERS
from phuluc.annexes.layout import HeaderGroup, Zone
from phuluc.annexes.score_tables import (
    GRADE_COLUMN,
    RATE,
    SCORE,
    FixedRow,
    ScoreTable,
    axes_table,
    change,
    figure,
    follow_up,
    leading,
)
from phuluc.domain.score_figures import ScoreTier

INDICATORS_KEY: Final = "chi_so"
INDICATORS: Final = (
    "Tỷ lệ cung cấp dịch vụ công trực tuyến toàn trình",
    "Tỷ lệ thanh toán trực tuyến trên Cổng Dịch vụ công quốc gia",
    "Tỷ lệ hồ sơ nộp trực tuyến",
    "Tỷ lệ số hóa hồ sơ, kết quả giải quyết thủ tục hành chính",
    "Tỷ lệ cấp kết quả giải quyết thủ tục hành chính điện tử",
    "Tỷ lệ chứng thực bản sao điện tử từ bản chính tại UBND cấp xã và Phòng Tư pháp cấp huyện",
    "Tỷ lệ khai thác, sử dụng lại thông tin, dữ liệu số hóa",
    "Tỷ lệ công bố thủ tục hành chính đúng hạn",
    "Tỷ lệ xử lý hồ sơ thủ tục hành chính được đồng bộ đầy đủ trên Cổng Dịch vụ công quốc gia",
    "Tỷ lệ xử lý phản ánh, kiến nghị đúng hạn",
    "Mức độ hài lòng trong tiếp nhận, giải quyết thủ tục hành chính của người dân, doanh nghiệp",
    "Chỉ số tiến độ giải quyết hồ sơ TTHC",
)
#: Since 01/7/2025 there are no districts and no Phòng Tư pháp cấp huyện.
_CERTIFIED_COPIES: Final = "Tỷ lệ chứng thực bản sao điện tử từ bản chính tại UBND cấp xã"


def tables(model: str) -> tuple[ScoreTable, ...]:
    """The tables of a book: the province's indicators, the agencies, the districts or communes, the axes."""
    legacy = model == THREE_TIERS
    third: ScoreTier = "cap_huyen" if legacy else "cap_xa"
    places = "HUYỆN, THỊ XÃ, THÀNH PHỐ" if legacy else "XÃ, PHƯỜNG, ĐẶC KHU"
    return (
        _indicators(legacy=legacy),
        _units("cap_tinh", "Phụ lục II", "ĐƠN VỊ", "SỞ, BAN, NGÀNH"),
        _units(third, "Phụ lục III", "ĐỊA PHƯƠNG", places),
        axes_table("Tổng hợp", "ĐIỂM SỐ CỦA TỈNH THEO TRỤC NỘI DUNG", owner="toan_tinh"),
    )


def _indicators(*, legacy: bool) -> ScoreTable:
    columns = HeaderGroup(
        "",
        (
            figure("nam", RATE, "Năm {nam_so_sanh}", "percent", width=14),
            figure("truoc", RATE, "{moc_ky_truoc} {ngay_ky_truoc}", "percent", width=18),
            figure("nay", RATE, "Ngày {ngay_ky_nay}", "percent"),
            change(RATE, "Đánh giá tăng, giảm"),
        ),
    )
    names = (_CERTIFIED_COPIES if not legacy and "Phòng Tư pháp" in name else name for name in INDICATORS)
    return ScoreTable(
        INDICATORS_KEY,
        "Phụ lục I",
        (Zone("", (leading("TT", "Chỉ số", name_width=58), columns), is_issued=True),),
        title="VỀ CHỈ SỐ 766 CỦA {DIA_DANH}",
        compared=RATE,
        rows=tuple(FixedRow(number, name) for number, name in enumerate(names, start=1)),
    )


def _units(tier: ScoreTier, label: str, caption: str, places: str) -> ScoreTable:
    columns = HeaderGroup(
        "",
        (
            figure("truoc", SCORE, "ĐIỂM ĐÁNH GIÁ ({ngay_ky_truoc})", width=20),
            figure("nay", SCORE, "ĐIỂM ĐÁNH GIÁ ({ngay_ky_nay})", width=20),
            change(SCORE, "TĂNG, GIẢM ĐIỂM", width=18),
        ),
    )
    return ScoreTable(
        tier,
        label,
        (
            Zone("", (leading("STT", caption), columns), is_issued=True),
            follow_up(HeaderGroup("", (GRADE_COLUMN,))),
        ),
        title=f"KẾT QUẢ THỰC HIỆN BỘ CHỈ SỐ 766 TẠI CÁC {places}",
        tiers=(tier,),
        compared=SCORE,
        is_ranked=True,
    )
