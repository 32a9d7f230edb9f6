"""The way back from a printed rate to its denominator."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from phuluc.checks.implied_denominator import DenominatorRange, any_rate_truncated_in, implied_range, truncated
from phuluc.domain.vietnamese_numbers import round_half_up

from .quarter_one import source


def _hidden_rows() -> list[dict[str, object]]:
    indicators = [u["indicators"].values() for tier in source()["tiers"].values() for u in tier["units"]]
    return [data for unit in indicators for data in unit if "implied_denominator" in data]


@pytest.mark.parametrize("data", _hidden_rows(), ids=lambda data: data["rate_printed"])
def test_ranges_of_the_review_are_found(data: dict[str, object]) -> None:
    """The rates of quý I without a printed denominator allow exactly the denominators the review lists."""
    found = implied_range(data["numerator"], Decimal(str(data["published_rate"])), 1)
    listed = data["implied_denominator"]

    assert found is not None
    assert (found.least, found.most) == (listed["min"], listed["max"])


@settings(max_examples=100)
@given(st.integers(1, 5000), st.integers(1, 20000), st.integers(0, 2))
def test_range_holds_exactly_the_denominators_that_give_the_rate(numerator: int, surplus: int, digits: int) -> None:
    """The true denominator is inside, its ends give the printed rate, and their neighbours do not."""
    denominator = numerator + surplus
    rate = round_half_up(Fraction(100 * numerator, denominator), digits)
    found = implied_range(numerator, rate, digits)

    if found is None:
        assert rate <= Decimal(1).scaleb(-digits)  # rounds to nothing: no upper end
        return
    assert found.least <= denominator <= found.most
    for inside, outside in ((found.least, found.least - 1), (found.most, found.most + 1)):
        assert round_half_up(Fraction(100 * numerator, inside), digits) == rate
        assert outside < numerator or round_half_up(Fraction(100 * numerator, outside), digits) != rate


@settings(max_examples=100)
@given(st.integers(0, 5000), st.integers(1, 20000), st.integers(0, 2))
def test_truncated_rate_is_recognised(numerator: int, surplus: int, digits: int) -> None:
    """A rate whose further decimals were cut off is recognised with its own denominator."""
    denominator = numerator + surplus
    cut = truncated(Fraction(100 * numerator, denominator), digits)
    shown = round_half_up(cut, digits)

    assert any_rate_truncated_in(numerator, DenominatorRange.exactly(denominator), shown, digits)
