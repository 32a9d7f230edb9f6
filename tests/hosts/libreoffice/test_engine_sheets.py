"""Names, rules, filters, pictures, files and errors through xlwings in a running LibreOffice."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import openpyxl
import pytest
import xlwings as xw
from PIL import Image

from phuluc.errors import PhuLucError
from phuluc.hosts.libreoffice.engine.errors import (
    BookLockedError,
    BookOpenError,
    FileFormatError,
    NotSupportedError,
    OfficeGoneError,
)
from tests.hosts.libreoffice.office import office, sheet

__all__ = ["office", "sheet"]


def test_names_of_book_and_sheet(sheet: xw.Sheet) -> None:
    """A name of the book and one of a sheet are told apart, and lead to their cells."""
    sheet.name = "Phụ lục 1"
    sheet["B2:B4"].name = "cap_tinh"
    sheet.names.add("rieng", "='Phụ lục 1'!$D$1")
    assert {name.name: name.refers_to for name in sheet.book.names} == {
        "cap_tinh": "='Phụ lục 1'!$B$2:$B$4",
        "'Phụ lục 1'!rieng": "='Phụ lục 1'!$D$1",
    }
    assert sheet.range("cap_tinh").address == "$B$2:$B$4"


def test_rows_are_sorted_with_their_formats(sheet: xw.Sheet) -> None:
    """Sorting moves whole rows of the range, by several columns, below the header."""
    sheet["A1:B4"].value = [["Đơn vị", "Điểm"], ["a", 1], ["b", 3], ["c", 3]]
    sheet["A2"].color = (1, 2, 3)
    sheet["A1:B4"].sort([2, 1], [False, True], has_headers=True)
    assert sheet["A1:B4"].value == [["Đơn vị", "Điểm"], ["b", 3], ["c", 3], ["a", 1]]
    assert sheet["A4"].color == (1, 2, 3)


def test_filter_hides_rows_and_is_saved(sheet: xw.Sheet, tmp_path: Path) -> None:
    """A filter hides the other rows, tells its criteria, and stands in the .xlsx."""
    sheet["A1:B4"].value = [["Đơn vị", "Điểm"], ["a", 70], ["b", 80], ["c", 90]]
    sheet["A1:B4"].autofilter.apply_comparison(2, "between", 75, 85)
    assert [sheet.range((row, 1)).rows.hidden for row in (2, 3, 4)] == [True, False, True]
    assert sheet["A1:B4"].autofilter.criteria[1].operator == "between"
    sheet.book.save(tmp_path / "loc.xlsx")
    assert openpyxl.load_workbook(tmp_path / "loc.xlsx").active.auto_filter.ref == "A1:B4"
    sheet["A1:B4"].autofilter.clear()
    assert sheet["A2"].rows.hidden is False


def test_rules_reach_the_file(sheet: xw.Sheet, tmp_path: Path) -> None:
    """Validation and conditional formats are what another reader finds in the saved .xlsx."""
    cells = sheet["B2:B9"]
    cells.data_validation.set_list(["Đạt", "Chưa đạt"])
    sheet["C2:C9"].data_validation.set_whole_number("greater_than_or_equal", 0)
    assert (cells.data_validation.type, cells.data_validation.source) == ("list", "Đạt,Chưa đạt")
    assert sheet["C5"].data_validation.operator == "greater_than_or_equal"
    cells.conditional_formats.add_cell_value("less_than", 5, fill_color="#ffc7ce")
    cells.conditional_formats.add_custom("=AND($B2>5,$C2=0)", font_bold=True)
    sheet.book.save(tmp_path / "quy_tac.xlsx")

    saved = openpyxl.load_workbook(tmp_path / "quy_tac.xlsx").active
    lists = {str(rule.sqref): (rule.type, rule.formula1) for rule in saved.data_validations.dataValidation}
    assert lists == {"B2:B9": ("list", '"Đạt,Chưa đạt"'), "C2:C9": ("whole", "0")}
    rules = [rule for found in saved.conditional_formatting for rule in found.rules]
    by_priority = sorted(rules, key=lambda rule: rule.priority)
    assert [(rule.type, rule.formula) for rule in by_priority] == [
        ("expression", ["AND($B2>5,$C2=0)"]),
        ("cellIs", ["5"]),
    ]


def test_panes_are_frozen_and_freed(sheet: xw.Sheet) -> None:
    """Rows to the end of a range are frozen, whichever sheet is active, and freed again."""
    other = sheet.book.sheets.add(after=sheet)
    sheet.freeze_panes.freeze_at(sheet.range("1:3"))
    assert sheet.book.sheets.active == other
    sheet.activate()
    controller = sheet.book.impl.controller
    assert (controller.hasFrozenPanes(), controller.getSplitRow(), controller.getSplitColumn()) == (True, 3, 0)
    sheet.freeze_panes.unfreeze()
    assert not controller.hasFrozenPanes()


def test_rules_are_changed_and_deleted_one_by_one(sheet: xw.Sheet) -> None:
    """Conditions are read, changed and deleted singly; clearing a part leaves the rest of the range its rule."""
    formats = sheet["B2:B9"].conditional_formats
    formats.add_cell_value("less_than", 5, fill_color="#ffc7ce")
    formats.add_custom("=B2>5", font_bold=True)
    formats[1].set(operator="between", formula1=1, formula2=4)
    assert [(rule.type, rule.operator, rule.formula1, rule.formula2) for rule in formats] == [
        ("custom", None, None, None),
        ("cell_value", "between", "=1", "=4"),
    ]
    formats[0].delete()
    assert [rule.fill_color for rule in formats] == [(255, 199, 206)]
    sheet["B2:B5"].conditional_formats.clear()
    assert (len(sheet["B2:B5"].conditional_formats), len(sheet["B6:B9"].conditional_formats)) == (0, 1)


def test_picture_lies_where_it_was_put(sheet: xw.Sheet, tmp_path: Path) -> None:
    """A picture keeps its name, place and size in points through saving and opening."""
    Image.new("RGB", (40, 20), "red").save(tmp_path / "logo.png")
    sheet.pictures.add(tmp_path / "logo.png", name="Logo", anchor=sheet["C3"], width=100, height=50)
    sheet.book.save(tmp_path / "hinh.xlsx")
    sheet.book.close()
    book = xw.apps.active.books.open(tmp_path / "hinh.xlsx")
    (picture,) = book.sheets[0].pictures
    assert picture.name == "Logo"
    assert (picture.width, picture.height) == (pytest.approx(100, abs=0.5), pytest.approx(50, abs=0.5))
    assert picture.left == pytest.approx(book.sheets[0]["C3"].left, abs=0.5)
    book.close()
    xw.apps.active.books.add()


def test_pdf_of_the_book(sheet: xw.Sheet, tmp_path: Path) -> None:
    """A workbook is printed into a PDF."""
    sheet["A1"].value = "Tỷ lệ"
    sheet.book.to_pdf(tmp_path / "so.pdf")
    assert (tmp_path / "so.pdf").read_bytes().startswith(b"%PDF-")


def test_what_is_missing_says_so_in_vietnamese(sheet: xw.Sheet) -> None:
    """What the engine does not have raises an error that names it, and that xlwings' own tests take for a skip."""
    with pytest.raises(NotSupportedError, match="Chức năng này chưa dùng được trong LibreOffice") as caught:
        sheet["A1:A9"].conditional_formats.add_data_bar("#638ec6")
    assert isinstance(caught.value, NotImplementedError)
    assert "add_data_bar" in str(caught.value)


