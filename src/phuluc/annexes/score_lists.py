"""Areas of the sheets of a score book that hold lists: rankings, movements, overdue dossiers, what sources printed."""

from __future__ import annotations

from typing import Final

from phuluc.annexes.lists import ListColumn

MOVEMENT_SHEET: Final = "Biến động"
OVERDUE_SHEET: Final = "Hồ sơ quá hạn"

MOVEMENT_DATE_NAME: Final = "bien_dong_cap_nhat"
#: The charts, for a picture of them.
MOVEMENT_PICTURE_NAME: Final = "bien_dong_hinh"
OVERDUE_AREA_NAME: Final = "qua_han_bang"
OVERDUE_SENTENCES_NAME: Final = "qua_han_loi_van"

RANKING_COLUMNS: Final = (
    ListColumn("Hạng", 7, "order"),
    ListColumn("Cơ quan, đơn vị", 34),
    ListColumn("Điểm", 9, "rate"),
    ListColumn("Xếp loại", 11, "flag"),
    ListColumn("Hạng kỳ trước", 8, "flag"),
    ListColumn("Thay đổi hạng", 14, "flag"),
    ListColumn("Diễn giải", 62),
)
MOVEMENT_COLUMNS: Final = (
    ListColumn("Nhóm", 13, "flag"),
    ListColumn("TT", 5, "order"),
    ListColumn("Đơn vị, nội dung", 40),
    ListColumn("Kỳ trước", 10, "rate"),
    ListColumn("Kỳ này", 10, "rate"),
    ListColumn("Tăng, giảm", 11, "change"),
)
OVERDUE_COLUMNS: Final = (
    ListColumn("Nhóm", 30),
    ListColumn("Cơ quan, đơn vị", 38),
    ListColumn("Số hồ sơ quá hạn", 12, "padded"),
)
PRINTED_COLUMNS: Final = (
    ListColumn("Bảng", 13),
    ListColumn("Đơn vị, nội dung", 44),
    ListColumn("Cột", 16),
    ListColumn("Số in ở nguồn", 24),
    ListColumn("Nguồn", 50),
)
#: Rows of the sheet under one band of charts.
MOVEMENT_BAND_ROWS: Final = 21
#: What a chart says at the middle of its axis where it has no figure: empty axes would look like a fault.
NOTHING_TO_DRAW: Final = "Không có số liệu"
NOTHING_MOVED: Final = "Không có tăng, giảm"
NOTHING_COMPARED: Final = "Không so sánh được"
#: Rows a chart draws.
CHART_ROWS: Final = 12


def middle_row(rows: int) -> int:
    """Return the row, from 0, whose place on the axis of a chart is its middle."""
    return (rows - 1) // 2


def movement_area_name(key: str) -> str:
    """Return the defined name of a table's list of movements."""
    return f"bien_dong_{key}"


def movement_summary_name(key: str) -> str:
    """Return the defined name of the line above that list."""
    return f"bien_dong_{key}_tom_tat"


def chart_area_name(key: str, chart: str) -> str:
    """Return the defined name of the figures a chart draws: "bien_dong", "cao_thap" or "xep_loai"."""
    return f"ve_{key}_{chart}"
