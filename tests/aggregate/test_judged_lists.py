"""Workbooks of long lists are judged piece by piece, by the rules of every file from outside."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from phuluc.workbook import errors, judge
from phuluc.workbook.judging import large_lists
from tests.aggregate.igate import dossier, write_xlsx

SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A list whose sheet takes more than one piece."""
    monkeypatch.setattr(large_lists, "_WINDOW", 1 << 17)
    return write_xlsx(tmp_path / "a.xlsx", [dossier(number) for number in range(1500)])


def changed(book: Path, before: bytes, after: bytes, part: str = SHEET) -> Path:
    """A copy with a sign of one part replaced where it stands last."""
    copy = book.with_name("b.xlsx")
    with zipfile.ZipFile(book) as given, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as written:
        for entry in given.infolist():
            content = given.read(entry)
            if entry.filename == part:
                start, found, end = content.rpartition(before)
                assert found
                content = start + after + end
            written.writestr(entry.filename, content)
    return copy


def refusal(path: Path) -> errors.WorkbookFileError:
    with pytest.raises(errors.WorkbookFileError) as caught:
        judge.read_list_package(path)
    return caught.value


def test_what_was_judged_is_what_is_read(book: Path) -> None:
    """A list within the limits is handed on as it stands, although its sheet is read in several pieces."""
    with zipfile.ZipFile(book) as archive:
        assert archive.getinfo(SHEET).file_size > 3 * large_lists._WINDOW
    assert judge.read_list_package(book) == book.read_bytes()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b'<c r="A1502"', b'<c r="XFD1502"'),
        (b'<c r="A1502"', b'<c r="xfd1502"'),
        (b'<c r="A1502"', b'<c r="A1048577"'),
        (b'<c r="A1502"', b'<c r="A4000000000"'),
        (b'<row r="1502"', b'<row r="90000000"'),
        (b'<row r="1502"', b'<x:row spans="1:2" r="90000000"'),
        (b'<c r="A1502"', b"<c/>" * 100 + b'<c r="A1502"'),
        (b'<c r="A1502"', b"<x:c />" * 100 + b'<c r="A1502"'),
    ],
)
def test_cells_far_out_are_refused(book: Path, before: bytes, after: bytes) -> None:
    """A reader of grids would fill the memory up to a stray cell; where it stands, or may stand, is told."""
    error = refusal(changed(book, before, after))
    assert type(error) is errors.TooManyCellsError
    assert f"giới hạn {large_lists.LARGEST_LIST_GRID} ô" in error.found


@pytest.mark.parametrize("address", [b"AZ1502", b"BE1502", b"Z1048576"])
def test_a_wide_or_long_list_is_no_stray_cell(book: Path, address: bytes) -> None:
    """A list may have 57 columns, and as many rows as a sheet has."""
    far = changed(book, b'<c r="M1502"', b'<c r="%s"' % address)
    assert judge.read_list_package(far) == far.read_bytes()


@pytest.mark.parametrize("sign", [b"<!DOCTYPE x>", b'<!ENTITY x "y">'])
def test_declarations_are_refused_in_every_piece(book: Path, sign: bytes) -> None:
    """Document types and entities are found behind the first piece, too."""
    error = refusal(changed(book, b"</sheetData>", sign + b"</sheetData>"))
    assert type(error) is errors.ForbiddenMarkupError


def test_lists_may_be_larger_than_other_files(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full sheet is more than an ordinary package may inflate to; beyond the limits of lists it is refused, too."""
    assert large_lists.LIST_LIMITS.entry > 1_048_576 * 15 * 60
    monkeypatch.setattr(large_lists, "LIST_LIMITS", large_lists.InflatedLimits(100_000, 200_000))
    assert type(refusal(book)) is errors.ZipBombError
    monkeypatch.setattr(judge, "LARGEST_LIST", 1000)
    assert type(refusal(book)) is errors.TooLargeFileError
