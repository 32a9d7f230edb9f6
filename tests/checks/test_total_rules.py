"""How a printed total was made, on the averages of February 2024 and small cases."""

from __future__ import annotations

from decimal import Decimal

import pytest

from phuluc.checks.implied_denominator import DenominatorRange
from phuluc.checks.total_rules import GroupRow, judge_total
from phuluc.domain.indicators import Tier
from phuluc.domain.measurement import Measurement


def _row(numerator: int, denominator: int, tier: Tier = "cap_tinh") -> GroupRow:
    return GroupRow(tier, Measurement(numerator, denominator, None), DenominatorRange.exactly(denominator), 0)


#: February 2024: the sums of the three tiers.
REUSE = [_row(2997, 13299), _row(1175, 7791, "cap_huyen"), _row(15769, 30331, "cap_xa")]
REUSE_PUBLISHED: dict[Tier, Decimal] = {
    "cap_tinh": Decimal("23.5"),
    "cap_huyen": Decimal(15),
    "cap_xa": Decimal(52),
}


@pytest.mark.parametrize(
    ("rate", "digits", "rows", "rule"),
    [
        ("92", 0, [_row(47233, 51421)], None),
        ("96.7", 1, [_row(49734, 51421)], None),
        ("96", 1, [_row(29250, 30331)], "làm tròn đến số nguyên"),
        ("99", 0, [_row(11541, 11556)], "cắt bớt chữ số thập phân thay vì làm tròn"),
        ("71.2", 1, [_row(17756, 22522)], ""),
        ("75", 0, [_row(1, 2), _row(300, 300)], "trung bình cộng tỷ lệ của các đơn vị"),
        (
            "35",
            1,
            [_row(1, 2), _row(60, 300, "cap_xa"), _row(60, 300, "cap_xa")],
            "trung bình cộng tỷ lệ tính lại của 2 cấp",
        ),
    ],
)
def test_totals_of_february(rate: str, digits: int, rows: list[GroupRow], rule: str | None) -> None:
    """A total is right (None), explained by a rule, or by none ("")."""
    verdict = judge_total(Decimal(rate), digits, rows)

    assert verdict.right == (rule is None)
    assert verdict.rule == (rule or "")


def test_forgotten_tier_is_named() -> None:
    """19,3 for "khai thác" is the mean of two tiers: the communes were forgotten."""
    verdict = judge_total(Decimal("19.3"), 1, REUSE, REUSE_PUBLISHED)

    assert verdict.rule == "trung bình cộng tỷ lệ công bố, bỏ sót cấp xã"


def test_total_over_unknown_denominators_is_right_when_some_choice_gives_it() -> None:
    """16,5 fits 5665 over denominators between 33.111 and 35.323, although their middle gives 16,6."""
    middle = Measurement(5665, 34148, None)
    known = GroupRow("cap_huyen", middle, DenominatorRange.exactly(34148), 0)
    unknown = GroupRow("cap_huyen", middle, DenominatorRange(33111, 35323), 0)

    assert not judge_total(Decimal("16.5"), 1, [known]).right
    assert judge_total(Decimal("16.5"), 1, [unknown]).right
    assert not judge_total(Decimal("17.2"), 1, [unknown]).right
