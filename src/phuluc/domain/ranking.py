"""Ranks within a list, the highest value first.

"chung" (the default) gives equal values one rank and leaves the following ranks out: 1, 2, 2, 4. "lien-tiep" numbers
them one after the other in the order of the list, as the national portal does: 1, 2, 3, 4.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter

from phuluc.domain.values import NotApplicable

TYPE_CHECKING = False  # `typing` itself would be a third of what `import phuluc.functions` costs
if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal
    from fractions import Fraction
    from typing import Final

    from phuluc.domain.aliases import Ranked, Ties

TIES: Final[tuple[Ties, ...]] = ("chung", "lien-tiep")


def ranks(values: Sequence[Ranked], ties: Ties = "chung") -> list[int | None]:
    """Rank every value of a list within that list; None for what is not ranked."""
    return ranks_within(values, values, ties)


def ranks_within(values: Sequence[Ranked], population: Sequence[Ranked], ties: Ties = "chung") -> list[int | None]:
    """Rank values within a population that need not be the same list.

    Args:
        values: what to rank.
        population: the list to rank in.
        ties: with "lien-tiep" the n-th of equal `values` takes the n-th of the ranks they share; a single value takes
            the first of them.

    Returns:
        For every value 1 + the number of greater ones in the population; None for what is not ranked.
    """
    # Thousands of units share few values, and comparing fractions is slow: each value is compared once.
    counted = Counter(value for value in population if value is not None and not isinstance(value, NotApplicable))
    ordered = sorted(counted)
    not_below = {}
    units = 0
    for known in reversed(ordered):
        units += counted[known]
        not_below[known] = units
    seen: Counter[float | Decimal | Fraction] = Counter()
    found: list[int | None] = []
    for value in values:
        if value is None or isinstance(value, NotApplicable):
            found.append(None)
            continue
        if value in not_below:
            rank = 1 + not_below[value] - counted[value]
        else:
            place = bisect_right(ordered, value)
            rank = 1 + (not_below[ordered[place]] if place < len(ordered) else 0)
        found.append(rank + seen[value] if ties == "lien-tiep" else rank)
        seen[value] += 1
    return found
