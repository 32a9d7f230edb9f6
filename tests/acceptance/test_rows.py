"""Staff insert, delete and move unit rows, insert columns, rename sheets: everything follows after a refresh."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from phuluc.actions.working_book import WorkingBook
from phuluc.annexes.row_formulas import row_formulas
from phuluc.book_port import Area
from phuluc.domain.figures import CellValue
from phuluc.domain.indicators import SEVEN_INDICATORS
from phuluc.workbook.file_book import FileBook
from tests.acceptance.command import QUARTER, done, exported, findings, phuluc
from tests.acceptance.engines import cached_values, ironcalc_values

Folders = pytest.TempPathFactory
HANDS = Path(__file__).with_name("libreoffice_hands.py")
ANNEX, TIER = "Phụ lục 1", "cap_tinh"
TOP, BOTTOM = 9, 26
FIRST_UNIT, LAST_UNIT = "Ban Quản lý Khu kinh tế tỉnh", "Sở Y tế"
DELETED, MOVED = "Sở Du lịch", "Sở Khoa học và Công nghệ"
NEW_UNITS = ("Thanh tra tỉnh", "Sở Dân tộc và Tôn giáo", "Ban Dân vận")
#: Received, target and numerator of "Hồ sơ trực tuyến" of every new unit.
RECEIVED, TARGET, NUMERATOR, RATE = 466, 60, 279, 59.9


def units_of(figures: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {row["unit"]: row["values"] for row in figures["tables"][0]["rows"]}


def typed(row: int, unit: str) -> dict[int, CellValue]:
    """What staff type into a new row, by column: number, name, received, target and numerator."""
    return {1: row, 2: unit, 3: RECEIVED, 8: TARGET, 9: NUMERATOR}


@pytest.fixture(scope="module")
def inserted(quarter_live: Path, tmp_path_factory: Folders) -> Path:
    """Rows inserted at the top, in the middle and at the end of the first annex, then refreshed."""
    path = tmp_path_factory.mktemp("rows") / "sổ.xlsx"
    book = FileBook.open(quarter_live)
    for row, unit, like in ((BOTTOM + 1, NEW_UNITS[2], BOTTOM), (15, NEW_UNITS[1], 14), (TOP, NEW_UNITS[0], TOP)):
        book.insert_rows(ANNEX, row, 1, format_from=like)
        for column, value in typed(row, unit).items():
            book.set_values(Area(ANNEX, row, column, row, column), [[value]])
    book.save(path)
    done("refresh", path)
    return path


@pytest.fixture(scope="module")
def native_by_hand(soffice: Path, office_python: Path, quarter_native: Path, tmp_path_factory: Folders) -> Path:
    return by_hand(soffice, office_python, quarter_native, tmp_path_factory.mktemp("hands") / "native.xlsx")


@pytest.fixture(scope="module")
def live_by_hand(soffice: Path, office_python: Path, quarter_live: Path, tmp_path_factory: Folders) -> Path:
    return by_hand(soffice, office_python, quarter_live, tmp_path_factory.mktemp("hands") / "live.xlsx")


def by_hand(soffice: Path, office_python: Path, source: Path, target: Path) -> Path:
    """The same and more by LibreOffice: rows deleted and moved, columns inserted, sheets renamed; then refreshed."""
    names = [row["unit"] for row in exported(source)["tables"][0]["rows"]]
    steps: list[list[Any]] = [
        ["insert rows", ANNEX, BOTTOM + 1, 1],
        *(["write", ANNEX, BOTTOM + 1, column, value] for column, value in typed(27, NEW_UNITS[2]).items()),
        ["move row", ANNEX, TOP + names.index(MOVED), TOP + 2],
        ["delete rows", ANNEX, TOP + names.index(DELETED) + (names.index(DELETED) < names.index(MOVED)), 1],
        ["insert rows", ANNEX, 15, 1],
        *(["write", ANNEX, 15, column, value] for column, value in typed(15, NEW_UNITS[1]).items()),
        ["insert rows", ANNEX, TOP, 1],
        *(["write", ANNEX, TOP, column, value] for column, value in typed(TOP, NEW_UNITS[0]).items()),
        ["insert columns", ANNEX, 19, 2],
        ["insert columns", ANNEX, 56, 1],
        ["write", ANNEX, TOP, 19, "ghi thêm"],
        *(["rename", name, f"{name} (mới)"] for name in ("Phụ lục 2", "Tổng hợp", "Tổng quan", "Xếp hạng", "Kiểm tra")),
    ]
    command = [office_python, HANDS, soffice, source, target, json.dumps(steps)]
    environment = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    run = subprocess.run(command, check=False, capture_output=True, env=environment, timeout=180)
    assert run.returncode == 0, run.stderr.decode()
    done("refresh", target)
    return target


EVERY_WAY = pytest.mark.parametrize("edited", ["inserted", "native_by_hand", "live_by_hand"])


@pytest.fixture
def book(edited: str, request: pytest.FixtureRequest) -> Path:
    return request.getfixturevalue(edited)


def expected_units(edited: str, before: list[str]) -> list[str]:
    """The units in their order after the rows were edited."""
    names = list(before)
    if edited != "inserted":
        names.remove(MOVED)
        names.insert(2, MOVED)
        names.remove(DELETED)
    names.append(NEW_UNITS[2])
    names.insert(15 - TOP, NEW_UNITS[1])
    return [NEW_UNITS[0], *names]


@EVERY_WAY
def test_figures_stay_with_their_units(edited: str, book: Path, quarter_live: Path) -> None:
    """Units stand in the new order, each with the figures it had; new ones have theirs computed."""
    before, after = units_of(exported(quarter_live)), units_of(exported(book))
    assert list(after) == expected_units(edited, list(before))
    for unit, values in after.items():
        if unit not in NEW_UNITS:
            assert values == before[unit], unit
            continue
        online = {"target": TARGET, "numerator": NUMERATOR, "denominator": RECEIVED, "rate": RATE, "attained": False}
        assert values["ho_so_truc_tuyen"] == online


@EVERY_WAY
def test_every_unit_row_has_its_formulas(book: Path) -> None:
    """Every unit row holds the formulas of its table, inserted ones too."""
    file = FileBook.open(book)
    working = WorkingBook(file, book.name)
    for layout in working.layouts:
        rows = working.rows(layout.tier)
        positions = {key: working.column(layout.tier, *key) for key in layout.positions()}
        for key in row_formulas(positions, working.edition):
            column = positions[key]
            found = file.formulas(Area(rows.sheet, rows.first, column, rows.last, column))
            overridable = key == ("tong_hs_bang_2", "")
            assert all(text for (text,) in found) or overridable, (layout.tier, key)


@EVERY_WAY
def test_totals_follow(book: Path) -> None:
    """The row of totals, "Tổng hợp" and the export give the ratio of sums over the units that are there."""
    figures = exported(book)
    file = FileBook.open(book)
    names = file.names()
    summary = names["trung_uong_dvc_phat_sinh"].sheet
    rows = {
        name.removeprefix("trung_uong_"): area.top for name, area in names.items() if name.startswith("trung_uong_")
    }
    for table in figures["tables"]:
        for code, total in table["total"].items():
            counted = [
                (row["values"][code]["numerator"], row["values"][code]["denominator"])
                for row in table["rows"]
                if row["values"][code]["rate"] is not None
            ]
            assert (total["numerator"], total["denominator"]) == tuple(map(sum, zip(*counted, strict=True)))
            area = names[f"{table['tier']}_{code}_ty_le"]
            shown = file.values(Area(area.sheet, area.bottom + 1, area.left, area.bottom + 1, area.left))
            assert shown == [[total["rate"]]]
            left = 10 + 3 * figures["tables"].index(table)
            cells = file.values(Area(summary, rows[code], left, rows[code], left + 2))
            assert cells == [[total["numerator"], total["denominator"], total["rate"]]]


@EVERY_WAY
def test_overview_lists_the_units_in_their_order(book: Path) -> None:
    """ "Tổng quan" shows every unit once, in the annex' order, with its rates and the number of targets it meets."""
    figures, file = exported(book), FileBook.open(book)
    order = sorted(SEVEN_INDICATORS, key=lambda item: "abcdđeg".index(item.letter))
    for table in figures["tables"]:
        block = file.names()[f"tong_quan_{table['tier']}"]
        lines = [row for row in file.values(block) if row[1]]
        assert [row[1].rstrip(" (*)") for row in lines] == [row["unit"] for row in table["rows"]]
        for line, row in zip(lines, table["rows"], strict=True):
            values = [row["values"][indicator.code] for indicator in order]
            shown = [None if cell in ("", "-") else cell for cell in line[2:9]]
            assert shown == [value["rate"] for value in values]
            assert line[9] == sum(value["attained"] is True for value in values)


