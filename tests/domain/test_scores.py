"""Scores of the index 766: changes, trends and grades as the offices printed them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from phuluc.domain.scores import grade, rank_change, score_change, score_trend, shipped_bands
from phuluc.domain.values import NOT_APPLICABLE


@pytest.mark.parametrize(
    ("previous", "current", "change", "trend"),
    [
        ("90.41", "95.59", "5.18", "tang"),
        ("91.53", "88.22", "-3.31", "giam"),
        ("65.21", "62.29", "-2.92", "giam"),
        ("100", "100", "0", "giu_nguyen"),
    ],
)
def test_changes_of_a_printed_notice(previous: str, current: str, change: str, trend: str) -> None:
    """Changes are exact differences; the trend is their sign."""
    assert score_change(Decimal(current), Decimal(previous)) == Decimal(change)
    assert score_trend(Decimal(current), Decimal(previous)) == trend


def test_missing_score_has_no_change() -> None:
    """Where the portal gave no score in either period there is neither change nor trend."""
    for current, previous in ((None, Decimal(80)), (Decimal(80), None), (NOT_APPLICABLE, Decimal(80))):
        assert score_change(current, previous) is NOT_APPLICABLE
        assert score_trend(current, previous) is NOT_APPLICABLE


def test_rank_change_is_places_gained() -> None:
    """From 22 to 8 is 14 places up, from 8 to 20 is 12 down."""
    assert rank_change(8, 22) == 14
    assert rank_change(20, 8) == -12
    assert rank_change(None, 8) is NOT_APPLICABLE


@pytest.mark.parametrize(
    ("score", "name"),
    [
        ("100", "Xuất sắc"),
        ("90", "Xuất sắc"),
        ("89.99", "Tốt"),
        ("89.95", "Tốt"),
        ("87.29", "Tốt"),
        ("80", "Tốt"),
        ("79.94", "Khá"),
        ("70", "Khá"),
        ("62.29", "Trung bình"),
        ("50", "Trung bình"),
        ("49.99", "Yếu"),
        ("0", "Yếu"),
        ("89.995", "Xuất sắc"),
        ("89.994", "Tốt"),
        ("79.995", "Tốt"),
        ("69.995", "Khá"),
        ("49.995", "Trung bình"),
        ("49.994", "Yếu"),
        ("89.99999999999999", "Xuất sắc"),
    ],
)
def test_grades(score: str, name: str) -> None:
    """Bands are open at the upper end; two decimals are judged, so 89,95 stays "Tốt" and float noise does no harm."""
    assert grade(Decimal(score), shipped_bands()) == name
