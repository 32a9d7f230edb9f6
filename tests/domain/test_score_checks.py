"""What is doubtful in scores: sums, maxima, ranks, imputed points."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from phuluc.domain.ranking import ranks
from phuluc.domain.score_checks import (
    IMPUTED_AXES,
    DoubtKind,
    above_maximum,
    axes_difference,
    misplaced_ranks,
    numbered_apart,
    snapshot_doubts,
    sum_tolerance,
)
from phuluc.domain.score_figures import ScoreSnapshot, ScoreTier, SlotInfo, SnapshotUnit, UnitScore
from phuluc.domain.scoring_rules import axis_maxima

MAXIMA = axis_maxima(None)


def score(total: str | None, *axes: str) -> UnitScore:
    codes = ("ckmb", "tdgq", "dvctt", "tttt", "mdsh", "mdhl")
    return UnitScore(None if total is None else Decimal(total), dict(zip(codes, map(Decimal, axes), strict=False)))


def unit(name: str, given_score: UnitScore, rank: int | None = None, tier: ScoreTier = "cap_xa") -> SnapshotUnit:
    return SnapshotUnit(name, name, "", tier, given_score, rank)


BINH_THANH = score("86.02", "17.6", "19.8", "6.9", "7.9", "22", "12.6")
HUNG_YEN = score("87.29", "15.7", "19.8", "8", "9", "16.9", "18")


def test_axes_of_binh_thanh_miss_their_total() -> None:
    """xã Bình Thành's axes add up to 86,8, which six roundings to one decimal cannot explain beside 86,02."""
    assert axes_difference(BINH_THANH) == Decimal("-0.78")
    assert sum_tolerance([BINH_THANH]) == Decimal("0.30")


def test_axes_of_hung_yen_miss_theirs_by_rounding_alone() -> None:
    """Hưng Yên's 87,4 beside 87,29 is rounding, and no doubt."""
    snapshot = ScoreSnapshot(SlotInfo(), (unit("UBND tỉnh Hưng Yên", HUNG_YEN, tier="toan_tinh"),))
    assert snapshot_doubts(snapshot, MAXIMA) == []


def test_with_two_decimals_a_hundredth_is_a_doubt() -> None:
    """The portal's axes add up exactly; one hundredth off is told with both figures."""
    snapshot = ScoreSnapshot(
        SlotInfo(), (unit("UBND xã A", score("91.71", "18", "19.81", "8.1", "8.55", "20.75", "16.49")),)
    )
    (doubt,) = snapshot_doubts(snapshot, MAXIMA)

    assert (doubt.kind, doubt.found, doubt.expected) == (DoubtKind.AXES_AND_TOTAL, "91,71", "91,7")


def test_a_missing_axis_is_no_difference() -> None:
    """Without one of the six axes, or without a total, there is nothing to compare."""
    assert axes_difference(score("50", "18", "20")) is None
    assert axes_difference(score(None, "18", "20", "12", "10", "22", "18")) is None


def test_values_above_the_maximum_are_named() -> None:
    """Points above the maximum of their axis, and a total above 100, are each named."""
    assert above_maximum(score("100.01", "18.01", "20", "12", "10", "22", "18"), MAXIMA) == ["ckmb", ""]
    assert above_maximum(score("100", "18", "20", "12", "10", "22", "18"), MAXIMA) == []


def test_imputed_points_are_noted_and_kept() -> None:
    """Six whole numbers that make 88 are what the portal gave to a unit without data."""
    imputed = UnitScore(Decimal(88), {code: Decimal(value) for code, value in IMPUTED_AXES.items()})
    doubts = snapshot_doubts(ScoreSnapshot(SlotInfo(), (unit("Sở Dân tộc và Tôn giáo", imputed),)), MAXIMA)

    assert [(doubt.kind, doubt.found) for doubt in doubts] == [(DoubtKind.IMPUTED, "88")]


@pytest.mark.parametrize(
    ("totals", "given_ranks", "wrong"),
    [
        (["93.03", "93.03", "90"], [1, 2, 3], []),
        (["93.03", "93.03", "90"], [1, 1, 3], []),
        (["93.03", "93.03", "90"], [1, 1, 2], [(2, "3")]),
        (["90", "95"], [1, 2], [(0, "2"), (1, "1")]),
        (["90", "95"], [37, 5], []),
        (["90", "95"], [5, 37], [(0, "")]),
        (["90", "95"], [5, 5], [(0, "")]),
        (["90", None, "80"], [1, None, 2], []),
    ],
)
def test_ranks_are_judged_as_the_source_counts(totals, given_ranks, wrong) -> None:
    """Equal totals may share a rank or be numbered on; a wider list may leave gaps; a wrong order is found."""
    values = [None if total is None else Decimal(total) for total in totals]
    assert misplaced_ranks(values, given_ranks) == wrong


@given(
    st.lists(st.integers(0, 30).map(Decimal), min_size=1), st.sampled_from(["chung", "lien-tiep"]), st.integers(1, 3)
)
def test_right_ranks_are_never_doubted(totals: list[Decimal], ties, gap: int) -> None:
    """Whatever the totals, ranks by either rule, over this list or a wider one, raise no doubt."""
    counted = [rank * gap for rank in ranks(totals, ties) if rank]
    assert misplaced_ranks(totals, counted) == []


def test_transparency_is_one_for_a_province() -> None:
    """Points of "công khai, minh bạch" that differ from what most units have are noted."""
    axes = ("20", "8", "8", "20", "18")
    units = [unit(f"UBND xã {name}", score(None, "11.79", *axes)) for name in "ABC"]
    units.append(unit("Thanh tra tỉnh", score(None, "5.79", *axes), tier="cap_tinh"))
    (doubt,) = snapshot_doubts(ScoreSnapshot(SlotInfo(), tuple(units)), MAXIMA)

    assert (doubt.kind, doubt.index, doubt.found, doubt.expected) == (DoubtKind.TRANSPARENCY, 3, "5,79", "11,79")


def test_lists_numbered_each_by_itself_are_not_apart() -> None:
    """Two lists that both begin with rank 1 are only strange where they claim to be parts of one."""
    agencies = [unit("Sở Y tế", score("90"), 1, "cap_tinh"), unit("Sở Nội vụ", score("80"), 2, "cap_tinh")]
    communes = [unit("UBND xã A", score("95"), 1), unit("UBND xã B", score("70"), 2)]
    assert numbered_apart(ScoreSnapshot(SlotInfo(), (*agencies, *communes))) is None

    wider = [unit("Sở Y tế", score("90"), 2, "cap_tinh"), unit("Sở Nội vụ", score("80"), 4, "cap_tinh")]
    communes = [unit("UBND xã A", score("95"), 1), unit("UBND xã B", score("70"), 4)]
    assert numbered_apart(ScoreSnapshot(SlotInfo(), (*wider, *communes))) == (1, 3)
