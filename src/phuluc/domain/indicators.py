"""The seven indicators ("07 chỉ tiêu") and the tiers of the reports on them.

Source: Quyết định 235/QĐ-UBND (Bình Định, 18/01/2024) and its reports of 02/2024 and quý I/2024; central targets
from Nghị quyết 02/NQ-CP (05/01/2024) and Quyết định 766/QĐ-TTg (23/6/2022).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Tier = Literal["cap_tinh", "cap_huyen", "cap_xa"]
DenominatorRule = Literal["own_column", "total_received", "own_or_total_received"]

TIER_TITLES: Final[dict[Tier, str]] = {
    "cap_tinh": "CẤP TỈNH",
    "cap_huyen": "CẤP HUYỆN",
    "cap_xa": "CẤP XÃ",
}


@dataclass(frozen=True)
class Indicator:
    """One of the seven indicators.

    Attributes:
        code: stable code, used in `phuluc export` and in defined names.
        letter: item letter in the report's text (a, b, c, d, đ, e, g).
        heading: the column group as the annex prints it.
        short_name: for narrow headers (heat map, charts).
        table: 1 or 2, the table of the annex it stands in.
        denominator_heading: caption of its own denominator column, "" where the total received serves.
        denominator_rule: which cell is the denominator.
        central_target: percent points set nationally.
        central_source: the decision that sets it.
        floor: the least target UBND tỉnh allots, percent points, None where none was set.
    """

    code: str
    letter: str
    heading: str
    short_name: str
    table: Literal[1, 2]
    denominator_heading: str
    denominator_rule: DenominatorRule
    central_target: int
    central_source: str
    floor: int | None


_NQ02: Final = "Nghị quyết số 02/NQ-CP ngày 05/01/2024 của Chính phủ"
_QD766: Final = "Quyết định số 766/QĐ-TTg ngày 23/6/2022 của Thủ tướng Chính phủ"

#: In the order of the annex' columns: table 1, then table 2.
SEVEN_INDICATORS: Final[tuple[Indicator, ...]] = (
    Indicator(
        code="dvc_phat_sinh",
        letter="e",
        heading="Tỷ lệ DVC trực tuyến có phát sinh hồ sơ trực tuyến",
        short_name="DVCTT phát sinh hồ sơ",
        table=1,
        denominator_heading="DVCTT có phát sinh HS",
        denominator_rule="own_column",
        central_target=100,
        central_source=_QD766,
        floor=None,
    ),
    Indicator(
        code="ho_so_truc_tuyen",
        letter="a",
        heading="Hồ sơ trực tuyến",
        short_name="Hồ sơ trực tuyến",
        table=1,
        denominator_heading="",
        denominator_rule="total_received",
        central_target=50,
        central_source=_NQ02,
        floor=60,
    ),
    Indicator(
        code="tttt_phat_sinh",
        letter="g",
        heading="Tỷ lệ TTHC cung cấp thanh toán trực tuyến có phát sinh thanh toán trực tuyến",
        short_name="TTHC phát sinh TTTT",
        table=1,
        denominator_heading="TTHC phát sinh thanh toán",
        denominator_rule="own_column",
        central_target=100,
        central_source=_QD766,
        floor=None,
    ),
    Indicator(
        code="thanh_toan_truc_tuyen",
        letter="b",
        heading="Thanh toán trực tuyến",
        short_name="Thanh toán trực tuyến",
        table=1,
        denominator_heading="Tổng số HS có thanh toán",
        denominator_rule="own_column",
        central_target=45,
        central_source=_NQ02,
        floor=55,
    ),
    Indicator(
        code="so_hoa",
        letter="c",
        heading="Số hóa thành phần hồ sơ, kết quả giải quyết TTHC",
        short_name="Số hóa hồ sơ",
        table=2,
        denominator_heading="",
        denominator_rule="total_received",
        central_target=80,
        central_source=_NQ02,
        floor=90,
    ),
    Indicator(
        code="khai_thac_su_dung_lai",
        letter="đ",
        heading="Khai thác, sử dụng lại thông tin số hóa",
        short_name="Khai thác, sử dụng lại",
        table=2,
        denominator_heading="Tổng số HS đủ điều kiện tái sử dụng",
        denominator_rule="own_or_total_received",
        central_target=50,
        central_source=_NQ02,
        floor=60,
    ),
    Indicator(
        code="cap_ket_qua_dien_tu",
        letter="d",
        heading="Cấp kết quả điện tử",
        short_name="Cấp kết quả điện tử",
        table=2,
        denominator_heading="Tổng số hồ sơ đã giải quyết (tính lũy kế)",
        denominator_rule="own_column",
        central_target=100,
        central_source=_NQ02,
        floor=None,
    ),
)

INDICATORS_BY_CODE: Final[dict[str, Indicator]] = {indicator.code: indicator for indicator in SEVEN_INDICATORS}

#: In the order of the report's text: a, b, c, d, đ, e, g.
INDICATORS_BY_LETTER: Final[tuple[Indicator, ...]] = tuple(
    sorted(SEVEN_INDICATORS, key=lambda indicator: "abcdđeg".index(indicator.letter))
)
