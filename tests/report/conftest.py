"""The real quarter as a working book, built once."""

from __future__ import annotations

from pathlib import Path

import pytest

from phuluc.actions.import_figures import import_figures
from phuluc.actions.new_book import create_book
from phuluc.actions.opening import open_working_book
from phuluc.actions.read_figures import read_figures
from phuluc.domain.figures import BookFigures

SOURCE = Path("tests/data/so_tay_binh_dinh_2024_q1.xlsx")


@pytest.fixture(scope="session")
def quarter_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("quy") / "so.xlsx"
    settings = {"mo_hinh": "3 cấp", "dia_danh": "tỉnh Bình Định", "nguoi_ky": "Lê Ngọc An"}
    create_book("bay-chi-tieu", path, settings=settings)
    import_figures(SOURCE, path, None)
    return path


@pytest.fixture(scope="session")
def quarter(quarter_book: Path) -> BookFigures:
    _, working = open_working_book(quarter_book)
    return read_figures(working)


@pytest.fixture(autouse=True)
def no_user_wordings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of user settings of this test alone."""
    folder = tmp_path / "cau_hinh"
    monkeypatch.setattr("phuluc.report.wordings_in_force.user_folder", lambda: folder)
    return folder
