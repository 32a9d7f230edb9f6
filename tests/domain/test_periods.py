"""Names of reporting periods."""

from __future__ import annotations

import pytest

from phuluc.domain.periods import Period, UnknownPeriodError, following_period, parse_period


@pytest.mark.parametrize(
    ("text", "period", "label"),
    [
        ("quý I năm 2024", Period("quy", 2024, 1), "quý I năm 2024"),
        ("QUÝ IV/2024", Period("quy", 2024, 4), "quý IV năm 2024"),
        ("Quý 3 năm 2025", Period("quy", 2025, 3), "quý III năm 2025"),
        ("tháng 02/2024", Period("thang", 2024, 2), "tháng 02/2024"),
        ("THÁNG 02 NĂM 2024", Period("thang", 2024, 2), "tháng 02/2024"),
        ("tháng 10 năm 2024", Period("thang", 2024, 10), "tháng 10/2024"),
        ("tuần thứ 15, tháng 4/2025", Period("tuan", 2025, 15, 4), "tuần thứ 15, tháng 04/2025"),
        ("6 tháng đầu năm 2026", Period("sau_thang", 2026), "6 tháng đầu năm 2026"),
        ("9 tháng năm 2026", Period("chin_thang", 2026), "9 tháng đầu năm 2026"),
        ("năm  2026 ", Period("nam", 2026), "năm 2026"),
    ],
)
def test_periods_of_real_reports(text: str, period: Period, label: str) -> None:
    """The forms in use are read, printed in one form, and that form is read as the same period."""
    assert parse_period(text) == period
    assert period.label == label
    assert parse_period(label) == period


@pytest.mark.parametrize(
    "text", ["", "tháng 13/2024", "tháng 0/2024", "quý V năm 2024", "tuần 60, tháng 4/2025", "quý I", "2024"]
)
def test_unknown_periods_are_explained(text: str) -> None:
    """What is no period is an error that quotes it and shows the forms that are understood."""
    with pytest.raises(UnknownPeriodError) as error:
        parse_period(text)
    assert f"“{text}”" in str(error.value)
    assert "quý I năm 2024" in str(error.value)


@pytest.mark.parametrize(
    ("label", "following"),
    [
        ("quý I năm 2024", "quý II năm 2024"),
        ("quý IV năm 2024", "quý I năm 2025"),
        ("tháng 02/2024", "tháng 03/2024"),
        ("tháng 12/2025", "tháng 01/2026"),
        ("năm 2025", "năm 2026"),
        ("tuần thứ 15, tháng 4/2025", None),
        ("6 tháng đầu năm 2026", None),
        ("9 tháng đầu năm 2026", None),
    ],
)
def test_following_period(label: str, following: str | None) -> None:
    """Months, quarters and years are followed by the next one; what follows a week or part of a year is not guessed."""
    found = following_period(parse_period(label))

    assert (None if found is None else found.label) == following
