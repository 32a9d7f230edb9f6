"""A spoiled source gives the right figures, or its report says what is wrong: never a wrong figure in silence."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import Any

import pytest

from phuluc.actions.check import check_book
from phuluc.actions.export_book import export_book
from phuluc.actions.import_figures import import_figures
from phuluc.actions.refresh import refresh_book
from phuluc.actions.working_book import DamagedBookError
from phuluc.annexes.addresses import cell_address
from phuluc.book_port import Area
from phuluc.hosts.headless import wording
from phuluc.workbook.file_book import FileBook
from tests.acceptance.bad_files import TEMPLATE
from tests.acceptance.packages import parts, written
from tests.importers.hand_made import quarter_book
from tests.trust.effort import EFFORT
from tests.trust.spoiling import FIGURES, FORM, Place, Spoiling, unit_rows

Figures = dict[tuple[str, str, str], tuple[Any, Any]]


class Imported:
    """What came of a source: figures by unit, and every line that was said about them."""

    def __init__(self, source: Path, folder: Path) -> None:
        book = folder / "sổ.xlsx"
        result = import_figures(source, TEMPLATE, book)
        findings = check_book(book)
        said = f"{wording.import_report(result)}\n{wording.findings_report(findings)}"
        self.lines = set(said.splitlines())
        self.figures: Figures = {
            (table["tier"], row["unit"], code): (values["numerator"], values["denominator"])
            for table in export_book(book)["tables"]
            for row in table["rows"]
            for code, values in row["values"].items()
        }


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("nguồn")


@pytest.fixture(scope="module")
def right(folder: Path) -> Imported:
    path = folder / "phu_luc.xlsx"
    quarter_book().save(path)
    return Imported(path, folder)


def spoiled(spoil: Spoiling, seed: int, folder: Path) -> tuple[Imported, set[str]]:
    """Import the annex with one thing spoiled; give also the names of the units that stood at that place."""
    chance = random.Random(seed)  # noqa: S311 - the same places in every run
    book = quarter_book()
    sheet = chance.choice(book.worksheets)
    table = chance.choice((0, 1))
    place = Place(sheet, table, chance.choice(unit_rows(sheet)[table]))
    names = {str(place.name.value), str(place.neighbour.name.value)}
    spoil(place, chance)
    path = folder / "phu_luc.xlsx"
    book.save(path)
    return Imported(path, folder), names


def test_a_value_of_an_earlier_time_is_told(quarter_live: Path, tmp_path: Path) -> None:
    """A formula that cannot be calculated here keeps what was stored; check and refresh name its cell."""
    book = FileBook.open(quarter_live)
    numerators = book.names()["cap_tinh_so_hoa_tu_so"]
    cell = Area(numerators.sheet, numerators.top + 2, numerators.left, numerators.top + 2, numerators.left)
    book.set_formulas(cell, [["=NOSUCH(1)"]])
    book.save(tmp_path / "sổ.xlsx")
    found = [finding for finding in check_book(tmp_path / "sổ.xlsx") if finding.code == "cong_thuc_giu_gia_tri_cu"]
    assert [(item.where, item.found) for item in found] == [
        (cell_address(cell.sheet, cell.top, cell.left), "=NOSUCH(1)")
    ]
    assert "NOSUCH" in wording.refresh_report(refresh_book(tmp_path / "sổ.xlsx", None))


def test_a_name_stretched_over_the_sheet_is_refused(quarter_live: Path, tmp_path: Path) -> None:
    """A named column of a million rows is refused with its name; reading it would take all day."""
    content = parts(quarter_live)
    workbook = content["xl/workbook.xml"]
    name = re.search(rb'name="cap_tinh_so_hoa_tu_so"[^>]*>([^<]*)\$(\d+)<', workbook)
    assert name is not None
    stretched = name[0].replace(b"$" + name[2] + b"<", b"$1048576<")
    written(tmp_path / "sổ.xlsx", {**content, "xl/workbook.xml": workbook.replace(name[0], stretched)})
    with pytest.raises(DamagedBookError, match="cap_tinh_so_hoa_tu_so"):
        check_book(tmp_path / "sổ.xlsx")


@pytest.mark.parametrize("seed", range(EFFORT))
@pytest.mark.parametrize("way", FORM)
def test_a_changed_form_changes_no_figure(way: str, seed: int, right: Imported, folder: Path) -> None:
    """Names in other spellings, rows and sheets moved, hidden or renamed: every figure is the one of the report."""
    found, _ = spoiled(FORM[way], seed, folder)
    assert found.figures == right.figures
    if "hidden" in way:
        assert any("ẩn chứa số liệu" in line for line in found.lines - right.lines)


@pytest.mark.parametrize("seed", range(EFFORT))
@pytest.mark.parametrize("way", FIGURES)
def test_a_changed_figure_is_told(way: str, seed: int, right: Imported, folder: Path) -> None:
    """Each unit and indicator that comes out otherwise is named in a line that the right source does not give."""
    found, names = spoiled(FIGURES[way], seed, folder)
    new_lines = [line.casefold() for line in found.lines - right.lines]
    keys = right.figures.keys() | found.figures.keys()
    changed = [key for key in keys if right.figures.get(key) != found.figures.get(key)]
    untold = []
    for key in changed:
        # Where a unit came or went, the line may know it by the name that stood in the source.
        known_as = {key[1]} if key in right.figures and key in found.figures else {key[1], *names}
        if not any(name.casefold() in line for line in new_lines for name in known_as):
            untold.append(key)
    assert not untold, (untold, [right.figures.get(key) for key in untold], [found.figures.get(key) for key in untold])
