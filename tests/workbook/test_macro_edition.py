"""Edition "macro": the live book with its functions inside."""

import zipfile
from pathlib import Path

import pytest

from phuluc.actions.import_figures import import_figures
from phuluc.actions.new_book import create_book
from phuluc.actions.refresh import refresh_book
from phuluc.annexes.bay_chi_tieu import TIER_MODELS, BookSpec
from phuluc.book_port import Area
from phuluc.cli import main
from phuluc.workbook.build.book import build_book
from phuluc.workbook.errors import WrongExtensionError
from phuluc.workbook.file_book import FileBook

SOURCE = Path(__file__).parents[1] / "data" / "so_tay_binh_dinh_2024_q1.xlsx"


@pytest.mark.parametrize("model", TIER_MODELS)
def test_macro_book_equals_the_live_one(model, tmp_path):
    """Every sheet, name, formula and value of the two editions is equal, but the cell that names the edition."""
    live, macro = (_open(tmp_path, BookSpec(edition, model)) for edition in ("live", "macro"))

    assert macro.sheet_names() == live.sheet_names()
    assert macro.names() == live.names()
    for sheet in live.sheet_names():
        area = live.used_area(sheet)
        assert macro.used_area(sheet) == area
        assert macro.formulas(area) == live.formulas(area)
        assert _differences(live, macro, area) == ([("live", "macro")] if sheet == "Thông tin" else [])


def test_imported_and_refreshed_books_are_equal_too(tmp_path):
    """Taking over a province's figures keeps the VBA, and gives the same figures in every cell."""
    for name in ("so.xlsx", "so.xlsm"):
        book = tmp_path / name
        create_book("bay-chi-tieu", book, edition="macro" if name.endswith("m") else "live", settings={})
        import_figures(SOURCE, book, None)
        refresh_book(book, None)

    live, macro = (FileBook.open(tmp_path / name) for name in ("so.xlsx", "so.xlsm"))
    project = zipfile.ZipFile(tmp_path / "so.xlsm").read("xl/vbaProject.bin")

    assert macro.sheet_names() == live.sheet_names()
    for sheet in live.sheet_names():
        area = live.used_area(sheet)
        assert macro.formulas(area) == live.formulas(area)
        # The record knows the two files by different hashes.
        assert sheet == "Nhật ký" or _differences(live, macro, area) in ([], [("live", "macro")])
    assert len(macro.names()) == len(live.names())
    assert project == zipfile.ZipFile(_written(tmp_path, BookSpec("macro", "3 cấp"))).read("xl/vbaProject.bin")


def test_excel_shows_the_figures_of_the_file(tmp_path):
    """Opening does not calculate: where Python is missing the last figures stay."""
    file = _written(tmp_path, BookSpec("macro", "2 cấp"))

    assert b'<calcPr calcId="191029"/>' in zipfile.ZipFile(file).read("xl/workbook.xml")


def test_command_makes_a_macro_book(tmp_path):
    """`phuluc new --edition macro` writes an .xlsm with the functions inside."""
    file = tmp_path / "so.xlsm"

    assert main(["new", "bay-chi-tieu", "-o", str(file), "--edition", "macro"]) == 0
    assert "xl/vbaProject.bin" in zipfile.ZipFile(file).namelist()


@pytest.mark.parametrize(("edition", "name"), [("macro", "so.xlsx"), ("live", "so.xlsm"), ("native", "so.xls")])
def test_name_must_fit_the_edition(tmp_path, edition, name):
    """Excel opens no macros under .xlsx and nothing else under .xlsm, so that such a file is not written."""
    with pytest.raises(WrongExtensionError):
        create_book("bay-chi-tieu", tmp_path / name, edition=edition, settings={})

    assert not (tmp_path / name).exists()


def _written(folder, spec):
    suffix = "xlsm" if spec.edition == "macro" else "xlsx"
    file = folder / f"{spec.edition}.{suffix}"
    file.write_bytes(build_book(spec))
    return file


def _open(folder, spec):
    return FileBook.open(_written(folder, spec))


def _differences(first: FileBook, second: FileBook, area: Area):
    pairs = zip(first.values(area), second.values(area), strict=True)
    return [(a, b) for one, other in pairs for a, b in zip(one, other, strict=True) if a != b]
