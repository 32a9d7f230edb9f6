"""The checks find in the three documents what a careful reader found in them, and no error that is none."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from phuluc.actions.check import check_book
from phuluc.results import Finding

LISTED = Path(__file__).parents[1] / "data" / "discrepancies.csv"
#: By discrepancy: the check that finds it, and what the finding quotes.
FOUND = {
    "binh_phuoc_2025_w15-E01": ("loi_van_khac_bang", "100"),
    "binh_phuoc_2025_w15-E02": ("ngay_in_khac", "04/8/2025"),
    "binh_phuoc_2025_w15-E05": ("thieu_dau_cong", "5,18"),
    "binh_phuoc_2025_w15-E06": ("qua_han_bat_thuong", "204"),
    "hung_yen_2024_10-E01": ("tinh_dat_100_don_vi_chua", "100"),
    "hung_yen_2024_10-E05": ("dong_tinh_ngoai_khoang", "85,11"),
    "binh_thanh_2024_02-E01": ("tong_truc_khac_diem", "86,02"),
    "binh_thanh_2024_02-E02": ("bien_dong_truc_khac", "+4,06"),
    "binh_thanh_2024_02-E03": ("loi_van_khac_bang", "86,2"),
    "binh_thanh_2024_02-E04": ("ty_le_bo_phan_khac", "70,63"),
    "binh_thanh_2024_02-E05": ("tang_giam_in_khac", "-525%"),
    "binh_thanh_2024_02-E06": ("ty_le_in_khac", "1000%"),
    "binh_thanh_2024_02-E07": ("tang_giam_in_khac", "-0,13%"),
    "binh_thanh_2024_02-E08": ("tang_giam_in_khac", "-1,37%"),
    "binh_thanh_2024_02-E09": ("tang_giam_in_khac", "-1,2%"),
    "binh_thanh_2024_02-E10": ("hai_so_mot_chi_tieu", "91,4"),
    "binh_thanh_2024_02-E11": ("ngay_in_khac", "29/01/2024"),
    "binh_thanh_2024_02-E12": ("thu_tuc_nhieu_hon", "164"),
    "binh_thanh_2024_02-E13": ("ty_le_khong_the_co", "13,9"),
    "binh_thanh_2024_02-E14": ("qua_han_khong_khop", "-"),
    "binh_thanh_2024_02-E15": ("quy_mo_khac_ky_truoc", "104"),
    "binh_thanh_2024_02-E16": ("truc_khong_doi", "20,1"),
    "binh_thanh_2024_02-E20": ("dau_phan_cach_lan", "855,589"),
}
#: Listed too, but about words, numbering of sections, or figures the letter compares without error.
NOT_IN_FIGURES = {
    "binh_phuoc_2025_w15-E03",
    "binh_phuoc_2025_w15-E04",
    "binh_thanh_2024_02-E17",
    "binh_thanh_2024_02-E18",
    "binh_thanh_2024_02-E19",
    "hung_yen_2024_10-E02",
    "hung_yen_2024_10-E03",
    "hung_yen_2024_10-E04",
}
KINDS = {"binh_phuoc": "diem-tuan", "hung_yen": "diem-thang", "binh_thanh": "diem-xa"}


@pytest.fixture(scope="session")
def findings(books: dict[str, Path]) -> dict[str, list[Finding]]:
    return {kind: check_book(path) for kind, path in books.items()}


def kind_of(identifier: str) -> str:
    return next(kind for name, kind in KINDS.items() if identifier.startswith(name))


def test_every_listed_discrepancy_is_accounted_for() -> None:
    """Each entry of the list about these documents is found, or is not in the figures."""
    with LISTED.open(encoding="utf-8", newline="") as file:
        identifiers = [row["id"] for row in csv.DictReader(file)]
    listed = {identifier for identifier in identifiers if not identifier.startswith("binh_dinh")}
    assert listed == set(FOUND) | NOT_IN_FIGURES


@pytest.mark.parametrize("identifier", FOUND)
def test_a_discrepancy_is_found(identifier: str, findings: dict[str, list[Finding]]) -> None:
    """The finding is of the right check and quotes what stands in the document."""
    code, quoted = FOUND[identifier]
    assert any(finding.code == code and quoted in finding.found for finding in findings[kind_of(identifier)])


def test_errors_are_errors(findings: dict[str, list[Finding]]) -> None:
    """What is of severity error are the eight misprints of the documents, and nothing else."""
    errors = {
        kind: sorted(item.found for item in found if item.severity == "error") for kind, found in findings.items()
    }
    assert errors == {
        "diem-tuan": ["“100”"],
        "diem-thang": [],
        "diem-xa": sorted(["“1000%”", "“-525%”", "“-0,13%”", "“-1,37%”", "“1,37%”", "“-1,2%”", "“86,2”"]),
    }


def test_findings_lead_to_cells_of_the_book(findings: dict[str, list[Finding]], books: dict[str, Path]) -> None:
    """Each finding names a sheet of the book, and says in Vietnamese what to do."""
    for found in findings.values():
        assert all(finding.where.partition("!")[0] and finding.remedy and finding.what for finding in found)
    assert books.keys() == findings.keys()
