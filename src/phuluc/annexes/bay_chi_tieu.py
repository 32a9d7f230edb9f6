"""Family bay-chi-tieu: the seven targets (07 chỉ tiêu), in the form of Bình Định's reports of 2024.

Columns, captions and their order: Báo cáo quý I/2024 of Văn phòng UBND tỉnh Bình Định, Phụ lục 1–3. Since 01/7/2025
there are two tiers; the three-tier form stays for the years before.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Final

from phuluc.annexes.editions import Edition
from phuluc.annexes.layout import AnnexLayout, Column, Content, HeaderGroup, Zone
from phuluc.domain.indicators import SEVEN_INDICATORS, Indicator, Tier

KIND: Final = "bay-chi-tieu"
TIER_MODELS: Final[dict[str, tuple[tuple[Tier, str], ...]]] = {
    "2 cấp": (("cap_tinh", "Phụ lục I"), ("cap_xa", "Phụ lục II")),
    "3 cấp": (("cap_tinh", "Phụ lục 1"), ("cap_huyen", "Phụ lục 2"), ("cap_xa", "Phụ lục 3")),
}
LEADS: Final[dict[int, str]] = {
    1: (
        "1. Các chỉ tiêu: (i) DVC trực tuyến có phát sinh hồ sơ trực tuyến, (ii) Hồ sơ trực tuyến, (iii) Tỷ lệ TTHC "
        "cung cấp thanh toán trực tuyến có phát sinh giao dịch trực tuyến, (iv) Thanh toán trực tuyến"
    ),
    2: (
        "2. Các chỉ tiêu: (i) Số hóa thành phần hồ sơ, (ii) Khai thác, sử dụng lại thông tin số hóa và "
        "(iii) Cấp kết quả điện tử"
    ),
}
SCOPE_TITLES: Final[dict[Tier, str]] = {"cap_tinh": "Cấp tỉnh", "cap_huyen": "Cấp huyện", "cap_xa": "Cấp xã"}
BLANK_UNIT_ROWS: Final = 10
ESTIMATED: Final = "ước tính"


@dataclass(frozen=True)
class UnitSpec:
    """A unit of a new book: its name and, where they are known, its targets in percent points by indicator code."""

    name: str
    targets: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class BookSpec:
    """What a new book is built from.

    Attributes:
        edition: which formulas its cells hold.
        model: "2 cấp" or "3 cấp".
        units: by tier, in the order of their rows; a tier without units gets ten empty rows.
        settings: cell values of "Thông tin" by key, over the defaults.
    """

    edition: Edition
    model: str
    units: dict[Tier, tuple[UnitSpec, ...]] = field(default_factory=dict)
    settings: dict[str, str | int | float | None] = field(default_factory=dict)

    @property
    def tiers(self) -> tuple[tuple[Tier, str], ...]:
        return TIER_MODELS[self.model]

    def unit_rows(self, tier: Tier) -> tuple[UnitSpec, ...]:
        """Return the units of a tier, or empty rows to type them into."""
        return self.units.get(tier) or (UnitSpec(""),) * BLANK_UNIT_ROWS


@cache
def annex_layout(tier: Tier, label: str) -> AnnexLayout:
    """Return the working sheet of the annex of one tier."""
    return AnnexLayout(tier, label, (_table(1, tier), _table(2, tier), _follow_up()))


def _table(number: int, tier: Tier) -> Zone:
    suffix = "" if number == 1 else "_bang_2"
    content: Content = "input" if number == 1 else "formula"
    leading = HeaderGroup(
        "",
        (
            Column("tt" + suffix, "", "TT", "order", content, 4.5),
            Column("don_vi" + suffix, "", "Cơ quan, đơn vị", "name", content, 37),
            Column(
                "tong_hs" + suffix, "", "Tổng số HS tiếp nhận", "count", "input" if number == 1 else "overridable", 9.5
            ),
        ),
    )
    groups = tuple(_indicator_group(indicator, tier) for indicator in SEVEN_INDICATORS if indicator.table == number)
    return Zone(LEADS[number], (leading, *groups), is_issued=True)


def _indicator_group(indicator: Indicator, tier: Tier) -> HeaderGroup:
    code = indicator.code
    target = "Chỉ tiêu giao chung (%)" if tier == "cap_xa" else "Chỉ tiêu được giao (%)"
    columns = [Column("chi_tieu", code, target, "percent", "input", 8)]
    if indicator.denominator_rule == "own_column":
        columns.append(Column("mau_so", code, indicator.denominator_heading, "count", "input", 9.5))
    columns.append(Column("tu_so", code, "Kết quả", "count", "input", 8.5))
    columns.append(Column("ty_le", code, "Tỷ lệ (%)", "rate", "formula", 7.5))
    return HeaderGroup(indicator.heading, tuple(columns))


def _follow_up() -> Zone:
    reuse = next(indicator for indicator in SEVEN_INDICATORS if indicator.denominator_rule == "own_or_total_received")
    denominators = HeaderGroup(
        "Mẫu số của chỉ tiêu Khai thác, sử dụng lại (nhập khi có)",
        (
            Column("mau_so_rieng", reuse.code, reuse.denominator_heading, "count", "input", 12),
            Column("nguon_mau_so", reuse.code, "Nguồn mẫu số", "text", "input", 10),
            Column("mau_so_ap_dung", reuse.code, "Mẫu số áp dụng", "count", "formula", 10),
        ),
    )
    attained = HeaderGroup(
        "Đạt / Chưa đạt chỉ tiêu được giao",
        tuple(Column("ket_luan", item.code, item.short_name, "flag", "formula", 10) for item in SEVEN_INDICATORS),
    )
    missing = HeaderGroup(
        "Còn thiếu để đạt (hồ sơ, dịch vụ hoặc thủ tục)",
        tuple(Column("con_thieu", item.code, item.short_name, "count", "formula", 10) for item in SEVEN_INDICATORS),
    )
    return Zone("Phần theo dõi (không in trong phụ lục)", (denominators, attained, missing), is_issued=False)
