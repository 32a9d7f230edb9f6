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

    from phuluc.domain.aliases import Bands, Score, Trend

#: The difference of any two floats has fewer digits.
_EXACT: Final = Context(prec=800)
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


def grade(score: int | Decimal, bands: Bands) -> str:
    """Grade a score.

    The score is judged with the portal's two decimals, so that 89.95 is not 90. Should it carry more, from a sum of
    axes, it is first rounded half-up to two: what rounds to 90.00 is 90.

    Args:
        score: points.
        bands: least score and name of each grade, the best first.

    Returns:
        The name of the grade; "" for a score below the least of all.
    """
    return next((name for least, name in bands if score >= least - _HALF_A_HUNDREDTH), "")


@lru_cache(maxsize=1)
def shipped_bands() -> Bands:
    """Give the bands without an end of the table that is shipped, whatever an office has put over it.

    Cells that name no bands are graded by them, and give the same in every program, with and without that office's
    files.
    """
    # The table is read when the first grade is asked for, not when the functions are loaded.
    from phuluc.domain.data_table import shipped_text  # noqa: PLC0415
    from phuluc.domain.scoring_rules import FILE_NAME, parse_rules  # noqa: PLC0415

    rules = (rule for rule in parse_rules(shipped_text(FILE_NAME)) if rule.kind == "Xếp loại" and not rule.valid_to)
    return tuple(sorted(((rule.points or Decimal(0), rule.name) for rule in rules), reverse=True))
