"""Workbooks opened, filled, saved and opened again in a real LibreOffice with the extension installed."""

from __future__ import annotations

import re
import shutil
import threading
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest

from phuluc.book_port import Area
from phuluc.workbook.file_book import FileBook
from tests.hosts.libreoffice.live_office import EXCEL, OPEN_DOCUMENT, LiveOffice

ROOT = Path(__file__).parents[3]
TEMPLATES = sorted((ROOT / "workbook_templates").rglob("*-live.xlsx"))
TARGET, DENOMINATOR, NUMERATOR = 61.0, 72.0, 59.0


@pytest.fixture(params=TEMPLATES, ids=lambda path: path.stem)
def template(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return Path(shutil.copy(request.param, tmp_path / "sổ làm việc.xlsx"))


def texts(sheet: Any, *addresses: str) -> list[str]:
    return [sheet[address].String for address in addresses]


RESULTS = ["81.9", "81.9", "-", "59.9", "62.8", "INDICATOR_RATE(A1,B1)"]
CELLS = ("C1", "D1", "D2", "D3", "E1", "E2")


def test_a_file_of_excel_computes_at_once_and_goes_back_unharmed(live: LiveOffice, rates: Path, tmp_path: Path) -> None:
    """Opened, the functions compute; saved as .xlsx and .ods and opened again, they still do, under their own names."""
    document = live.open(rates)
    assert texts(document.Sheets[0], *CELLS) == RESULTS
    assert not document.isModified()
    document.Sheets[0]["A1"].Value = 72
    document.Sheets[0]["A1"].Value = 59
    saved = tmp_path / "lưu.xlsx"
    live.save(document, saved, EXCEL)
    live.save(document, tmp_path / "lưu.ods", OPEN_DOCUMENT)
    document.close(True)
    with zipfile.ZipFile(saved) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")}
    assert not any("PHULUC." in part or "_ARRAY" in part for part in parts.values())
    assert re.search("<formula>INDICATOR_RATE", parts["xl/worksheets/sheet1.xml"])
    book = FileBook.open(saved)
    area = Area("Số liệu", 1, 3, 1, 5)
    assert book.formulas(area)[0][0] == '=IF(A1="","",INDICATOR_RATE(A1,B1,1))'
    assert book.values(area) == [[81.9, 81.9, 62.8]]
    for path in (saved, tmp_path / "lưu.ods"):
        again = live.open(path)
        assert texts(again.Sheets[0], *CELLS) == RESULTS, path.suffix
        again.Sheets[0]["A1"].Value = 72
        assert texts(again.Sheets[0], "C1", "D1") == ["100", "100"], path.suffix
        again.close(True)


def test_saving_twice_is_no_conflict(live: LiveOffice, rates: Path) -> None:
    """The names put right after a save do not look like somebody else's change to the next save."""
    document = live.open(rates)
    for figure in (60, 61):
        document.Sheets[0]["A1"].Value = figure
        document.store()
    document.close(True)
    book = FileBook.open(rates)
    assert book.values(Area("Số liệu", 1, 1, 1, 3)) == [[61, 72, 84.7]]


def test_a_template_filled_in_shows_what_the_headless_commands_compute(
    live: LiveOffice, template: Path, tmp_path: Path
) -> None:
    """Figures typed into a template: every cell, read on the screen and from the saved file, is the headless result."""
    document = live.open(template)
    fill(document)
    saved = tmp_path / "đã điền.xlsx"
    live.save(document, saved, EXCEL)
    headless = FileBook.open(saved)
    stored = {name: headless.values(headless.used_area(name)) for name in headless.sheet_names()}
    assert headless.recalculate() == []
    compared = 0
    for name in headless.sheet_names():
        area = headless.used_area(name)
        screen = shown(document, area)
        computed, formulas = headless.values(area), headless.formulas(area)
        for row, cells in enumerate(formulas):
            for column, formula in enumerate(cells):
                if formula is None:
                    continue
                expected = computed[row][column]
                where = (name, area.top + row, area.left + column, formula)
                assert same(screen[row][column], expected), where
                assert same(stored[name][row][column], expected), where
                compared += 1
    document.close(True)
    assert compared > 100


def shown(document: Any, area: Area) -> list[list[Any]]:
    """Rows of what the cells of an area show."""
    sheet = document.Sheets.getByName(area.sheet)
    cells = sheet.getCellRangeByPosition(area.left - 1, area.top - 1, area.right - 1, area.bottom - 1)
    return [["error value" if value is None else value for value in row] for row in cells.getDataArray()]


def same(seen: Any, expected: Any) -> bool:
    if expected in ("", None):
        return seen in ("", None)
    if isinstance(expected, str) or not isinstance(seen, int | float):
        return bool(seen == expected)
    return abs(seen - expected) < 1e-9


def fill(document: Any) -> None:
    """Type target, denominator, total and numerator of the first two units into every table, with one "-"."""
    for name in document.NamedRanges.getElementNames():
        content = document.NamedRanges.getByName(name)
        area = content.getReferredCells()
        if area is None or not name.startswith("cap_"):
            continue
        values = {"tu_so": NUMERATOR, "mau_so": DENOMINATOR, "tong_hs": DENOMINATOR, "chi_tieu": TARGET}
        for ending, value in values.items():
            if name.endswith(f"_{ending}"):
                for row in (1, 2):
                    cell = area.getCellByPosition(0, row)
                    if cell.Type.value in ("EMPTY", "VALUE"):
                        cell.Value = value - row
        if name.endswith("_don_vi"):
            for row in (1, 2):
                area.getCellByPosition(0, row).String = f"Đơn vị {row}"


def test_killed_while_saving(soffice: Path, rates: Path, installed: tuple[Path, Any], tmp_path: Path) -> None:
    """A LibreOffice that dies in the middle of a save leaves the whole old file or the whole new one."""
    home = tmp_path / "home"
    shutil.copytree(installed[0] / ".config", home / ".config")
    for wait in (0.02, 0.1, 0.3):
        office = LiveOffice(soffice, home)
        document = office.open(rates)
        document.Sheets[0]["A1"].Value = 72
        killer = threading.Timer(wait, office.kill)
        killer.start()
        try:
            document.store()
        except Exception:  # noqa: BLE001 - it was killed; pyuno's exceptions must not travel through pytest
            time.sleep(0.01)
        killer.join()
        for lock in rates.parent.glob(".~lock*"):
            lock.unlink()
        book = FileBook.open(rates)
        assert book.values(Area("Số liệu", 1, 1, 1, 1))[0][0] in (59, 72)
