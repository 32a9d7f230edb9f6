"""Lists of units joined by code, then by name, never two for one."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from phuluc.domain.unit_join import UnitJoin, join_units, plain_code


@dataclass(frozen=True)
class Named:
    unit: str
    code: str = ""


def joined(first: list[tuple[str, str]], second: list[tuple[str, str]]) -> UnitJoin:
    return join_units([Named(*unit) for unit in first], [Named(*unit) for unit in second])


def test_codes_join_in_any_order() -> None:
    """Units with equal codes and names join wherever they stand."""
    join = joined([("xã A", "H1"), ("xã B", "H2")], [("xã B", "H2"), ("xã A", "H1")])
    assert [(pair.first, pair.second, pair.renamed) for pair in join.pairs] == [(0, 1, False), (1, 0, False)]


def test_an_equal_code_under_another_name_is_a_renamed_unit() -> None:
    """xã Long Phú that became phường Long Phú joins by its code, and is said to be renamed."""
    join = joined([("UBND xã Long Phú", "H1")], [("UBND phường Long Phú", "H1")])
    assert [pair.renamed for pair in join.pairs] == [True]


def test_a_code_and_a_name_that_disagree_join_nothing() -> None:
    """A code that points to one unit and a name that points to another leave all of them apart."""
    join = joined([("xã A", "H1"), ("xã B", "H2")], [("xã B", "H1"), ("xã C", "H2")])

    assert join.pairs == ()
    assert [left.obstacle for left in join.left_of_first] == ["code_and_name_disagree"] * 2


def test_without_codes_names_join() -> None:
    """A list without codes joins by name, whatever its casing."""
    join = joined([("UBND xã An Lão", "H1")], [("UBND XÃ AN LÃO", "")])
    assert len(join.pairs) == 1


def test_one_name_under_two_codes_does_not_join() -> None:
    """Communes of one name in two provinces stay apart where the lists share other codes."""
    join = joined([("xã Tân Lập", "H1"), ("xã A", "H2")], [("xã Tân Lập", "H9"), ("xã A", "H2")])

    assert [(pair.first, pair.second) for pair in join.pairs] == [(1, 1)]
    assert [left.obstacle for left in join.left_of_first] == ["same_name_other_code"]
    assert [left.others for left in join.left_of_second] == [(0,)]


def test_lists_of_two_code_systems_join_by_name() -> None:
    """Where no code is on both sides the codes are of two systems, and names tell."""
    join = joined([("xã A", "H1"), ("xã B", "H2")], [("xã A", "9f3c"), ("xã B", "77aa")])
    assert len(join.pairs) == 2


def test_a_name_that_stands_twice_joins_nothing() -> None:
    """Nothing tells which of two units of one name is meant."""
    join = joined([("xã A", ""), ("xã A", "")], [("xã A", "")])

    assert join.pairs == ()
    assert [left.obstacle for left in join.left_of_second] == ["name_not_unique"]


@pytest.mark.parametrize(("text", "code"), [("000.00.00.H37", "H37"), (" h01.187 ", "H01.187"), ("", "")])
def test_codes_have_one_form(text: str, code: str) -> None:
    """The portal's prefix, casing and spaces do not make another code."""
    assert plain_code(text) == code


LISTS = st.lists(st.tuples(st.sampled_from("ABCD"), st.sampled_from(["", "1", "2", "3"])), max_size=6)


@settings(max_examples=300)
@given(LISTS, LISTS)
def test_every_unit_is_in_one_place(first: list[tuple[str, str]], second: list[tuple[str, str]]) -> None:
    """Each unit of each list is in one pair or left out once, and who is first does not matter."""
    join = joined(first, second)
    back = joined(second, first)

    assert sorted([p.first for p in join.pairs] + [u.place for u in join.left_of_first]) == list(range(len(first)))
    assert sorted([p.second for p in join.pairs] + [u.place for u in join.left_of_second]) == list(range(len(second)))
    assert {(p.first, p.second) for p in join.pairs} == {(p.second, p.first) for p in back.pairs}
    for pair in join.pairs:
        (name, code), (other, other_code) = first[pair.first], second[pair.second]
        assert (code and code == other_code) or (name == other and not pair.renamed)
