"""Draws the pictures of the templates and of the README: `python scripts/draw_pictures.py` from the project's root.

Needs LibreOffice (Calc and Writer) and pdftoppm. Each sheet is drawn whole on one page, with its chart, as a person
sees it on the screen; row and column heads are not drawn. Issued pages are those of the examples.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from draw_ribbon import draw_ribbon
from PIL import Image, ImageChops

from phuluc.actions.import_figures import import_figures
from phuluc.actions.new_book import create_book
from phuluc.actions.save_picture import save_picture
from phuluc.annexes.families import FAMILIES
from phuluc.book_port import Area
from phuluc.hosts.headless.build_artifacts import TEMPLATE_FOLDER
from phuluc.workbook.office_process import OfficeProcess
from phuluc.workbook.package import Package
from phuluc.workbook.picture import render_pictures
from phuluc.workbook.references import parse_cell
from phuluc.workbook.sheet_picture import draw_area
from phuluc.workbook.soffice import find_soffice

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
SOURCE = EXAMPLES / "bay-chi-tieu" / "so_tay_binh_dinh_2024_q1.xlsx"
PICTURES = ROOT / "docs" / "pictures"
#: Sheet and the cells to draw of it, by file name.
SHEETS = {
    "so-lam-viec": ("Phụ lục 1", "A1:R29"),
    "bang-2-va-theo-doi": ("Phụ lục 1", "T5:AY29"),
    "tong-quan": ("Tổng quan", "A1:AH38"),
    "tong-hop": ("Tổng hợp", "A1:W14"),
    "xep-hang": ("Xếp hạng", "A1:N27"),
    "kiem-tra": ("Kiểm tra", "A1:F30"),
    "thong-tin": ("Thông tin", "A1:D29"),
}
#: What of the first annex shows the whole of it, by family.
_TEMPLATE_CELLS = {"diem-tuan": "A1:F20", "diem-thang": "A1:J20", "diem-xa": "A1:G50"}
#: Books of scores: family, settings, the sources with their slots, and what is drawn of them.
SCORES = (
    (
        "diem-tuan",
        {
            "mo_hinh": "3 cấp",
            "dia_danh": "tỉnh Bình Phước",
            "nam_so_sanh": "2024",
            "co_quan": "Văn phòng UBND tỉnh Bình Phước",
        },
        (("diem_tuan_binh_phuoc_2025_03_27.csv", "previous"), ("diem_tuan_binh_phuoc_2025_04_08.csv", "current")),
        {"diem-tuan": ("Phụ lục II", "A1:O22")},
    ),
    (
        "diem-xa",
        {"dia_danh": "UBND xã Bình Thành", "co_quan": "UBND xã Bình Thành"},
        (("diem_xa_binh_thanh_2024_01.csv", "previous"), ("diem_xa_binh_thanh_2024_02.csv", "current")),
        {"diem-xa": ("Phụ lục I", "A1:G51")},
    ),
)


def main() -> int:
    """Draw all pictures; return the exit status."""
    draw_ribbon(PICTURES / "the-phu-luc.png")
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        book, filled = work / "new.xlsx", work / "filled.xlsx"
        create_book("bay-chi-tieu", book, edition="native", settings={"mo_hinh": "3 cấp"})
        import_figures(SOURCE, book, filled)
        for name, (sheet, cells) in SHEETS.items():
            draw_sheet(filled, sheet, cells, PICTURES / f"{name}.png")
        for kind in FAMILIES:
            draw_first_page(EXAMPLES / kind / "phu_luc.xlsx", PICTURES / f"{kind}-phu-luc.png", work)
        draw_first_page(EXAMPLES / "bay-chi-tieu" / "bao_cao.docx", PICTURES / "bao-cao.png", work)
        for kind, settings, sources, sheets in SCORES:
            scores = work / f"{kind}.xlsx"
            create_book(kind, scores, edition="native", settings=settings)
            for source, slot in sources:
                import_figures(EXAMPLES / kind / source, scores, None, slot=slot)
            for name, (sheet, cells) in sheets.items():
                draw_sheet(scores, sheet, cells, PICTURES / f"{name}.png")
            save_picture(scores, PICTURES / f"{kind}-bien-dong.png")
            cropped(PICTURES / f"{kind}-bien-dong.png").save(PICTURES / f"{kind}-bien-dong.png", optimize=True)
        for template in sorted((ROOT / TEMPLATE_FOLDER).rglob("*.xlsx")):
            draw_sheet(
                template,
                _first_annex(template),
                _TEMPLATE_CELLS.get(template.parent.name, "A1:AY22"),
                template.with_suffix(".png"),
            )
    return 0


def draw_first_page(document: Path, picture: Path, work: Path) -> None:
    """Draw the first page of an issued document, as it is printed."""
    if document.suffix == ".xlsx":
        shutil.copy(render_pictures(document, work / picture.stem, dpi=80)[0], picture)
    else:
        pdf = work / document.with_suffix(".pdf").name
        with OfficeProcess(find_soffice() or Path("soffice")) as office:
            office.start(["--convert-to", "pdf", "--outdir", str(work), str(document)])
            office.wait_for(lambda: office.exit_code, time.monotonic() + 120)
        command = ["pdftoppm", "-r", "80", "-png", "-singlefile", str(pdf), str(picture.with_suffix(""))]
        subprocess.run(command, check=True)  # noqa: S603 - a fixed program on our own files
    Image.open(picture).quantize(16).save(picture, optimize=True)


def draw_sheet(book: Path, sheet: str, cells: str, picture: Path) -> None:
    """Draw the cells of one sheet into a PNG without margins."""
    corners = [parse_cell(corner) for corner in cells.split(":")]
    (top, left), (bottom, right) = corners
    draw_area(Package.open(book), Area(sheet, top, left, bottom, right), picture)
    cropped(picture).save(picture, optimize=True)


def _first_annex(template: Path) -> str:
    return next(entry.name for entry in Package.open(template).sheets if entry.name.startswith("Phụ lục"))


def cropped(page: Path) -> Image.Image:
    image = Image.open(page).convert("RGB")
    box = ImageChops.difference(image, Image.new("RGB", image.size, "white")).getbbox()
    return image.crop(box) if box else image


if __name__ == "__main__":
    sys.exit(main())
