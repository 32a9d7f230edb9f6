"""Rankings by each criterion on the real figures of quý I/2024."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from phuluc.actions.ranking import UnknownCriterionError, rank_units
from phuluc.domain.figures import BookFigures, Entry, UnitRow
from phuluc.results import Ranking
from tests.checks.mutations import clean_book, not_offered, with_figures, with_row
from tests.checks.quarter_one import quarter_one


def _ranking(figures: BookFigures, criterion: str, *, ties: str = "chung", indicator: str | None = None) -> Ranking:
    return rank_units(figures, criterion, indicator=indicator, ties=ties)[0]


def _without_figures(figures: BookFigures, unit: int) -> BookFigures:
    def emptied(row: UnitRow) -> UnitRow:
        blank = {
            code: replace(
                entries,
                numerator=_blank(entries.numerator),
                denominator=_blank(entries.denominator),
                rate=_blank(entries.rate),
            )
            for code, entries in row.indicators.items()
        }
        return replace(row, indicators=blank, total_received=_blank(row.total_received))

    return with_row(with_row(figures, 1, unit, emptied), 2, unit, emptied)


def _blank(entry: Entry) -> Entry:
    return Entry(None, None, entry.where)


def test_tiers_are_ranked_apart() -> None:
    """Each tier has its own ranking, with every unit of its annex once."""
    rankings = rank_units(quarter_one(), "so_chi_tieu_dat", indicator=None, ties="chung")

    assert [(r.tier, len(r.rows), r.rows[0].rank) for r in rankings] == [
        ("cap_tinh", 18, 1),
        ("cap_huyen", 11, 1),
        ("cap_xa", 11, 1),
    ]


def test_attained_targets_with_shared_ranks() -> None:
    """Districts by attained targets: four share rank 2 in list order, the next is 6, and each says why."""
    rows = rank_units(quarter_one(), "so_chi_tieu_dat", indicator=None, ties="chung")[1].rows

    assert [(row.rank, row.score) for row in rows[:6]] == [(1, 5), (2, 4), (2, 4), (2, 4), (2, 4), (6, 3)]
    assert [row.unit for row in rows[1:5]] == [
        "UBND huyện Tây Sơn",
        "UBND thành phố Quy Nhơn",
        "UBND thị xã An Nhơn",
        "UBND thị xã Hoài Nhơn",
    ]
    assert rows[0].explanation == "Đạt 5/7 chỉ tiêu"
    assert rows[1].explanation == "Đạt 4/7 chỉ tiêu; đồng hạng, cùng 4 chỉ tiêu đạt"


def test_attained_targets_with_consecutive_ranks() -> None:
    """Equal numbers go by the share attained, then by the distance to the targets, then by the list."""
    rows = {row.unit: row for row in _ranking(quarter_one(), "so_chi_tieu_dat", ties="lien-tiep").rows}

    assert sorted(row.rank or 0 for row in rows.values()) == list(range(1, 19))
    assert rows["Sở Ngoại vụ"].rank == 10  # 4 of 4 before 4 of 7
    assert rows["Sở Tài chính"].explanation.endswith("xếp sau Sở Ngoại vụ theo thứ tự danh sách")
    assert rows["Sở Nông nghiệp và Phát triển nông thôn"].explanation == (
        "Đạt 4/7 chỉ tiêu; cùng 4 chỉ tiêu đạt, xếp sau Sở Tài chính vì phần chỉ tiêu đạt nhỏ hơn"
    )
    assert rows["Sở Du lịch"].explanation.endswith("vì khoảng cách bình quân đến chỉ tiêu kém hơn")


def test_rate_of_one_indicator() -> None:
    """Units are ordered by the exact rate of the indicator; those with "-" follow unranked."""
    ranking = _ranking(quarter_one(), "ty_le_chi_tieu", indicator="khai_thac_su_dung_lai")

    assert ranking.criterion_label == "Tỷ lệ Khai thác, sử dụng lại"
    assert ranking.rows[0].unit == "Sở Giao thông vận tải"
    assert (ranking.rows[0].score, ranking.rows[0].explanation) == (80.4, "80,4% (4.081/5.074)")
    assert [(row.rank, row.unit, row.score, row.explanation) for row in ranking.rows[15:]] == [
        (None, unit, None, "Không thuộc diện (“-”)") for unit in ("Sở Ngoại vụ", "Sở Nội vụ", "Sở Tài chính")
    ]


def test_own_denominator_of_reuse_counts() -> None:
    """ "Khai thác" of the communes is ranked on the denominators that qualify, not on all that was received."""
    communes = rank_units(quarter_one(), "ty_le_chi_tieu", indicator="khai_thac_su_dung_lai", ties="chung")[2]

    assert [(row.unit, row.score) for row in communes.rows[:3]] == [
        ("UBND thành phố Quy Nhơn", 85.9),
        ("UBND thị xã Hoài Nhơn", 85.7),
        ("UBND huyện Tuy Phước", 81.1),
    ]


def test_mean_distance_to_targets() -> None:
    """The mean of rate − target over the indicators that have both, exact; equal to the eye is not a tie."""
    rows = {row.unit: row for row in _ranking(quarter_one(), "khoang_cach_chi_tieu").rows}

    assert rows["Sở Ngoại vụ"].rank == rows["Sở Tài chính"].rank == 6
    assert "đồng hạng" in rows["Sở Tài chính"].explanation
    planning = rows["Sở Kế hoạch và Đầu tư"]
    assert (planning.rank, planning.score) == (8, 0.0)
    assert planning.explanation.endswith("; thấp hơn Sở Tài chính khi chưa làm tròn")


@pytest.mark.parametrize("criterion", ["so_chi_tieu_dat", "khoang_cach_chi_tieu", "ty_le_chi_tieu"])
@pytest.mark.parametrize("ties", ["chung", "lien-tiep"])
def test_units_without_figures_come_last(criterion: str, ties: str) -> None:
    """A unit without figures stands last, unranked, and takes no rank from the others."""
    book = _without_figures(clean_book(), 0)

    rows = _ranking(book, criterion, ties=ties, indicator="dvc_phat_sinh").rows

    assert (rows[-1].rank, rows[-1].unit, rows[-1].score) == (None, "Ban Quản lý Khu kinh tế tỉnh", None)
    assert rows[-1].explanation == "Chưa có số liệu"
    assert {row.rank for row in rows[:-1]} <= {1, 2}


def test_what_is_not_offered_is_not_held_against_a_unit() -> None:
    """ "-" leaves the number of attained targets alone and lowers only what it is counted out of."""
    before = {row.unit: row for row in _ranking(clean_book(), "so_chi_tieu_dat").rows}
    after = {row.unit: row for row in _ranking(not_offered(clean_book(), "tttt_phat_sinh"), "so_chi_tieu_dat").rows}

    unit = "Ban Quản lý Khu kinh tế tỉnh"  # 6/10 missed its target
    assert (before[unit].explanation, after[unit].explanation) == ("Đạt 4/7 chỉ tiêu", "Đạt 4/6 chỉ tiêu")


def test_attainment_is_judged_before_rounding() -> None:
    """99,96 against 100 is shown as 100 but not counted as attained."""
    book = with_figures(clean_book(), "cap_ket_qua_dien_tu", target=Decimal(100), numerator=4668, denominator=4670)
    row = next(row for row in _ranking(book, "so_chi_tieu_dat").rows if row.unit.startswith("Ban Quản lý"))

    assert row.explanation.startswith("Đạt 4/7")


@pytest.mark.parametrize(
    ("criterion", "ties", "indicator"),
    [("diem", "chung", None), ("so_chi_tieu_dat", "ngau-nhien", None), ("ty_le_chi_tieu", "chung", "abc")],
)
def test_unknown_choices_are_named(criterion: str, ties: str, indicator: str | None) -> None:
    """An unknown criterion, way with ties or indicator is refused with the choices there are."""
    with pytest.raises(UnknownCriterionError, match="Chọn một trong"):
        rank_units(clean_book(), criterion, indicator=indicator, ties=ties)


def test_labels_are_understood_as_keys() -> None:
    """What "Thông tin" offers as choices is understood like the keys."""
    by_label = rank_units(
        clean_book(),
        "Tỷ lệ của một chỉ tiêu",
        indicator="Số hóa hồ sơ",
        ties="Liên tiếp (1, 2, 3, 4)",
    )

    assert by_label == rank_units(clean_book(), "ty_le_chi_tieu", indicator="so_hoa", ties="lien-tiep")
