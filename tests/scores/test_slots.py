"""The two slots of a book: Kỳ mới between them, and what must not be compared."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from phuluc.actions.check import check_book
from phuluc.actions.export_book import export_book
from phuluc.actions.import_figures import import_figures
from phuluc.actions.new_book import create_book
from phuluc.actions.next_period import NothingToCloseError, start_next_period
from phuluc.actions.refresh import refresh_book
from phuluc.book_port import Area
from phuluc.workbook.file_book import FileBook
from tests.score_documents import EXAMPLES

WEEK = EXAMPLES / "diem-tuan" / "diem_tuan_binh_phuoc_2025_04_08.csv"


@pytest.fixture
def week(books: dict[str, Path], tmp_path: Path) -> Path:
    return Path(shutil.copy(books["diem-tuan"], tmp_path / "tuan.xlsx"))


def put(path: Path, **settings: Any) -> None:
    """Type into entries of "Thông tin", then refresh."""
    book = FileBook.open(path)
    for key, value in settings.items():
        book.set_values(book.names()[f"thong_tin_{key}"], [[value]])
    book.save(path)
    refresh_book(path, None)


def cells(path: Path, name: str) -> list[Any]:
    book = FileBook.open(path)
    return [value for (value,) in book.values(book.names()[name])[1:-1]]


def setting(path: Path, key: str) -> Any:
    book = FileBook.open(path)
    return book.values(book.names()[f"thong_tin_{key}"])[0][0]


def test_a_new_period_moves_the_current_slot(week: Path) -> None:
    """Current scores become previous ones, inputs, the list of overdue dossiers and what was printed are emptied."""
    now = cells(week, "cap_tinh_diem_nay")

    result = start_next_period(week, None)

    assert cells(week, "cap_tinh_diem_truoc") == now
    assert set(cells(week, "cap_tinh_diem_nay")) == {None}
    assert set(cells(week, "cap_tinh_diem_tang_giam")) == {""}
    assert set(cells(week, "chi_so_ty_le_nay")) == {None}
    assert cells(week, "chi_so_ty_le_truoc")[0] == 13.76
    assert cells(week, "cap_tinh_don_vi")[0] == "Sở Nội vụ"
    for name in ("qua_han_bang", "doi_chieu_bang"):
        book = FileBook.open(week)
        inner = book.values(book.names()[name])[1:-1]
        assert {cell for row in inner for cell in row} == {None}
    assert (setting(week, "hang_truoc"), setting(week, "hang_nay")) == (20, None)
    assert (setting(week, "ky_truoc"), setting(week, "ngay_ky_nay")) == ("tuần thứ 15, tháng 4/2025", None)
    assert setting(week, "co_so_nay") == setting(week, "co_so_truoc") != ""
    assert result.previous_period == "tuần thứ 15, tháng 4/2025"
    assert any("Gõ tên kỳ mới" in notice for notice in result.notices)


def test_the_month_goes_on(books: dict[str, Path], tmp_path: Path) -> None:
    """After tháng 10/2024 comes tháng 11/2024; the axes and the components move too."""
    book = tmp_path / "thang.xlsx"
    result = start_next_period(books["diem-thang"], book)
    assert result.period == setting(book, "ky_bao_cao") == "tháng 11/2024"
    assert cells(book, "ket_qua_ban_sao_truoc")[0] == 310_630
    assert cells(book, "truc_diem_truoc")[0] == 15.7
    assert set(cells(book, "thanh_phan_tien_do_nay")) == {None}


def test_a_commune_keeps_the_formulas_of_its_rates(books: dict[str, Path], tmp_path: Path) -> None:
    """Rates of pairs come back as formulas: a new pair has its rate at once."""
    book = tmp_path / "xa.xlsx"
    start_next_period(books["diem-xa"], book)
    assert cells(book, "noi_dung_so_lieu_truoc")[1] == "1731/1731"
    assert cells(book, "noi_dung_ty_le_truoc")[1] == 100
    file = FileBook.open(book)
    area = file.names()["noi_dung_so_lieu_nay"]
    file.set_values(Area(area.sheet, area.top + 2, area.left, area.top + 2, area.left), [["1700/1731"]])
    file.save(book)
    refresh_book(book, None)
    assert cells(book, "noi_dung_ty_le_nay")[1] == 98.21
    assert cells(book, "noi_dung_ty_le_tang_giam")[1] == -1.79


def test_an_empty_slot_is_not_closed(tmp_path: Path) -> None:
    """Without figures of the present period the previous ones stay."""
    book = tmp_path / "tuan.xlsx"
    create_book("diem-tuan", book, settings={"mo_hinh": "3 cấp"})
    import_figures(EXAMPLES / "diem-tuan" / "diem_tuan_binh_phuoc_2025_03_27.csv", book, None, slot="previous")
    before = book.read_bytes()
    with pytest.raises(NothingToCloseError):
        start_next_period(book, None)
    assert book.read_bytes() == before


@pytest.mark.parametrize(
    "apart",
    [{"co_so_nay": "2026"}, {"loai_so_lieu_nay": "trong kỳ"}],
    ids=["another basis", "another kind of figures"],
)
def test_slots_apart_are_not_compared(week: Path, apart: dict[str, str]) -> None:
    """Changes, trends and places gained say why there is none; the export has null; the check tells."""
    put(week, **apart)

    for role in ("diem_tang_giam", "diem_xu_huong", "doi_hang"):
        assert set(cells(week, f"cap_huyen_{role}")) == {"Không cùng cơ sở tính"}
    assert set(cells(week, "cap_tinh_diem_tang_giam")[-2:]) == {"-"}
    exported = export_book(week)
    assert exported["comparable"] is False
    assert {row["change"] for table in exported["tables"] for row in table["rows"]} == {None}
    assert "khac_co_so_tinh" in {finding.code for finding in check_book(week)}


def test_slots_apart_are_compared_where_the_office_wants_it(week: Path) -> None:
    """With the override everything is computed, and the check asks for a note."""
    changes = cells(week, "cap_huyen_diem_tang_giam")
    put(week, co_so_nay="2026", bo_qua_co_so="Có")
    assert cells(week, "cap_huyen_diem_tang_giam") == changes
    codes = {finding.code for finding in check_book(week)}
    assert "van_so_sanh" in codes
    assert "khac_co_so_tinh" not in codes


def test_a_row_moves_to_its_place(week: Path) -> None:
    """A score that changes takes its unit, with both slots, to where it belongs."""
    file = FileBook.open(week)
    area = file.names()["cap_tinh_diem_nay"]
    file.set_values(Area(area.sheet, area.top + 11, area.left, area.top + 11, area.left), [[93]])
    file.save(week)

    refresh_book(week, None)

    assert cells(week, "cap_tinh_don_vi")[:3] == ["Sở Nội vụ", "Sở Tài chính", "Sở Xây dựng"]
    assert cells(week, "cap_tinh_diem_truoc")[1] == 65.21
    assert cells(week, "cap_tinh_tt") == list(range(1, 14))


def test_rows_stay_where_the_office_wants_them(week: Path) -> None:
    """With "Giữ thứ tự đang có" a refresh ranks and does not sort."""
    put(week, thu_tu_in="Giữ thứ tự đang có")
    file = FileBook.open(week)
    area = file.names()["cap_tinh_diem_nay"]
    file.set_values(Area(area.sheet, area.top + 11, area.left, area.top + 11, area.left), [[93]])
    file.save(week)
    refresh_book(week, None)
    assert cells(week, "cap_tinh_don_vi")[10] == "Sở Tài chính"
    assert cells(week, "cap_tinh_hang")[10] == 2


def test_formulas_of_staff_are_not_torn_apart(week: Path) -> None:
    """Where a score is a formula of staff the rows stay, and the refresh says so."""
    file = FileBook.open(week)
    area = file.names()["cap_tinh_diem_nay"]
    cell = Area(area.sheet, area.top + 11, area.left, area.top + 11, area.left)
    file.set_formulas(cell, [["=90+3"]])
    file.recalculate()
    file.save(week)

    result = refresh_book(week, None)

    assert cells(week, "cap_tinh_don_vi")[10] == "Sở Tài chính"
    assert FileBook.open(week).formulas(cell) == [["=90+3"]]
    assert any("chưa xếp lại thứ tự in" in notice for notice in result.notices)


def test_an_inserted_unit_gets_its_formulas(week: Path) -> None:
    """A row inserted between the edges is ranked, sorted and numbered after a refresh."""
    file = FileBook.open(week)
    area = file.names()["cap_huyen_bang"]
    file.insert_rows(area.sheet, area.top + 3, 1, format_from=area.top + 3)
    names = file.names()
    for name, value in (("don_vi", "UBND huyện Mới"), ("diem_truoc", 80), ("diem_nay", 99.5)):
        column = names[f"cap_huyen_{name}"].left
        file.set_values(Area(area.sheet, area.top + 3, column, area.top + 3, column), [[value]])
    file.save(week)

    refresh_book(week, None)

    assert cells(week, "cap_huyen_don_vi")[0] == "UBND huyện Mới"
    assert (cells(week, "cap_huyen_hang")[0], cells(week, "cap_huyen_diem_tang_giam")[0]) == (1, 19.5)
    assert cells(week, "cap_huyen_tt") == list(range(1, 13))


def test_a_second_import_replaces_what_the_first_printed(week: Path) -> None:
    """Importing the same document twice changes no figure and keeps each printed text once."""
    before = export_book(week), cells(week, "cap_tinh_don_vi")
    kept = len([row for row in FileBook.open(week).values(FileBook.open(week).names()["doi_chieu_bang"]) if row[0]])
    import_figures(WEEK, week, None)
    assert (export_book(week), cells(week, "cap_tinh_don_vi")) == before
    assert (
        len([row for row in FileBook.open(week).values(FileBook.open(week).names()["doi_chieu_bang"]) if row[0]])
        == kept
    )
