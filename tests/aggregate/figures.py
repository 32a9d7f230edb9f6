"""What a workbook of figures says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl

from phuluc.aggregate.figures_file import FATE_NAMES


def sheet_rows(path: Path, sheet: str) -> list[tuple[Any, ...]]:
    book = openpyxl.load_workbook(path, read_only=True)
    try:
        return [tuple(row) for row in book[sheet].iter_rows(values_only=True)]
    finally:
        book.close()


def figures_of(path: Path) -> dict[tuple[str, str], tuple[int | None, int | None]]:
    """Denominator and numerator by unit and indicator."""
    return {(row[2], row[3]): (row[5], row[6]) for row in sheet_rows(path, "Số liệu")[1:]}


def received_of(path: Path) -> dict[str, int]:
    return {row[2]: row[7] for row in sheet_rows(path, "Số liệu")[1:]}


def fates_of(path: Path) -> dict[str, int]:
    """Rows by the name of what became of them; fates of no row are left out."""
    names = {name: fate.name for fate, name in FATE_NAMES.items()}
    rows = sheet_rows(path, "Chất lượng")
    return {names[row[0]]: row[1] for row in rows if row[0] in names and row[1]}


def rows_read(path: Path) -> int:
    return next(row[1] for row in sheet_rows(path, "Chất lượng") if row[0] == "Tổng số dòng đọc được:")
