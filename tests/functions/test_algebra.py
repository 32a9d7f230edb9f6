"""What must hold of the worksheet functions for any figures, against exact arithmetic written here anew."""

from __future__ import annotations

import unicodedata
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from phuluc.functions import (
    GROUP_RATE,
    INDICATOR_ATTAINED,
    INDICATOR_GAP,
    INDICATOR_RANK,
    INDICATOR_RATE,
    INDICATOR_SHORTFALL,
    RANK_CHANGE,
    SCORE_CHANGE,
    SCORE_GRADE,
    SCORE_TREND,
    UNIT_NAME,
    VN_NUMBER,
    VN_TEXT,
)

COUNTS = st.integers(0, 10**9)
DENOMINATORS = st.integers(1, 10**9)
TARGETS = st.decimals(0, 120, places=2).map(float) | st.integers(0, 120)
SCORES = st.decimals(0, 100, places=2).map(float)
FINE_SCORES = SCORES | st.decimals(-200, 200, places=4).map(float) | st.floats(0, 1e13)
DIGITS = st.integers(0, 4)
COLUMNS = st.lists(st.tuples(COUNTS, st.integers(0, 10**6)), min_size=1, max_size=12)


def half_up(exact: Fraction, digits: int) -> float:
    """The exact fraction rounded half away from zero, by scaled whole numbers."""
    scaled = abs(exact) * 10**digits * 2
    whole = (scaled.numerator // scaled.denominator + 1) // 2
    return float(Fraction(whole if exact >= 0 else -whole, 10**digits))


@given(COUNTS, DENOMINATORS, DIGITS)
def test_a_rate_is_the_exact_fraction_rounded_half_up(numerator: int, denominator: int, digits: int) -> None:
    assert INDICATOR_RATE(numerator, denominator, digits) == half_up(Fraction(100 * numerator, denominator), digits)


@given(COUNTS, DENOMINATORS, st.integers(2, 1000))
def test_a_rate_does_not_depend_on_the_scale(numerator: int, denominator: int, factor: int) -> None:
    """Ten times as many dossiers of both kinds have the same rate, conclusion and gap."""
    for function, more in ((INDICATOR_RATE, ()), (INDICATOR_ATTAINED, (60,)), (INDICATOR_GAP, (60,))):
        assert function(factor * numerator, factor * denominator, *more) == function(numerator, denominator, *more)


@given(COUNTS, COUNTS, DENOMINATORS)
def test_more_results_never_give_a_lower_rate(one: int, other: int, denominator: int) -> None:
    low, high = sorted((one, other))
    assert INDICATOR_RATE(low, denominator) <= INDICATOR_RATE(high, denominator)
    assert INDICATOR_RATE(denominator, high + 1) <= INDICATOR_RATE(denominator, low + 1)


@given(COUNTS, DENOMINATORS, TARGETS)
def test_attained_means_the_exact_rate_reaches_the_target(numerator: int, denominator: int, target: float) -> None:
    """What is attained is judged before rounding; gap and shortfall agree with it."""
    assume(target > 0)
    exact = Fraction(100 * numerator, denominator) - Fraction(str(target))
    attained = INDICATOR_ATTAINED(numerator, denominator, target)
    assert attained == ("Đạt" if exact >= 0 else "Chưa đạt")
    assert INDICATOR_GAP(numerator, denominator, target, 2) == half_up(exact, 2)
    missing = INDICATOR_SHORTFALL(numerator, denominator, target)
    assert (missing == 0) == (attained == "Đạt")
    if isinstance(missing, int) and missing > 0:
        assert INDICATOR_ATTAINED(numerator + missing, denominator, target) == "Đạt"
        assert INDICATOR_ATTAINED(numerator + missing - 1, denominator, target) == "Chưa đạt"


@given(COLUMNS, st.randoms())
def test_a_group_is_the_ratio_of_sums_in_any_order(rows: list[tuple[int, int]], chance) -> None:  # type: ignore[no-untyped-def]
    """Rows without a denominator count on neither side; order and splitting into blocks change nothing."""
    counted = [(numerator, denominator) for numerator, denominator in rows if denominator]
    total = sum(denominator for _, denominator in counted)
    expected = half_up(Fraction(100 * sum(numerator for numerator, _ in counted), total), 1) if total else "-"
    shuffled = chance.sample(rows, len(rows))
    for order in (rows, shuffled):
        assert (
            GROUP_RATE([[numerator] for numerator, _ in order], [[denominator] for _, denominator in order]) == expected
        )
    rates = [Fraction(100 * numerator, denominator) for numerator, denominator in counted]
    if rates:
        assert half_up(min(rates), 1) <= expected <= half_up(max(rates), 1)


@given(st.lists(SCORES | st.just("-") | st.none(), min_size=1, max_size=15))
def test_ranks_count_those_above(values: list[object]) -> None:
    """With shared ranks a rank is one more than the number of greater values; in a row all ranks are different."""
    column = [[value] for value in values]
    ranked = [value for value in values if isinstance(value, (int, float))]
    shared = [rank for (rank,) in INDICATOR_RANK(column, column)]
    in_a_row = [rank for (rank,) in INDICATOR_RANK(column, column, "lien-tiep")]
    for value, rank in zip(values, shared, strict=True):
        if isinstance(value, (int, float)):
            assert rank == 1 + sum(other > value for other in ranked)
        else:
            assert rank in ("-", "")
    assert sorted(rank for rank in in_a_row if isinstance(rank, int)) == list(range(1, len(ranked) + 1))


@given(FINE_SCORES, FINE_SCORES, DIGITS)
def test_a_change_is_the_exact_difference_rounded_half_up(current: float, previous: float, digits: int) -> None:
    """Of the numbers as cells show them, whether they are whole hundredths or not."""
    exact = Fraction(repr(current)) - Fraction(repr(previous))
    assert SCORE_CHANGE(current, previous, digits) == half_up(exact, digits)


@given(SCORES, SCORES)
def test_changes_of_scores_are_antisymmetric(current: float, previous: float) -> None:
    change = SCORE_CHANGE(current, previous)
    assert change == -SCORE_CHANGE(previous, current)
    assert change == float(Decimal(str(current)) - Decimal(str(previous)))
    expected = "Tăng" if current > previous else "Giảm" if current < previous else "Giữ nguyên"
    assert SCORE_TREND(current, previous) == expected


@given(st.integers(1, 5000), st.integers(1, 5000))
def test_rank_changes_tell_their_direction(current: int, previous: int) -> None:
    """A smaller number is a better rank."""
    moved = previous - current
    expected = f"tăng {moved} bậc" if moved > 0 else f"giảm {-moved} bậc" if moved < 0 else "giữ nguyên"
    assert RANK_CHANGE(current, previous) == expected


@given(SCORES, SCORES)
def test_a_higher_score_has_no_lower_grade(one: float, other: float) -> None:
    grades = ["Yếu", "Trung bình", "Khá", "Tốt", "Xuất sắc"]
    low, high = sorted((one, other))
    assert grades.index(SCORE_GRADE(low)) <= grades.index(SCORE_GRADE(high))


@given(st.decimals(-(10**9), 10**9, places=3))
def test_numbers_written_are_numbers_read(number: Decimal) -> None:
    """VN_NUMBER reads what VN_TEXT writes, and VN_TEXT rounds half-up."""
    assert VN_NUMBER(VN_TEXT(float(number))) == float(number)
    rounded = number.quantize(Decimal("0.1"), ROUND_HALF_UP)
    assert VN_NUMBER(VN_TEXT(float(number), 1)) == float(rounded)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="#"), max_size=60))
def test_names_settle_at_once(text: str) -> None:
    """A canonical name is its own canonical name, composed or decomposed."""
    name = UNIT_NAME(text)
    assert UNIT_NAME(name) == name
    assert UNIT_NAME(unicodedata.normalize("NFD", text)) == name


@given(st.lists(COUNTS, min_size=1, max_size=4), st.lists(st.integers(0, 50), min_size=1, max_size=4))
def test_a_column_and_a_row_make_a_table(numerators: list[int], denominators: list[int]) -> None:
    """Shapes stretch as in Excel: each cell is the function of its row's and its column's argument."""
    table = INDICATOR_RATE([[numerator] for numerator in numerators], [denominators])
    if len(numerators) == len(denominators) == 1:
        table = [[table]] if not isinstance(table, list) else table
    assert table == [[INDICATOR_RATE(one, other) for other in denominators] for one in numerators]
