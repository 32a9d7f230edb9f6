"""`phuluc verify` tells whether an issued annex still equals its workbook, and which of the two changed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from phuluc.book_port import Area
from phuluc.workbook.file_book import FileBook
from tests.acceptance.command import done, phuluc
from tests.acceptance.packages import parts, written
from tests.score_documents import document_book

KINDS = ("bay-chi-tieu", "diem-tuan", "diem-thang", "diem-xa")
#: A column of counts or scores of each family.
COLUMN = {
    "bay-chi-tieu": "cap_tinh_so_hoa_tu_so",
    "diem-tuan": "cap_huyen_diem_nay",
    "diem-thang": "ket_qua_diem_nay",
    "diem-xa": "noi_dung_so_lieu_nay",
}


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory, quarter_live: Path) -> dict[str, tuple[Path, Path]]:
    """A book and its annex, by kind."""
    folder = tmp_path_factory.mktemp("ban hành")
    made = {}
    for kind in KINDS:
        book, annex = folder / f"{kind}.xlsx", folder / f"phụ lục {kind}.xlsx"
        if kind == "bay-chi-tieu":
            shutil.copy(quarter_live, book)
        else:
            document_book(kind, book)
        done("annex", book, "-o", annex, "--force", "--set", "so_bao_cao=766", "--set", "so_chu_so=2")
        made[kind] = book, annex
    return made


@pytest.fixture(params=KINDS)
def issued(request: pytest.FixtureRequest, shared: dict[str, tuple[Path, Path]], tmp_path: Path) -> tuple[Path, Path]:
    """Copies of a book and its annex."""
    book, annex = shared[request.param]
    return Path(shutil.copy(book, tmp_path / book.name)), Path(shutil.copy(annex, tmp_path / annex.name))


@pytest.fixture
def quarter(shared: dict[str, tuple[Path, Path]], tmp_path: Path) -> tuple[Path, Path]:
    book, annex = shared["bay-chi-tieu"]
    return Path(shutil.copy(book, tmp_path / book.name)), Path(shutil.copy(annex, tmp_path / annex.name))


def verified(annex: Path, book: Path) -> tuple[int, dict[str, Any]]:
    outcome = phuluc("verify", annex, book, "--json")
    return outcome.status, json.loads(outcome.out)


def typed(book: Path, name: str, value: float | str) -> Area:
    """Type a value over the first figure of a column."""
    file = FileBook.open(book)
    column = file.names()[name]
    rows = range(column.top + 1, column.bottom)
    cells = (Area(column.sheet, row, column.left, row, column.left) for row in rows)
    cell = next(cell for cell in cells if file.values(cell)[0][0] not in (None, "", "-"))
    file.set_values(cell, [[value]])
    file.save(book)
    return cell


def test_an_annex_equals_its_book(issued: tuple[Path, Path]) -> None:
    """Right after the issue nothing differs, also with settings given for that annex alone; nothing is written."""
    book, annex = issued
    before = book.read_bytes(), annex.read_bytes()
    status, result = verified(annex, book)
    assert (status, result["differences"]) == (0, [])
    assert (result["traced"], result["annex_changed"], result["book_changed"]) == (True, False, False)
    assert (book.read_bytes(), annex.read_bytes()) == before


def test_a_book_that_changed(issued: tuple[Path, Path]) -> None:
    """A figure typed into the book afterwards is named by sheet, table, unit and column, with both values."""
    book, annex = issued
    cell = typed(book, COLUMN[book.stem], "7/8" if book.stem == "diem-xa" else 7)
    status, result = verified(annex, book)
    assert status == 1
    assert (result["annex_changed"], result["book_changed"]) == (False, True)
    wanted = "7/8" if book.stem == "diem-xa" else "7"
    (difference,) = [found for found in result["differences"] if found["book"] == wanted]
    assert difference["annex"] not in ("", wanted)
    assert difference["unit"]
    assert difference["column"]
    assert difference["table"].startswith(difference["where"].partition("!")[0])
    assert cell.sheet


def test_an_annex_that_changed(issued: tuple[Path, Path]) -> None:
    """A number typed over in the annex is named with its cell, and the annex is said to have changed, not the book."""
    book, annex = issued
    file = openpyxl.load_workbook(annex)
    sheet = file.worksheets[0]
    # The last figure of the last column of the first table that has one.
    cell = next(cell for row in sheet.iter_rows(min_row=7) for cell in row[3:] if isinstance(cell.value, (int, float)))
    right, cell.value = cell.value, 123456
    file.save(annex)
    status, result = verified(annex, book)
    assert status == 1
    assert (result["annex_changed"], result["book_changed"]) == (True, False)
    (difference,) = result["differences"]
    assert difference["where"] == f"{sheet.title}!{cell.coordinate}"
    assert (difference["annex"], difference["book"]) == ("123456", format(right, ".15g"))
    assert "đã bị sửa sau khi lập" in phuluc("verify", annex, book).out


def test_saved_again_by_another_program(quarter: tuple[Path, Path]) -> None:
    """An annex with other bytes and the same cells is equal; that it was saved again is said."""
    book, annex = quarter
    done("annex", book, "-o", annex, "--force")
    assert verified(annex, book)[1]["content"] == "issued"
    file = openpyxl.load_workbook(annex)
    file.save(annex)
    status, result = verified(annex, book)
    assert (status, result["annex_changed"], result["content"]) == (0, False, "saved_again")
    assert "không còn đúng từng byte" in phuluc("verify", annex, book).out


def test_the_record_in_the_book_knows_the_annex(quarter: tuple[Path, Path], own_state: Path) -> None:
    """Once the issue stands in the book's record, the book alone proves the bytes, on any machine."""
    book, annex = quarter
    done("annex", book, "-o", annex, "--force")
    done("refresh", book)
    shutil.rmtree(own_state)
    status, result = verified(annex, book)
    assert (status, result["content"]) == (0, "issued")
    assert result["issued"]


