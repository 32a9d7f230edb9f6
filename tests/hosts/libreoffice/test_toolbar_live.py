"""The toolbar's buttons, pressed by dispatch in a real LibreOffice: Excel's actions on the open document."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

from phuluc.actions.check import check_into
from phuluc.actions.import_figures import import_into
from phuluc.actions.next_period import next_period
from phuluc.actions.opening import open_working_book
from phuluc.actions.refresh import refresh
from phuluc.actions.working_book import WorkingBook
from phuluc.workbook.file_book import FileBook
from tests.acceptance.command import done
from tests.aggregate.igate import dossier, write_csv
from tests.hosts.excel.quarter_one import SOURCE, empty_book, filled_book
from tests.hosts.libreoffice.comparing import contents, differences, rules_of
from tests.hosts.libreoffice.live_office import EXCEL, LiveOffice

Answers = tuple[object, ...]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A working book with the figures of a published quarter."""
    return filled_book(tmp_path / "sổ làm việc.xlsx")


ACTIONS: dict[str, tuple[Callable[[Path], Path], Answers, Callable[[WorkingBook], object]]] = {
    "btnRefresh": (filled_book, (), refresh),
    "btnCheck": (filled_book, (), check_into),
    "btnNextPeriod": (filled_book, (True,), next_period),
    "btnImport": (empty_book, (SOURCE.resolve(), 0), lambda working: import_into(working, SOURCE, "so.xlsx")),
}


@pytest.mark.parametrize("button", ACTIONS)
def test_a_button_does_what_the_command_does(live: LiveOffice, tmp_path: Path, button: str) -> None:
    """Every cell, after saving and opening again, is as the headless action leaves it; conditional formats stay."""
    make, answers, action = ACTIONS[button]
    path = make(tmp_path / "so.xlsx")
    file, working = open_working_book(path)
    action(working)
    file.recalculate()
    document = live.open(path)
    rules = rules_of(document)
    told = live.press(document, button, *answers)
    assert [note["kind"] for note in told if note["kind"] == "warn"] == [], told
    assert told
    assert rules_of(document) == rules
    assert sum(map(len, rules.values())) > 50
    saved = tmp_path / "đã lưu.xlsx"
    live.save(document, saved, EXCEL)
    assert not document.hasControllersLocked()
    assert not document.isActionLocked()
    assert document.isAutomaticCalculationEnabled()
    document.close(True)
    assert differences(file, FileBook.open(saved)) == []


def test_lists_of_dossiers_are_counted_and_imported(live: LiveOffice, tmp_path: Path) -> None:
    """ "Tổng hợp hồ sơ" writes the figures `phuluc aggregate` writes; agreed to, they enter as by `phuluc import`."""
    unit, day = "Ban Quản lý Khu kinh tế tỉnh", "05/02/2024 08:00:00"
    rows = [dossier(number, unit, day, due=day, finished=day) for number in (1, 2, 3)]
    dossiers = write_csv(tmp_path / "hồ sơ.csv", [*rows, dossier(4, unit, "05/04/2024")])
    units, book, expected, counted, imported, saved = (
        tmp_path / name for name in ("dv.csv", "sổ.xlsx", "so_lieu.xlsx", "số liệu.xlsx", "so.xlsx", "đã lưu.xlsx")
    )
    units.write_text(f"tier,unit\ncap_tinh,{unit}\n", encoding="utf-8")
    done("new", "bay-chi-tieu", "-o", book, "--units", units, "--set", "ky_bao_cao=quý I năm 2024")
    done("aggregate", dossiers, "-o", expected, "--period", "quý I năm 2024")
    document = live.open(book)
    told = live.press(document, "btnAggregate", dossiers, 0, 0, counted, True)
    live.save(document, saved, EXCEL)
    document.close(True)
    assert [note["kind"] for note in told] == ["choose", "choose", "tell", "ask", "tell"], told
    assert told[2]["text"].startswith("Kỳ quý I năm 2024: 4 dòng trong 1 danh sách, 3 dòng vào số liệu của 1 đơn vị.")
    assert differences(FileBook.open(expected), FileBook.open(counted)) == []
    done("import", counted, book, "-o", imported)
    assert differences(FileBook.open(imported), FileBook.open(saved)) == []


def test_the_annex_is_issued_with_its_pdf(live: LiveOffice, book: Path, tmp_path: Path) -> None:
    """ "Lưu phụ lục" writes workbook and PDF of the figures on the screen, with Vietnamese separators."""
    document = live.open(book)
    annex = tmp_path / "phụ lục.xlsx"
    told = live.press(document, "btnAnnex", annex, True)
    document.close(True)
    assert told[-1]["kind"] == "tell", told
    assert str(annex) in told[-1]["text"]
    assert "Hồ sơ trực tuyến đạt 18,8%" in PdfReader(annex.with_suffix(".pdf")).pages[0].extract_text()
    issued = openpyxl.load_workbook(annex)
    assert not any(
        isinstance(cell.value, str) and cell.value.startswith("=") for row in issued.worksheets[0] for cell in row
    )


