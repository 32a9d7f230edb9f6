"""Two snapshots compared: what rose and fell, by how much, from which rank to which.

Nothing is compared that is not the same thing: scores on two bases, values of the year to date with values of a
period, a merged agency with its namesake of before. Such a pair is flagged and has no change, unless the user says that
it shall be compared all the same. Ranks are compared only in lists of one length.
"""

from __future__ import annotations

import enum
from collections import Counter
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from phuluc.domain.ranking import ranks
from phuluc.domain.score_figures import ScoreSnapshot, ScoreTier, SlotInfo, SnapshotUnit
from phuluc.domain.scores import rank_change, score_change, score_trend
from phuluc.domain.scoring_rules import basis_on, grade_bands, is_comparable
from phuluc.domain.unit_changes import TierChanges, changes_between
from phuluc.domain.unit_join import UnitJoin, join_units

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from phuluc.domain.aliases import Ties, Trend


class ComparisonFlag(enum.Enum):
    """Why a comparison is not what it seems; the value says it in Vietnamese."""

    OTHER_BASIS = "hai kỳ không cùng cơ sở tính điểm"
    OTHER_SEMANTICS = "một kỳ là số lũy kế, một kỳ là số trong kỳ"
    MERGED = "đơn vị đã hợp nhất giữa hai kỳ"
    RENAMED = "đơn vị đổi tên giữa hai kỳ"
    OTHER_LENGTH = "số đơn vị xếp hạng của hai kỳ khác nhau"
    NO_PREVIOUS = "kỳ trước không có đơn vị này"
    NO_CURRENT = "kỳ này không có đơn vị này"
    DOUBTFUL_PARTNER = "mã và tên chỉ đến hai đơn vị khác nhau"


#: With one of these there is no change, unless the user overrides it.
INCOMPARABLE: Final = frozenset({ComparisonFlag.OTHER_BASIS, ComparisonFlag.OTHER_SEMANTICS, ComparisonFlag.MERGED})


@dataclass(frozen=True)
class UnitComparison:
    """One unit in both snapshots.

    Attributes:
        unit: canonical name, the current one where it has one.
        code: "" where there is none.
        previous, current: points; None where there are none.
        previous_rank, rank: within the tier; None for a unit that is not ranked.
        change: current − previous; None where one is missing or a flag forbids it.
        trend: of the change.
        rank_change: places gained; None where the lists differ in length.
        flags: what is to be said with it.
    """

    unit: str
    code: str
    previous: Decimal | None
    current: Decimal | None
    previous_rank: int | None
    rank: int | None
    change: Decimal | None
    trend: Trend | None
    rank_change: int | None
    flags: frozenset[ComparisonFlag] = frozenset()


@dataclass(frozen=True)
class TrendGroups:
    """Units by trend: the largest change first, equal ones in the order of the list; and those without a change."""

    rising: tuple[UnitComparison, ...]
    falling: tuple[UnitComparison, ...]
    unchanged: tuple[UnitComparison, ...]
    not_compared: tuple[UnitComparison, ...]


def slot_flags(previous: SlotInfo, current: SlotInfo) -> frozenset[ComparisonFlag]:
    """Tell what stands against comparing two slots as wholes.

    A slot without a basis has that of its day; a day that is not known is no reason by itself.
    """
    flags = set()
    bases = [slot.basis or (basis_on(slot.as_of) if slot.as_of else "") for slot in (previous, current)]
    if all(bases) and not is_comparable(*bases):
        flags.add(ComparisonFlag.OTHER_BASIS)
    if previous.semantics and current.semantics and previous.semantics != current.semantics:
        flags.add(ComparisonFlag.OTHER_SEMANTICS)
    return frozenset(flags)


def compare_tier(
    previous: ScoreSnapshot,
    current: ScoreSnapshot,
    tier: ScoreTier,
    *,
    ties: Ties = "chung",
    override: frozenset[ComparisonFlag] = frozenset(),
) -> tuple[UnitComparison, ...]:
    """Compare the units of one tier, in the order of the current snapshot, those gone since at the end.

    Args:
        previous: the earlier snapshot.
        current: the later one.
        tier: whose units.
        ties: how equal totals are ranked.
        override: flags in spite of which changes are wanted; they stay on the units.
    """
    before = [unit for unit in previous.units if unit.tier == tier]
    after = [unit for unit in current.units if unit.tier == tier]
    changes = changes_between(tier, previous.info.as_of, current.info.as_of)
    joined = join_units(_under_new_names(before, changes), after)
    common = set(slot_flags(previous.info, current.info))
    old_ranks, new_ranks = (ranks([unit.score.total for unit in units], ties) for units in (before, after))
    if _ranked(old_ranks) != _ranked(new_ranks):
        common.add(ComparisonFlag.OTHER_LENGTH)
    partners = {pair.second: pair for pair in joined.pairs}
    doubtful = _doubtful(joined)
    found = []
    for place, unit in enumerate(after):
        pair = partners.get(place)
        flags = common | _unit_flags(unit, changes)
        if pair is None:
            flags.add(ComparisonFlag.DOUBTFUL_PARTNER if place in doubtful else ComparisonFlag.NO_PREVIOUS)
            found.append(_alone(unit, new_ranks[place], flags))
            continue
        earlier = before[pair.first]
        if earlier.unit.casefold() != unit.unit.casefold():
            flags.add(ComparisonFlag.RENAMED)
        found.append(_compared(earlier, unit, (old_ranks[pair.first], new_ranks[place]), flags, override))
    gone = [left.place for left in joined.left_of_first]
    return (*found, *(_gone(before[place], old_ranks[place], common) for place in gone))


