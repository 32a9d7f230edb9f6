"""What can be doubtful in scores as the portal gives them. Nothing is corrected: scores are kept as they came.

Used by importers, for what they say of a source, and by the checks of a book.
"""

from __future__ import annotations

import enum
import operator
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from phuluc.domain.printed_numbers import format_number
from phuluc.domain.ranking import ranks
from phuluc.domain.score_figures import AXIS_CODES, PARENT_TIER, ScoreSnapshot, UnitScore

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: What the portal of 2025 gave to units without data: whole points, 88 together.
IMPUTED_AXES: Final = {"ckmb": 18, "tdgq": 15, "dvctt": 10, "tttt": 10, "mdsh": 18, "mdhl": 17}
_ZERO: Final = Decimal(0)
_IMPUTED_TOTAL: Final = sum(IMPUTED_AXES.values())
#: Decimals with which the portal prints points; with these the axes add up exactly.
_PORTAL_DIGITS: Final = 2


class DoubtKind(enum.Enum):
    """What is doubtful; the value says it in Vietnamese."""

    AXES_AND_TOTAL = "các trục cộng lại khác điểm tổng"
    ABOVE_MAXIMUM = "điểm lớn hơn mức tối đa"
    RANK = "thứ hạng ghi trong nguồn khác thứ tự điểm"
    TRANSPARENCY = "điểm công khai, minh bạch khác các đơn vị cùng tỉnh"
    IMPUTED = "điểm toàn số nguyên như Cổng gán cho đơn vị không có dữ liệu"


@dataclass(frozen=True)
class ScoreDoubt:
    """One thing that is doubtful.

    Attributes:
        index: place of the unit in the list handed in.
        found: what stands there, Vietnamese.
        expected: what the rest says, Vietnamese; "" where nothing does.
        axis: code of the axis it concerns, "" for the total or the unit.
    """

    kind: DoubtKind
    index: int
    found: str
    expected: str = ""
    axis: str = ""


def axes_difference(score: UnitScore) -> Decimal | None:
    """Give total − sum of the axes; None where the total or one of the six axes is missing."""
    if score.total is None or len(score.axes) < len(AXIS_CODES):
        return None
    return score.total - sum(score.axes.values())


def sum_tolerance(scores: Sequence[UnitScore]) -> Decimal:
    """Give by how much axes may miss the total by rounding alone.

    Nothing where the axes of the list have the portal's two decimals; with one or none, half a unit of each axis.
    """
    digits = 0
    for score in scores:
        for value in score.axes.values():
            digits = max(digits, _decimals(value))
            if digits >= _PORTAL_DIGITS:
                return Decimal(0)
    return len(AXIS_CODES) * Decimal(5).scaleb(-digits - 1)


def above_maximum(score: UnitScore, maxima: Mapping[str, Decimal]) -> list[str]:
    """List the axes with more points than their maximum; "" stands for the total."""
    above = [code for code, value in score.axes.items() if value > maxima.get(code, value)]
    return [*above, ""] if score.total is not None and score.total > sum(maxima.values()) else above


def is_imputed(score: UnitScore) -> bool:
    """Tell whether a score is the one the portal of 2025 gave to units without data."""
    return score.total == _IMPUTED_TOTAL and dict(score.axes) == IMPUTED_AXES


def misplaced_ranks(totals: Sequence[Decimal | None], given: Sequence[int | None]) -> list[tuple[int, str]]:
    """Find ranks that the totals contradict.

    A source numbers its units over its own list, equal totals alike or one after the other: both are right. Where the
    numbers have gaps, the list was wider than this one, and only the order can be judged.

    Returns:
        Place in the list, and the rank or ranks it could have, "" where only the order is wrong.
    """
    listed = [
        (place, total, rank)
        for place, (total, rank) in enumerate(zip(totals, given))
        if total is not None and rank is not None
    ]
    if _numbered_in_order(listed):
        return []
    known, ranked = [total for _, total, _ in listed], [rank for *_, rank in listed]
    shared = [rank or 0 for rank in ranks(known)]
    is_whole = len(known) == sum(total is not None for total in totals)
    if is_whole and min(ranked) == 1 and max(ranked) <= len(ranked):
        equal = Counter(known)
        return [
            (place, str(first) if equal[total] == 1 else f"{first}–{first + equal[total] - 1}")
            for (place, total, rank), first in zip(listed, shared)
            if not first <= rank < first + equal[total]
        ]
    return _out_of_order(listed)


def _numbered_in_order(listed: list[tuple[int, Decimal, int]]) -> bool:
    """Tell whether units are numbered one after the other by their totals, as the portal does over one list."""
    totals = [total for _, total, _ in listed]
    if [rank for *_, rank in listed] == list(range(1, len(listed) + 1)):  # as they stand
        return all(map(operator.ge, totals, totals[1:]))
    ordered = sorted((rank, -total) for _, total, rank in listed)
    return [rank for rank, _ in ordered] == list(range(1, len(ordered) + 1)) and all(
        before[1] <= after[1] for before, after in zip(ordered, ordered[1:])
    )