def test_the_report_in_words_is_written(live: LiveOffice, book: Path, tmp_path: Path) -> None:
    """ "Soạn báo cáo" writes the Word file of the figures on the screen."""
    document = live.open(book)
    report = tmp_path / "báo cáo.docx"
    told = live.press(document, "btnReport", report)
    document.close(True)
    assert told[-1]["kind"] == "tell", told
    with zipfile.ZipFile(report) as archive:
        assert "(101.130/108.106 hồ sơ)" in archive.read("word/document.xml").decode("utf-8")


def test_a_frozen_copy_needs_no_functions(live: LiveOffice, book: Path, tmp_path: Path) -> None:
    """ "Cố định công thức" writes a copy with ordinary formulas that show the same; the document stays as it is."""
    document = live.open(book)
    frozen = tmp_path / "cố định.xlsx"
    told = live.press(document, "btnFreeze", 0, frozen)
    assert told[-1]["kind"] == "tell", told
    assert document.getURL().endswith("xlsx")
    document.close(True)
    before, after = FileBook.open(book), FileBook.open(frozen)
    assert differences(before, after) == []
    texts = [
        formula
        for sheet in after.sheet_names()
        for row in after.formulas(after.used_area(sheet))
        for formula in row
        if formula is not None
    ]
    assert texts
    assert not any("INDICATOR_" in text for text in texts)


def test_a_new_book_is_opened(live: LiveOffice, tmp_path: Path) -> None:
    """ "Tạo sổ mới" writes an empty working book and opens it; its functions compute."""
    document = live.new()
    path = tmp_path / "sổ mới.xlsx"
    live.press(document, "btnNew", 0, 0, path)
    document.close(True)
    opened = live.find(path)
    assert opened is not None
    opened.close(True)
    assert FileBook.open(path).sheet_names()


def test_help_names_every_button(live: LiveOffice) -> None:
    """ "Trợ giúp" says what each button is for."""
    document = live.new()
    told = live.press(document, "btnHelp")
    document.close(True)
    assert all(label in told[-1]["text"] for label in ("Nhập số liệu", "Lưu phụ lục", "Kỳ mới"))


def test_a_book_that_is_none_of_ours_is_told(live: LiveOffice) -> None:
    """An action on any other workbook ends in a message that says so, and the document is as it was."""
    document = live.new()
    document.Sheets[0]["A1"].Value = 5
    told = live.press(document, "btnRefresh")
    assert [note["kind"] for note in told] == ["warn"]
    assert told[0]["text"].startswith("Lỗi: ")
    assert document.Sheets[0]["A1"].Value == 5
    document.close(True)


def test_an_action_that_breaks_off_leaves_a_copy_of_what_was(live: LiveOffice, book: Path) -> None:
    """When the working process is killed, the document can be used again and the book as it was is in a file."""
    document = live.open(book)
    document.Sheets[0]["A1"].String = "chưa lưu"
    before = contents(document)
    live.start_press(document, "btnNextPeriod", True)
    live.wait_until(lambda: document.hasControllersLocked() and contents(document) != before)
    live.kill_worker()
    live.wait_until(lambda: not document.hasControllersLocked())
    assert not document.isActionLocked()
    assert not document.getUndoManager().isLocked()
    assert document.isAutomaticCalculationEnabled()
    document.close(True)
    rescued = live.open(live.profile / "phuluc-truoc-thao-tac.xlsx")
    assert contents(rescued) == before
    rescued.close(True)


def test_a_book_somebody_else_has_open_is_only_read(live: LiveOffice, book: Path, tmp_path: Path) -> None:
    """With another user's lock beside it the action says so and changes nothing; what only reads still works."""
    lock = ",Nguyễn Văn A,may-khac,21.11.2026 09:00,file:///C:/LibreOffice/4;"
    book.with_name(f".~lock.{book.name}#").write_text(lock, encoding="utf-8")
    before_on_disk = book.read_bytes()
    document = live.open(book)
    before = contents(document)
    told = live.press(document, "btnRefresh")
    assert [note["kind"] for note in told] == ["warn"]
    assert "chỉ đọc" in told[0]["text"]
    assert contents(document) == before
    told = live.press(document, "btnReport", tmp_path / "a.docx")
    assert told[-1]["kind"] == "tell", told
    document.close(True)
    assert book.read_bytes() == before_on_disk


def test_there_is_nothing_false_to_undo(live: LiveOffice, book: Path) -> None:
    """LibreOffice's undo would not give back all an action changed, so it is not offered; what only reads keeps it."""
    document = live.open(book)
    steps = document.getUndoManager()
    assert not steps.isUndoPossible()
    document.Sheets[0]["A1"].String = "x"
    live.press(document, "btnHelp")
    assert steps.isUndoPossible()
    live.press(document, "btnCheck")
    assert not steps.isUndoPossible()
    document.Sheets[0]["A1"].String = "y"
    assert steps.isUndoPossible()
    document.close(True)
