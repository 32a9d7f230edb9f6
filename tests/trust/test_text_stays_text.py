"""Any text that goes in comes out the same, and none becomes a formula, in every file we write."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from pathlib import Path

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from phuluc.annexes.issued import IssuedDocument
from phuluc.book_port import Area
from phuluc.importers.grid import read_book
from phuluc.workbook.file_book import FileBook
from phuluc.workbook.issue_annex import write_issued_workbook
from tests.acceptance.command import done, phuluc
from tests.issued_samples import binh_dinh
from tests.trust.effort import examples
from tests.workbook.staff_book import ANNEX, write_staff_book

#: What spreadsheets, CSV readers and XML make something else of.
STARTS = st.sampled_from(
    ["=", "+", "-", "@", "\t", "\r", "\n", "'", '"', "=cmd|'/c calc'!A0", "{=", "_x0041_", "#", " ", ""]
)
TEXTS = st.builds(
    str.__add__,
    STARTS,
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff"), max_size=40),
)
DANGEROUS = (
    "=1+1",
    '=HYPERLINK("http://a.b","c")',
    "+SUM(A1:A2)",
    "=2*3",
    "@SUM(A1)",
    "=cmd|'/c calc'!A0",
    "{=1+1}",
    "#DIV/0! xã",
    "http://vidu.vn",
    "mailto:a@b.vn",
    "1e3 xã",
    "TRUE xã",
    "_x003D_1+1",
    "<b>&amp;</b>",
)


@pytest.fixture(scope="module")
def staff_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_staff_book(tmp_path_factory.mktemp("staff") / "sổ.xlsx")


@pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")
@settings(max_examples=examples(100), deadline=None)
@given(text=TEXTS)
@example(text="_x0041_ và _x")
@example(text="\x00\x1b")
@example(text="=1+1")
@example(text=" hai  đầu ")
def test_a_text_in_a_cell_of_a_book(staff_file: Path, text: str) -> None:
    """Written into a book and read by three readers a text is what it was, and its cell holds no formula."""
    cell = Area(ANNEX, 20, 2, 20, 2)
    book = FileBook.open(staff_file)
    book.set_values(cell, [[text]])
    content = book.package.to_bytes()
    path = staff_file.with_name("chữ.xlsx")
    path.write_bytes(content)
    again = FileBook.open(path)
    assert again.values(cell) == [[text]]
    assert again.formulas(cell) == [[None]]
    assert openpyxl.load_workbook(io.BytesIO(content))[ANNEX]["B20"].data_type != "f"
    read = read_book(path).sheets[0].cell(19, 1)
    blank = not text.strip().strip("\u200b\u200c\u200d\u2060\ufeff")
    assert blank or read == unicodedata.normalize("NFC", text)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("ban hành")


@settings(max_examples=examples(60), deadline=None)
@given(text=TEXTS)
def test_a_text_in_an_issued_annex(folder: Path, text: str) -> None:
    """Titles, captions, names and notes of an annex are texts, whatever they begin with."""
    document = binh_dinh()
    annex = document.annexes[0]
    table = annex.tables[0]
    row = table.rows[0]
    changed = type(row)(row.kind, (row.cells[0], text, *row.cells[2:]))
    tables = (type(table)(**{**vars(table), "rows": (changed,), "notes": (text,)}),)
    stream = io.BytesIO()
    write_issued_workbook(
        IssuedDocument((type(annex)(**{**vars(annex), "caption": text, "tables": tables}),), title="x"),
        stream,
        digits=1,
    )
    cells = [cell for line in openpyxl.load_workbook(stream).worksheets[0].iter_rows() for cell in line]
    assert all(cell.data_type != "f" and cell.hyperlink is None for cell in cells)
    path = folder / "phụ lục.xlsx"
    path.write_bytes(stream.getvalue())
    book = FileBook.open(path)
    written = [value for line in book.values(book.used_area(annex.sheet_name)) for value in line]
    assert written.count(text) >= 3 or not text


def names_of(book: Path) -> list[str]:
    (table, *_) = json.loads(done("export", book).out)["tables"]
    return [row["unit"] for row in table["rows"]]


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Figures in long form whose units are called what no unit should be called."""
    path = tmp_path_factory.mktemp("chữ") / "nguồn.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["kỳ", "cấp", "đơn vị", "chỉ tiêu", "chỉ tiêu giao", "mẫu số", "tử số"])
        for name in DANGEROUS:
            writer.writerow(["=quý I năm 2024", "cấp tỉnh", name, "Hồ sơ trực tuyến", 61, 72, 59])
    return path


def formulas(book: Path) -> list[str]:
    return [
        str(cell.value)
        for sheet in openpyxl.load_workbook(book)
        for line in sheet.iter_rows()
        for cell in line
        if cell.data_type == "f"
    ]


def texts(path: Path) -> set[object]:
    book = FileBook.open(path)
    sheets = [book.values(book.used_area(name)) for name in book.sheet_names()]
    return {value for values in sheets for line in values for value in line}


@pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")
@pytest.mark.parametrize("book_is", ["new", "worked in"])
def test_through_import_book_annex_and_export(source: Path, tmp_path: Path, book_is: str) -> None:
    """Names that look like formulas go through import, refresh, annex, frozen copy and JSON unchanged, as texts."""
    book, annex, frozen = tmp_path / "sổ.xlsx", tmp_path / "phụ lục.xlsx", tmp_path / "cố định.xlsx"
    done("new", "bay-chi-tieu", "-o", book, "--set", "co_quan==1+1")
    if book_is == "worked in":
        file = FileBook.open(book)
        area = file.used_area("Hướng dẫn")
        file.set_values(Area("Hướng dẫn", area.bottom + 3, 2, area.bottom + 3, 2), [["ghi của phòng"]])
        file.save(book)
    done("import", source, book)
    done("refresh", book)
    assert names_of(book) == list(DANGEROUS)
    phuluc("annex", book, "-o", annex, "--force")
    done("freeze", book, "-o", frozen)
    assert formulas(annex) == []
    for made in (book, frozen):
        assert not [text for text in formulas(made) if any(name in text for name in DANGEROUS[:7])]
        assert set(DANGEROUS) <= texts(made)
    assert set(DANGEROUS) <= texts(annex)


def test_a_source_in_any_dress_keeps_its_texts(source: Path, tmp_path: Path) -> None:
    """The same names from a workbook source, typed as texts, come in as they are."""
    path = tmp_path / "nguồn.xlsx"
    book = openpyxl.Workbook()
    with source.open(encoding="utf-8", newline="") as file:
        for line in csv.reader(file):
            book.active.append(line)
    for line in book.active.iter_rows():
        for cell in line:
            cell.data_type = "s"
    book.save(path)
    target = tmp_path / "sổ.xlsx"
    done("new", "bay-chi-tieu", "-o", target)
    phuluc("import", path, target)
    # openpyxl does not escape what looks like an escape, so this one means "=1+1", which stands there already.
    assert names_of(target) == [name for name in DANGEROUS if not name.startswith("_x")]
