"""Two lists of units joined: by code first, then by name. Nothing is joined on likeness, and never two for one.

Used within one tier. What a code says and what a name says may disagree; such units are left apart and named.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

JoinObstacle = Literal["code_and_name_disagree", "same_name_other_code", "name_not_unique", "no_partner"]
#: What the old portal puts before the codes of some agencies: "000.00.00.H37".
_NATIONAL_PREFIX: Final = "000.00.00."


class NamedUnit(Protocol):
    """What is joined: `SnapshotUnit`, `ScoreUnit`."""

    @property
    def unit(self) -> str: ...

    @property
    def code(self) -> str: ...


class JoinedPair(NamedTuple):
    """A unit of both lists, by its places in them; `renamed` where the codes are equal and the names are not."""

    first: int
    second: int
    renamed: bool = False


class LeftOut(NamedTuple):
    """A unit without a partner.

    Attributes:
        place: its place in its own list.
        obstacle: why.
        others: places in the other list of the units it was not joined to.
    """

    place: int
    obstacle: JoinObstacle
    others: tuple[int, ...] = ()


@dataclass(frozen=True)
class UnitJoin:
    """The outcome: every unit of each list is in one pair or left out, each in the order of its list."""

    pairs: tuple[JoinedPair, ...]
    left_of_first: tuple[LeftOut, ...]
    left_of_second: tuple[LeftOut, ...]


def plain_code(text: str) -> str:
    """Give the code of an agency in one form: "000.00.00.H37" and "h37 " are "H37"."""
    return text.strip().upper().removeprefix(_NATIONAL_PREFIX)


def join_units(first: Sequence[NamedUnit], second: Sequence[NamedUnit]) -> UnitJoin:
    """Join two lists of units of one tier.

    A code that is on both sides, once on each, joins, unless the names say otherwise. Without one, the canonical names
    join where each is there once; where the lists share codes at all, equal names under different codes do not.
    """
    return _Joiner(first, second).join()


class _Side:
    """One list with what is looked up in it."""

    def __init__(self, units: Sequence[NamedUnit]) -> None:
        self.units = units
        codes = [unit.code for unit in units]
        counts = Counter(codes)
        #: A code that stands twice tells nothing.
        self.codes = [code if code and counts[code] == 1 else "" for code in codes]
        self.by_code = {code: place for place, code in enumerate(self.codes) if code}
        self.left: dict[int, LeftOut] = {}

    @cached_property
    def names(self) -> list[str]:
        """Names as they are compared."""
        return [unit.unit.casefold() for unit in self.units]

    @cached_property
    def by_name(self) -> dict[str, list[int]]:
        """Places by name; not needed where codes and names agree throughout."""
        places: dict[str, list[int]] = {}
        for place, name in enumerate(self.names):
            places.setdefault(name, []).append(place)
        return places


class _Joiner:
    def __init__(self, first: Sequence[NamedUnit], second: Sequence[NamedUnit]) -> None:
        self.first, self.second = _Side(first), _Side(second)
        self.partner: dict[int, JoinedPair] = {}
        self.taken: set[int] = set()

    def join(self) -> UnitJoin:
        shared = [code for code in self.first.by_code if code in self.second.by_code]
        for code in shared:
            here, there = self.first.by_code[code], self.second.by_code[code]
            # Nearly all: the same code and name on both sides.
            if self.first.units[here].unit == self.second.units[there].unit:
                self.partner[here] = JoinedPair(here, there)
            else:
                self._join_by_code(here, there)
        self.taken.update(pair.second for pair in self.partner.values())
        for here in range(len(self.first.units)):
            if here not in self.partner and here not in self.first.left:
                self._join_by_name(here, codes_tell=bool(shared))
        for there in range(len(self.second.units)):
            if there not in self.taken and there not in self.second.left:
                self.second.left[there] = LeftOut(there, "no_partner")
        return UnitJoin(
            tuple(self.partner[place] for place in sorted(self.partner)),
            tuple(self.first.left[place] for place in sorted(self.first.left)),
            tuple(self.second.left[place] for place in sorted(self.second.left)),
        )

    def _join_by_code(self, here: int, there: int) -> None:
        mine, theirs = self.first.names[here], self.second.names[there]
        if mine == theirs:
            self._pair(here, there)
        elif mine in self.second.by_name or theirs in self.first.by_name:
            self._leave([here], [there], "code_and_name_disagree")
        else:
            self._pair(here, there, renamed=True)

    def _join_by_name(self, here: int, *, codes_tell: bool) -> None:
        name = self.first.names[here]
        mine = [place for place in self.first.by_name[name] if place not in self.partner]
        theirs = [place for place in self.second.by_name.get(name, ()) if place not in self.taken]
        if not theirs:
            self.first.left[here] = LeftOut(here, "no_partner")
        elif len(mine) > 1 or len(theirs) > 1:
            self._leave(mine, theirs, "name_not_unique")
        elif codes_tell and self.first.codes[here] and self.second.codes[theirs[0]]:
            self._leave(mine, theirs, "same_name_other_code")
        elif theirs[0] not in self.second.left:
            self._pair(here, theirs[0])
        else:
            self.first.left[here] = LeftOut(here, "code_and_name_disagree", tuple(theirs))

    def _pair(self, here: int, there: int, *, renamed: bool = False) -> None:
        self.partner[here] = JoinedPair(here, there, renamed)
        self.taken.add(there)

    def _leave(self, mine: Iterable[int], theirs: Iterable[int], obstacle: JoinObstacle) -> None:
        mine, theirs = tuple(mine), tuple(theirs)
        for place in mine:
            self.first.left.setdefault(place, LeftOut(place, obstacle, theirs))
        for place in theirs:
            self.second.left.setdefault(place, LeftOut(place, obstacle, mine))