def test_unknown_format_is_refused_before_saving(sheet: xw.Sheet, tmp_path: Path) -> None:
    """Saving as .xlsb is refused with the formats there are."""
    with pytest.raises(FileFormatError, match=r"\.xlsx"):
        sheet.book.save(tmp_path / "so.xlsb")


def test_file_that_is_no_workbook(office: xw.App, tmp_path: Path) -> None:
    """A damaged file is refused by its name, and nothing stays open."""
    (tmp_path / "hong.xlsx").write_bytes(b"PK\x03\x04 not a workbook")
    before = len(office.books)
    with pytest.raises(BookOpenError, match=r"hong\.xlsx"):
        office.books.open(tmp_path / "hong.xlsx")
    assert len(office.books) == before


def test_book_of_another_user_is_refused(office: xw.App, sheet: xw.Sheet, tmp_path: Path) -> None:
    """A file that someone else has open is not opened for writing; for reading it is."""
    sheet.book.save(tmp_path / "so.xlsx")
    lock = ",Nguyễn Văn A,may-khac,21.11.2026 09:00,file:///C:/LibreOffice/4;"
    path = tmp_path / "khoa.xlsx"
    path.write_bytes((tmp_path / "so.xlsx").read_bytes())
    (tmp_path / ".~lock.khoa.xlsx#").write_text(lock, encoding="utf-8")
    with pytest.raises(BookLockedError, match=r"khoa\.xlsx"):
        office.books.open(path)
    office.books.open(path, read_only=True).close()


@pytest.mark.usefixtures("office")
def test_office_that_died_is_told() -> None:
    """When LibreOffice dies, the next call says so, and the program no longer counts as running."""
    app = xw.App(visible=False)
    cell = app.books[0].sheets[0]["A1"]
    os.kill(app.pid, signal.SIGKILL)
    while not app.impl.process.ended:
        time.sleep(0.01)
    with pytest.raises(OfficeGoneError) as caught:
        cell.value = 1
    assert isinstance(caught.value, PhuLucError | xw.XlwingsError)
    assert app.pid not in {running.pid for running in xw.apps}
    app.kill()