def test_units_that_came_and_went(quarter: tuple[Path, Path]) -> None:
    """A unit renamed in the book is one only the annex has and one only the book has; its neighbours are equal."""
    book, annex = quarter
    typed(book, "cap_tinh_don_vi", "Sở Một Hai Ba")
    _, result = verified(annex, book)
    rows = [found for found in result["differences"] if found["column"] == "dòng"]
    assert len(rows) == 4
    assert {found["annex"] for found in rows if found["unit"] == "Sở Một Hai Ba"} == {"không có"}
    assert {found["table"] for found in rows} == {"Phụ lục 1, bảng 1", "Phụ lục 1, bảng 2"}
    assert [found for found in result["differences"] if found["column"] != "dòng"] == []


def test_sheets_tables_and_texts(quarter: tuple[Path, Path]) -> None:
    """A sheet gone or added, text beside the tables, another title: each is a difference."""
    book, annex = quarter
    file = openpyxl.load_workbook(annex)
    file["Phụ lục 1"]["A2"] = "Tiêu đề khác"
    file["Phụ lục 1"]["AZ3"] = "ghi thêm"
    del file["Phụ lục 2"]
    file.create_sheet("Ẩn").sheet_state = "hidden"
    file["Phụ lục 3"].delete_rows(5, 3)
    file.save(annex)
    status, result = verified(annex, book)
    assert status == 1
    told = {(found["where"], found["column"]) for found in result["differences"]}
    assert {
        ("Phụ lục 1!A2", "dòng tiêu đề"),
        ("Phụ lục 1!AZ3", "ngoài bảng"),
        ("Phụ lục 2", "trang"),
        ("Ẩn", "trang"),
        ("Phụ lục 3", "bảng"),
    } <= told


def test_rows_moved_in_the_annex(quarter: tuple[Path, Path]) -> None:
    """Blank rows above the tables, as somebody inserts for a heading, change no figure: none is said to differ."""
    book, annex = quarter
    file = openpyxl.load_workbook(annex)
    sheet = file["Phụ lục 1"]
    cells = {(cell.row, cell.column): cell.value for row in sheet.iter_rows(min_row=4) for cell in row}
    for area in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(area))
    for row, column in cells:
        sheet.cell(row, column).value = None
    for (row, column), value in cells.items():
        sheet.cell(row + 2, column + 1).value = value
    file.save(annex)
    status, result = verified(annex, book)
    assert (status, result["differences"]) == (0, [])
    assert result["annex_changed"] is True


def test_an_annex_without_marks(quarter: tuple[Path, Path]) -> None:
    """An annex whose properties were taken away is compared all the same; nobody knows then which side changed."""
    book, annex = quarter
    done("annex", book, "-o", annex, "--force")
    content = {name: data for name, data in parts(annex).items() if name != "docProps/custom.xml"}
    for name in ("[Content_Types].xml", "_rels/.rels"):
        content[name] = content[name].replace(b"custom", b"khac")
    written(annex, content)
    status, result = verified(annex, book)
    assert (status, result["traced"], result["annex_changed"], result["book_changed"]) == (0, False, None, None)
    assert "không mang dấu" in phuluc("verify", annex, book).out


def test_a_book_gone_on_to_the_next_period(quarter: tuple[Path, Path]) -> None:
    """The message says that the book is of another period."""
    book, annex = quarter
    done("next-period", book)
    outcome = phuluc("verify", annex, book)
    assert outcome.status == 1
    assert "Phụ lục là của quý I năm 2024, sổ đang ở quý II năm 2024" in outcome.out


def test_what_cannot_be_verified(
    shared: dict[str, tuple[Path, Path]], quarter: tuple[Path, Path], tmp_path: Path
) -> None:
    """A book in the place of the annex, an annex of another family, a file that is none: exit status 2 and why."""
    book, annex = quarter
    (tmp_path / "khác.pdf").write_bytes(b"%PDF-1.7\n")
    for wrong, says in (
        ((book, book), "là sổ làm việc"),
        ((annex, annex), "không phải sổ làm việc"),
        ((shared["diem-xa"][1], book), "hai loại khác nhau"),
        ((tmp_path / "khác.pdf", book), "PDF"),
        ((tmp_path / "không có.xlsx", book), "không có.xlsx"),
    ):
        outcome = phuluc("verify", *wrong)
        assert outcome.status == 2
        assert says in outcome.err


def test_the_properties_tell_of_no_person(quarter: tuple[Path, Path]) -> None:
    """Who signs, whose folder it is and when it was done stay out of the annex; equal figures give equal bytes."""
    book, annex = quarter
    argv = ("annex", book, "--force", "--set", "nguoi_ky=Trần Bí Mật", "--set", "so_bao_cao=5")
    done(*argv, "-o", annex)
    done(*argv, "-o", annex.with_name("lại.xlsx"))
    assert annex.read_bytes() == annex.with_name("lại.xlsx").read_bytes()
    properties = parts(annex)["docProps/custom.xml"].decode()
    assert "Bí Mật" not in properties
    assert "so_bao_cao" in properties
    assert verified(annex, book)[0] == 0
