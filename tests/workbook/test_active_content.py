"""Macros, objects and links: refused, kept or left behind, by what the command does, and always with a word."""

from __future__ import annotations

from pathlib import Path

import pytest

from phuluc.importers.grid import read_book
from phuluc.workbook import errors
from phuluc.workbook.package import Package
from tests.workbook import hostile_files as hostile

CELL = '<row r="1"><c r="A1"><f>{}</f><v>5</v></c></row>'
STARTING = {
    "dde link": hostile.with_dde_link,
    "dde formula": lambda source, target: hostile.with_sheet(source, target, CELL.format("cmd|'/c calc'!A0")),
    "dde formula, quoted": lambda source, target: hostile.with_sheet(
        source, target, CELL.format("1+'Excel'|'C:\\x'!'A1'")
    ),
    "excel 4 macro": lambda source, target: hostile.changed(
        source, target, {"xl/macrosheets/sheet9.xml": hostile.sheet("")}
    ),
}


@pytest.mark.parametrize("case", STARTING)
def test_what_starts_programs_is_refused_in_a_book(staff_file: Path, tmp_path: Path, case: str) -> None:
    """A book that runs something on opening is neither worked in nor copied; the message says what and where."""
    path = STARTING[case](staff_file, tmp_path / "x.xlsx")
    with pytest.raises(errors.RefusedContentError) as caught:
        Package.open(path)
    assert "xl/" in caught.value.found
    assert "Ngắt liên kết" in caught.value.remedy


@pytest.mark.parametrize("case", STARTING)
def test_a_source_is_read_for_its_values_only(staff_file: Path, tmp_path: Path, case: str) -> None:
    """From a source nothing but values is taken; a notice says what was left alone."""
    (notice,) = read_book(STARTING[case](staff_file, tmp_path / "x.xlsx")).notices
    assert "chỉ đọc giá trị" in notice


CARRIED = {
    "macro": ({"xl/vbaProject.bin": b"\xd0\xcf"}, "macro VBA (1)"),
    "ole": ({"xl/embeddings/oleObject1.bin": b"x"}, "OLE (1)"),
    "activex": ({"xl/activeX/activeX1.xml": b"<a/>"}, "ActiveX (1)"),
    "connection": ({"xl/connections.xml": b"<connections/>"}, "kết nối dữ liệu (1)"),
    "web formula": ({"xl/worksheets/sheet9.xml": hostile.sheet(CELL.format("WEBSERVICE(A2)"))}, "kết nối dữ liệu (1)"),
}


@pytest.mark.parametrize("case", CARRIED)
def test_what_staff_added_is_told(staff_file: Path, tmp_path: Path, case: str) -> None:
    """Objects, macros and connections are listed for a book and for a source."""
    parts, says = CARRIED[case]
    path = hostile.changed(staff_file, tmp_path / "x.xlsx", parts)
    assert any(says in notice for notice in read_book(path).notices)
    assert len(Package.open(path).active_content()) == 1


def test_links_to_other_files_are_told_with_their_target(staff_file: Path, tmp_path: Path) -> None:
    """Figures that come through a link are those stored; the notice names the file."""
    path = hostile.with_external_book(staff_file, tmp_path / "x.xlsx", "file:///%5C%5Cmay-chu%5Cso lieu.xlsx")
    (notice,) = read_book(path).notices
    assert "may-chu" in notice
    assert "có thể đã cũ" in notice


def test_the_add_in_is_no_foreign_link(staff_file: Path, tmp_path: Path) -> None:
    """Excel links cells to the add-in whose functions they call: nothing to tell."""
    path = hostile.with_external_book(staff_file, tmp_path / "x.xlsx", "file:///C:/PhuLuc/PhuLuc.xlam")
    assert read_book(path).notices == ()


@pytest.mark.parametrize("formula", ["&quot;a|b&quot;&amp;A2", "'Bảng | 1'!A2", "CALLOUT", "SUM(IMAGES)"])
def test_ordinary_formulas_are_not_suspected(staff_file: Path, tmp_path: Path, formula: str) -> None:
    """A bar in a text or in a sheet's name is no DDE."""
    path = hostile.with_sheet(staff_file, tmp_path / "x.xlsx", CELL.format(formula))
    assert read_book(path).notices == ()
