"""Two periods compared: changes, groups, ranks, bands, and what must not be compared."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from phuluc.domain.data_table import DataTableError
from phuluc.domain.score_comparison import (
    ComparisonFlag,
    UnitComparison,
    band_counts,
    compare_tier,
    highest,
    lowest,
    trend_groups,
)
from phuluc.domain.score_figures import ScoreSnapshot, ScoreTier, SlotInfo, SnapshotUnit, UnitScore
from phuluc.domain.unit_changes import CHANGES_FILE, changes_between, parse_changes, unit_changes
from phuluc.functions import INDICATOR_RANK, RANK_CHANGE

MARCH, APRIL = SlotInfo(as_of=dt.date(2025, 3, 27)), SlotInfo(as_of=dt.date(2025, 4, 8))
#: Bình Phước's agencies on 27/3/2025 and 08/4/2025, as its notice lists them.
BINH_PHUOC = {
    "Sở Nội vụ": ("90.41", "95.59"),
    "Sở Xây dựng": ("90", "92.72"),
    "Ban Quản lý Khu kinh tế tỉnh": ("91.53", "88.22"),
    "Sở Y tế": ("88.6", "87.17"),
    "Sở Khoa học và Công nghệ": ("87.58", "86.73"),
    "Sở Văn hóa, Thể thao và Du lịch": ("89.96", "86.57"),
    "Sở Công Thương": ("88.6", "85.09"),
    "Sở Tư pháp": ("88.27", "82.3"),
    "Sở Nông nghiệp và Môi trường": ("84.61", "79.94"),
    "Sở Giáo dục và Đào tạo": ("80.31", "76.09"),
    "Sở Tài chính": ("65.21", "62.29"),
    "Sở Ngoại vụ": (None, None),
}


def snapshot(info: SlotInfo, totals: dict[str, str | None], tier: ScoreTier = "cap_tinh") -> ScoreSnapshot:
    units = [
        SnapshotUnit(name, name, "", tier, UnitScore(None if total is None else Decimal(total)))
        for name, total in totals.items()
    ]
    return ScoreSnapshot(info, tuple(units))


def compared(
    before: SlotInfo, after: SlotInfo, *names: str, tier: ScoreTier = "cap_tinh"
) -> tuple[UnitComparison, ...]:
    return compare_tier(
        snapshot(before, dict.fromkeys(names, "60"), tier), snapshot(after, dict.fromkeys(names, "70"), tier), tier
    )


@pytest.fixture
def binh_phuoc() -> tuple[UnitComparison, ...]:
    before = snapshot(MARCH, {name: scores[0] for name, scores in BINH_PHUOC.items()})
    after = snapshot(APRIL, {name: scores[1] for name, scores in BINH_PHUOC.items()})
    return compare_tier(before, after, "cap_tinh")


def test_changes_of_binh_phuoc(binh_phuoc) -> None:
    """The changes its notice prints follow from the two snapshots, and nothing stands against comparing them."""
    printed = ["5.18", "2.72", "-3.31", "-1.43", "-0.85", "-3.39", "-3.51", "-5.97", "-4.67", "-4.22", "-2.92", None]

    assert [unit.change for unit in binh_phuoc] == [None if text is None else Decimal(text) for text in printed]
    assert all(unit.flags == frozenset() for unit in binh_phuoc)
    assert (binh_phuoc[0].previous_rank, binh_phuoc[0].rank, binh_phuoc[0].rank_change) == (2, 1, 1)


def test_groups_are_ordered_by_size(binh_phuoc) -> None:
    """Rising and falling units come with the largest change first; a unit without data is in neither."""
    groups = trend_groups(binh_phuoc)

    assert [unit.unit for unit in groups.rising] == ["Sở Nội vụ", "Sở Xây dựng"]
    assert [unit.unit for unit in groups.falling][:3] == [
        "Sở Tư pháp",
        "Sở Nông nghiệp và Môi trường",
        "Sở Giáo dục và Đào tạo",
    ]
    assert [unit.unit for unit in groups.not_compared] == ["Sở Ngoại vụ"]


def test_bands_and_ends() -> None:
    """Two agencies of Bình Phước are excellent, six good, two fair, one average; the ends are those of the ranking."""
    after = snapshot(APRIL, {name: scores[1] for name, scores in BINH_PHUOC.items()})
    counts = band_counts([unit.score.total for unit in after.units], dt.date(2025, 4, 8))

    assert counts == (("Xuất sắc", 2), ("Tốt", 6), ("Khá", 2), ("Trung bình", 1), ("Yếu", 0))
    assert [unit.unit for unit in highest(after.units, 2)] == ["Sở Nội vụ", "Sở Xây dựng"]
    assert [unit.unit for unit in lowest(after.units, 2)] == ["Sở Tài chính", "Sở Giáo dục và Đào tạo"]


@pytest.mark.parametrize(
    ("before", "after", "flag"),
    [
        (SlotInfo(basis="2024"), SlotInfo(basis="2026"), ComparisonFlag.OTHER_BASIS),
        (SlotInfo(as_of=dt.date(2025, 12, 31)), SlotInfo(as_of=dt.date(2026, 1, 31)), ComparisonFlag.OTHER_BASIS),
        (SlotInfo(semantics="lũy kế"), SlotInfo(semantics="trong kỳ"), ComparisonFlag.OTHER_SEMANTICS),
    ],
)
def test_what_is_not_the_same_thing_has_no_change(before: SlotInfo, after: SlotInfo, flag: ComparisonFlag) -> None:
    """Across a change of the basis, or of the kind of value, there is a flag and no number, unless it is overridden."""
    snapshots = snapshot(before, {"Sở Y tế": "86.49"}), snapshot(after, {"Sở Y tế": "62.59"})
    (unit,) = compare_tier(*snapshots, "cap_tinh")
    (overridden,) = compare_tier(*snapshots, "cap_tinh", override=frozenset({flag}))

    assert (unit.change, unit.trend, unit.rank_change, unit.flags) == (None, None, None, {flag})
    assert (overridden.change, overridden.trend, overridden.flags) == (Decimal("-23.90"), "giam", {flag})


def test_a_merged_agency_is_not_compared_with_its_namesake() -> None:
    """Sở Tài chính after March 2025 is not Sở Tài chính of 2024, Sở Y tế is Sở Y tế."""
    before, after = SlotInfo(as_of=dt.date(2024, 10, 31)), SlotInfo(as_of=dt.date(2025, 4, 8))
    finance, health = compared(before, after, "Sở Tài chính", "Sở Y tế")

    assert (finance.change, finance.flags) == (None, {ComparisonFlag.MERGED})
    assert (health.change, health.flags) == (Decimal(10), frozenset())


def test_within_one_generation_the_same_agency_is_compared() -> None:
    """Two dates after the merger are of one agency."""
    (finance,) = compared(MARCH, APRIL, "Sở Tài chính")
    assert finance.change == Decimal(10)


def test_communes_before_and_after_july_2025_are_not_compared() -> None:
    """Every commune was rearranged on 01/7/2025; its name alone proves nothing."""
    days = [SlotInfo(as_of=dt.date(2025, month, 30)) for month in (6, 7, 8)]
    (across,) = compared(days[0], days[1], "UBND xã Bình Thành", tier="cap_xa")
    (within,) = compared(days[1], days[2], "UBND xã Bình Thành", tier="cap_xa")

    assert (across.change, ComparisonFlag.MERGED in across.flags) == (None, True)
    assert (within.change, within.flags) == (Decimal(10), frozenset())


def test_a_renamed_province_is_followed_to_its_new_name() -> None:
    """UBND tỉnh Đồng Nai of 2025 is UBND thành phố Đồng Nai of 2026, and said to be renamed."""
    before, after = (SlotInfo(as_of=dt.date(year, 10, 10), basis="2026") for year in (2025, 2026))
    (unit,) = compare_tier(
        snapshot(before, {"UBND tỉnh Đồng Nai": "60"}, "toan_tinh"),
        snapshot(after, {"UBND thành phố Đồng Nai": "67.48"}, "toan_tinh"),
        "toan_tinh",
    )
    assert (unit.change, unit.flags) == (Decimal("7.48"), {ComparisonFlag.RENAMED})


def test_ranks_of_lists_of_other_length_are_not_compared() -> None:
    """22 of 23 and 8 of 15 are no 14 places; the scores are compared all the same."""
    before = snapshot(MARCH, {"Sở Y tế": "80", "Sở Nội vụ": "90", "Sở Tư pháp": "85"})
    after = snapshot(APRIL, {"Sở Y tế": "95", "Sở Nội vụ": "90"})
    health, _, justice = compare_tier(before, after, "cap_tinh")

    assert (health.change, health.rank_change) == (Decimal(15), None)
    assert health.flags == {ComparisonFlag.OTHER_LENGTH}
    assert (justice.current, justice.flags) == (None, {ComparisonFlag.OTHER_LENGTH, ComparisonFlag.NO_CURRENT})


def test_a_new_unit_is_said_to_be_new() -> None:
    """A unit that the previous period lacks has no change."""
    (unit,) = compare_tier(snapshot(MARCH, {}), snapshot(APRIL, {"Sở Y tế": "80"}), "cap_tinh")
    assert ComparisonFlag.NO_PREVIOUS in unit.flags
    assert unit.trend is None


def test_units_that_code_and_name_tell_apart_are_doubtful() -> None:
    """Where the code points to one unit and the name to another, nothing is compared and that is said."""
    before, after = (snapshot(slot, {"UBND xã A": "60", "UBND xã B": "70"}, "cap_xa") for slot in (MARCH, APRIL))
    coded = replace(before, units=tuple(replace(u, code=c) for u, c in zip(before.units, "12", strict=True)))
    crossed = replace(after, units=tuple(replace(u, code=c) for u, c in zip(after.units, "21", strict=True)))
    found = compare_tier(coded, crossed, "cap_xa")

    assert [unit.change for unit in found] == [None] * 4
    assert all(ComparisonFlag.DOUBTFUL_PARTNER in unit.flags for unit in found[:2])


SCORES = st.one_of(st.none(), st.integers(0, 10_000).map(lambda hundredths: f"{Decimal(hundredths) / 100}"))
LISTS = st.dictionaries(st.sampled_from([f"Sở {number}" for number in range(8)]), SCORES)


@settings(max_examples=150)
@given(LISTS, LISTS)
def test_comparison_is_antisymmetric_and_complete(first, second) -> None:
    """Turned round every change changes its sign; every unit is in one group; ranks are those of INDICATOR_RANK."""
    there = compare_tier(snapshot(MARCH, first), snapshot(APRIL, second), "cap_tinh")
    back = compare_tier(snapshot(APRIL, second), snapshot(MARCH, first), "cap_tinh")
    changes = {unit.unit: (unit.change, unit.rank_change) for unit in there}

    assert changes == {
        unit.unit: tuple(None if value is None else -value for value in (unit.change, unit.rank_change))
        for unit in back
    }
    assert sorted(changes) == sorted({*first, *second})
    groups = trend_groups(there)
    grouped = [*groups.rising, *groups.falling, *groups.unchanged, *groups.not_compared]
    assert sorted(unit.unit for unit in grouped) == sorted(changes)
    for group in (groups.rising, groups.falling):
        sizes = [abs(unit.change) for unit in group]
        assert sizes == sorted(sizes, reverse=True)
    column = [[None if total is None else float(total)] for total in second.values()]
    for unit in there:
        if unit.unit in second:
            total = second[unit.unit]
            expected = INDICATOR_RANK(None if total is None else float(total), column)
            assert ("-" if unit.rank is None else unit.rank) == expected
        if unit.rank_change is not None:
            steps = abs(unit.rank_change)
            told = f"tăng {steps} bậc" if unit.rank_change > 0 else f"giảm {steps} bậc" if steps else "giữ nguyên"
            assert RANK_CHANGE(unit.rank, unit.previous_rank) == told


def test_names_in_the_table_of_changes_are_canonical() -> None:
    """Every name of the table is the one under which units are known, or no unit would be found in it."""
    from phuluc.domain.units import canonical_name  # noqa: PLC0415

    names = {name for change in unit_changes() for name in (change.old, change.new)} - {"*"}
    assert {name for name in names if canonical_name(name) != name} == set()
    assert len(changes_between("toan_tinh", dt.date(2025, 6, 30), dt.date(2025, 7, 1)).merged) == 23


def test_a_slip_in_the_table_of_changes_is_told() -> None:
    """A line without a day stops with its line."""
    text = "Loại;Đơn vị cũ;Đơn vị mới;Cấp;Từ ngày;Nguồn;Độ chắc chắn\nĐổi tên;A;B;cap_xa;;x;y\n"
    with pytest.raises(DataTableError, match=f"{CHANGES_FILE}, dòng 2: cột “Từ ngày” không hợp lệ"):
        parse_changes(text)
