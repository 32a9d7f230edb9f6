"""Draws the pictures of the templates and of the README: `python scripts/draw_pictures.py` from the project's root.

Needs LibreOffice and pdftoppm. Each sheet is drawn whole on one page, with its chart, as a person sees it on the
screen; row and column heads are not drawn.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from pathlib import Path

from draw_ribbon import draw_ribbon
from lxml import etree
from PIL import Image, ImageChops

from phuluc.actions.import_figures import import_figures
from phuluc.actions.new_book import create_book
from phuluc.actions.save_annex import save_annex
from phuluc.hosts.headless.build_artifacts import TEMPLATE_FOLDER
from phuluc.workbook.package import Package
from phuluc.workbook.picture import render_pictures

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "examples" / "so_tay_binh_dinh_2024_q1.xlsx"
PICTURES = ROOT / "docs" / "pictures"
#: Sheet and the cells to draw of it, by file name.
SHEETS = {
    "so-lam-viec": ("Phụ lục 1", "A1:R29"),
    "bang-2-va-theo-doi": ("Phụ lục 1", "T5:AY29"),
    "tong-quan": ("Tổng quan", "A1:AH38"),
    "tong-hop": ("Tổng hợp", "A1:W14"),
    "xep-hang": ("Xếp hạng", "A1:N27"),
    "kiem-tra": ("Kiểm tra", "A1:F30"),
    "thong-tin": ("Thông tin", "A1:D26"),
}
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def main() -> int:
    """Draw all pictures; return the exit status."""
    draw_ribbon(PICTURES / "the-phu-luc.png")
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        book, filled = work / "new.xlsx", work / "filled.xlsx"
        create_book("bay-chi-tieu", book, edition="native", settings={"mo_hinh": "3 cấp"})
        import_figures(SOURCE, book, filled)
        for name, (sheet, cells) in SHEETS.items():
            draw_sheet(filled, sheet, cells, PICTURES / f"{name}.png", work)
        annex = work / "annex.xlsx"
        save_annex(filled, annex, None, settings={})
        pages = render_pictures(annex, work / "annex", dpi=80)
        shutil.copy(pages[0], PICTURES / "phu-luc.png")
        for template in sorted((ROOT / TEMPLATE_FOLDER).rglob("*.xlsx")):
            draw_sheet(template, _first_annex(template), "A1:AY22", template.with_suffix(".png"), work)
    return 0


def draw_sheet(book: Path, sheet: str, cells: str, picture: Path, work: Path) -> None:
    """Draw the cells of one sheet into a PNG without margins."""
    package = Package.open(book)
    for entry in package.sheets:
        tree = package.tree(entry.part)
        for tag in ("pageSetup", "rowBreaks", "colBreaks", "headerFooter"):
            for element in tree.findall(f"{_MAIN}{tag}"):
                tree.remove(element)
        properties = tree.find(f"{_MAIN}sheetPr")
        if properties is None:
            properties = etree.Element(f"{_MAIN}sheetPr")
            tree.insert(0, properties)
        for element in properties.findall(f"{_MAIN}pageSetUpPr"):
            properties.remove(element)
        etree.SubElement(properties, f"{_MAIN}pageSetUpPr", fitToPage="1")
        margins = tree.find(f"{_MAIN}pageMargins")
        setup = etree.Element(f"{_MAIN}pageSetup", paperSize="8", orientation="landscape", fitToHeight="1")
        margins.addnext(setup)
        package.touch(entry.part)
    _print_only(package, sheet, cells)
    copy = work / "one_sheet.xlsx"
    package.save(copy)
    page = render_pictures(copy, work / "pages", dpi=110)[0]
    picture.parent.mkdir(parents=True, exist_ok=True)
    _cropped(page).save(picture, optimize=True)


def _print_only(package: Package, sheet: str, cells: str) -> None:
    """Hide every other sheet and print just these cells."""
    part = package.workbook_part
    tree = package.tree(part)
    for index, element in enumerate(tree.iter(f"{_MAIN}sheet")):
        if element.get("name") == sheet:
            chosen = index
        else:
            element.set("state", "hidden")
    for view in tree.iter(f"{_MAIN}workbookView"):
        view.set("activeTab", str(chosen))
        view.set("firstSheet", str(chosen))
    names = tree.find(f"{_MAIN}definedNames")
    for element in list(names):
        if element.get("name") in ("_xlnm.Print_Area", "_xlnm.Print_Titles"):
            names.remove(element)
    area = etree.SubElement(names, f"{_MAIN}definedName", name="_xlnm.Print_Area", localSheetId=str(chosen))
    absolute = re.sub(r"([A-Z]+)(\d+)", r"$\1$\2", cells)
    area.text = f"'{sheet}'!{absolute}"
    package.touch(part)


def _first_annex(template: Path) -> str:
    return next(entry.name for entry in Package.open(template).sheets if entry.name.startswith("Phụ lục"))


def _cropped(page: Path) -> Image.Image:
    image = Image.open(page).convert("RGB")
    box = ImageChops.difference(image, Image.new("RGB", image.size, "white")).getbbox()
    return image.crop(box) if box else image


if __name__ == "__main__":
    sys.exit(main())
