"""Scores of the index of Quyết định 766/QĐ-TTg: changes, trends, grades.

Scores come from the national portal with two decimals and are taken as they are: only compared, never recomputed.
"""

from __future__ import annotations

from decimal import Context, Decimal

from phuluc.domain.values import NOT_APPLICABLE, NotApplicable

TYPE_CHECKING = False  # `typing` itself would be a third of what `import phuluc.functions` costs
if TYPE_CHECKING:
    from typing import Final

    from phuluc.domain.aliases import Grade, Score, Trend

#: The difference of any two floats has fewer digits.
_EXACT: Final = Context(prec=800)
#: The least score of each grade as it is before rounding: what rounds to 90.00 is Xuất sắc.
_GRADES: Final[tuple[tuple[Decimal, Grade], ...]] = (
    (Decimal("89.995"), "Xuất sắc"),
    (Decimal("79.995"), "Tốt"),
    (Decimal("69.995"), "Khá"),
    (Decimal("49.995"), "Trung bình"),
)

#: The grades, the best first.
GRADES: Final[tuple[Grade, ...]] = (*(name for _, name in _GRADES), "Yếu")

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
    axes, it is first rounded half-up to two.
    """
    for least, name in _GRADES:
        if score >= least:
            return name
    return "Yếu"
