"""Totals of the tiers and the province on the real figures of quý I/2024."""

from __future__ import annotations

import csv
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from phuluc.domain.measurement import Measurement, measured_units
from phuluc.domain.totals import GroupTotal, group_total, province_totals, totals_of
from phuluc.domain.values import NOT_APPLICABLE
from phuluc.domain.vietnamese_numbers import round_half_up
from tests.checks.quarter_one import DATA, quarter_one

COUNT = st.one_of(st.none(), st.just(NOT_APPLICABLE), st.integers(0, 10_000))


def _totals() -> dict[str, dict[str, GroupTotal]]:
    figures = quarter_one()
    tiers = {annex.tier: totals_of(measured_units(annex)) for annex in figures.annexes}
    return {**tiers, "ca_tinh": province_totals(figures)}


def _rows() -> list[dict[str, str]]:
    with (DATA / "averages_q1.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", _rows(), ids=lambda row: f"{row['indicator_code']}-{row['tier']}")
def test_totals_are_the_ratio_of_sums(row: dict[str, str]) -> None:
    """Sums, number of units and ratio of every tier and the province agree with the review's."""
    total = _totals()[row["tier"]][row["indicator_code"]]

    assert total.numerator == int(row["sum_numerator"])
    assert total.counted == int(row["units_counted"])
    assert isinstance(total.rate, Fraction)
    least, _, most = row["sum_denominator"].partition("–")
    if most:  # denominators that were never printed: the estimate lies in the feasible range
        assert int(least) <= total.denominator <= int(most)
    else:
        assert total.denominator == int(least)
        assert str(round_half_up(total.rate, 3)) == row["ratio_of_sums_pct"]


@settings(max_examples=60)
@given(st.lists(st.tuples(COUNT, COUNT), max_size=12))
def test_total_lies_between_the_rates_it_covers(pairs: list[tuple[object, object]]) -> None:
    """Rows without a rate change nothing, and the total is no lower and no higher than the rates it covers."""
    rows = [Measurement(numerator, denominator, None) for numerator, denominator in pairs]
    rates = [row.rate for row in rows if isinstance(row.rate, Fraction)]

    total = group_total(rows)

    assert total == group_total(row for row in rows if isinstance(row.rate, Fraction))
    assert total.counted == len(rates)
    if rates:
        assert isinstance(total.rate, Fraction)
        assert min(rates) <= total.rate <= max(rates)
    else:
        assert total.rate is NOT_APPLICABLE
