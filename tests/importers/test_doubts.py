"""What a source holds that may not mean what it seems to is said, with its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font

from phuluc.importers.annex_workbook import read_annexes
from phuluc.importers.errors import LegacyTextError
from phuluc.importers.long_form import read_long_form
from tests.domain.test_legacy_encodings import in_tcvn3, in_vni
from tests.importers.hand_made import QUARTER, quarter_book, saved


def test_the_real_source_raises_no_doubt() -> None:
    """The report as published has nothing of the kind."""
    source = read_annexes(QUARTER)
    assert not [item for item in source.unmatched if "bảng mã" in item.reason or "ô gộp" in item.reason]
    assert not [notice for notice in source.notices if "ẩn" in notice]


@pytest.mark.parametrize("turned", [in_tcvn3, in_vni])
def test_a_name_in_an_old_encoding(turned, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """Names in TCVN3 or VNI are listed by the sheet, with the first as it stands, and the way to Unicode."""
    book = quarter_book()
    sheet = book["Phụ lục 1"]
    for row in (8, 9, 10):
        sheet.cell(row, 2).value = turned(sheet.cell(row, 2).value)
    (item,) = [item for item in read_annexes(saved(book, tmp_path)).unmatched if "bảng mã cũ" in item.reason]
    assert item.where == "Phụ lục 1!B8"
    assert "3 ô" in item.reason
    assert "UniKey" in item.reason


def test_a_font_tells_where_letters_do_not(tmp_path: Path) -> None:
    """ "Phô lôc" could be Vietnamese; in the font .VnTime it is not."""
    book = quarter_book()
    cell = book["Phụ lục 1"]["B8"]
    cell.value, cell.font = "Phô lôc", Font(name=".VnTime")
    (item,) = [item for item in read_annexes(saved(book, tmp_path)).unmatched if "bảng mã cũ" in item.reason]
    assert "(phông .VnTime)" in item.reason


def test_a_whole_annex_in_an_old_encoding(tmp_path: Path) -> None:
    """Where the headers are in an old encoding, too, the refusal says why nothing was recognised."""
    book = quarter_book()
    for sheet in book:
        for cell in (cell for line in sheet.iter_rows() for cell in line if isinstance(cell.value, str)):
            cell.value = in_tcvn3(cell.value)
    with pytest.raises(LegacyTextError, match="UniKey"):
        read_annexes(saved(book, tmp_path))


def test_a_count_merged_over_units(tmp_path: Path) -> None:
    """A count over several units is listed with its cell: only the first would get it."""
    book = quarter_book()
    book["Phụ lục 1"].merge_cells("F10:F12")
    (item,) = [item for item in read_annexes(saved(book, tmp_path)).unmatched if "ô gộp" in item.reason]
    assert (item.where, "3 dòng" in item.reason) == ("Phụ lục 1!F10", True)


def test_hidden_rows_and_columns(tmp_path: Path) -> None:
    """Hidden figures are read, and it is said where they are."""
    book = quarter_book()
    sheet = book["Phụ lục 2"]
    sheet.row_dimensions[9].hidden = True
    sheet.column_dimensions["I"].hidden = True
    notices = read_annexes(saved(book, tmp_path)).notices
    assert any("1 dòng ẩn chứa số liệu (dòng 9)" in notice for notice in notices)
    assert any("cột ẩn chứa số liệu" in notice for notice in notices)


def test_a_long_table_is_doubted_alike(tmp_path: Path) -> None:
    """Tables in long form are looked at in the same way."""
    book = Workbook()
    book.active.append(["cấp", "đơn vị", "chỉ tiêu", "chỉ tiêu giao", "mẫu số", "tử số"])
    book.active.append(["cấp tỉnh", in_tcvn3("Sở Y tế"), "Hồ sơ trực tuyến", 61, 72, 59])
    book.active.row_dimensions[2].hidden = True
    source = read_long_form(saved(book, tmp_path))
    assert any("bảng mã cũ" in item.reason for item in source.unmatched)
    assert any("1 dòng ẩn" in notice for notice in source.notices)
