"""Working books with the figures of Bình Định, quý I/2024, made once for each process and copied for each test."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from phuluc.actions.new_book import create_book
from tests.acceptance.command import quarter_book

SOURCE = Path("tests/data/so_tay_binh_dinh_2024_q1.xlsx")


def _name(edition: str) -> str:
    return "so.xlsm" if edition == "macro" else "so.xlsx"


@cache
def _empty(edition: str, model: str) -> bytes:
    path = Path(mkdtemp()) / _name(edition)
    create_book("bay-chi-tieu", path, edition=edition, settings={"mo_hinh": model})
    return path.read_bytes()


@cache
def _filled(edition: str) -> bytes:
    return quarter_book(Path(mkdtemp()) / _name(edition), edition).read_bytes()


def empty_book(path: Path, edition: str = "live", model: str = "3 cấp") -> Path:
    """Write a new working book."""
    path.write_bytes(_empty(edition, model))
    return path


def filled_book(path: Path, edition: str = "live") -> Path:
    """Write a working book with the figures of the quarter in it."""
    path.write_bytes(_filled(edition))
    return path
