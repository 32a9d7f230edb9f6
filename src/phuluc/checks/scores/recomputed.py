"""Axes recomputed from the rates of a commune's items: only to check, the portal's points stay as they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from phuluc.checks.scores import catalogue
from phuluc.checks.scores.wording import SLOT_NAMES, decimals_in, where_of
from phuluc.domain.score_cells import ScoreFigures, ScoreRow
from phuluc.domain.score_figures import AXIS_CODES
from phuluc.domain.scoring_rules import recomputed_score
from phuluc.domain.vietnamese_numbers import format_number
from phuluc.results import Finding

_ITEMS: Final = "noi_dung"
_AXES: Final = "truc"
#: Components of the rules by the items whose rates add up to theirs.
_COMPONENTS: Final[dict[str, tuple[str, ...]]] = {
    "2.1": ("2.1",),
    "3.1": ("3.1", "3.2"),
    "3.2": ("3.6",),
    "3.3": ("3.4a",),
    "3.6": ("4.2a",),
    "3.5b": ("4.3a",),
    "3.5": ("4.1a",),
}
_HALF: Final = Decimal("0.5")
#: What rates with two decimals can make of it.
_OF_RATES: Final = Decimal("0.01")


def check_recomputed(figures: ScoreFigures) -> Iterator[Finding]:
    """Compare the axes with what the rules of the slot's day make of the items' rates, where they cover an axis."""
    items, axes = figures.table(_ITEMS), figures.table(_AXES)
    if items is None or axes is None:
        return
    by_item = {row.item: row for row in items.rows}
    for role, slot in (("truoc", figures.previous), ("nay", figures.current)):
        day = figures.rules(role).day
        if slot.as_of is None or day is None:
            continue
        rates = _rates(by_item, role)
        for code, row in zip(AXIS_CODES, axes.rows, strict=False):
            score, recomputed = row.number(role, "diem"), recomputed_score(code, rates, day)
            if score is None or recomputed is None:
                continue
            points = Decimal(recomputed.numerator) / Decimal(recomputed.denominator)
            if abs(points - score) > _HALF.scaleb(-decimals_in(score)) + _OF_RATES:
                yield catalogue.RECOMPUTED_DIFFERS.finding(
                    where_of(row, (role, "diem")),
                    f"{row.name}, {SLOT_NAMES[role]}: tính lại được {format_number(round(points, 2))}",
                    format_number(score),
                )


def _rates(rows: Mapping[str, ScoreRow], role: str) -> dict[str, tuple[Decimal, int]]:
    """The rates of the components that are known, as percent points of 100."""
    found = {}
    for component, items in _COMPONENTS.items():
        parts = [rows[item].number(role, "ty_le") if item in rows else None for item in items]
        known = [part for part in parts if part is not None]
        if len(known) == len(parts):
            found[component] = (sum(known, Decimal(0)), 100)
    return found
