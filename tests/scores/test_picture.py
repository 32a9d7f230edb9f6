"""`phuluc picture`: the charts of a book as a picture file."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from phuluc.actions.save_picture import NoSuchSheetError, save_picture


def test_the_charts_are_drawn(books: dict[str, Path], tmp_path: Path, soffice: Path) -> None:
    """The picture has the colours of rises, falls and both slots; the book is not changed."""
    assert soffice
    book, picture = books["diem-tuan"], tmp_path / "bien_dong.png"
    before = book.read_bytes()

    save_picture(book, picture)

    with Image.open(picture) as image:
        colours = {colour for count, colour in image.convert("RGB").getcolors(1 << 24) or [] if count > 500}
    assert {(0x3B, 0x8E, 0x3B), (0xC0, 0x39, 0x2B), (0x1F, 0x38, 0x64), (0x9D, 0xB7, 0xDA)} <= colours
    assert book.read_bytes() == before


def test_a_sheet_that_is_not_there(books: dict[str, Path], tmp_path: Path) -> None:
    """The message names the sheets there are."""
    with pytest.raises(NoSuchSheetError, match="Biến động"):
        save_picture(books["diem-xa"], tmp_path / "hinh.png", sheet="Tổng quan")
