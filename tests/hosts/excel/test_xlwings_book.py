"""The Book port on a workbook open in a program."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter
import xlwings as xw

from phuluc.book_port import Area, Link
from phuluc.domain.figures import CellValue
from phuluc.hosts.excel.protection import ExcelProtection, SheetPasswordError
from phuluc.hosts.excel.undo import Journal, UndoIncompleteError
from phuluc.hosts.excel.xlwings_book import XlwingsBook
from tests.hosts.excel.whole_books import differences, whole_book
from tests.hosts.memory_engine import memory_of, open_book

SHEET = "Trang riêng"


@pytest.fixture
def book(tmp_path: Path) -> xw.Book:
    """A3:C6 hold numbers, texts, a date, an error; D3:D6 formulas of them; "bang" names A3:C6; row 4 is yellow."""
    path = tmp_path / "so.xlsx"
    workbook = xlsxwriter.Workbook(path)
    sheet = workbook.add_worksheet(SHEET)
    yellow = workbook.add_format({"bg_color": "#FFF9E3", "num_format": "#,##0"})
    day = workbook.add_format({"num_format": "dd/mm/yyyy"})
    for row in range(2, 6):
        sheet.write_number(row, 0, row * 10, yellow if row == 3 else None)
        sheet.write_formula(row, 3, f"=A{row + 1}*2", None, row * 20)
    sheet.write_string(2, 1, "Sở Tư pháp")
    sheet.write_string(3, 1, "=không phải công thức")
    sheet.write_boolean(4, 1, True)
    sheet.write_datetime(2, 2, datetime(2024, 4, 5, 18), day)  # noqa: DTZ001 - cells know no time zone
    sheet.write_formula(3, 2, "=1/0", None, "#DIV/0!")
    sheet.write_formula(4, 2, '=""', None, "")
    sheet.write_formula(5, 2, "=SUM(A3:A6)", None, 140)
    workbook.define_name("bang", "='Trang riêng'!$A$3:$C$6")
    workbook.define_name("he_so", "=0.6")
    workbook.define_name(f"'{SHEET}'!rieng", f"='{SHEET}'!$A$3")
    workbook.add_worksheet("Khác")
    workbook.close()
    return open_book(path)


def area(address: str) -> Area:
    (top, left), last = xw.utils.a1_to_tuples(address)
    bottom, right = last or (top, left)
    return Area(SHEET, top, left, bottom, right)


def test_values(book: xw.Book) -> None:
    """Whole numbers are int, dates serial numbers, errors their texts, blanks and empty texts None."""
    adapter = XlwingsBook(book)
    assert adapter.values(area("A3:C6")) == [
        [20, "Sở Tư pháp", 45387.75],
        [30, "=không phải công thức", "#DIV/0!"],
        [40, True, None],
        [50, None, 140],
    ]
    assert adapter.values(area("A3")) == [[20]]
    assert adapter.values(area("A3:B3")) == [[20, "Sở Tư pháp"]]
    assert adapter.values(area("A3:A4")) == [[20], [30]]


def test_formulas(book: xw.Book) -> None:
    """Only formulas are formulas: a text that begins with "=" is none."""
    adapter = XlwingsBook(book)
    assert adapter.formulas(area("B3:D4")) == [[None, None, "=A3*2"], [None, "=1/0", "=A4*2"]]
    assert adapter.formulas(area("D3")) == [["=A3*2"]]
    assert adapter.formulas(area("A3")) == [[None]]


def test_names_and_sheets(book: xw.Book) -> None:
    """Names of the whole book that denote one rectangle; names of constants and of single sheets are left out."""
    adapter = XlwingsBook(book)
    assert adapter.sheet_names() == [SHEET, "Khác"]
    assert adapter.names() == {"bang": area("A3:C6")}
    used = adapter.used_area(SHEET)
    assert (used.top, used.left) <= (3, 1)
    assert (used.bottom, used.right) >= (6, 4)


@pytest.mark.parametrize(
    "value",
    [
        "=1+1", "'nháy", "+84 24 1234", "-5", "-", "@HCM", "05/4/2024", "4/7", "tháng 02/2024", "99,8%", "1.313", "1e5",
        "TRUE", "#N/A", "Phụ lục 1!F12", "Đạt 4/7 chỉ tiêu", "", "  ", "Sở Y tế", 12, 0.1 + 0.2, 3_000_000_000, True,
        False, None, -7,
    ],
)  # fmt: skip
def test_constants_stay_what_they_are(book: xw.Book, value: CellValue) -> None:
    """Nothing written as a constant is taken for a formula, a date, a number or a truth value."""
    adapter = XlwingsBook(book)
    adapter.set_values(area("A3:B4"), [[value, 1], [2, value]])
    expected = None if value == "" else value
    for cell in (area("A3"), area("B4")):
        ((found,),) = adapter.values(cell)
        assert (found, type(found)) == (expected, type(expected))
        assert adapter.formulas(cell) == [[None]]


def test_one_assignment_for_a_range(book: xw.Book) -> None:
    """A range of constants or of links is written in one go."""
    adapter = XlwingsBook(book)
    adapter.set_values(area("A3:C6"), [[1, "hai", None]] * 4)
    adapter.set_links(area("D3:D6"), [[Link("đến ô", "Khác", 2, 28)], [None], ["1/2"], [Link('"', "Khác", 1, 1)]])
    assert memory_of(book).hops["write"] == 2
    assert adapter.values(area("D3:D6")) == [["đến ô"], [None], ["1/2"], ['"']]
    assert adapter.formulas(area("D3")) == [['=HYPERLINK("#\'Khác\'!AB2","đến ô")']]


def test_formulas_leave_other_cells(book: xw.Book) -> None:
    """Where a formula is None the cell stays as it is, constants and formulas alike."""
    adapter = XlwingsBook(book)
    adapter.set_formulas(area("A3:D5"), [["=1+1", None, None, None], ["=2+2", None, None, "=A4"], [None] * 4])
    adapter.recalculate()
    assert adapter.values(area("A3:D5")) == [
        [2, "Sở Tư pháp", 45387.75, 4],
        [4, "=không phải công thức", "#DIV/0!", 4],
        [40, True, None, 80],
    ]


@pytest.mark.parametrize("format_from", [3, 4, 5, 6])
def test_inserted_rows(book: xw.Book, format_from: int) -> None:
    """Inserted rows are empty, formatted like the row asked for, and names and formulas follow."""
    adapter = XlwingsBook(book)
    adapter.insert_rows(SHEET, 5, 2, format_from=format_from)
    sheet = book.sheets[SHEET]
    wanted = (0xFF, 0xF9, 0xE3) if format_from == 4 else None
    assert [sheet.range((row, 1)).color for row in (5, 6)] == [wanted, wanted]
    assert adapter.values(area("A5:D6")) == [[None] * 4] * 2
    assert adapter.formulas(area("C8:D8")) == [["=SUM(A3:A8)", "=A8*2"]]
    assert adapter.names() == XlwingsBook(book).names() == {"bang": area("A3:C8")}


def test_copied_formats(book: xw.Book) -> None:
    """Formats repeat downwards; the contents of the target stay."""
    adapter = XlwingsBook(book)
    before = adapter.values(area("A3:D6")), adapter.formulas(area("A3:D6"))
    adapter.copy_formats(area("A4:A4"), area("A5:A6"))
    sheet = book.sheets[SHEET]
    assert [sheet.range((row, 1)).number_format for row in (3, 4, 5, 6)] == ["General", "#,##0", "#,##0", "#,##0"]
    assert (adapter.values(area("A3:D6")), adapter.formulas(area("A3:D6"))) == before


def test_undo(book: xw.Book) -> None:
    """Everything that was done is taken back, newest first: constants, formulas, links, inserted rows."""
    memory = memory_of(book)
    before = whole_book(memory.file)
    journal = Journal()
    adapter = XlwingsBook(book, journal)
    adapter.set_values(area("A3:D6"), [["'x", "05/4/2024", 1, None]] * 4)
    adapter.insert_rows(SHEET, 5, 3, format_from=4)
    adapter.set_formulas(area("A5:A6"), [["=A3"], ["=A4"]])
    adapter.insert_rows(SHEET, 4, 1, format_from=4)
    adapter.set_links(area("B3"), [[Link("ô", "Khác", 1, 1)]])
    journal.undo()
    memory.file.recalculate()
    assert differences(before, whole_book(memory.file)) == []
    assert adapter.names() == {"bang": area("A3:C6")}


def test_an_insertion_that_fails_deletes_nothing(book: xw.Book, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the program refuses to insert rows, undoing leaves the rows that were there."""
    memory = memory_of(book)
    before = whole_book(memory.file)
    journal = Journal()

    def refuse(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("tests.hosts.memory_engine.ranges.MemoryRange.insert", refuse)
    with pytest.raises(RuntimeError):
        XlwingsBook(book, journal).insert_rows(SHEET, 5, 2, format_from=4)
    journal.undo()
    assert differences(before, whole_book(memory.file)) == []


def test_an_undo_that_fails_says_so(book: xw.Book) -> None:
    """When a step cannot be taken back the others are, and the person is told to close without saving."""
    journal = Journal()
    adapter = XlwingsBook(book, journal)
    adapter.set_values(area("A3"), [[1]])
    adapter.set_values(area("A4"), [[2]])
    memory_of(book).fail_at = memory_of(book).hops["write"] + 1
    with pytest.raises(UndoIncompleteError, match="không lưu"):
        journal.undo()
    assert adapter.values(area("A3:A4")) == [[20], [2]]


def test_protection_is_lifted_and_put_back(book: xw.Book) -> None:
    """A protected sheet is written into and protected again with the allowances it had."""
    state = memory_of(book).sheets(SHEET).protection
    state.contents, state.drawing_objects = True, True
    state.allowances = (True, False) * 5 + (True,)
    protection = ExcelProtection()
    XlwingsBook(book, protection=protection).set_values(area("A3"), [[1]])
    assert not state.contents
    protection.restore()
    assert (state.contents, state.drawing_objects, state.scenarios) == (True, True, False)
    assert state.allowances == (True, False) * 5 + (True,)


def test_a_password_is_not_guessed(book: xw.Book) -> None:
    """A sheet protected with a password stays as it is; the person is told which and what to do."""
    state = memory_of(book).sheets(SHEET).protection
    state.contents, state.password = True, "bí mật"
    with pytest.raises(SheetPasswordError, match="mật khẩu"):
        XlwingsBook(book, protection=ExcelProtection()).set_values(area("A3"), [[1]])
    assert state.contents
