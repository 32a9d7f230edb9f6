"""What can be doubtful in scores as the portal gives them. Nothing is corrected: scores are kept as they came.

Used by importers, for what they say of a source, and by the checks of a book.
"""

from __future__ import annotations

import enum
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
    if score.total is None or any(code not in score.axes for code in AXIS_CODES):
        return None
    return score.total - sum((score.axes[code] for code in AXIS_CODES), Decimal(0))


def sum_tolerance(scores: Sequence[UnitScore]) -> Decimal:
    """Give by how much axes may miss the total by rounding alone.

    Nothing where the axes of the list have the portal's two decimals; with one or none, half a unit of each axis.
    """
    digits = max((_decimals(value) for score in scores for value in score.axes.values()), default=_PORTAL_DIGITS)
    return Decimal(0) if digits >= _PORTAL_DIGITS else len(AXIS_CODES) * Decimal(5).scaleb(-digits - 1)


def above_maximum(score: UnitScore, maxima: Mapping[str, Decimal]) -> list[str]:
    """List the axes with more points than their maximum; "" stands for the total."""
    above = [code for code, value in score.axes.items() if code in maxima and value > maxima[code]]
    whole = sum(maxima.values(), Decimal(0))
    return [*above, ""] if score.total is not None and score.total > whole else above


def is_imputed(score: UnitScore) -> bool:
    """Tell whether a score is the one the portal of 2025 gave to units without data."""
    return dict(score.axes) == IMPUTED_AXES


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
    known = [total for _, total, _ in listed]
    shared = [rank or 0 for rank in ranks(known)]
    if (
        listed
        and len(listed) == sum(total is not None for total in totals)
        and max(r for *_, r in listed) <= len(listed)
    ):
        equal = Counter(known)
        return [
            (place, str(first) if equal[total] == 1 else f"{first}–{first + equal[total] - 1}")
            for (place, total, rank), first in zip(listed, shared)
            if not first <= rank < first + equal[total]
        ]
    return _out_of_order(listed)


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


def snapshot_doubts(snapshot: ScoreSnapshot, maxima: Mapping[str, Decimal]) -> list[ScoreDoubt]:
    """Judge a whole snapshot, unit by unit and each list by itself; the parent is in no list."""
    units = snapshot.units
    tolerance = sum_tolerance([unit.score for unit in units])
    doubts = [doubt for index, unit in enumerate(units) for doubt in _of_score(index, unit.score, tolerance, maxima)]
    for tier in dict.fromkeys(unit.tier for unit in units if unit.tier != PARENT_TIER):
        places = [index for index, unit in enumerate(units) if unit.tier == tier]
        totals, given = [units[at].score.total for at in places], [units[at].rank for at in places]
        doubts += [
            ScoreDoubt(DoubtKind.RANK, places[at], str(given[at]), expected)
            for at, expected in misplaced_ranks(totals, given)
        ]
    return doubts + _transparency([(at, unit.score) for at, unit in enumerate(units) if unit.tier != PARENT_TIER])


def _of_score(index: int, score: UnitScore, tolerance: Decimal, maxima: Mapping[str, Decimal]) -> list[ScoreDoubt]:
    doubts = []
    difference = axes_difference(score)
    if difference is not None and abs(difference) > tolerance:
        total = score.total or Decimal(0)
        added = format_number(total - difference)
        doubts.append(ScoreDoubt(DoubtKind.AXES_AND_TOTAL, index, format_number(total), added))
    for axis in above_maximum(score, maxima):
        value = score.axes[axis] if axis else score.total or Decimal(0)
        maximum = maxima[axis] if axis else sum(maxima.values(), Decimal(0))
        doubts.append(ScoreDoubt(DoubtKind.ABOVE_MAXIMUM, index, format_number(value), format_number(maximum), axis))
    if is_imputed(score):
        doubts.append(ScoreDoubt(DoubtKind.IMPUTED, index, format_number(score.total or 0)))
    return doubts


def _transparency(scores: list[tuple[int, UnitScore]]) -> list[ScoreDoubt]:
    """Find units whose axis "công khai, minh bạch" is not the province's, where most of them share one value."""
    values = [(index, score.axes["ckmb"]) for index, score in scores if "ckmb" in score.axes]
    if not values:
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
