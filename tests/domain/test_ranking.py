"""Ranks: the highest first, ties by two rules, units without figures unranked."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from phuluc.domain.ranking import ranks, ranks_within
from phuluc.domain.values import NOT_APPLICABLE, NotApplicable

#: Scores of the districts of Bình Phước, 08/4/2025, in printed order: Hớn Quản and Chơn Thành tie at 86,03.
DISTRICTS = [90.39, 86.98, 86.29, 86.03, 86.03, 84.67, 84.28, 82.15, 82.01, 81.8, 80.43]

values = st.lists(st.one_of(st.integers(0, 12), st.none(), st.just(NOT_APPLICABLE)), max_size=25)


def test_ties_of_a_printed_list() -> None:
    """Equal scores share a rank and the next is left out, or are numbered on in list order as printed."""
    assert ranks(DISTRICTS) == [1, 2, 3, 4, 4, 6, 7, 8, 9, 10, 11]
    assert ranks(DISTRICTS, "lien-tiep") == list(range(1, 12))


def test_unranked_units_are_not_counted() -> None:
    """Units without a score have no rank and push nobody down."""
    assert ranks([None, 80, NOT_APPLICABLE, 90]) == [None, 2, None, 1]


def test_value_outside_the_population() -> None:
    """A value that is not in the list gets the place it would take."""
    assert ranks_within([85, 95], DISTRICTS) == [6, 1]


@given(values)
@settings(max_examples=80)
def test_shared_rank_counts_the_greater(items: list[int | NotApplicable | None]) -> None:
    """A shared rank is one more than the number of greater values."""
    ranked = [item for item in items if isinstance(item, int)]

    for item, rank in zip(items, ranks(items), strict=True):
        assert rank == (1 + sum(other > item for other in ranked) if isinstance(item, int) else None)


@given(values)
@settings(max_examples=80)
def test_consecutive_ranks_are_a_permutation(items: list[int | NotApplicable | None]) -> None:
    """Consecutive ranks are 1 to n, never contradict the values, and keep list order among equals."""
    found = ranks(items, "lien-tiep")
    placed = sorted((rank, item, place) for place, (rank, item) in enumerate(zip(found, items, strict=True)) if rank)

    assert [rank for rank, _, _ in placed] == list(range(1, len(placed) + 1))
    assert [place for _, _, place in placed] == [
        place for _, place in sorted((-item, place) for place, item in enumerate(items) if isinstance(item, int))
    ]


@pytest.mark.parametrize("ties", ["chung", "lien-tiep"])
def test_empty_list(ties: str) -> None:
    """No units, no ranks."""
    assert ranks([], "chung" if ties == "chung" else "lien-tiep") == []
