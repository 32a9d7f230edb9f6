"""Worksheet functions on indicators, cell by cell and over ranges."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from phuluc.functions import (
    GROUP_RATE,
    INDICATOR_ATTAINED,
    INDICATOR_GAP,
    INDICATOR_RANK,
    INDICATOR_RATE,
    INDICATOR_SHORTFALL,
    WorksheetError,
    evaluate,
    is_error_text,
)
from phuluc.functions.registry import declared_functions
from tests.domain.quarter_one import averages, figures

cells = st.one_of(st.integers(0, 5000), st.floats(0, 5000), st.none(), st.sampled_from(["-", "", "x"]), st.booleans())
RATE = declared_functions()[0]


def test_all_visible_rates_of_quarter_one_in_one_call() -> None:
    """A column of numerators over a column of denominators gives the 247 printed rates."""
    visible = [figure for figure in figures() if figure.printed_rate is not None and not figure.hidden]

    computed = INDICATOR_RATE(
        [[float(f.numerator or 0)] for f in visible], [[float(f.denominator or 0)] for f in visible]
    )

    assert computed == [[figure.printed_rate] for figure in visible]
    assert len(visible) == 247


def test_group_rates_of_quarter_one() -> None:
    """GROUP_RATE over the rows of a tier gives the ratio of sums, also where "-" stands in rows."""
    for line in averages():
        if line["tier"] == "ca_tinh" or "–" in line["ratio_of_sums_pct"]:
            continue
        rows = [f for f in figures() if f.tier == line["tier"] and f.indicator == line["indicator_code"]]
        numerators = [["-" if f.numerator is None else f.numerator] for f in rows]
        denominators = [["-" if f.denominator is None else f.denominator] for f in rows]
        assert GROUP_RATE(numerators, denominators, 3) == float(line["ratio_of_sums_pct"])


@pytest.mark.parametrize(
    ("numerator", "denominator", "shown"),
    [(59, 72, 81.9), (59.0, 72.0, 81.9), (0, 5, 0.0), (1, 0, "-"), (1, None, "-"), (1, "", "-"), (1, "-", "-"),
     ("-", 5, "-"), (1, " – ", "-"), (None, 5, ""), ("", 5, ""), (None, None, ""), (None, 0, "")],
)  # fmt: skip
def test_rate_of_every_kind_of_cell(numerator: object, denominator: object, shown: object) -> None:
    """Blank above the line is blank; nothing to divide by is "-"."""
    assert INDICATOR_RATE(numerator, denominator) == shown


@pytest.mark.parametrize(
    "bad", ["59", "1.313", "abc", True, False, -1, -0.5, 1.5, float("nan"), float("inf"), 10**16, "#N/A"]
)
def test_bad_counts_are_errors(bad: object) -> None:
    """Text, booleans, negatives, fractions, error values and what no cell can hold are refused, above and below."""
    for function, rest in ((INDICATOR_RATE, ()), (INDICATOR_ATTAINED, (60,)), (INDICATOR_SHORTFALL, (60,))):
        with pytest.raises(WorksheetError, match=r"Tử số|Mẫu số"):
            function(bad, 72, *rest)
        with pytest.raises(WorksheetError, match="Mẫu số"):
            function(59, bad, *rest)


@pytest.mark.parametrize("bad", [-1, 1.5, "1", 11, "-"])
def test_bad_digits_are_errors(bad: object) -> None:
    """The number of decimals is a whole number from 0 to 10."""
    with pytest.raises(WorksheetError, match="Số chữ số thập phân"):
        INDICATOR_RATE(59, 72, bad)


def test_blank_digits_are_the_default() -> None:
    """An optional argument that is handed over blank counts as left out."""
    assert INDICATOR_RATE(59, 72, None) == INDICATOR_RATE(59, 72, "") == INDICATOR_RATE(59, 72) == 81.9
    assert INDICATOR_RATE(numerator=59, denominator=72, digits=0) == 82.0
    with pytest.raises(TypeError):
        INDICATOR_RATE(59, digits=0)


def test_fractional_targets_are_exact() -> None:
    """A target typed 0,1 is one tenth, not the float next to it: 1 of 1000 attains it."""
    assert INDICATOR_ATTAINED(1, 1000, 0.1) == "Đạt"
    assert INDICATOR_ATTAINED(999, 1_000_000, 0.1) == "Chưa đạt"
    assert INDICATOR_SHORTFALL(999, 1_000_000, 0.1) == 1
    assert INDICATOR_GAP(999, 1_000_000, 0.1, 4) == -0.0001


def test_group_rate_takes_its_digits_from_a_cell() -> None:
    """The number of decimals may be a range of one cell; of several cells it is an error."""
    column = [[59], [279]], [[72], [466]]

    assert GROUP_RATE(*column, [[0]]) == GROUP_RATE(*column, 0) == 63.0
    with pytest.raises(WorksheetError):
        GROUP_RATE(*column, [[0], [1]])


def test_gap_never_shows_minus_zero() -> None:
    """A gap that rounds to zero from below is shown as 0."""
    assert str(INDICATOR_GAP(59999, 100_000, 60)) == "0.0"


def test_shapes_stretch_as_in_excel() -> None:
    """A scalar, one row and one column stretch; cells outside a shape that cannot stretch are errors."""
    assert INDICATOR_RATE([[1], [2]], 4) == [[25.0], [50.0]]
    assert INDICATOR_RATE([[1, 2]], [[4], [8]]) == [[25.0, 50.0], [12.5, 25.0]]
    assert INDICATOR_RATE([[1]], 4) == [[25.0]]
    assert INDICATOR_RATE([1, 2], ((4,), (4,))) == [[25.0], [50.0]]
    mismatch = INDICATOR_RATE([[1], [2], [3]], [[4], [4]])
    assert mismatch[:2] == [[25.0], [50.0]]
    assert is_error_text(mismatch[2][0])
    block = INDICATOR_RATE([[1, 2], [3, 4]], [[4, 4, 4], [4, 4, 4]])
    assert [[is_error_text(cell) for cell in row] for row in block] == [[False, False, True]] * 2


@pytest.mark.parametrize("ragged", [[], [[]], [[1], [2, 3]], [[1], 2]])
def test_ragged_ranges_are_errors(ragged: object) -> None:
    """What is no rectangle of cells is refused as a whole."""
    with pytest.raises(WorksheetError, match="Vùng ô"):
        INDICATOR_RATE(ragged, 4)


@given(
    st.lists(st.lists(cells, min_size=3, max_size=3), min_size=1, max_size=4), st.lists(cells, min_size=3, max_size=3)
)
@settings(max_examples=60)
def test_ranges_are_elementwise(numerators: list[list[object]], denominators: list[object]) -> None:
    """Each cell of a range result is what the scalar call gives, errors included."""
    computed = INDICATOR_RATE(numerators, [denominators])

    assert computed == [
        [evaluate(RATE, numerator, denominator) for numerator, denominator in zip(row, denominators, strict=True)]
        for row in numerators
    ]


@given(st.integers(0, 10**15 - 1), st.integers(0, 10**15 - 1), st.integers(0, 10))
@settings(max_examples=60)
def test_results_are_plain_values(numerator: int, denominator: int, digits: int) -> None:
    """Only float, int and str come out, up to the largest counts a cell can hold."""
    assert type(INDICATOR_RATE(numerator, denominator, digits)) in {float, str}
    assert type(INDICATOR_ATTAINED(numerator, denominator, 60)) is str
    assert type(INDICATOR_SHORTFALL(numerator, denominator, 60)) in {int, str}
    assert type(INDICATOR_GAP(numerator, denominator, 60)) in {float, str}


def test_group_rate_of_odd_ranges() -> None:
    """Nothing entered is blank, nothing that applies is "-", one bad cell is named, shapes must agree."""
    assert GROUP_RATE([[None], [""]], [[72], [5]]) == ""
    assert GROUP_RATE([["-"], [None]], [["-"], [5]]) == "-"
    assert GROUP_RATE(59, 72) == 81.9
    assert GROUP_RATE([[1, 2], [3, 4]], [[5, 5], [5, 5]], [[0]]) == 50.0
    with pytest.raises(WorksheetError, match="Tử số thứ 2"):
        GROUP_RATE([[1], ["hai"]], [[2], [2]])
    with pytest.raises(WorksheetError, match="không cùng kích thước"):
        GROUP_RATE([[1], [2]], [[1, 2]])


def test_rank_of_single_values() -> None:
    """A single value is ranked in the list; among equals it takes the first of their ranks under either rule."""
    scores = [[90.39], [86.03], ["-"], [86.03], [None], [84.67]]

    assert [INDICATOR_RANK(value, scores) for value in (90.39, 86.03, 84.67)] == [1, 2, 4]
    assert INDICATOR_RANK(86.03, scores, "lien-tiep") == 2
    assert INDICATOR_RANK("-", scores) == INDICATOR_RANK(None, scores) == INDICATOR_RANK("", scores) == "-"
    assert INDICATOR_RANK(50, [[None]]) == 1


def test_rank_of_a_whole_list() -> None:
    """A list ranked in one call keeps its shape; ties share a rank or are numbered on; a bad cell spoils itself."""
    scores = [[90.39], [86.03], ["-"], [86.03], ["84,67"], [80]]

    assert [row[0] for row in INDICATOR_RANK(scores, scores)][:4] == [1, 2, "-", 2]
    consecutive = [row[0] for row in INDICATOR_RANK(scores, scores, "lien-tiep")]
    assert consecutive[:4] == [1, 2, "-", 3]
    assert is_error_text(consecutive[4])
    assert consecutive[5] == 4
    assert INDICATOR_RANK([[1, 3, 2]], [[1, 3, 2]]) == [[3, 1, 2]]


def test_unknown_rule_for_ties_is_an_error() -> None:
    """Only "chung" and "lien-tiep" are rules, in any casing; the error names them."""
    assert INDICATOR_RANK(1, [[1]], " Chung ") == 1
    with pytest.raises(WorksheetError, match="lien-tiep"):
        INDICATOR_RANK(1, [[1]], "khac")
