"""Ranks within a list, the highest value first.

"chung" (the default) gives equal values one rank and leaves the following ranks out: 1, 2, 2, 4. "lien-tiep" numbers
them one after the other in the order of the list, as the national portal does: 1, 2, 3, 4.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter

from phuluc.domain.values import NOT_APPLICABLE

TYPE_CHECKING = False  # `typing` itself would be a third of what `import phuluc.functions` costs
if TYPE_CHECKING:
    from collections.abc import Sequence
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
    ordered = sorted(value for value in population if value is not None and value is not NOT_APPLICABLE)
    first = 1 + len(ordered)
    found = [
        None if value is None or value is NOT_APPLICABLE else first - bisect_right(ordered, value) for value in values
    ]
    return _one_after_the_other(found) if ties == "lien-tiep" else found


def _one_after_the_other(shared: list[int | None]) -> list[int | None]:
    """Number equal ranks in their order."""
    seen: Counter[int] = Counter()
    found: list[int | None] = []
    for rank in shared:
        if rank is None:
            found.append(None)
            continue
        found.append(rank + seen[rank])
        seen[rank] += 1
    return found
