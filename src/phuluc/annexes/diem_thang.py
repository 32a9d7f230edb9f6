"""Family diem-thang: the monthly letter on scores, in the form of Hưng Yên's of 2024.

Columns, captions and their order: Công văn 155/VPUB-PVHCC&KSTT ngày 05/11/2024 of Văn phòng UBND tỉnh Hưng Yên.
"""

from __future__ import annotations

from typing import Final

from phuluc.annexes.families import THREE_TIERS
from phuluc.annexes.layout import Column, ColumnKind, HeaderGroup, Zone
from phuluc.annexes.score_tables import (
    CHANGED_UNIT_COLUMN,
    FOLLOW_UP_TITLE,
    PARENT_ORDER,
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

COMPONENTS_KEY: Final = "thanh_phan"
RESULTS_KEY: Final = "ket_qua"
PROGRESS: Final = "tien_do"
SATISFACTION: Final = "hai_long"
DIGITISED: Final = "so_hoa"
COPIES: Final = "ban_sao"
_CAPTIONS: Final = {
    PROGRESS: "Kết quả giải quyết TTHC (đúng hạn) (%)",
    SATISFACTION: "Mức độ hài lòng (%)",
    DIGITISED: "Tỷ lệ hồ sơ TTHC số hóa hồ sơ, kết quả giải quyết TTHC (%)",
    COPIES: "Kết quả cấp bản sao điện tử (bản)",
    SCORE: "Điểm đánh giá",
}
_PARENT: Final = (FixedRow(PARENT_ORDER, "UBND {dia_danh}"),)


def tables(model: str) -> tuple[ScoreTable, ...]:
    """The tables of a book: components of all units, results of the districts or communes, the axes."""
    legacy = model == THREE_TIERS
    third: ScoreTier = "cap_huyen" if legacy else "cap_xa"
    places = "UBND CÁC HUYỆN, THỊ XÃ, THÀNH PHỐ" if legacy else "UBND CÁC XÃ, PHƯỜNG, ĐẶC KHU"
    scope = "UBND CẤP HUYỆN" if legacy else "UBND CẤP XÃ"
    return (
        _components(third, places),
        _results(third, scope),
        axes_table("Tổng hợp", "ĐIỂM SỐ CỦA TỈNH THEO TRỤC NỘI DUNG", owner="toan_tinh"),
    )


def _components(third: ScoreTier, places: str) -> ScoreTable:
    codes = (PROGRESS, SATISFACTION)
    now = HeaderGroup("", tuple(figure("nay", code, _CAPTIONS[code], "percent", width=26) for code in codes))
    before = HeaderGroup(
        "Kỳ trước", tuple(figure("truoc", code, _CAPTIONS[code], "percent", width=14) for code in codes)
    )
    changes = HeaderGroup("Tăng, giảm", tuple(change(code, _CAPTIONS[code], width=14) for code in codes))
    return ScoreTable(
        COMPONENTS_KEY,
        "Phụ lục I",
        (
            Zone("", (leading("STT", "Tên cơ quan, đơn vị"), now), is_issued=True),
            Zone(FOLLOW_UP_TITLE, (HeaderGroup("", (CHANGED_UNIT_COLUMN,)), before, changes), is_issued=False),
        ),
        title=(
            "MỘT SỐ TIÊU CHÍ THÀNH PHẦN TRONG BỘ CHỈ SỐ PHỤC VỤ NGƯỜI DÂN, DOANH NGHIỆP CỦA CÁC SỞ, BAN, NGÀNH; "
            f"{places} {{KY_BAO_CAO}}"
        ),
        tiers=("toan_tinh", "cap_tinh", third),
        has_parent=True,
        rows=_PARENT,
    )


def _results(third: ScoreTier, scope: str) -> ScoreTable:
    kinds: dict[str, ColumnKind] = {DIGITISED: "percent", COPIES: "count", SCORE: "score"}

    def column(role: str, code: str, width: float) -> Column:
        return figure(role, code, _CAPTIONS[code], kinds[code], width=width)

    codes = (DIGITISED, COPIES, SCORE)
    grade = Column("xep_loai", SCORE, "Kết quả đánh giá", "grade", "formula", 14)
    now = HeaderGroup("", (*(column("nay", code, 20) for code in codes), grade))
    widths = {DIGITISED: 22, COPIES: 14, SCORE: 12}
    before = HeaderGroup("Kỳ trước", tuple(column("truoc", code, widths[code]) for code in codes))
    changes = HeaderGroup("Tăng, giảm", tuple(change(code, _CAPTIONS[code], width=widths[code]) for code in codes))
    return ScoreTable(
        RESULTS_KEY,
        "Phụ lục II",
        (Zone("", (leading("Stt", "Tên cơ quan, đơn vị"), now), is_issued=True), follow_up(before, changes)),
        title=f"CÁC CHỈ TIÊU CHỈ PHÁT SINH HOẶC THỐNG KÊ ĐƯỢC CỦA {scope} {{KY_BAO_CAO}}",
        tiers=("toan_tinh", third),
        compared=SCORE,
        is_ranked=True,
        tie_break=(("nay", DIGITISED), "tỷ lệ số hóa"),
        has_parent=True,
        rows=_PARENT,
    )
