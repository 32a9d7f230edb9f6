"""Areas of the sheets that hold lists: rankings, findings, the previous period, the rates printed in sources.

Each area has a thin edge row above and below, like the tables of figures; refresh and import fill it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from phuluc.domain.indicators import SEVEN_INDICATORS

RANKING_SHEET: Final = "Xếp hạng"
FINDINGS_SHEET: Final = "Kiểm tra"
GUIDE_SHEET: Final = "Hướng dẫn"
PREVIOUS_SHEET: Final = "Kỳ trước"
PRINTED_SHEET: Final = "Đối chiếu"
RECORD_SHEET: Final = "Nhật ký"

RANKING_CRITERION_NAME: Final = "xep_hang_tieu_chi"
RANKING_DATE_NAME: Final = "xep_hang_cap_nhat"
FINDINGS_AREA_NAME: Final = "kiem_tra_bang"
FINDINGS_SUMMARY_NAME: Final = "kiem_tra_tom_tat"
PREVIOUS_AREA_NAME: Final = "ky_truoc_bang"
PREVIOUS_PERIOD_NAME: Final = "ky_truoc_ten"
PRINTED_AREA_NAME: Final = "doi_chieu_bang"
RECORD_AREA_NAME: Final = "nhat_ky_bang"
#: Lines the record has room for; the list never grows, so that no action has to insert rows for it.
RECORD_LINES: Final = 100


@dataclass(frozen=True)
class ListColumn:
    """A column of a list: caption, width in characters, layout column kind."""

    caption: str
    width: float
    kind: str = "name"


RANKING_COLUMNS: Final = (
    ListColumn("Hạng", 7, "order"),
    ListColumn("Cơ quan, đơn vị", 34),
    ListColumn("Giá trị", 10, "rate"),
    ListColumn("Diễn giải", 50),
)
FINDINGS_COLUMNS: Final = (
    ListColumn("Mức độ", 11, "flag"),
    ListColumn("Vị trí", 22, "link"),
    ListColumn("Nội dung", 74),
    ListColumn("Thấy", 34),
    ListColumn("Cách xử lý", 60),
    ListColumn("Mã", 24),
)
PREVIOUS_COLUMNS: Final = (
    ListColumn("Cấp", 11),
    ListColumn("Cơ quan, đơn vị", 34),
    *(
        ListColumn(f"{indicator.short_name}: {caption}", 11, kind)
        for indicator in SEVEN_INDICATORS
        for caption, kind in (("chỉ tiêu (%)", "percent"), ("mẫu số", "count"), ("kết quả", "count"))
    ),
)
PRINTED_COLUMNS: Final = (
    ListColumn("Cấp", 11),
    ListColumn("Cơ quan, đơn vị", 34),
    ListColumn("Tên in ở bảng 1", 30),
    ListColumn("Tên in ở bảng 2", 30),
    *(ListColumn(indicator.short_name, 11, "rate") for indicator in SEVEN_INDICATORS),
    ListColumn("Nguồn", 64),
)
RECORD_COLUMNS: Final = (
    ListColumn("Thời điểm", 17, "flag"),
    ListColumn("Việc", 17, "line"),
    ListColumn("Tệp", 34, "line"),
    ListColumn("Kết quả", 52, "line"),
    ListColumn("Dấu số liệu của sổ", 23, "code"),
    ListColumn("SHA-256 của tệp vào", 23, "code"),
    ListColumn("SHA-256 của tệp ra", 23, "code"),
    ListColumn("Chương trình", 14, "flag"),
    ListColumn("Quy tắc", 15, "flag"),
)


def ranking_area_name(key: str) -> str:
    """Return the defined name of the ranking of a tier, or of another table."""
    return f"xep_hang_{key}"
