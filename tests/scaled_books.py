"""Working books of a province and of the whole country, made by the commands a person uses."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from filelock import FileLock

from benchmarks.scale import COUNTRY, write_figures, write_units
from tests.acceptance.command import done

EMPTY, FIGURES = "trong.xlsx", "so_lieu.csv"


def filled_book(folder: Path, communes: int) -> Path:
    """A new book of so many communes into which their figures were imported, which refreshes it.

    Beside it stay the book as it was before, EMPTY, and the FIGURES.
    """
    write_units(folder / "don_vi.csv", communes)
    write_figures(folder / FIGURES, communes)
    book = folder / "so.xlsx"
    settings = ("--set", "ky_bao_cao=quý I năm 2026", "--set", "dong_tong=Có")
    done("new", "bay-chi-tieu", "-o", book, "--units", folder / "don_vi.csv", *settings)
    shutil.copy(book, folder / EMPTY)
    outcome = done("import", folder / FIGURES, book)
    assert f"{communes} đơn vị" in outcome.out
    return book


@pytest.fixture(scope="session")
def country_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The book of 3,321 communes, filled once for all workers of a run as that takes long; not to be changed."""
    ours = tmp_path_factory.getbasetemp()
    folder = (ours.parent if os.environ.get("PYTEST_XDIST_WORKER") else ours) / "country"
    folder.mkdir(exist_ok=True)
    book = folder / "country.xlsx"
    with FileLock(folder / "country.lock"):
        if not book.exists():
            filled_book(folder, COUNTRY).rename(book)
    return book