def trend_groups(units: Sequence[UnitComparison]) -> TrendGroups:
    """Group units by trend, the largest change first."""

    def of(trend: Trend) -> tuple[UnitComparison, ...]:
        chosen = [unit for unit in units if unit.trend == trend]
        return tuple(sorted(chosen, key=lambda unit: abs(unit.change or Decimal(0)), reverse=True))

    return TrendGroups(of("tang"), of("giam"), of("giu_nguyen"), tuple(unit for unit in units if unit.trend is None))


def band_counts(totals: Sequence[Decimal | None], day: dt.date) -> tuple[tuple[str, int], ...]:
    """Count the scores in every band of the day, the highest band first; units without a score are in none."""
    bands = grade_bands(day)
    counts = Counter(
        next((name for least, name in bands if total >= least), "") for total in totals if total is not None
    )
    return tuple((name, counts[name]) for _, name in bands)


def highest(units: Sequence[SnapshotUnit], number: int) -> tuple[SnapshotUnit, ...]:
    """Give the units with the highest totals, the highest first, equal ones in the order of the list."""
    scored = [unit for unit in units if unit.score.total is not None]
    return tuple(sorted(scored, key=lambda unit: unit.score.total or Decimal(0), reverse=True)[:number])


def lowest(units: Sequence[SnapshotUnit], number: int) -> tuple[SnapshotUnit, ...]:
    """Give the units with the lowest totals, the lowest first: the end of the ranking read backwards."""
    ranked = highest(units, len(units))
    return ranked[::-1][:number]


def _under_new_names(units: list[SnapshotUnit], changes: TierChanges) -> list[SnapshotUnit]:
    """Give earlier units the names they have since, where they were renamed and nothing else."""
    renamed = changes.renamed
    return [
        replace(unit, unit=renamed[unit.unit.casefold()]) if unit.unit.casefold() in renamed else unit for unit in units
    ]


def _unit_flags(unit: SnapshotUnit, changes: TierChanges) -> set[ComparisonFlag]:
    merged = changes.rearranged or unit.unit.casefold() in changes.merged
    return {ComparisonFlag.MERGED} if merged else set()


def _compared(
    earlier: SnapshotUnit,
    unit: SnapshotUnit,
    places: tuple[int | None, int | None],
    flags: set[ComparisonFlag],
    override: frozenset[ComparisonFlag],
) -> UnitComparison:
    previous, current = earlier.score.total, unit.score.total
    forbidden = (flags & INCOMPARABLE) - override
    change = None if forbidden else score_change(current, previous)
    trend = None if forbidden else score_trend(current, previous)
    gained = None if forbidden or ComparisonFlag.OTHER_LENGTH in flags - override else rank_change(places[1], places[0])
    return UnitComparison(
        unit=unit.unit,
        code=unit.code or earlier.code,
        previous=previous,
        current=current,
        previous_rank=places[0],
        rank=places[1],
        change=change if isinstance(change, Decimal) else None,
        trend=trend if isinstance(trend, str) else None,
        rank_change=gained if isinstance(gained, int) else None,
        flags=frozenset(flags),
    )


def _alone(unit: SnapshotUnit, rank: int | None, flags: set[ComparisonFlag]) -> UnitComparison:
    return UnitComparison(unit.unit, unit.code, None, unit.score.total, None, rank, None, None, None, frozenset(flags))


def _gone(unit: SnapshotUnit, rank: int | None, common: set[ComparisonFlag]) -> UnitComparison:
    flags = frozenset(common | {ComparisonFlag.NO_CURRENT})
    return UnitComparison(unit.unit, unit.code, unit.score.total, None, rank, None, None, None, None, flags)


def _doubtful(joined: UnitJoin) -> set[int]:
    return {left.place for left in joined.left_of_second if left.obstacle != "no_partner"}


def _ranked(found: Sequence[int | None]) -> int:
    return sum(rank is not None for rank in found)
