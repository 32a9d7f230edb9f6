"""Every check of the catalogue fires on the mutation made for it and is silent on the clean book."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from phuluc.checks import run_checks
from phuluc.checks.catalogue import CATALOGUE, CHECKS_BY_CODE
from phuluc.domain.figures import BookFigures, Entry, EntryFlaw, PublishedRate, StaleFormula
from phuluc.domain.values import NOT_APPLICABLE

from .mutations import (
    clean_book,
    not_offered,
    with_entries,
    with_figures,
    with_flaw,
    with_previous,
    with_printed,
    with_row,
    with_row_again,
    with_total,
    without_row,
)

Mutation = Callable[[BookFigures], BookFigures]


def _published(rate: str) -> Mutation:
    entry = Entry(Decimal(rate), float(rate), "Tổng hợp!K3")
    return lambda book: replace(book, published=(PublishedRate("cap_tinh", "tttt_phat_sinh", entry),))


def _total_received(table: int, count: int) -> Mutation:
    return lambda book: with_row(
        book, table, 1, lambda row: replace(row, total_received=row.total_received._replace(value=count))
    )


def _flaw(flaw: EntryFlaw, raw: object, value: int | None = None) -> Mutation:
    return lambda book: with_flaw(book, "dvc_phat_sinh", flaw=flaw, raw=raw, value=value)


def _estimated(book: BookFigures) -> BookFigures:
    return with_entries(book, "khai_thac_su_dung_lai", denominator_is_estimated=True)


def _payments_without_procedures(book: BookFigures) -> BookFigures:
    return not_offered(book, "tttt_phat_sinh")


# Payment procedures of the three agencies: 6/10, 9/9, 7/7, together 22/26 = 84,6 %, mean of rates 86,7 %
MUTATIONS: list[tuple[str, Mutation, str]] = [
    ("ty_le_in_khac", lambda b: with_printed(b, "ho_so_truc_tuyen", rate=Decimal("81.8")), "Tỷ lệ in!"),
    ("ty_le_khac_cong_thuc", lambda b: with_figures(b, "ho_so_truc_tuyen", rate=Decimal(99)), "Phụ lục 1!K9"),
    ("mau_so_an", lambda b: with_printed(b, "khai_thac_su_dung_lai", rate=Decimal("26.3")), "Phụ lục 1!J39"),
    ("mau_so_uoc_tinh", _estimated, "Phụ lục 1!I39"),
    (
        "lam_tron_che_chua_dat",
        lambda b: with_figures(b, "ho_so_truc_tuyen", unit=1, numerator=8332),  # 98,955 against 99
        "Phụ lục 1!K10",
    ),
    (
        "lam_tron_nguyen_che",
        lambda b: with_figures(b, "ho_so_truc_tuyen", unit=1, numerator=8300),  # 98,57 against 99
        "Phụ lục 1!K10",
    ),
    ("so_cong_bo_khac", _published("70"), "Tổng hợp!K3"),
    ("so_cong_bo_cach_tinh_khac", _published("86.7"), "Tổng hợp!K3"),
    ("dong_tong_khac", lambda b: with_total(b, "tttt_phat_sinh", "70"), "Phụ lục 1!G27"),
    ("dong_tong_khac", lambda b: with_total(b, "tttt_phat_sinh", "84.6", "Tổng cộng", numerator=21), "Phụ lục 1!F27"),
    ("dong_tong_cach_tinh_khac", lambda b: with_total(b, "tttt_phat_sinh", "86.7"), "Phụ lục 1!G27"),
    ("tu_so_lon_hon_mau_so", lambda b: with_figures(b, "tttt_phat_sinh", numerator=11), "Phụ lục 1!N9"),
    ("ket_qua_khong_mau_so", lambda b: with_figures(b, "tttt_phat_sinh", denominator=0), "Phụ lục 1!N9"),
    ("ket_qua_khong_mau_so", lambda b: with_figures(b, "tttt_phat_sinh", denominator=NOT_APPLICABLE), "Phụ lục 1!N9"),
    ("ket_qua_khong_mau_so", lambda b: with_figures(b, "tttt_phat_sinh", denominator=None), "Phụ lục 1!N9"),
    ("o_trong", lambda b: with_figures(b, "tttt_phat_sinh", numerator=None), "Phụ lục 1!N9"),
    (
        "o_trong",
        lambda b: with_figures(b, "tttt_phat_sinh", numerator=NOT_APPLICABLE, denominator=None),
        "Phụ lục 1!M9",
    ),
    ("thanh_toan_khong_thu_tuc", _payments_without_procedures, "Phụ lục 1!Q9"),
    ("mau_so_lon_hon_tiep_nhan", lambda b: with_figures(b, "thanh_toan_truc_tuyen", denominator=73), "Phụ lục 1!Q9"),
    (
        "thu_tuc_nhieu_hon_ho_so",
        lambda b: with_figures(b, "thanh_toan_truc_tuyen", numerator=5),  # 6 procedures with online payments
        "Phụ lục 1!N9",
    ),
    ("tong_tiep_nhan_lech", _total_received(2, 8421), "Phụ lục 1!C40"),
    ("thieu_chi_tieu", lambda b: with_figures(b, "so_hoa", target=None), "Phụ lục 1!D39"),
    ("chi_tieu_ngoai_khoang", lambda b: with_figures(b, "so_hoa", target=Decimal("100.5")), "Phụ lục 1!D39"),
    ("chi_tieu_ngoai_khoang", lambda b: with_figures(b, "so_hoa", target=Decimal(0)), "Phụ lục 1!D39"),
    ("chi_tieu_duoi_muc_san", lambda b: with_figures(b, "so_hoa", target=Decimal("89.9")), "Phụ lục 1!D39"),
    ("chi_tieu_thay_doi", lambda b: with_previous(b, "so_hoa", target=Decimal(97)), "Phụ lục 1!D39"),
    ("don_vi_trung", lambda b: with_row_again(b, 1), "Phụ lục 1!B31"),
    ("thieu_ten_don_vi", lambda b: with_row(b, 1, 2, lambda row: replace(row, name="", unit="")), "Phụ lục 1!B11"),
    ("don_vi_thieu_bang", lambda b: without_row(b, 2, 2), "Phụ lục 1!B11"),
    ("don_vi_hai_ten", lambda b: with_row(b, 2, 0, lambda r: replace(r, name="Ban Quản lý KKT tỉnh")), "Phụ lục 1!B39"),
    (
        "ten_trong_nguon_khac",
        lambda b: with_printed(b, "so_hoa", printed_name="Ban Quản lý KKT tỉnh (*)"),
        "Tỷ lệ in!",
    ),
    ("don_vi_vang", lambda b: with_previous(b, "so_hoa", unit="Sở Ngoại vụ", numerator=1), "Kỳ trước!E2"),
    ("don_vi_nguon_vang", lambda b: with_printed(b, "so_hoa", unit="Sở Ngoại vụ"), "Tỷ lệ in!"),
    ("chu_bang_ma_cu", lambda b: with_row(b, 1, 0, lambda r: replace(r, name="Së Y tÕ")), "Phụ lục 1!B9"),
    (
        "cong_thuc_giu_gia_tri_cu",
        lambda b: replace(
            b, stale=(StaleFormula("Phụ lục 1!F9", "=[1]Sheet1!A1", "công thức lấy số liệu từ tệp khác"),)
        ),
        "Phụ lục 1!F9",
    ),
    ("so_thu_tu_sai", lambda b: with_row(b, 1, 1, lambda row: replace(row, order=3)), "Phụ lục 1!B10"),
    ("luy_ke_giam", lambda b: with_previous(b, "so_hoa", numerator=73), "Phụ lục 1!F39"),
    (
        "luy_ke_giam",  # resolved dossiers are cumulative by definition, also between two quarters
        lambda b: with_previous(
            replace(b, settings={"ky_bao_cao": "quý II năm 2024"}),
            "cap_ket_qua_dien_tu",
            "quý I năm 2024",
            denominator=66,
        ),
        "Phụ lục 1!M39",
    ),
    ("thieu_ky_bao_cao", lambda b: replace(b, settings={"ky_bao_cao": " "}), "Thông tin"),
    ("so_dang_chu", _flaw(EntryFlaw.TEXT_NUMBER, "13", 13), "Phụ lục 1!F9"),
    ("khong_phai_so", _flaw(EntryFlaw.MALFORMED, "mười ba"), "Phụ lục 1!F9"),
    ("so_mo_ho", _flaw(EntryFlaw.AMBIGUOUS, "1.3"), "Phụ lục 1!F9"),
    ("so_am", _flaw(EntryFlaw.NEGATIVE, -13, -13), "Phụ lục 1!F9"),
    ("so_le", _flaw(EntryFlaw.NOT_WHOLE, 12.5), "Phụ lục 1!F9"),
    ("gia_tri_dung_sai", _flaw(EntryFlaw.BOOLEAN, True), "Phụ lục 1!F9"),
    ("o_bao_loi", _flaw(EntryFlaw.ERROR_VALUE, "#DIV/0!"), "Phụ lục 1!F9"),
]


def test_clean_book_has_no_findings() -> None:
    """Real figures without any of the known troubles give no finding at all."""
    assert run_checks(clean_book()) == []


@pytest.mark.parametrize(("code", "mutation", "where"), MUTATIONS, ids=[m[0] for m in MUTATIONS])
def test_each_check_fires_where_the_figures_were_spoiled(code: str, mutation: Mutation, where: str) -> None:
    """A minimal mutation gives a finding of its check, at the spoiled cell, with the catalogue's severity."""
    found = [finding for finding in run_checks(mutation(clean_book())) if finding.code == code]

    assert [finding.where.startswith(where) for finding in found] == [True]
    assert found[0].severity == CHECKS_BY_CODE[code].severity
    assert found[0].what
    assert found[0].found
    assert found[0].remedy