def _out_of_order(listed: list[tuple[int, Decimal, int]]) -> list[tuple[int, str]]:
    """Find units with a number below that of a unit with more points, or with the number of another total."""
    wrong = []
    highest_rank, last_total = 0, None
    for place, total, rank in sorted(listed, key=lambda item: (-item[1], item[2])):
        if rank < highest_rank or (rank == highest_rank and total != last_total):
            wrong.append((place, ""))
        highest_rank, last_total = max(highest_rank, rank), total
    return wrong


def numbered_apart(snapshot: ScoreSnapshot) -> tuple[int, int] | None:
    """Find two units of different totals under one number of a list that is said to hold both.

    A dump numbers agencies and communes over one common list. Where a number stands twice, its sheets were not taken
    at one time, or not of one period.

    Returns:
        The places of the first such two units, None where there are none.
    """
    by_rank: dict[int, int] = {}
    for index in _in_wider_lists(snapshot):
        unit = snapshot.units[index]
        first = by_rank.setdefault(unit.rank or 0, index)
        if snapshot.units[first].score.total != unit.score.total and snapshot.units[first].tier != unit.tier:
            return first, index
    return None


def _in_wider_lists(snapshot: ScoreSnapshot) -> list[int]:
    """List the units whose tier is numbered beyond its own length."""
    wider: list[int] = []
    for tier in dict.fromkeys(unit.tier for unit in snapshot.units if unit.tier != PARENT_TIER):
        places = [at for at, unit in enumerate(snapshot.units) if unit.tier == tier and unit.rank is not None]
        if any((snapshot.units[at].rank or 0) > len(places) for at in places):
            wider += places
    return wider


def snapshot_doubts(snapshot: ScoreSnapshot, maxima: Mapping[str, Decimal] | None = None) -> list[ScoreDoubt]:
    """Judge a whole snapshot, unit by unit and each list by itself; the parent is in no list.

    Args:
        snapshot: what to judge.
        maxima: points by axis code; None where nothing can be above them any more.
    """
    units = snapshot.units
    tolerance = sum_tolerance([unit.score for unit in units])
    doubts = [
        doubt
        for index, unit in enumerate(units)
        # Thousands of scores are in order; only the others are looked at closely.
        if unit.score.total != sum(unit.score.axes.values(), _ZERO) or unit.score.total == _IMPUTED_TOTAL
        for doubt in _of_score(index, unit.score, tolerance)
    ]
    if maxima is not None:
        doubts += [doubt for index, unit in enumerate(units) for doubt in _above(index, unit.score, maxima)]
    for tier in dict.fromkeys(unit.tier for unit in units if unit.tier != PARENT_TIER):
        places = [index for index, unit in enumerate(units) if unit.tier == tier]
        totals, given = [units[at].score.total for at in places], [units[at].rank for at in places]
        doubts += [
            ScoreDoubt(DoubtKind.RANK, places[at], str(given[at]), expected)
            for at, expected in misplaced_ranks(totals, given)
        ]
    return doubts + _transparency([(at, unit.score) for at, unit in enumerate(units) if unit.tier != PARENT_TIER])


def _of_score(index: int, score: UnitScore, tolerance: Decimal) -> list[ScoreDoubt]:
    doubts = []
    difference = axes_difference(score)
    if difference is not None and abs(difference) > tolerance:
        total = score.total or Decimal(0)
        added = format_number(total - difference)
        doubts.append(ScoreDoubt(DoubtKind.AXES_AND_TOTAL, index, format_number(total), added))
    if is_imputed(score):
        doubts.append(ScoreDoubt(DoubtKind.IMPUTED, index, format_number(score.total or 0)))
    return doubts


def _above(index: int, score: UnitScore, maxima: Mapping[str, Decimal]) -> list[ScoreDoubt]:
    whole = sum(maxima.values(), Decimal(0))
    held = {**score.axes, "": score.total or Decimal(0)}
    return [
        ScoreDoubt(
            DoubtKind.ABOVE_MAXIMUM, index, format_number(held[axis]), format_number(maxima.get(axis, whole)), axis
        )
        for axis in above_maximum(score, maxima)
    ]


def _transparency(scores: list[tuple[int, UnitScore]]) -> list[ScoreDoubt]:
    """Find units whose axis "công khai, minh bạch" is not the province's, where most of them share one value."""
    values = [(index, score.axes["ckmb"]) for index, score in scores if "ckmb" in score.axes]
    if not values:
        return []
    if len({value for _, value in values}) == 1:
        return []
    common, times = Counter(value for _, value in values).most_common(1)[0]
    if 2 * times <= len(values):
        return []
    return [
        ScoreDoubt(DoubtKind.TRANSPARENCY, index, format_number(value), format_number(common), "ckmb")
        for index, value in values
        if value != common
    ]


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0
