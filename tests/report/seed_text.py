"""The report on quý I/2024 as text: its printed paragraphs, and its averages in the order and words it printed them."""

from __future__ import annotations

import json
from pathlib import Path

DATA = Path(__file__).parent.parent / "data"
TIERS = {"cap_tinh": "Cấp tỉnh", "cap_huyen": "Cấp huyện", "cap_xa": "Cấp xã"}


def seed_paragraphs() -> list[str]:
    """The whole text; the letters are the report's own, "f" included."""
    data = json.loads((DATA / "binh_dinh_2024_q1.json").read_text(encoding="utf-8"))
    printed = [paragraph["text"] for paragraph in data["body_text"]]
    indicators = sorted(data["indicators"], key=lambda item: "abcdđef".index(item["report_section"].split(".")[1]))
    items = [line for indicator in indicators for line in _item(indicator)]
    return [*printed[:3], "1. Kết quả thực hiện", *items, *printed[3:]]


def _item(indicator: dict) -> list[str]:
    central, floor = indicator["central_target"], indicator["provincial_minimum_target"]
    given = f"{central['legal_basis']} giao {central['printed']}"
    given += f"; {floor['wording']} {floor['printed']}" if floor else ""
    averages = {group: average["printed"] for group, average in indicator["published_averages"].items()}
    return [
        f"{indicator['report_section'].split('.')[1]}) {indicator['name']} ({given})",
        f"Tỷ lệ bình quân chung của cả tỉnh đạt: {averages['ca_tinh']}. Trong đó:",
        *(f"- {name} đạt: {averages[tier]}" for tier, name in TIERS.items()),
    ]
