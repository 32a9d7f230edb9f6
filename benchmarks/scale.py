"""Inputs at the size of the whole country: 3,321 communes (7/2025), seven indicators each."""

from __future__ import annotations

import csv
from pathlib import Path

from phuluc.domain.indicators import SEVEN_INDICATORS

COMMUNES = 3321


def commune(number: int) -> str:
    return f"UBND xã Bình Minh {number:04}"


def write_units(path: Path) -> None:
    _write(path, [("tier", "unit"), *(("cap_xa", commune(number)) for number in range(1, COMMUNES + 1))])


def write_figures(path: Path) -> None:
    """The figures in the long form that `phuluc import` reads; every numerator fits its denominator."""
    rows: list[tuple[object, ...]] = [
        ("period", "tier", "unit", "indicator", "target", "denominator", "numerator", "total_received")
    ]
    for number in range(1, COMMUNES + 1):
        received = 500 + number % 1000
        for place, indicator in enumerate(SEVEN_INDICATORS):
            numerator = received - (number * (place + 1)) % received
            figures = (indicator.code, indicator.central_target, received, numerator, received)
            rows.append(("quý I năm 2026", "cap_xa", commune(number), *figures))
    _write(path, rows)


def _write(path: Path, rows: list[tuple[object, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
