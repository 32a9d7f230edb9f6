"""The Vietnamese names of the arguments in Calc's function wizard, by their names in the catalogue."""

from __future__ import annotations

from typing import Final

ARGUMENT_LABELS: Final = {
    "current": "kỳ_này",
    "denominator": "mẫu_số",
    "denominators": "các_mẫu_số",
    "digits": "số_chữ_số",
    "number": "số",
    "numerator": "tử_số",
    "numerators": "các_tử_số",
    "pair": "cặp_số",
    "previous": "kỳ_trước",
    "limits": "các_điểm_thấp_nhất",
    "grades": "tên_các_loại",
    "score": "điểm",
    "target": "chỉ_tiêu",
    "text": "chữ",
    "ties": "khi_bằng_nhau",
    "value": "giá_trị",
    "values": "các_giá_trị",
}
