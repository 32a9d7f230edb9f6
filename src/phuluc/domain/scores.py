"""Scores of the index of Quyết định 766/QĐ-TTg: changes, trends, grades.

Scores come from the national portal with two decimals and are taken as they are: only compared, never recomputed.
"""

from __future__ import annotations

from decimal import Decimal

from phuluc.domain.values import NOT_APPLICABLE, NotApplicable

TYPE_CHECKING = False  # `typing` itself would be a third of what `import phuluc.functions` costs
if TYPE_CHECKING:
    from typing import Final

    from phuluc.domain.aliases import Grade, Score, Trend

#: Least score of each grade; each band is open at its upper end.
_HALF_A_HUNDREDTH: Final = Decimal("0.005")
_GRADES: Final[tuple[tuple[int, Grade], ...]] = ((90, "Xuất sắc"), (80, "Tốt"), (70, "Khá"), (50, "Trung bình"))

#: The grades, the best first.
GRADES: Final[tuple[Grade, ...]] = (*(name for _, name in _GRADES), "Yếu")

TREND_NAMES: Final[dict[Trend, str]] = {"tang": "Tăng", "giam": "Giảm", "giu_nguyen": "Giữ nguyên"}


def score_change(current: Score, previous: Score) -> Decimal | NotApplicable:
    """Give current − previous exactly; NOT_APPLICABLE where one is missing."""
    if not isinstance(current, (int, Decimal)) or not isinstance(previous, (int, Decimal)):
        return NOT_APPLICABLE
    return Decimal(current) - Decimal(previous)


def score_trend(current: Score, previous: Score) -> Trend | NotApplicable:
    """Tell whether the score rose, fell or stayed; NOT_APPLICABLE where one is missing."""
    change = score_change(current, previous)
    if isinstance(change, NotApplicable):
        return change
    if change == 0:
        return "giu_nguyen"
    return "tang" if change > 0 else "giam"


def rank_change(current: int | NotApplicable | None, previous: int | NotApplicable | None) -> int | NotApplicable:
    """Give the places gained: previous − current rank, so that 22 → 8 is 14; NOT_APPLICABLE where one is missing."""
    if not isinstance(current, int) or not isinstance(previous, int):
        return NOT_APPLICABLE
    return previous - current


def grade(score: int | Decimal) -> Grade:
    """Grade a score of 0 to 100 points.

    The score is judged with the portal's two decimals, so that 89.95 is not 90. Should it carry more, from a sum of
    axes, it is first rounded half-up to two.
    """
    at_most = score + _HALF_A_HUNDREDTH
    for least, name in _GRADES:
        if at_most >= least:
            return name
    return "Yếu"
