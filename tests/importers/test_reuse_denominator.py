"""The hidden denominator of "Khai thác, sử dụng lại"."""

import csv
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phuluc.domain.vietnamese_numbers import round_half_up
from phuluc.importers.annex_workbook import read_annexes
from phuluc.importers.reuse_denominator import implied_denominator, printed_digits
from tests.importers.hand_made import DATA, QUARTER

CODE = "khai_thac_su_dung_lai"


@pytest.fixture(scope="module")
def reuse_by_tier():
    return {
        annex.tier: [(row, row.indicators[CODE]) for row in annex.tables[1].rows]
        for annex in read_annexes(QUARTER).annexes
    }


def test_seventeen_rows_are_estimated_and_no_other(reuse_by_tier):
    """Six districts and all eleven rows of communes print a rate that the total received does not give."""
    estimated = {
        tier: [row.unit for row, entries in rows if entries.denominator_is_estimated]
        for tier, rows in reuse_by_tier.items()
    }
    assert estimated["cap_tinh"] == []
    assert [name.removeprefix("UBND ") for name in estimated["cap_huyen"]] == [
        "huyện An Lão",
        "huyện Tuy Phước",
        "huyện Vân Canh",
        "huyện Vĩnh Thạnh",
        "thành phố Quy Nhơn",
        "thị xã An Nhơn",
    ]
    assert len(estimated["cap_xa"]) == 11


def test_a_rate_without_decimals_is_read_with_the_digits_of_its_column(reuse_by_tier):
    """Vân Canh prints "8" for 8,0: 47 of 616 received is 7,6, so the denominator is about 588."""
    entries = next(e for row, e in reuse_by_tier["cap_huyen"] if row.unit == "UBND huyện Vân Canh")
    assert entries.own_denominator.value == 588
    assert entries.own_denominator.where == entries.rate.where == "Phụ lục 2!I30"
    assert entries.denominator == entries.own_denominator


def test_estimated_rows_print_as_published(reuse_by_tier):
    """The estimated denominator gives the printed rate back."""
    for rows in reuse_by_tier.values():
        for row, entries in rows:
            if entries.denominator_is_estimated:
                exact = Fraction(100 * entries.numerator.value, entries.denominator.value)
                assert round_half_up(exact, 1) == entries.rate.value, row.where


def test_sums_fall_in_the_ranges_of_the_published_averages(reuse_by_tier):
    """Σ numerators and Σ denominators of districts and communes are those worked out by hand for the quarter."""
    with (DATA / "averages_q1.csv").open(encoding="utf-8") as file:
        ranges = {r["tier"]: r for r in csv.DictReader(file) if r["indicator_code"] == CODE}
    for tier in ("cap_huyen", "cap_xa"):
        entries = [e for _, e in reuse_by_tier[tier]]
        least, greatest = map(int, ranges[tier]["sum_denominator"].split("–"))
        assert sum(e.numerator.value for e in entries) == int(ranges[tier]["sum_numerator"])
        assert least <= sum(e.denominator.value for e in entries) <= greatest
    assert abs(sum(e.denominator.value for _, e in reuse_by_tier["cap_xa"]) - 29234) <= 11


@given(st.integers(1, 5000), st.integers(1, 20000), st.integers(0, 2))
def test_the_range_of_implied_denominators_is_exact(numerator, denominator, digits):
    """Every denominator in the range prints as the rate, its neighbours outside do not, and the true one is inside."""
    rate = round_half_up(Fraction(100 * numerator, denominator), digits)
    implied = implied_denominator(numerator, rate, digits)
    if implied is None:
        assert rate <= Decimal(5).scaleb(-digits - 1)
        return

    def prints(count):
        return round_half_up(Fraction(100 * numerator, count), digits) == rate

    assert implied.least <= denominator <= implied.greatest
    assert implied.least <= implied.likeliest <= implied.greatest
    assert prints(implied.least)
    assert prints(implied.greatest)
    assert prints(implied.likeliest)
    assert not prints(implied.greatest + 1)
    assert implied.least == 1 or not prints(implied.least - 1)


def test_unrounded_results_of_formulas_do_not_count_as_printed_digits():
    """13.888888888 is a formula's result; the column was typed with one decimal."""
    assert printed_digits([Decimal(8), Decimal("13.9"), Decimal("13.888888888")]) == 1
