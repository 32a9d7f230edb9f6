"""Files from outside: the limits, each named with what was measured; tricks of archives and of markup."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from phuluc.importers.grid import read_book
from phuluc.workbook import errors, judge
from phuluc.workbook.judging import sheet_extents
from phuluc.workbook.judging.package_entries import IN_MEMORY, InflatedLimits
from phuluc.workbook.package import Package
from tests.workbook import hostile_files as hostile


def refusal(path: Path) -> errors.WorkbookFileError:
    """What both doors say of a file: a source of figures and a book are judged alike."""
    with pytest.raises(errors.WorkbookFileError) as caught:
        Package.open(path)
    with pytest.raises(type(caught.value)):
        read_book(path)
    assert path.name in caught.value.where
    assert caught.value.remedy
    return caught.value


@pytest.mark.parametrize(
    "name",
    [
        "../ngoai.xml",
        "/etc/x.xml",
        "xl/../../x.xml",
        "C:/Windows/x.xml",
        "xl\\media\\x.xml",
        "xl//x.xml",
        "xl/./x.xml",
        "XL/Workbook.xml",
        "xl/a\u0007.xml",
    ],
)
def test_names_that_lead_elsewhere_or_stand_twice(staff_file: Path, tmp_path: Path, name: str) -> None:
    """Paths out of the package, absolute ones, drives, and names equal but for case are refused by their name."""
    path = hostile.changed(staff_file, tmp_path / "x.xlsx", {name: b"<a/>"})
    assert type(refusal(path)) is errors.SuspiciousEntryError


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_one_name_twice(staff_file: Path, tmp_path: Path) -> None:
    """Two entries of one name are refused: readers differ in which they take."""
    path = hostile.changed(staff_file, tmp_path / "x.xlsx", {})
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/workbook.xml", "<a/>")
    assert refusal(path).found == "xl/workbook.xml"


def test_entries_over_each_other(tmp_path: Path) -> None:
    """Entries that share bytes, the way to a bomb without any large entry, are refused."""
    assert type(refusal(hostile.overlapping(tmp_path / "x.xlsx"))) is errors.SuspiciousEntryError


def test_a_size_that_is_not_true(staff_file: Path, tmp_path: Path) -> None:
    """No more is inflated than the archive says; what holds more is damaged."""
    path = hostile.lying_about_its_size(staff_file, tmp_path / "x.xlsx", "xl/worksheets/sheet1.xml")
    assert type(refusal(path)) is errors.DamagedWorkbookError


def test_the_largest_entry_and_the_limit_are_named(
    staff_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A part beyond the limit of an entry is refused with its size and the limit."""
    monkeypatch.setattr("phuluc.workbook.judge.IN_MEMORY", InflatedLimits(1000, IN_MEMORY.package))
    assert IN_MEMORY.entry == 200_000_000
    error = refusal(hostile.changed(staff_file, tmp_path / "x.xlsx", {}))
    assert type(error) is errors.ZipBombError
    assert "giới hạn 0,1 MB" in error.found


def test_a_file_beyond_the_limit_is_not_even_read(staff_file: Path) -> None:
    """The size on the disk is judged first."""
    size = staff_file.stat().st_size
    with pytest.raises(errors.TooLargeFileError, match=r"\d MB, giới hạn \d"):
        judge.read_file(staff_file, size - 1)
    assert judge.read_file(staff_file, size) == staff_file.read_bytes()


def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    """What is not an ordinary file is refused at once: reading a pipe would wait for ever."""
    pipe = tmp_path / "ống.xlsx"
    os.mkfifo(pipe)
    assert type(refusal(pipe)) is errors.NoOrdinaryFileError


@pytest.mark.parametrize(
    "content",
    [
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
        "<!DOCTYPE a><a/>".encode("utf-16"),
        "\ufeff<!DOCTYPE a><a/>".encode(),
        "<!DOCTYPE a><a/>".encode("utf-16-le"),
        b'<?xml version="1.0" encoding="utf-7"?><a/>',
        b'<?xml version="1.0" encoding="IBM037"?><a/>',
        b"\n\n<!DOCTYPE a><a/>",
    ],
    ids=["entity", "utf-16", "bom", "utf-16 unmarked", "utf-7", "ebcdic", "blank lines"],
)
@pytest.mark.parametrize("name", ["xl/sharedStrings.xml", "xl/anything.bin"])
def test_document_types_in_any_disguise(staff_file: Path, tmp_path: Path, name: str, content: bytes) -> None:
    """Document types are refused in any part and any encoding, and encodings that could hide one are refused, too."""
    path = hostile.changed(staff_file, tmp_path / "x.xlsx", {name: content})
    error = refusal(path)
    assert type(error) is errors.ForbiddenMarkupError
    assert name in error.found


