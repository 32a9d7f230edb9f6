"""The rules of scoring as data: they give the scores that reports and the portal print, on the dates they hold."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from importlib import resources

import pytest

from phuluc.domain.data_table import DataTableError
from phuluc.domain.score_figures import SlotInfo
from phuluc.domain.scoring_rules import (
    FILE_NAME,
    axis_maxima,
    basis_name,
    basis_on,
    parse_rules,
    recomputed_score,
    rules_in_force,
    scoring_rules,
)
from phuluc.domain.slot_rules import rules_of_slots, rules_on
from phuluc.functions import SCORE_GRADE

FEBRUARY_2024 = dt.date(2024, 2, 29)
AUGUST_2026 = dt.date(2026, 8, 31)


def rules_text() -> str:
    return resources.files("phuluc.domain").joinpath("data", FILE_NAME).read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("day", [FEBRUARY_2024, dt.date(2025, 10, 16), AUGUST_2026])
def test_axes_are_those_of_the_table(day: dt.date) -> None:
    """The six maxima are those of the decision and add up to 100."""
    maxima = {"ckmb": 18, "tdgq": 20, "dvctt": 12, "tttt": 10, "mdhl": 18, "mdsh": 22}
    assert axis_maxima(day) == rules_on(day).maxima == maxima
    assert sum(rule.points or 0 for rule in rules_in_force("Trục", day)) == rules_on(day).whole == 100


def test_there_are_no_maxima_before_the_decision() -> None:
    """Before Quyết định 766 no axis has a maximum, and none is made up."""
    assert axis_maxima(dt.date(2022, 6, 22)) == {}


@pytest.mark.parametrize(
    ("slot", "day"),
    [
        (SlotInfo(as_of=dt.date(2025, 10, 16), basis="2024"), dt.date(2025, 10, 16)),
        # The form of 2026 tells its basis more surely than a day before it.
        (SlotInfo(as_of=dt.date(2025, 12, 30), basis="2026"), dt.date(2026, 1, 1)),
        (SlotInfo(basis="2024"), dt.date(2025, 12, 31)),
        (SlotInfo(basis="2026"), AUGUST_2026),
        (SlotInfo(), AUGUST_2026),
        # A slip of the pen, from before there were rules.
        (SlotInfo(as_of=dt.date(2002, 10, 16)), dt.date(2022, 6, 23)),
    ],
)
def test_the_day_whose_rules_hold(slot: SlotInfo, day: dt.date) -> None:
    """That of the figures, or the nearest to it, or to today, of their basis."""
    _, current = rules_of_slots(SlotInfo(), slot, AUGUST_2026)
    assert current == rules_on(day)


@pytest.mark.parametrize("day", [FEBRUARY_2024, AUGUST_2026])
def test_grades_of_cells_are_the_bands_of_the_table(day: dt.date) -> None:
    """SCORE_GRADE gives every score of 0,00 to 100,00 the grade the table gives it."""
    bands = rules_on(day).bands
    for hundredths in range(10_001):
        score = Decimal(hundredths) / 100
        assert SCORE_GRADE(float(score)) == next(name for least, name in bands if score >= least)


@pytest.mark.parametrize(
    ("day", "with_dossiers", "printed"),
    [(FEBRUARY_2024, (98, 1000), "6.9"), (dt.date(2024, 1, 31), (139, 1000), "7.2")],
)
def test_online_services_of_2024_fit_a_threshold_of_half(
    day: dt.date, with_dossiers: tuple[int, int], printed: str
) -> None:
    """xã Bình Thành's axis "Dịch vụ công trực tuyến" of January and February 2024 follows from its rates."""
    offered = (7, 159) if day == FEBRUARY_2024 else (7, 168)
    score = recomputed_score("dvctt", {"3.1": offered, "3.2": with_dossiers, "3.3": (68, 104)}, day)

    assert score is not None
    assert round(score, 1) == Fraction(printed)


