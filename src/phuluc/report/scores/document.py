"""What the documents of all score families have: legal bases, variants by the model of government, notices."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from phuluc.domain.score_cells import ScoreFigures
from phuluc.report.model import Line
from phuluc.report.scores.sentences import ScoreSentences

NO_PERIOD: Final = "………"


def is_three_tiers(figures: ScoreFigures) -> bool:
    """Whether the book has districts (until 30/6/2025)."""
    return figures.settings.get("mo_hinh", "").startswith("3")


def of_model(figures: ScoreFigures, name: str) -> str:
    """Give the wording of a name that fits the model of government."""
    return f"{name}.3_cap" if is_three_tiers(figures) else name


def bases(said: ScoreSentences) -> Iterator[Line]:
    """One paragraph a legal basis."""
    for key in ("can_cu_1", "can_cu_2", "can_cu_3"):
        basis = said.setting(key).rstrip(";.")
        if basis:
            yield from (Line(text) for text in said.wording.lines("can_cu", can_cu=basis))


def head_notices(figures: ScoreFigures) -> Iterator[str]:
    """What the person should know about the text."""
    if figures.apart:
        yield "Báo cáo không so sánh với kỳ trước vì hai kỳ không cùng cơ sở tính"
    labels = {"ky_bao_cao": "Kỳ này", "nguoi_ky": "Họ tên người ký"}
    missing = [label for key, label in labels.items() if not figures.settings.get(key, "").strip()]
    if missing:
        yield f"Trang “Thông tin” còn trống: {', '.join(missing)}"
