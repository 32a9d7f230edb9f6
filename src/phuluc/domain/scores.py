"""Scores of the index of Quyết định 766/QĐ-TTg: changes, trends, grades.

Scores come from the national portal with two decimals and are taken as they are: only compared, never recomputed.
"""

from __future__ import annotations

from decimal import Context, Decimal
from functools import lru_cache

from phuluc.domain.values import NOT_APPLICABLE, NotApplicable

TYPE_CHECKING = False  # `typing` itself would be a third of what `import phuluc.functions` costs
if TYPE_CHECKING:
    from typing import Final

    from phuluc.domain.aliases import Grade, Score, Trend

#: The difference of any two floats has fewer digits.
_EXACT: Final = Context(prec=800)
#: The grades, the best first; from which score each is given stands in the table of rules.
GRADES: Final[tuple[Grade, ...]] = ("Xuất sắc", "Tốt", "Khá", "Trung bình", "Yếu")
_HALF_A_HUNDREDTH: Final = Decimal("0.005")

TREND_NAMES: Final[dict[Trend, str]] = {"tang": "Tăng", "giam": "Giảm", "giu_nguyen": "Giữ nguyên"}


def score_change(current: Score, previous: Score) -> Decimal | NotApplicable:
    """Give current − previous exactly; NOT_APPLICABLE where one is missing."""
    if current is None or previous is None or current is NOT_APPLICABLE or previous is NOT_APPLICABLE:
        return NOT_APPLICABLE
    return _EXACT.subtract(current, previous)


def score_trend(current: Score, previous: Score) -> Trend | NotApplicable:
    """Tell whether the score rose, fell or stayed; NOT_APPLICABLE where one is missing."""
    if current is None or previous is None or current is NOT_APPLICABLE or previous is NOT_APPLICABLE:
        return NOT_APPLICABLE
    if current == previous:
        return "giu_nguyen"
    return "tang" if current > previous else "giam"


def rank_change(current: int | NotApplicable | None, previous: int | NotApplicable | None) -> int | NotApplicable:
    """Give the places gained: previous − current rank, so that 22 → 8 is 14; NOT_APPLICABLE where one is missing."""
    if not isinstance(current, int) or not isinstance(previous, int):
        return NOT_APPLICABLE
    return previous - current


def grade(score: int | Decimal) -> Grade:
    """Grade a score of 0 to 100 points.

    The score is judged with the portal's two decimals, so that 89.95 is not 90. Should it carry more, from a sum of
    axes, it is first rounded half-up to two. The bands are those of the table of rules that have no end.
    """
    return next(name for least, name in _bands() if score >= least)


def least_scores() -> tuple[tuple[Decimal, Grade], ...]:
    """Give the least score of each grade by the rules that have no end, the best first."""
    # The table is read when the first grade is asked for, not when the functions are loaded.
    from phuluc.domain.scoring_rules import scoring_rules  # noqa: PLC0415

    rules = (rule for rule in scoring_rules() if rule.kind == "Xếp loại" and rule.valid_to is None)
    points = {rule.name: rule.points for rule in rules}
    return tuple((points[name] or Decimal(0), name) for name in GRADES)


@lru_cache(maxsize=1)
def _bands() -> tuple[tuple[Decimal, Grade], ...]:
    """The least score of each grade as it is before rounding: what rounds to 90.00 is Xuất sắc."""
    return tuple((least - _HALF_A_HUNDREDTH, name) for least, name in least_scores())