@pytest.mark.parametrize(
    ("axis", "counts", "printed"),
    [
        ("ckmb", {"PUBLISH_ON_TIME": (1, 47), "1.2": (43, 47), "1.3": (1, 1), "DOSSIER_SYNC": (1, 1)}, "11.79"),
        ("tdgq", {"2.1": (358540, 417669)}, "17.17"),
        ("dvctt", {"3.1": (80, 100), "3.2": (406, 1968), "3.3": (99, 100)}, "8.83"),
        ("mdhl", {"5.2": (0, 0), "5.3": (0, 0), "5.4": (9, 10)}, "18"),
        ("mdhl", {"5.2": (0, 0), "5.3": (0, 0), "5.4": (0, 0)}, "12"),
        ("tttt", {"3.6": (1, 2), "3.5b": (2, 5), "3.5": (9, 10)}, "6"),
    ],
)
def test_scores_of_2026_follow_from_counts(axis: str, counts: dict[str, tuple[int, int]], printed: str) -> None:
    """Scores of Gia Lai and Phú Thọ of 2026 follow from their counts within a hundredth."""
    score = recomputed_score(axis, counts, AUGUST_2026)

    assert score is not None
    assert abs(score - Fraction(printed)) <= Fraction(1, 100)


@pytest.mark.parametrize(
    ("axis", "counts", "day"),
    [
        ("tdgq", {}, AUGUST_2026),
        ("ckmb", {"1.1": (1, 47), "1.2": (0, 0), "1.3": (1, 1), "1.4": (1, 1)}, AUGUST_2026),
        ("mdsh", {"4.1": (1, 2)}, FEBRUARY_2024),
    ],
)
def test_what_is_not_known_is_not_recomputed(axis: str, counts: dict[str, tuple[int, int]], day: dt.date) -> None:
    """Without a count, without a rule for a denominator of 0, or without rules for the year there is no check."""
    assert recomputed_score(axis, counts, day) is None


def test_the_basis_breaks_between_2025_and_2026() -> None:
    """Scores of December 2025 and of January 2026 are on different bases, those of 2024 and 2025 on one."""
    last, first = basis_on(dt.date(2025, 12, 31)), basis_on(dt.date(2026, 1, 1))

    assert last != first
    assert basis_on(FEBRUARY_2024) == last
    assert basis_name(first) == "Cổng DVCQG mới, cách tính từ năm 2026"


def test_before_the_decision_there_is_no_basis() -> None:
    """Before Quyết định 766 nothing is known of a basis."""
    assert basis_on(dt.date(2021, 1, 1)) == ""


def test_every_rule_says_where_it_is_from_and_how_certain_it_is() -> None:
    """No rule stands in the table without source and certainty."""
    assert [rule.name for rule in scoring_rules() if not (rule.source and rule.certainty)] == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("18;;;23/06/2022", "mười tám;;;23/06/2022", "dòng 4: không phải số. Thấy: “mười tám”"),
        ("18;;;23/06/2022", "18;;;2022-06-23", "dòng 4: không phải ngày. Thấy: “2022-06-23”"),
        ("18;;;23/06/2022", "18;;;", "dòng 4: cột “Từ ngày” không hợp lệ"),
        ("Trục;ckmb", "Cột;ckmb", "dòng 4: cột “Loại” không hợp lệ. Thấy: Cột"),
        ("Trục;ckmb", "Trục;;ckmb", "dòng 4: cần 13 ô. Thấy: 14 ô"),
        ("Loại;Mã", "Mã;Loại", "dòng 1: dòng tiêu đề không đúng"),
        ("31/12/2025;Báo", ";Báo", "hai quy tắc cùng hiệu lực một ngày"),
    ],
)
def test_a_slip_in_the_table_is_told(old: str, new: str, message: str) -> None:
    """A line that cannot be understood, or two rules for one day, stop with the line and what stands there."""
    assert old in rules_text()
    with pytest.raises(DataTableError, match=message):
        parse_rules(rules_text().replace(old, new, 1))


def test_a_rule_of_a_later_year_is_a_new_line() -> None:
    """A maximum that changes in 2027 is one line that ends and one that begins."""
    line = next(line for line in rules_text().splitlines() if line.startswith("Trục;ckmb"))
    ended = line.replace("23/06/2022;", "23/06/2022;31/12/2026", 1)
    begun = line.replace("18;;;23/06/2022", "16;;;01/01/2027", 1)
    rules = parse_rules(rules_text().replace(line, f"{ended}\n{begun}"))

    axis = [rule for rule in rules if rule.code == "ckmb"]
    assert [rule.points for rule in axis if rule.is_in_force(dt.date(2026, 12, 31))] == [18]
    assert [rule.points for rule in axis if rule.is_in_force(dt.date(2027, 1, 1))] == [16]
