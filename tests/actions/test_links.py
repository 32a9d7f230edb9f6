"""The addresses in "Kiểm tra" lead to their cells, in every program that opens the file."""

from __future__ import annotations

from pathlib import Path

import ironcalc
import pytest

from phuluc.actions.cell_writing import write_links
from phuluc.annexes.addresses import LINK_PREFIX, link_formula
from phuluc.book_port import Area, Link
from phuluc.workbook.file_book import FileBook
from tests.acceptance.command import quarter_book
from tests.acceptance.engines import cached_values, libreoffice_values


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return quarter_book(tmp_path_factory.mktemp("so") / "so.xlsx")


def links(path: Path) -> dict[str, str]:
    """Address of the link -> what it shows."""
    book = FileBook.open(path)
    area = book.names()["kiem_tra_bang"]
    shown = {address: str(value) for address, value in cached_values(path).items() if address.startswith("Kiểm tra!B")}
    assert len(shown) > 10
    assert all(book.formulas(Area(area.sheet, row, 2, row, 2))[0][0] for row in range(7, 7 + len(shown)))
    return shown


def test_links_show_the_address(checked: Path, tmp_path: Path, soffice: Path) -> None:
    """The stored text is the address, and LibreOffice and IronCalc calculate the same."""
    shown = links(checked)
    office = libreoffice_values(soffice, [checked], tmp_path)[checked]
    assert {address: office[address] for address in shown} == shown
    model = ironcalc.load_from_xlsx(str(checked), "en", "UTC", "en")
    model.evaluate()
    sheet = [properties["name"] for properties in model.get_worksheets_properties()].index("Kiểm tra")
    assert {address: model.get_cell_value(sheet, int(address[len("Kiểm tra!B") :]), 2) for address in shown} == shown


def test_a_refresh_without_changes_keeps_the_links(checked: Path, tmp_path: Path) -> None:
    """Links are written anew only where they change: the same findings give the same bytes."""
    parts = []
    for number in (1, 2):
        book = FileBook.open(checked)
        for _ in range(number):
            area = book.names()["kiem_tra_bang"]
            column = Area(area.sheet, area.top, area.left + 1, area.bottom, area.left + 1)
            addresses = [str(value or "") for (value,) in book.values(column)[1:-1]]
            write_links(book, column, addresses)
        book.save(tmp_path / f"{number}.xlsx")
        parts.append((tmp_path / f"{number}.xlsx").read_bytes())
    assert parts[0] == parts[1]


def test_what_leads_nowhere_is_plain_text(checked: Path) -> None:
    """A sheet's name leads to its first cell, a range to its first; what names no cell of the book stays text."""
    book = FileBook.open(checked)
    area = book.names()["kiem_tra_bang"]
    column = Area(area.sheet, area.top, area.left + 1, area.bottom, area.left + 1)
    addresses = [
        "Phụ lục 1!$F$12",
        "Thông tin",
        "Tổng hợp!A3:B9",
        "nguon.xlsx, Phụ lục 1!A1",
        "Không có!B2",
        "Tổng hợp!?",
        "",
    ]
    write_links(book, column, addresses)
    first = area.top + 1
    cells = Area(area.sheet, first, column.left, first + len(addresses) - 1, column.left)
    assert [value for (value,) in book.values(cells)] == [*addresses[:-1], None]
    targets = [(formula or "")[len(LINK_PREFIX) :].split('"')[1:2] for (formula,) in book.formulas(cells)]
    assert targets == [["#'Phụ lục 1'!F12"], ["#'Thông tin'!A1"], ["#'Tổng hợp'!A3"], [], [], [], []]


def test_quotes_in_names() -> None:
    """Apostrophes of a sheet's name and quotation marks of a text are doubled."""
    assert link_formula(Link('ô "1"', "Trang 'a'", 2, 28)) == '=HYPERLINK("#\'Trang \'\'a\'\'\'!AB2","ô ""1""")'
