"""Lists of codes as workbooks: what they hold stays as it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from python_calamine import load_workbook

from phuluc.aggregate import sheets
from phuluc.aggregate.sheets import SheetFile

CODES = (
    'a&b<c>"d"',
    "dòng\nhai",
    "\x01đầu",
    "mã_x0041_",
    "_x",
    "  hai cách ",
    "=1+1",
    "H08.01-240105-0001",
)


def cells(path: Path) -> dict[str, list[list[object]]]:
    book = load_workbook(path)
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_texts_are_read_back_as_they_were(tmp_path: Path) -> None:
    """Marks of XML, ends of lines, what XML lacks and what looks like its spelling come back; nothing computes."""
    path = tmp_path / "mã.xlsx"
    with SheetFile(path) as file:
        assert file.table("Danh sách", ("Mã", "Số"), (20, 10), [(code, 7) for code in CODES]) == len(CODES)
    assert cells(path) == {"Danh sách": [["Mã", "Số"], *([code, 7.0] for code in CODES)]}


def test_a_list_too_long_for_a_sheet_goes_on_in_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each sheet has its header; no row is lost where one ends; a list that just fills a sheet starts no other."""
    monkeypatch.setattr(sheets, "MOST_ROWS", 3)
    path = tmp_path / "dài.xlsx"
    with SheetFile(path) as file:
        assert file.table("Bảy", ("Mã", "Số"), (20, 10), [(f"m{number}", number) for number in range(7)]) == 7
        assert file.table("Ba", ("Mã", "Số"), (20, 10), [(f"m{number}", number) for number in range(3)]) == 3
        assert file.table("Không", ("Mã", "Số"), (20, 10), []) == 0
    found = cells(path)
    assert {name: len(rows) - 1 for name, rows in found.items()} == {
        "Bảy": 3,
        "Bảy (2)": 3,
        "Bảy (3)": 1,
        "Ba": 3,
        "Không": 0,
    }
    assert all(rows[0] == ["Mã", "Số"] for rows in found.values())
    assert [row[0] for name in ("Bảy", "Bảy (2)", "Bảy (3)") for row in found[name][1:]] == [f"m{n}" for n in range(7)]
