"""Both editions show the same figure in every cell, whoever evaluates them, and the files carry it."""

from __future__ import annotations

from pathlib import Path

import pytest

from phuluc.book_port import Area
from phuluc.domain.figures import CellValue
from phuluc.workbook.file_book import FileBook
from tests.acceptance.command import ROOT, done
from tests.acceptance.dirty_input import FIRST_ROWS
from tests.acceptance.engines import (
    Values,
    cached_values,
    cells_without_value,
    formualizer_values,
    ironcalc_values,
    libreoffice_values,
)
from tests.score_documents import document_book, put_dirt

TEMPLATES = sorted((ROOT / "workbook_templates").glob("**/*.xlsx"))
SCORES = ("diem-tuan", "diem-thang", "diem-xa")
PAIRS = ("2cap", "3cap", "quarter", "dirty", *SCORES)


@pytest.fixture(scope="session")
def pairs(
    quarter_live: Path,
    quarter_native: Path,
    dirty_live: Path,
    dirty_native: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, tuple[Path, Path]]:
    """(live, native) of the templates, of the imported quarter, of the dirty book, of the documents on scores."""
    folder = ROOT / "workbook_templates" / "bay-chi-tieu"
    templates = {
        model: (folder / f"bay-chi-tieu-{model}-live.xlsx", folder / f"bay-chi-tieu-{model}-native.xlsx")
        for model in ("2cap", "3cap")
    }
    documents = {kind: _documents(kind, tmp_path_factory.mktemp(kind)) for kind in SCORES}
    return {**templates, "quarter": (quarter_live, quarter_native), "dirty": (dirty_live, dirty_native), **documents}


def _documents(kind: str, folder: Path) -> tuple[Path, Path]:
    """A document on scores in both editions, with cells that are no scores in it."""
    books = (folder / "live.xlsx", folder / "native.xlsx")
    for path in books:
        document_book(kind, path, path.stem)
        put_dirt(path)
    return books


@pytest.fixture(scope="session")
def in_libreoffice(
    soffice: Path, pairs: dict[str, tuple[Path, Path]], tmp_path_factory: pytest.TempPathFactory
) -> dict[Path, Values]:
    natives = [native for _, native in pairs.values()]
    return libreoffice_values(soffice, natives, tmp_path_factory.mktemp("libreoffice"))


def differences(one: Values, other: Values) -> dict[str, tuple[CellValue, CellValue]]:
    assert one.keys() == other.keys()
    return {place: (one[place], other[place]) for place in one if one[place] != other[place]}


@pytest.mark.parametrize("pair", PAIRS)
def test_files_of_both_editions_carry_the_same_values(pair: str, pairs: dict[str, tuple[Path, Path]]) -> None:
    """The cached value of every formula cell is the same in the live and in the native book."""
    live, native = pairs[pair]
    assert len(cached_values(live)) > 80
    assert differences(cached_values(live), cached_values(native)) == {}


@pytest.mark.parametrize("pair", PAIRS)
@pytest.mark.parametrize("edition", [0, 1], ids=["live", "native"])
def test_formualizer_computes_what_the_file_carries(
    pair: str, edition: int, pairs: dict[str, tuple[Path, Path]], tmp_path: Path
) -> None:
    """With all stored values taken out, the headless engine and our functions give every one of them again."""
    book = pairs[pair][edition]
    assert differences(formualizer_values(book, tmp_path), cached_values(book)) == {}


@pytest.mark.parametrize("pair", PAIRS)
def test_ironcalc_computes_what_the_native_file_carries(pair: str, pairs: dict[str, tuple[Path, Path]]) -> None:
    """An engine without any function of ours gives every value of the native book."""
    _, native = pairs[pair]
    assert differences(ironcalc_values(native), cached_values(native)) == {}


@pytest.mark.parametrize("pair", PAIRS)
def test_libreoffice_computes_what_the_native_file_carries(
    pair: str, pairs: dict[str, tuple[Path, Path]], in_libreoffice: dict[Path, Values]
) -> None:
    """LibreOffice, told to recalculate everything, gives every value of the native book."""
    _, native = pairs[pair]
    assert differences(in_libreoffice[native], cached_values(native)) == {}


def test_every_formula_cell_carries_a_value(pairs: dict[str, tuple[Path, Path]]) -> None:
    """Templates, imported and refreshed books: no formula cell is without its value, the empty text included."""
    books = [*TEMPLATES, *pairs["quarter"], *pairs["dirty"]]
    assert {book.name: missing for book in books if (missing := cells_without_value(book))} == {}


def test_dirty_input_worked_out_by_hand(dirty_live: Path) -> None:
    """Blank, "-", 0 of 0, above the denominator, rounding that hides a miss, no target, decimals in one, text."""
    book = FileBook.open(dirty_live)
    names = book.names()
    got = []
    for role in ("ty_le", "ket_luan", "con_thieu"):
        area = names[f"cap_tinh_dvc_phat_sinh_{role}"]
        rows = Area(area.sheet, area.top + 1, area.left, area.top + len(FIRST_ROWS), area.left)
        got.append([value for (value,) in book.values(rows)])
    assert list(zip(*got, strict=True)) == [
        ("", "", ""),
        ("-", "-", "-"),
        ("-", "-", "-"),
        (81.9, "Đạt", 0),
        (104.2, "Đạt", 0),
        (59.9, "Chưa đạt", 1),
        (12.5, "-", "-"),
        (61.5, "Đạt", 0),
        ("#VALUE!", "#VALUE!", "#VALUE!"),
        ("#VALUE!", "#VALUE!", "#VALUE!"),
    ]


def test_a_total_is_an_error_where_a_row_is(dirty_live: Path) -> None:
    """A total over rows one of which is an error is an error, never a sum that leaves the row out."""
    book = FileBook.open(dirty_live)
    area = book.names()["cap_tinh_bang"]
    total = Area(area.sheet, area.bottom + 1, 5, area.bottom + 1, 7)
    assert book.values(total) == [["#VALUE!", "#VALUE!", "#VALUE!"]]


def test_true_and_false_are_no_counts(tmp_path: Path) -> None:
    """A logical value in a count cell is an error in both editions.

    LibreOffice is not asked: it keeps logical values as the numbers 1 and 0 with a format.
    """
    native, live = tmp_path / "native.xlsx", tmp_path / "live.xlsx"
    for path, edition in ((native, "native"), (live, "live")):
        done("new", "bay-chi-tieu", "-o", path, "--edition", edition)
        book = FileBook.open(path)
        area = book.names()["cap_tinh_dvc_phat_sinh_tu_so"]
        book.set_values(Area(area.sheet, area.top + 1, area.left, area.top + 2, area.left), [[True], [5]])
        area = book.names()["cap_tinh_dvc_phat_sinh_mau_so"]
        book.set_values(Area(area.sheet, area.top + 1, area.left, area.top + 2, area.left), [[8], [True]])
        book.save(path)
        done("refresh", path)
    values = cached_values(native)
    assert [values[place] for place in ("Phụ lục I!G9", "Phụ lục I!G10")] == ["#VALUE!", "#VALUE!"]
    assert differences(cached_values(live), values) == {}
    assert differences(ironcalc_values(native), values) == {}
