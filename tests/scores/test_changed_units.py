"""A unit that merged or was rearranged between the two days is not compared, unless the office says so."""

from __future__ import annotations

import csv
import shutil
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest

from phuluc.actions.check import check_book
from phuluc.actions.export_book import export_book
from phuluc.actions.import_figures import import_figures
from phuluc.actions.new_book import create_book
from phuluc.actions.next_period import start_next_period
from phuluc.actions.refresh import refresh_book
from phuluc.annexes.settings import excel_serial
from phuluc.book_port import Area
from phuluc.domain.unit_changes import MERGED, REARRANGED
from phuluc.results import ImportResult
from phuluc.workbook.file_book import FileBook

UNITS: Final = {
    ("cấp tỉnh", "Sở Tài chính"): ("70", "75"),
    ("cấp tỉnh", "Sở Y tế"): ("80", "79"),
    ("cấp xã", "UBND xã Tân Phú"): ("60", "65"),
}


def put_in(book: Path, folder: Path, slot: str, day: str) -> ImportResult:
    """Import the scores of a day."""
    source = folder / f"{slot}.csv"
    with source.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("ngày", "loại số liệu", "cơ sở tính", "cấp", "đơn vị", "nội dung", "giá trị"))
        for unit, scores in UNITS.items():
            writer.writerow((day, "trong kỳ", "2024", *unit, "điểm", scores[slot == "current"]))
    return import_figures(source, book, None, slot="current" if slot == "current" else "previous")


def made(folder: Path, before: str, now: str, place: str = "tỉnh Bình Minh") -> tuple[Path, ImportResult]:
    """A book with both slots, and what the second import said."""
    book = folder / "tuan.xlsx"
    create_book("diem-tuan", book, settings={"dia_danh": place})
    put_in(book, folder, "previous", before)
    return book, put_in(book, folder, "current", now)


@pytest.fixture(scope="module")
def across_march(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ImportResult]:
    """December 2024 against April 2025: agencies merged, communes did not."""
    return made(tmp_path_factory.mktemp("march"), "31/12/2024", "08/4/2025")


@pytest.fixture
def march(across_march: tuple[Path, ImportResult], tmp_path: Path) -> Path:
    return Path(shutil.copy(across_march[0], tmp_path / "tuan.xlsx"))


def cells(path: Path, *names: str) -> list[Any]:
    """The cells of columns of the agencies' and the communes' rows in turn."""
    book = FileBook.open(path)
    return [value for name in names for (value,) in book.values(book.names()[name])[1:-1]]


def agency_changes(path: Path) -> dict[str, Any]:
    return dict(zip(cells(path, "cap_tinh_don_vi"), cells(path, "cap_tinh_diem_tang_giam"), strict=True))


def say(path: Path, name: str, row: int, value: str | int) -> None:
    """Type into a cell of a column, or of "Thông tin" at row -1, then refresh."""
    book = FileBook.open(path)
    area = book.names()[name]
    at = area.top + 1 + row
    book.set_values(Area(area.sheet, at, area.left, at, area.left), [[value]])
    book.save(path)
    refresh_book(path, None)


def test_a_merged_agency_has_no_change(across_march: tuple[Path, ImportResult]) -> None:
    """Sở Tài chính took in another agency in March 2025: its cells say so, those of Sở Y tế have numbers."""
    book, imported = across_march
    assert agency_changes(book) == {"Sở Y tế": -1, "Sở Tài chính": MERGED}
    rows = [
        row
        for table in export_book(book)["tables"]
        for row in table["rows"]
        if row["unit"] in {name for _, name in UNITS}
    ]
    assert {row["unit"]: row["change"] for row in rows} == {
        "Sở Y tế": -1,
        "Sở Tài chính": None,
        "UBND xã Tân Phú": 5,
    }
    for role in ("diem_xu_huong", "doi_hang"):
        assert cells(book, f"cap_tinh_{role}")[1] == MERGED
    assert any("Sở Tài chính" in notice and "không so sánh" in notice for notice in imported.notices)
    assert [finding.found for finding in check_book(book) if finding.code == "don_vi_thay_doi"] == [MERGED]


def test_the_list_of_movements_leaves_it_out(across_march: tuple[Path, ImportResult]) -> None:
    """In Biến động and in the ranking the merged agency is not said to rise."""
    book = FileBook.open(across_march[0])
    listed = {row[2]: row[0] for row in book.values(book.names()["bien_dong_cap_tinh"]) if row[2]}
    assert listed == {"Sở Y tế": "Giảm", "Sở Tài chính": "Không so sánh"}
    ranked = {row[1]: row[5] for row in book.values(book.names()["xep_hang_cap_tinh"]) if row[1]}
    assert ranked == {"Sở Y tế": "giữ nguyên", "Sở Tài chính": MERGED}


def test_one_unit_is_compared_where_the_office_says_so(march: Path) -> None:
    """ "Vẫn so sánh" in its row brings the number back, also after a refresh, and the check asks for a note."""
    say(march, "cap_tinh_doi_don_vi", 1, "Vẫn so sánh")
    assert agency_changes(march)["Sở Tài chính"] == 5
    codes = {finding.code for finding in check_book(march)}
    assert "van_so_sanh" in codes
    assert "don_vi_thay_doi" not in codes


def test_all_are_compared_where_the_office_says_so(march: Path) -> None:
    """The override for another basis overrides this too."""
    say(march, "thong_tin_bo_qua_co_so", -1, "Có")
    assert agency_changes(march)["Sở Tài chính"] == 5


def test_the_office_may_know_of_more(march: Path) -> None:
    """A unit the office sets apart has no change either; its word goes with the row and ends with the period."""
    say(march, "cap_tinh_doi_don_vi", 0, "Không so sánh")
    assert agency_changes(march)["Sở Y tế"] == "Không so sánh"
    start_next_period(march, None)
    assert set(cells(march, "cap_tinh_doi_don_vi")) == {None}


def test_a_mark_goes_when_the_day_is_corrected(march: Path) -> None:
    """With a previous day after the merger the agency is compared."""
    say(march, "thong_tin_ngay_ky_truoc", -1, excel_serial(date(2025, 3, 31)))
    assert agency_changes(march)["Sở Tài chính"] == 5


def test_rearranged_communes_are_not_compared(tmp_path: Path) -> None:
    """Across 01/7/2025 no commune is compared with its namesake; nor is anything in the book of a merged province."""
    book, _ = made(tmp_path, "30/6/2025", "31/7/2025")
    assert cells(book, "cap_xa_diem_tang_giam") == [REARRANGED]
    assert agency_changes(book)["Sở Tài chính"] == 5
    say(book, "thong_tin_dia_danh", -1, "tỉnh Gia Lai")
    assert set(agency_changes(book).values()) == {MERGED}
    assert export_book(book)["comparable"] is False
