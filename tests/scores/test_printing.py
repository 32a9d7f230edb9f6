"""Annexes of the score families on paper: a province, the whole country, and the sections of a commune."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from pypdf import PdfReader

from benchmarks.portal_dumps import COUNTRY, PROVINCE, portal_units
from phuluc.actions.opening import open_any_book
from phuluc.actions.scores.issue import issued_scores
from phuluc.annexes.issued import IssuedAnnex, IssuedDocument, IssuedRow
from phuluc.workbook.annex_layout import PRINTABLE_HEIGHT, PRINTABLE_WIDTH, AnnexLayout, lay_out
from phuluc.workbook.issue_annex import write_issued_workbook
from phuluc.workbook.pdf import write_pdf

#: Parts of the height of a page that programs may use; ours counts with the least.
CAPACITIES: Final = (1.0, 1.02, 1.04)
WEEKLY, MONTHLY, COMMUNE = "Tuần", "Tháng", "Xã"


def with_units(annex: IssuedAnnex, name: str, count: int) -> IssuedAnnex:
    """An annex whose units are so many communes, beneath its parent where it has one."""
    (table,) = annex.tables
    parents = [row for row in table.rows if row.kind == "group"]
    like = next(row for row in table.rows if row.kind == "unit")
    names = [unit.name.partition(" - ")[0] for unit in portal_units(count, agencies=0)]
    rows = [IssuedRow("unit", (order, unit, *like.cells[2:])) for order, unit in enumerate(names, start=1)]
    return replace(annex, sheet_name=name, tables=(replace(table, rows=(*parents, *rows)),))


@pytest.fixture(scope="module")
def annexes(books: dict[str, Path]) -> dict[str, IssuedAnnex]:
    """The weekly list of the whole country, the monthly one of a province, the commune's items."""
    found = {kind: issued_scores(open_any_book(path)[1]).annexes for kind, path in books.items()}
    return {
        WEEKLY: with_units(found["diem-tuan"][2], WEEKLY, COUNTRY),
        MONTHLY: with_units(found["diem-thang"][1], MONTHLY, PROVINCE),
        COMMUNE: replace(found["diem-xa"][0], sheet_name=COMMUNE),
    }


@pytest.fixture(scope="module")
def pages(
    annexes: Mapping[str, IssuedAnnex], soffice: Path, pdftoppm: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[str]]:
    """What LibreOffice prints of them: the texts of the pages of each, line by line."""
    assert soffice
    folder = tmp_path_factory.mktemp("in")
    workbook, pdf = folder / "phu_luc.xlsx", folder / "phu_luc.pdf"
    write_issued_workbook(IssuedDocument(tuple(annexes.values()), title="Phụ lục"), workbook, digits=2)
    write_pdf(workbook, pdf)
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in PdfReader(pdf).pages} == {(842, 595)}
    # Of poppler too; hundreds of pages take pypdf half a minute.
    command = [pdftoppm.with_name("pdftotext"), "-layout", pdf, "-"]
    sheets = subprocess.run(command, capture_output=True, check=True).stdout.decode().split("\f")[:-1]
    # The first page of an annex has no number.
    starts = [number for number, page in enumerate(sheets) if not first_line(page).isdigit()]
    ends = [*starts[1:], len(sheets)]
    return {name: sheets[start:end] for name, start, end in zip(annexes, starts, ends, strict=True)}


def first_line(page: str) -> str:
    return page.strip().partition("\n")[0].strip()


@pytest.mark.parametrize(("name", "units", "most"), [(WEEKLY, COUNTRY, 124), (MONTHLY, PROVINCE, 6), (COMMUNE, 0, 2)])
def test_a_list_prints_well(
    pages: dict[str, list[str]], annexes: dict[str, IssuedAnnex], name: str, units: int, most: int
) -> None:
    """Every unit once and in order, all captions on top of every page, numbers from the second page."""
    sheets = pages[name]
    # Programs put a little more on a page than is counted.
    assert 0.9 * lay_out(annexes[name], digits=2).page_count <= len(sheets) <= most
    assert [first_line(page) for page in sheets[1:]] == [str(number) for number in range(2, len(sheets) + 1)]
    captions = {word for table in annexes[name].tables for cell in table.header for word in cell.text.split()}
    for page in sheets:
        assert captions - set(page.split()) == set()
    unit = re.compile(r"^ *(\d+) +UBND (?:xã|phường)", re.MULTILINE)
    orders = [int(order) for page in sheets for order in unit.findall(page)]
    assert orders == list(range(1, units + 1))


@pytest.mark.parametrize("name", [WEEKLY, MONTHLY, COMMUNE])
def test_nothing_is_cut_and_nothing_scaled(annexes: dict[str, IssuedAnnex], name: str) -> None:
    """One page wide at 9 points or more, the captions repeated wherever a table runs over a page."""
    layout = lay_out(annexes[name], digits=2)
    assert sum(layout.column_widths) <= PRINTABLE_WIDTH
    assert layout.body_size >= 9
    (placed,) = layout.tables
    assert layout.repeated_rows == (placed.header_row, placed.first_row - 1)


def test_a_heading_is_printed_with_its_rows(pages: dict[str, list[str]]) -> None:
    """Section IV of the commune begins the second page: it would stand alone at the foot of the first."""
    first, second = (" ".join(page.split()) for page in pages[COMMUNE])
    assert "3.7 Số lượng tăng trưởng" in first
    assert "Thanh toán trực tuyến" not in first
    assert "IV Thanh toán trực tuyến" in second
    assert "Cung cấp trên Cổng DVC quốc gia" in second


@pytest.mark.parametrize("group", [3, 7, 11, 20, 21, 22, 23, 24, 25, 26, 27, 60])
def test_no_heading_stands_at_the_foot_of_a_page(annexes: dict[str, IssuedAnnex], group: int) -> None:
    """Whatever the groups: in programs that put more on a page too, a heading has the first of its rows below it."""
    (table,) = annexes[COMMUNE].tables
    blank = (None,) * (table.column_count - 2)
    rows = [
        IssuedRow("unit" if number % group else "group", (number, f"Nội dung {number}", *blank))
        for number in range(240)
    ]
    layout = lay_out(replace(annexes[COMMUNE], tables=(replace(table, rows=tuple(rows)),)), digits=2)
    areas = layout.areas
    assert [area.top for area in areas] == [0, *(area.bottom + 1 for area in areas[:-1])]
    for capacity in CAPACITIES:
        assert feet(layout, capacity * PRINTABLE_HEIGHT).isdisjoint(
            layout.tables[0].first_row + number for number in range(0, 240, group)
        )


def feet(layout: AnnexLayout, height: float) -> set[int]:
    """The last row of each page of so many points, but that of the table."""
    (placed,) = layout.tables
    repeated = sum(layout.row_heights[row] for row in range(placed.header_row, placed.first_row))
    found: set[int] = set()
    for number, area in enumerate(layout.areas):
        used = repeated if number else 0.0
        for row in range(area.top, area.bottom + 1):
            if used + layout.row_heights[row] > height:
                found.add(row - 1)
                used = repeated
            used += layout.row_heights[row]
        found.add(area.bottom)
    return found - {placed.bottom}