def test_every_check_has_a_mutation() -> None:
    """The table above covers the whole catalogue."""
    assert {code for code, _, _ in MUTATIONS} == {check.code for check in CATALOGUE}


def test_catalogue_codes_are_unique_ascii() -> None:
    """Codes are stable ASCII identifiers, each given once."""
    codes = [check.code for check in CATALOGUE]

    assert len(set(codes)) == len(codes)
    assert all(code.isascii() and code.isidentifier() for code in codes)


@pytest.mark.parametrize(
    "mutation",
    [
        lambda b: not_offered(not_offered(b, "tttt_phat_sinh"), "thanh_toan_truc_tuyen"),
        lambda b: with_figures(b, "cap_ket_qua_dien_tu", numerator=340, denominator=340),  # more than received
        lambda b: with_figures(b, "tttt_phat_sinh", unit=2, numerator=0),
        lambda b: with_total(b, "tttt_phat_sinh", "84.6", "Tổng cộng", numerator=22, denominator=26),
        lambda b: with_previous(b, "so_hoa", "tháng 12/2023", numerator=5000),
        lambda b: with_previous(
            replace(b, settings={"ky_bao_cao": "tháng 3 năm 2024"}), "ho_so_truc_tuyen", "tháng 02/2024", numerator=5000
        ),
        lambda b: with_entries(b, "so_hoa", rate=Entry(Decimal(100), "100%", "Phụ lục 1!G39")),
        lambda b: with_figures(b, "ho_so_truc_tuyen", rate=Decimal("81.94444444444444")),
        _published("84.6"),
    ],
    ids=[
        "no payments at all",
        "resolved dossiers exceed received",
        "nothing achieved is 0, not blank",
        "right totals",
        "another year",
        "another month of the year",
        "typed rate that is right",
        "unrounded formula",
        "right published total",
    ],
)
def test_what_is_in_order_stays_silent(mutation: Mutation) -> None:
    """Uncommon but correct figures give no finding."""
    assert run_checks(mutation(clean_book())) == []


def test_findings_are_sorted_by_place() -> None:
    """Findings come by annex, row and severity, those about other sheets last."""
    book = with_figures(with_figures(clean_book(), "so_hoa", unit=2, target=None), "so_hoa", numerator=999)
    book = with_previous(replace(book, settings={}), "so_hoa", unit="Sở Ngoại vụ")

    found = run_checks(with_figures(book, "dvc_phat_sinh", unit=1, numerator=99))

    assert [finding.where for finding in found] == [
        "Phụ lục 1!F10",
        "Phụ lục 1!F39",
        "Phụ lục 1!D41",
        "Kỳ trước!E2",
        "Thông tin",
    ]
