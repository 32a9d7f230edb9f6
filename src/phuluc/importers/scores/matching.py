"""Units of a snapshot matched to the units of a book of scores, tier by tier: by code, then by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from phuluc.domain.score_figures import PARENT_TIER, ScoreTier, SnapshotUnit
from phuluc.domain.unit_join import JoinObstacle, LeftOut, join_units
from phuluc.importers.matching import MOST_SUGGESTIONS, suggestion
from phuluc.results import UnmatchedItem


class BookUnit(Protocol):
    """A unit of a book: `phuluc.domain.score_figures.ScoreUnit` is one."""

    @property
    def name(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def code(self) -> str: ...
    @property
    def tier(self) -> ScoreTier: ...
    @property
    def where(self) -> str: ...


_REASONS: Final[dict[JoinObstacle, str]] = {
    "no_partner": "{other} không có đơn vị này",
    "code_and_name_disagree": "mã và tên chỉ đến hai đơn vị khác nhau của {other}",
    "same_name_other_code": "{other} có đơn vị cùng tên nhưng khác mã",
    "name_not_unique": "tên này có nhiều đơn vị mang, không rõ là đơn vị nào",
}


@dataclass(frozen=True)
class ScoreMatch:
    """The outcome.

    Attributes:
        pairs: (place in the snapshot, place in the book).
        unmatched: units of either side without a partner, each with the reason.
        notices: units that match by code under another name, Vietnamese sentences.
    """

    pairs: tuple[tuple[int, int], ...]
    unmatched: tuple[UnmatchedItem, ...]
    notices: tuple[str, ...]


def match_scores(units: Sequence[SnapshotUnit], book: Sequence[BookUnit]) -> ScoreMatch:
    """Match the units of a snapshot to those of a book; the parent is not missed where one side has none."""
    matcher = _Matcher(units, book)
    for tier in dict.fromkeys([unit.tier for unit in units] + [unit.tier for unit in book]):
        matcher.match(tier)
    return ScoreMatch(tuple(matcher.pairs), tuple(matcher.unmatched), tuple(matcher.notices))


class _Matcher:
    def __init__(self, units: Sequence[SnapshotUnit], book: Sequence[BookUnit]) -> None:
        self.units, self.book = units, book
        self.pairs: list[tuple[int, int]] = []
        self.unmatched: list[UnmatchedItem] = []
        self.notices: list[str] = []

    def match(self, tier: ScoreTier) -> None:
        mine = [place for place, unit in enumerate(self.units) if unit.tier == tier]
        theirs = [place for place, unit in enumerate(self.book) if unit.tier == tier]
        joined = join_units([self.units[place] for place in mine], [self.book[place] for place in theirs])
        for pair in joined.pairs:
            here, there = mine[pair.first], theirs[pair.second]
            self.pairs.append((here, there))
            if pair.renamed:
                unit, held = self.units[here], self.book[there]
                self.notices.append(f"Mã {unit.code}: nguồn ghi “{unit.unit}”, sổ ghi “{held.unit}”; ghép theo mã")
        if tier == PARENT_TIER:
            return
        free = {
            self.book[theirs[left.place]].unit.casefold(): self.book[theirs[left.place]].name
            for left in joined.left_of_second
        }
        for number, left in enumerate(joined.left_of_first):
            self._list_source(self.units[mine[left.place]], left, free if number < MOST_SUGGESTIONS else {})
        for left in joined.left_of_second:
            held = self.book[theirs[left.place]]
            self.unmatched.append(UnmatchedItem(held.where, held.name, _REASONS[left.obstacle].format(other="nguồn")))

    def _list_source(self, unit: SnapshotUnit, left: LeftOut, free: dict[str, str]) -> None:
        reason = _REASONS[left.obstacle].format(other="sổ")
        like = suggestion(unit.unit.casefold(), free) if free and left.obstacle == "no_partner" else ""
        found = f"{unit.name} ({unit.code})" if unit.code else unit.name
        reason += f"; có phải là “{like}”?" if like else ""
        self.unmatched.append(UnmatchedItem(unit.score.where, found, reason))
