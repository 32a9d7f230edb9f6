"""`phuluc picture`: the charts of a book as a picture file."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PIL import Image

from phuluc.actions.new_book import create_book
from phuluc.actions.refresh import refresh_book
from phuluc.actions.save_picture import NoSuchSheetError, save_picture
from phuluc.workbook.file_book import FileBook


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


def drawn(path: Path, chart: str) -> list[list[Any]]:
    """The rows behind a chart that hold anything."""
    book = FileBook.open(path)
    rows = book.values(book.names()[f"ve_{chart}"])[1:-1]
    return [row for row in rows if any(cell not in (None, "") for cell in row)]


def test_a_chart_without_figures_says_so(books: dict[str, Path], tmp_path: Path) -> None:
    """The notice gives no axes: their chart is not just empty; nor are those of a new book, of slots set apart."""
    assert drawn(books["diem-tuan"], "truc_bien_dong") == [["Không có số liệu", None, None]]
    assert len(drawn(books["diem-xa"], "truc_bien_dong")) == 6
    fresh = tmp_path / "moi.xlsx"
    create_book("diem-tuan", fresh, settings={})
    assert drawn(fresh, "cap_tinh_xep_loai") == [["Không có số liệu", None, None]]
    apart = Path(shutil.copy(books["diem-tuan"], tmp_path / "khac.xlsx"))
    file = FileBook.open(apart)
    file.set_values(file.names()["thong_tin_co_so_nay"], [["2026"]])
    file.save(apart)
    refresh_book(apart, None)
    assert drawn(apart, "cap_tinh_bien_dong") == [["Không so sánh được", None, None, None]]
    assert drawn(apart, "cap_tinh_cao_thap")[0] == ["Sở Nội vụ", 95.59, None]


def test_figures_at_bars_have_the_decimals_of_the_documents(books: dict[str, Path]) -> None:
    """82,3 is written 82,30 beside 84,28; changes carry their sign; counts of units are whole."""
    with zipfile.ZipFile(books["diem-tuan"]) as package:
        charts = [package.read(name).decode() for name in package.namelist() if name.startswith("xl/charts/chart")]
    shapes = {shape for chart in charts for shape in re.findall(r'<c:dLbls><c:numFmt formatCode="([^"]+)"', chart)}
    assert shapes == {"0.00", "+0.00;-0.00;0", "0"}


def test_a_sheet_that_is_not_there(books: dict[str, Path], tmp_path: Path) -> None:
    """The message names the sheets there are."""
    with pytest.raises(NoSuchSheetError, match="Biến động"):
        save_picture(books["diem-xa"], tmp_path / "hinh.png", sheet="Tổng quan")


def test_a_picture_shows_values(books: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is drawn holds no formula: LibreOffice without our functions would print "#NAME?" where one gives ""."""
    drawn_cells: list[Any] = []

    def keep(workbook: Path, folder: Path, *, dpi: int) -> list[Path]:
        drawn_cells.extend(cell.value for row in load_workbook(workbook)["Phụ lục I"].iter_rows() for cell in row)
        folder.mkdir()
        (folder / f"{dpi}.png").touch()
        return [folder / f"{dpi}.png"]

    monkeypatch.setattr("phuluc.workbook.sheet_picture.render_pictures", keep)
    save_picture(books["diem-xa"], tmp_path / "pl.png", sheet="Phụ lục I")
    assert not [text for text in drawn_cells if isinstance(text, str) and text.startswith("=")]
    assert "Đạt 86,02/100 điểm; xếp hạng 08/23 xã, thị trấn" in drawn_cells
