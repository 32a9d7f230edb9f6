"""Units of a source matched to the units of a working book, within one tier and one table.

Names are equal or they are not: similarity suggests, in words, and never decides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz, process

from phuluc.domain.units import canonical_name, unit_key

#: Below this likeness (0 to 100) a suggestion would only mislead.
_LIKE_ENOUGH: Final = 80
#: Comparing thousands of names with thousands takes seconds, and nobody reads so many questions.
MOST_SUGGESTIONS: Final = 200


@dataclass(frozen=True)
class UnmatchedName:
    """A name without a partner. `index` is its place in its own list, `suggestion` a similar free name or ""."""

    index: int
    name: str
    suggestion: str = ""

    @property
    def reason(self) -> str:
        """Say in Vietnamese why a unit of the source was left out."""
        hint = f"; có phải là “{self.suggestion}”?" if self.suggestion else ""
        return f"sổ không có đơn vị này trong bảng{hint}"


@dataclass(frozen=True)
class DuplicateName:
    """A unit that stands more than once in one of the lists, so that nothing tells which is meant."""

    name: str
    source_indices: tuple[int, ...]
    book_indices: tuple[int, ...]

    @property
    def reason(self) -> str:
        """Say in Vietnamese why a unit of the source was left out."""
        source, book = len(self.source_indices), len(self.book_indices)
        return f"tên đơn vị trùng nhau ({source} lần trong nguồn, {book} lần trong sổ)"


@dataclass(frozen=True)
class UnitMatch:
    """The outcome; indices count from 0 in the lists handed in.

    Attributes:
        pairs: (index in the source, index in the book), in the source's order.
        unmatched_source: units the book does not have, with suggestions.
        unmatched_book: units the source does not have.
        duplicates: units in both lists that stand more than once in one of them.
    """

    pairs: tuple[tuple[int, int], ...]
    unmatched_source: tuple[UnmatchedName, ...]
    unmatched_book: tuple[UnmatchedName, ...]
    duplicates: tuple[DuplicateName, ...]


def match_units(source_names: Sequence[str], book_names: Sequence[str]) -> UnitMatch:
    """Match the units of one tier's table in a source to those of the same table in a working book.

    Args:
        source_names: names in any spelling.
        book_names: names in any spelling.

    Returns:
        Pairs of units with equal keys (`phuluc.domain.units.unit_key`) that are unique on both sides, and all the rest.
    """
    source, book = _indices_by_key(source_names), _indices_by_key(book_names)
    shared = [key for key in source if key in book]
    pairs = tuple((source[key][0], book[key][0]) for key in shared if len(source[key]) == len(book[key]) == 1)
    duplicates = tuple(
        DuplicateName(canonical_name(source_names[source[key][0]]), tuple(source[key]), tuple(book[key]))
        for key in shared
        if len(source[key]) > 1 or len(book[key]) > 1
    )
    free = {key: book_names[indices[0]] for key, indices in book.items() if key not in source}
    left_over = [key for key in source if key not in book]
    suggestions = {key: suggestion(key, free) for key in left_over[:MOST_SUGGESTIONS]}
    unmatched_source = tuple(
        UnmatchedName(index, source_names[index], suggestions.get(key, ""))
        for key in left_over
        for index in source[key]
    )
    unmatched_book = tuple(UnmatchedName(index, book_names[index]) for key in free for index in book[key])
    return UnitMatch(pairs, unmatched_source, unmatched_book, duplicates)


def _indices_by_key(names: Sequence[str]) -> dict[str, list[int]]:
    indices: dict[str, list[int]] = defaultdict(list)
    for index, name in enumerate(names):
        indices[unit_key(name)].append(index)
    return dict(indices)


def suggestion(key: str, free: dict[str, str]) -> str:
    """Give the free name most like a key, "" where none is like enough.

    Args:
        key: of the unit without a partner (`phuluc.domain.units.unit_key`).
        free: names without a partner on the other side, by key.
    """
    best = process.extractOne(key, list(free), scorer=fuzz.ratio, score_cutoff=_LIKE_ENOUGH)
    return free[best[0]] if best else ""
