"""Rates, attainment and group rates, on the figures of quý I and by their algebra."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from phuluc.domain.rates import exact_rate, gap_to_target, group_rate, is_attained, shortfall
from phuluc.domain.values import NOT_APPLICABLE
from phuluc.domain.vietnamese_numbers import round_half_up
from tests.domain.quarter_one import averages, figures

counts = st.integers(0, 10**7)
denominators = st.integers(1, 10**7)
targets = st.one_of(st.integers(0, 100), st.decimals(0, 100, places=2))


def test_all_visible_rates_of_quarter_one_are_reproduced() -> None:
    """Every rate printed beside its denominator is the half-up rounding of the exact rate: 247 of 247."""
    visible = [figure for figure in figures() if figure.printed_rate is not None and not figure.hidden]

    assert len(visible) == 247
    for figure in visible:
        rate = exact_rate(figure.numerator, figure.denominator)
        assert isinstance(rate, Fraction)
        assert float(round_half_up(rate, 1)) == figure.printed_rate, figure


@pytest.mark.parametrize("line", averages(), ids=lambda line: f"{line['indicator_code']}-{line['tier']}")
def test_group_rates_of_quarter_one(line: dict[str, str]) -> None:
    """Tier and province rates are the ratios of sums over the units that have figures."""
    rows = [
        (figure.numerator if figure.numerator is not None else NOT_APPLICABLE, figure.denominator)
        for figure in figures()
        if figure.indicator == line["indicator_code"] and line["tier"] in {figure.tier, "ca_tinh"}
    ]
    rate = group_rate(rows)

    assert isinstance(rate, Fraction)
    assert sum(n for n, _ in rows if isinstance(n, int)) == int(line["sum_numerator"])
    if "–" in line["sum_denominator"]:
        lowest, highest = (Decimal(bound) for bound in line["ratio_of_sums_pct"].split("–"))
        assert lowest <= round_half_up(rate, 2) <= highest
    else:
        assert sum(d for _, d in rows if d is not None) == int(line["sum_denominator"])
        assert round_half_up(rate, 3) == Decimal(line["ratio_of_sums_pct"])


def missed(indicator: str) -> set[tuple[str, str]]:
    return {
        (figure.tier, figure.unit)
        for figure in figures()
        if figure.indicator == indicator and is_attained(figure.numerator, figure.denominator, figure.target) is False
    }


def test_attainment_truth_of_quarter_one() -> None:
    """Who missed what in quý I, judged on unrounded rates."""
    assert missed("ho_so_truc_tuyen") == {("cap_tinh", "Sở Tư pháp")}
    assert missed("thanh_toan_truc_tuyen") == {
        ("cap_tinh", "Sở Thông tin và Truyền thông"),
        ("cap_huyen", "UBND huyện An Lão"),
        ("cap_huyen", "UBND huyện Tuy Phước"),
    }
    assert missed("so_hoa") == {("cap_xa", "UBND cấp xã thuộc huyện Vân Canh")}
    assert len(missed("cap_ket_qua_dien_tu")) == 33
    attained_reuse = {
        (figure.tier, figure.unit)
        for figure in figures()
        if figure.indicator == "khai_thac_su_dung_lai"
        and is_attained(figure.numerator, figure.denominator, figure.target) is True
    }
    assert attained_reuse == {
        ("cap_tinh", "Sở Giao thông vận tải"),
        ("cap_xa", "UBND cấp xã thuộc huyện Tuy Phước"),
        ("cap_xa", "UBND cấp xã thuộc thành phố Quy Nhơn"),
        ("cap_xa", "UBND cấp xã thuộc thị xã Hoài Nhơn"),
    }


@pytest.mark.parametrize(
    ("numerator", "denominator", "target", "printed", "lacking"),
    [(279, 466, 60, "60", 1), (2850, 2864, 100, "100", 14), (4668, 4670, 100, "100", 2)],
)
def test_rounding_never_attains(numerator: int, denominator: int, target: int, printed: str, lacking: int) -> None:
    """A rate that is printed like its target by rounding has missed it all the same."""
    rate = exact_rate(numerator, denominator)

    assert isinstance(rate, Fraction)
    assert str(round_half_up(rate, 0)) == printed
    assert is_attained(numerator, denominator, target) is False
    assert shortfall(numerator, denominator, target) == lacking


@pytest.mark.parametrize("denominator", [0, None, NOT_APPLICABLE])
def test_without_denominator_nothing_applies(denominator: int | None) -> None:
    """0, blank and "-" below the line give "not applicable", never zero."""
    assert exact_rate(0, denominator) is NOT_APPLICABLE
    assert is_attained(0, denominator, 60) is NOT_APPLICABLE
    assert gap_to_target(0, denominator, 60) is NOT_APPLICABLE
    assert shortfall(0, denominator, 60) is NOT_APPLICABLE


def test_blank_numerator_is_not_yet_entered() -> None:
    """A blank numerator gives blank, whatever else is there; "-" gives "-"."""
    for denominator in (72, 0, None, NOT_APPLICABLE):
        assert exact_rate(None, denominator) is None
        assert is_attained(None, denominator, 60) is None
        assert gap_to_target(None, denominator, 60) is None
        assert shortfall(None, denominator, 60) is None
    assert exact_rate(NOT_APPLICABLE, 72) is NOT_APPLICABLE


def test_without_target_there_is_a_rate_but_no_judgement() -> None:
    """Blank and "-" targets leave attainment, gap and shortfall not applicable."""
    for target in (None, NOT_APPLICABLE):
        assert is_attained(59, 72, target) is NOT_APPLICABLE
        assert gap_to_target(59, 72, target) is NOT_APPLICABLE
        assert shortfall(59, 72, target) is NOT_APPLICABLE


def test_group_without_figures() -> None:
    """A group with nothing entered is blank; one where nothing applies is "not applicable"."""
    assert group_rate([(None, 72), (None, None)]) is None
    assert group_rate([(NOT_APPLICABLE, 72), (None, 5), (0, 0)]) is NOT_APPLICABLE
    assert group_rate([(3, 4), (None, 100), (NOT_APPLICABLE, 100), (0, 0), (1, NOT_APPLICABLE)]) == 75


@given(counts, denominators, st.integers(1, 1000))
@settings(max_examples=60)
def test_rate_depends_on_the_ratio_only(numerator: int, denominator: int, factor: int) -> None:
    """k·N out of k·D is the rate of N out of D."""
    assert exact_rate(factor * numerator, factor * denominator) == exact_rate(numerator, denominator)


@given(counts, denominators)
@settings(max_examples=60)
def test_rate_grows_with_the_numerator(numerator: int, denominator: int) -> None:
    """One more in the numerator raises the rate by exactly 100/D points."""
    lower, higher = exact_rate(numerator, denominator), exact_rate(numerator + 1, denominator)

    assert isinstance(lower, Fraction)
    assert isinstance(higher, Fraction)
    assert higher - lower == Fraction(100, denominator)


@given(counts, denominators, targets)
@settings(max_examples=100)
def test_attained_is_gap_not_below_zero_is_no_shortfall(
    numerator: int, denominator: int, target: Decimal | int
) -> None:
    """Attained, gap ≥ 0 and shortfall 0 are one statement."""
    gap = gap_to_target(numerator, denominator, target)

    assert isinstance(gap, Fraction)
    assert gap == Fraction(100 * numerator, denominator) - Fraction(target)
    assert is_attained(numerator, denominator, target) == (gap >= 0)
    assert (shortfall(numerator, denominator, target) == 0) == (gap >= 0)


@given(counts, denominators, targets)
@settings(max_examples=100)
def test_shortfall_is_the_least_that_attains(numerator: int, denominator: int, target: Decimal | int) -> None:
    """Adding the shortfall attains the target, one less does not."""
    lacking = shortfall(numerator, denominator, target)
    assume(isinstance(lacking, int) and lacking > 0)

    assert isinstance(lacking, int)
    assert is_attained(numerator + lacking, denominator, target) is True
    assert is_attained(numerator + lacking - 1, denominator, target) is False


@given(st.lists(st.tuples(counts, denominators), min_size=1, max_size=12))
@settings(max_examples=60)
def test_group_rate_lies_between_its_units(rows: list[tuple[int, int]]) -> None:
    """A ratio of sums lies between the least and the greatest rate, whatever the order of the units."""
    rates = [Fraction(100 * numerator, denominator) for numerator, denominator in rows]
    rate = group_rate(rows)

    assert isinstance(rate, Fraction)
    assert min(rates) <= rate <= max(rates)
    assert group_rate(reversed(rows)) == rate


@given(counts, denominators, st.integers(0, 4))
@settings(max_examples=100)
def test_rounded_rate_agrees_with_decimal(numerator: int, denominator: int, digits: int) -> None:
    """Rounding the exact rate agrees with half-up rounding of a long decimal quotient."""
    rate = exact_rate(numerator, denominator)
    quotient = Decimal(100 * numerator * 10**12 // denominator).scaleb(-12)

    assert isinstance(rate, Fraction)
    assert round_half_up(rate, digits) == quotient.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