@EVERY_WAY
def test_rankings_follow(edited: str, book: Path, quarter_live: Path) -> None:
    """Every unit is ranked once, deleted ones no more, on the sheet as in the export."""
    figures, file = exported(book), FileBook.open(book)
    ranking = figures["rankings"][0]
    wanted = expected_units(edited, list(units_of(exported(quarter_live))))
    assert sorted(row["unit"] for row in ranking["rows"]) == sorted(wanted)
    shown = [row[1] for row in file.values(file.names()["xep_hang_cap_tinh"]) if row[1]]
    assert shown == [row["unit"] for row in ranking["rows"]]


@EVERY_WAY
def test_import_follows(edited: str, book: Path, tmp_path: Path) -> None:
    """A second import finds every unit where it stands now and names those that are on one side only."""
    outcome = phuluc("import", QUARTER, book, "-o", tmp_path / "lại.xlsx")
    assert outcome.status == 1
    assert all(f"“{unit}” – nguồn không có đơn vị này" in outcome.out for unit in NEW_UNITS)
    assert (f"“{DELETED}”" in outcome.out) == (edited != "inserted")
    assert units_of(exported(tmp_path / "lại.xlsx")) == units_of(exported(book))


@EVERY_WAY
def test_the_annex_follows(edited: str, book: Path, quarter_live: Path, tmp_path: Path) -> None:
    """The issued annex lists the units in their order, under the names of the annexes, without what staff added."""
    done("annex", book, "-o", tmp_path / "phụ lục.xlsx", "--force")
    issued = openpyxl.load_workbook(tmp_path / "phụ lục.xlsx")
    assert issued.sheetnames == ["Phụ lục 1", "Phụ lục 2", "Phụ lục 3"]
    texts = [cell for row in issued["Phụ lục 1"].iter_rows(values_only=True) for cell in row if cell is not None]
    for unit in expected_units(edited, list(units_of(exported(quarter_live)))):
        assert any(str(text).startswith(unit) for text in texts), unit
    assert "ghi thêm" not in texts


@EVERY_WAY
def test_findings_name_the_cells_where_they_are(book: Path) -> None:
    """A finding about a new unit names its row."""
    found = [finding for finding in findings(book) if NEW_UNITS[0] in finding["what"]]
    assert found
    assert all(finding["where"].startswith(f"{ANNEX}!") and finding["where"].endswith("9") for finding in found)


def test_an_independent_engine_agrees(native_by_hand: Path) -> None:
    """IronCalc gives every value that the refresh of the edited native book stored."""
    ours, theirs = cached_values(native_by_hand), ironcalc_values(native_by_hand)
    assert {place: (ours[place], theirs[place]) for place in ours if ours[place] != theirs[place]} == {}
