"""Units of a source and of a working book."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phuluc.importers.annex_workbook import read_annexes
from phuluc.importers.matching import match_units
from tests.importers.hand_made import QUARTER


@pytest.fixture(scope="module")
def printed():
    """Give the names of each tier as table 1 and as table 2 print them."""
    return {
        annex.tier: [[row.name for row in table.rows] for table in annex.tables]
        for annex in read_annexes(QUARTER).annexes
    }


def test_both_tables_of_every_annex_match_whole(printed):
    """The two spellings of one report ("Sở Thông tin và TT", "UBND TP.Quy Nhơn") are one unit, in place."""
    for first, second in printed.values():
        match = match_units(first, list(reversed(second)))
        assert match.pairs == tuple((index, len(first) - 1 - index) for index in range(len(first)))
        assert not match.unmatched_source
        assert not match.unmatched_book
        assert not match.duplicates


def test_a_similar_name_is_suggested_and_not_taken():
    """One letter is enough to be another unit: the likeness is put as a question."""
    match = match_units(["UBND xã Tân Phú", "Sở Y tế"], ["UBND xã Tân Phúc", "UBND phường Tân Lập", "Sở Y tế"])
    assert match.pairs == ((1, 2),)
    (left,) = match.unmatched_source
    assert (left.index, left.name) == (0, "UBND xã Tân Phú")
    assert "có phải là “UBND xã Tân Phúc”?" in left.reason
    assert [name.index for name in match.unmatched_book] == [0, 1]


def test_a_unit_that_is_taken_is_never_suggested():
    """Only free units of the book are offered."""
    match = match_units(["UBND xã Tân Phú", "UBND xã Tân Phúc"], ["UBND xã Tân Phúc"])
    (left,) = match.unmatched_source
    assert left.suggestion == ""
    assert "?" not in left.reason


def test_units_that_stand_twice_are_listed():
    """Two rows of one name in the source, or in the book, are paired with nothing."""
    match = match_units(["Sở Y tế", "SỞ Y TẾ", "Sở Nội vụ"], ["Sở Y tế", "Sở Nội vụ (*)", "Sở Nội Vụ"])
    assert match.pairs == ()
    assert [(d.source_indices, d.book_indices) for d in match.duplicates] == [((0, 1), (0,)), ((2,), (1, 2))]
    assert "2 lần trong nguồn" in match.duplicates[0].reason


@given(
    st.lists(st.sampled_from([f"UBND xã Số {n}" for n in range(6)])),
    st.lists(st.sampled_from([f"UBND xã Số {n}" for n in range(6)])),
)
def test_every_name_is_accounted_for_once(source, book):
    """Each row of either list is paired, unmatched or among the duplicates, exactly once."""
    match = match_units(source, book)
    in_source = [pair[0] for pair in match.pairs] + [name.index for name in match.unmatched_source]
    in_book = [pair[1] for pair in match.pairs] + [name.index for name in match.unmatched_book]
    for duplicate in match.duplicates:
        in_source += duplicate.source_indices
        in_book += duplicate.book_indices
    assert sorted(in_source) == list(range(len(source)))
    assert sorted(in_book) == list(range(len(book)))
    assert all(source[left] == book[right] for left, right in match.pairs)