FAR = {
    "last row": '<row r="1048576"><c r="F1048576"><v>1</v></c></row>',
    "last row of usual cells": '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="Z1048576"/></row>',
    "last column": '<row r="500"><c r="A500"><v>1</v></c><c r="XFD500"><v>1</v></c></row>',
    "single quotes": "<row r='1048576'><c r='F1048576'><v>1</v></c></row>",
    "spaces": '<row  r = "1048576"><c s="1"\n r = "F1048576"><v>1</v></c></row>',
    "small letters": '<row r="1"><c r="a1"><v>1</v></c><c r="xfd1048576"><v>1</v></c></row>',
    "a row of its own": '<row r="1"><c><v>1</v></c><c r="F1048576"><v>1</v></c></row>',
    "a number without end": f'<row r="1"><c r="A{"9" * 5000}"><v>1</v></c></row>',
    "a row without end": f'<row r="{"9" * 5000}"><c><v>1</v></c></row>',
    "rows without numbers": '<row r="1048570"/><row><c/><c/><c/><c/><c/><c><v>1</v></c></row>',
}


@pytest.mark.parametrize("case", FAR)
def test_a_stray_cell_far_away(staff_file: Path, tmp_path: Path, case: str) -> None:
    """A grid that reaches absurdly far is refused before any reader makes room for it; the message says how far."""
    error = refusal(hostile.with_sheet(staff_file, tmp_path / "x.xlsx", FAR[case]))
    assert type(error) is errors.TooManyCellsError
    assert "trang “Phụ lục 1”" in error.found
    assert str(sheet_extents.LARGEST_GRID) in error.found


@pytest.mark.parametrize("within", [True, False], ids=["among the rows", "behind them"])
def test_a_stray_cell_in_a_sheet_with_settings(staff_file: Path, tmp_path: Path, within: bool) -> None:
    """So is one in a sheet with columns, rules and drawings, wherever in the sheet it stands."""
    part = "xl/worksheets/sheet1.xml"
    sheet, end, stray = hostile.part(staff_file, part), b"</sheetData>", b'<row r="1048576"><c r="F1048576"/></row>'
    assert b"<conditionalFormatting" in sheet
    changed = sheet.replace(end, stray + end if within else end + stray)
    error = refusal(hostile.changed(staff_file, tmp_path / "x.xlsx", {part: changed}))
    assert type(error) is errors.TooManyCellsError


@pytest.mark.parametrize("area", ["A1:XFD1048576", "a1:xfd1048576"])
def test_merged_areas_of_everything(staff_file: Path, tmp_path: Path, area: str) -> None:
    """A merged area of the whole sheet is refused: readers spread it over its cells."""
    after = f'<mergeCells count="1"><mergeCell ref="{area}"/></mergeCells>'
    path = hostile.with_sheet(staff_file, tmp_path / "x.xlsx", '<row r="1"><c r="A1"><v>1</v></c></row>', after)
    assert "phủ" in refusal(path).found


def test_an_array_formula_over_everything(staff_file: Path, tmp_path: Path) -> None:
    """So is an array formula."""
    cell = '<row r="1"><c r="A1"><f t="array" ref="A1:XFD1048576">1</f><v>1</v></c></row>'
    assert "phủ" in refusal(hostile.with_sheet(staff_file, tmp_path / "x.xlsx", cell)).found


def test_blank_formatted_cells_without_end(staff_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A used range with nothing in it counts by its cells; the limit is measured over all sheets."""
    monkeypatch.setattr(sheet_extents, "MOST_CELLS", 1000)
    rows = "".join(f'<row r="{row}"><c r="A{row}" s="1"/></row>' for row in range(1, 600))
    error = refusal(hostile.with_sheet(staff_file, tmp_path / "x.xlsx", rows))
    assert type(error) is errors.TooManyCellsError
    assert "ô trống có định dạng" in error.found


@pytest.mark.parametrize("address", ["a1", "", "1A", "A0000000001"])
def test_odd_addresses_do_not_stop_the_judge(staff_file: Path, tmp_path: Path, address: str) -> None:
    """An address that is none is not counted as one: the sheet is walked, and judged small."""
    path = hostile.with_sheet(staff_file, tmp_path / "x.xlsx", f'<row r="{address}"><c r="{address}"/></row>')
    assert len(judge.read_parts(path)) > 5


def test_cells_without_addresses_are_read(staff_file: Path, tmp_path: Path) -> None:
    """Programs that leave addresses out write good workbooks: they stay good."""
    rows = "<row><c><v>1</v></c><c><v>2</v></c></row>" * 300
    path = hostile.with_sheet(staff_file, tmp_path / "x.xlsx", rows)
    assert len(read_book(path).sheets[0].rows) == 300


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\x09\x04\x06\x00\x00\x00\x10\x00" + bytes(40), "Excel 97-2003"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "DRMEncryptedDataSpace\0".encode("utf-16-le"), "IRM"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "PowerPoint Document\0".encode("utf-16-le"), "PowerPoint"),
        (b"MZ" + bytes(100), "chương trình Windows"),
        (b"PK\5\6" + bytes(18), "tệp nén zip"),
    ],
)
def test_other_old_and_foreign_files(tmp_path: Path, content: bytes, says: str) -> None:
    """Each is named for what it is."""
    path = tmp_path / "x.xlsx"
    path.write_bytes(content)
    assert says in str(refusal(path))
