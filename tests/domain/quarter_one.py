"""The figures of Bình Định, quý I năm 2024, as the tests read them."""

from __future__ import annotations

import csv
import json
from functools import cache
from pathlib import Path
from typing import NamedTuple

DATA = Path(__file__).parents[1] / "data"


class Figure(NamedTuple):
    """One indicator of one unit. `denominator` is the middle of what the printed rate allows where it is hidden."""

    tier: str
    unit: str
    indicator: str
    target: int | None
    numerator: int | None
    denominator: int | None
    hidden: bool
    printed_rate: float | None


@cache
def figures() -> tuple[Figure, ...]:
    tiers = json.loads((DATA / "binh_dinh_2024_q1.json").read_text(encoding="utf-8"))["tiers"]
    return tuple(
        Figure(
            tier,
            row["unit"],
            code,
            cell["target"],
            cell["numerator"],
            sum(cell["implied_denominator"][end] for end in ("min", "max")) // 2
            if cell["denominator_basis"] == "hidden"
            else cell["denominator"],
            cell["denominator_basis"] == "hidden",
            cell["published_rate"],
        )
        for tier, annex in tiers.items()
        for row in annex["units"]
        for code, cell in row["indicators"].items()
    )


def averages() -> list[dict[str, str]]:
    with (DATA / "averages_q1.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
