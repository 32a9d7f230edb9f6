"""Inputs at the size of a province (135 communes) and of the whole country (3,321), since 7/2025; seven indicators."""

from __future__ import annotations

import csv
from pathlib import Path

from phuluc.domain.indicators import SEVEN_INDICATORS

PROVINCE = 135
COUNTRY = 3321
_HEADER = ("period", "tier", "unit", "indicator", "target", "denominator", "numerator", "total_received")


def commune(number: int) -> str:
    return f"UBND xã Bình Minh {number:04}"


def counts(number: int) -> dict[str, tuple[int, int]]:
    """Numerator and denominator by indicator, as a commune's annex has them; every third gives rise to a finding."""
    received = 500 + number % 1000
    services, procedures, paying = 60 + number % 40, 20 + number % 15, 100 + received // 3
    paid = 5 if number % 3 == 0 else paying - number % 80
    return {
        "dvc_phat_sinh": (services - number % 9, services),
        "ho_so_truc_tuyen": (received - number % 300, received),
        "tttt_phat_sinh": (procedures - number % 6, procedures),
        "thanh_toan_truc_tuyen": (paid, paying),
        "so_hoa": (received - number % 97, received),
        "khai_thac_su_dung_lai": (received - number % 211, received),
        "cap_ket_qua_dien_tu": (received - number % 5, received + number % 7),
    }


def write_units(path: Path, communes: int) -> None:
    _write(path, [("tier", "unit"), *(("cap_xa", commune(number)) for number in range(1, communes + 1))])


def write_figures(path: Path, communes: int, period: str = "quý I năm 2026") -> None:
    """The figures in the long form that `phuluc import` reads."""
    rows: list[tuple[object, ...]] = [_HEADER]
    for number in range(1, communes + 1):
        received = counts(number)["ho_so_truc_tuyen"][1]
        for indicator in SEVEN_INDICATORS:
            numerator, denominator = counts(number)[indicator.code]
            target = max(indicator.central_target, indicator.floor or 0)
            figures = (indicator.code, target, denominator, numerator, received)
            rows.append((period, "cap_xa", commune(number), *figures))
    _write(path, rows)


def _write(path: Path, rows: list[tuple[object, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
