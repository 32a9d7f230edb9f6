"""The checks on the real figures of Bình Định quý I/2024: what its reviewers found is found, and nothing false."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from decimal import Decimal

import pytest

from phuluc.checks import run_checks
from phuluc.checks.context import CheckContext
from phuluc.domain.figures import BookFigures
from phuluc.results import Finding

from .mutations import clean_book, with_figures
from .quarter_one import DATA, quarter_one

GROUPS = {None: "ca_tinh", "cap_tinh": "cap_tinh", "cap_huyen": "cap_huyen", "cap_xa": "cap_xa"}


@pytest.fixture(scope="module")
def figures() -> BookFigures:
    return quarter_one()


@pytest.fixture(scope="module")
def findings(figures: BookFigures) -> list[Finding]:
    return run_checks(figures)


def _published_places(figures: BookFigures, findings: list[Finding], code: str) -> set[tuple[str, str]]:
    places = {p.rate.where: (p.indicator, GROUPS[p.tier]) for p in figures.published}
    return {places[finding.where] for finding in findings if finding.code == code}


def _discrepancy(number: str) -> dict[str, str]:
    with (DATA / "discrepancies.csv").open(encoding="utf-8-sig", newline="") as file:
        return next(row for row in csv.DictReader(file) if row["id"] == f"binh_dinh_2024_q1-{number}")


@pytest.mark.parametrize("estimated", [True, False])
def test_nothing_false_of_severity_error(*, estimated: bool) -> None:
    """The published figures have their troubles, but none that may stop the annex."""
    assert [finding for finding in run_checks(quarter_one(estimated=estimated)) if finding.severity == "error"] == []


def test_fifteen_published_averages_no_rule_reproduces(figures: BookFigures, findings: list[Finding]) -> None:
    """E01: exactly the averages that the review could not reproduce are reported as unexplained."""
    listed = set(re.findall(r"(\w+)/(\w+) [\d,]+%", _discrepancy("E01")["evidence"]))

    assert len(listed) == 15
    assert _published_places(figures, findings, "so_cong_bo_khac") == listed


def test_every_published_average_is_judged_as_the_review_did(figures: BookFigures, findings: list[Finding]) -> None:
    """All 28 averages: right, explained by another rule, or unexplained."""
    unexplained = _published_places(figures, findings, "so_cong_bo_khac")
    explained = _published_places(figures, findings, "so_cong_bo_cach_tinh_khac")
    with (DATA / "averages_q1.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 28

    for row in rows:
        place, rules = (row["indicator_code"], row["tier"]), row["matching_rules"]
        right = rules == "ratio of sums" or rules.startswith("ratio of sums feasible")
        assert (place in unexplained) == (rules == "NONE"), place
        assert (place in explained) == (not right and rules != "NONE"), place


@pytest.mark.parametrize(
    ("indicator", "group", "rule"),
    [
        ("so_hoa", "cap_huyen", "cắt bớt chữ số thập phân thay vì làm tròn"),
        ("tttt_phat_sinh", "cap_xa", "cắt bớt chữ số thập phân thay vì làm tròn"),
        ("dvc_phat_sinh", "ca_tinh", "trung bình cộng tỷ lệ công bố của 3 cấp, cắt bớt chữ số thập phân"),
        ("tttt_phat_sinh", "ca_tinh", "trung bình cộng tỷ lệ công bố của 3 cấp"),
        ("khai_thac_su_dung_lai", "cap_tinh", "tính cả mẫu số của các dòng “-”"),
    ],
)
def test_the_rule_behind_a_published_average_is_named(
    figures: BookFigures, findings: list[Finding], indicator: str, group: str, rule: str
) -> None:
    """E05, E06: truncation, mean of the tiers, denominators of "-" rows."""
    where = next(p.rate.where for p in figures.published if (p.indicator, GROUPS[p.tier]) == (indicator, group))

    assert [finding.what.partition("khớp cách tính: ")[2] for finding in findings if finding.where == where] == [rule]


def test_the_two_impossible_averages_of_electronic_results(findings: list[Finding]) -> None:
    """E02, E03: 75,1 against 12467/12899 and 94,4 against 97408/101408."""
    found = {f.found: f.what for f in findings if f.code == "so_cong_bo_khac" and "Cấp kết quả điện tử" in f.what}

    assert "96,7% (12.467/12.899)" in found["75,1%"]
    assert "96,1% (97.408/101.408)" in found["94,4%"]


@pytest.mark.parametrize(("estimated", "code"), [(False, "mau_so_an"), (True, "mau_so_uoc_tinh")])
def test_the_seventeen_hidden_denominators(code: str, *, estimated: bool) -> None:
    """E07: 6 district and 11 commune rates of "khai thác" were divided by a number that is not printed."""
    found = [finding for finding in run_checks(quarter_one(estimated=estimated)) if finding.code == code]

    sheets = [finding.where.partition("!")[0] for finding in found]
    assert (sheets.count("Phụ lục 2"), sheets.count("Phụ lục 3"), len(sheets)) == (6, 11, 17)
    assert "6,7% ứng với mẫu số 1.038–1.052" in found[0].what


def test_targets_below_the_floor(findings: list[Finding]) -> None:
    """Khu kinh tế (89) and Tài nguyên và Môi trường (87) were given less than the declared 90."""
    found = [(f.what.partition(",")[0], f.found) for f in findings if f.code == "chi_tieu_duoi_muc_san"]

    assert found == [("Ban Quản lý Khu kinh tế tỉnh", "89%"), ("Sở Tài nguyên và Môi trường", "87%")]


def test_a_miss_that_whole_percents_would_hide(findings: list[Finding]) -> None:
    """Sở Tư pháp, 2850/2864 = 99,51 against 100: nothing is hidden at one decimal, but 100% would be at none."""
    found = [f for f in findings if f.code == "lam_tron_nguyen_che" and f.what.startswith("Sở Tư pháp")]

    assert [(f.found, "99,51%" in f.what) for f in found] == [("2.850/2.864", True)]
    assert not [f for f in findings if f.code == "lam_tron_che_chua_dat"]


def test_units_under_two_names(findings: list[Finding]) -> None:
    """Five agencies and nine districts are spelled differently in the two tables; footnote marks do not count."""
    found = [f.where.partition("!")[0] for f in findings if f.code == "don_vi_hai_ten"]

    assert (found.count("Phụ lục 1"), found.count("Phụ lục 2"), len(found)) == (5, 9, 14)


def test_attainment_of_the_quarter(figures: BookFigures) -> None:
    """Who missed what, judged on unrounded rates, as the review lists it."""
    missed: dict[str, list[str]] = {}
    attained: dict[str, list[str]] = {}
    for case in CheckContext(figures).cases:
        if case.measurement.attained is not None:
            group = attained if case.measurement.attained else missed
            group.setdefault(case.indicator.code, []).append(f"{case.annex.tier} {case.row.unit}")

    assert missed["ho_so_truc_tuyen"] == ["cap_tinh Sở Tư pháp"]
    assert missed["thanh_toan_truc_tuyen"] == [
        "cap_tinh Sở Thông tin và Truyền thông",
        "cap_huyen UBND huyện An Lão",
        "cap_huyen UBND huyện Tuy Phước",
    ]
    assert missed["so_hoa"] == ["cap_xa UBND huyện Vân Canh"]
    assert attained["khai_thac_su_dung_lai"] == [
        "cap_tinh Sở Giao thông vận tải",
        "cap_xa UBND huyện Tuy Phước",
        "cap_xa UBND thành phố Quy Nhơn",
        "cap_xa UBND thị xã Hoài Nhơn",
    ]
    assert len(missed["cap_ket_qua_dien_tu"]) == 33


def test_rounding_onto_the_target_is_a_miss() -> None:
    """279/466 of February, printed 60 against the target 60, is a miss that whole percents hide."""
    book = replace(clean_book(), digits=0)
    book = with_figures(book, "ho_so_truc_tuyen", target=Decimal(60), numerator=279, denominator=466, rate=Decimal(60))

    found = [finding for finding in run_checks(book) if finding.code == "lam_tron_che_chua_dat"]

    assert [(finding.found, "59,87%" in finding.what) for finding in found] == [("279/466", True)]
