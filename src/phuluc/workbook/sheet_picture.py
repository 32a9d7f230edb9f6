"""A picture of part of a sheet: its cells and charts whole on one page, as a person sees them on the screen."""

from __future__ import annotations

import tempfile
from pathlib import Path

from lxml import etree

from phuluc.annexes.addresses import column_letters
from phuluc.book_port import Area
from phuluc.workbook.package import Package
from phuluc.workbook.picture import render_pictures
from phuluc.workbook.saving import save_atomically

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_A3 = "8"
_PAGE_TAGS = ("pageSetup", "rowBreaks", "colBreaks", "headerFooter")
_PRINT_NAMES = ("_xlnm.Print_Area", "_xlnm.Print_Titles")


def draw_area(package: Package, area: Area, picture: Path, *, dpi: int = 110) -> None:
    """Draw the cells of one sheet into a PNG.

    Args:
        package: the workbook; changed in memory only, for printing.
        area: the cells.
        picture: the file to write, whole or not at all.
        dpi: dots per inch of an A3 page.

    Raises:
        PdfToPictureError: pdftoppm is missing or failed.
        LibreOfficeMissingError, PdfFailedError, PdfTimeoutError: as `write_pdf`.
        WorkbookFileError: the picture cannot be written.
    """
    for entry in package.sheets:
        _keep_values(package.tree(entry.part))
        _fit_to_one_page(package.tree(entry.part))
        package.touch(entry.part)
    _print_only(package, area)
    with tempfile.TemporaryDirectory(prefix="phuluc-sheet-") as work:
        copy = Path(work) / "one_sheet.xlsx"
        package.save(copy)
        page = render_pictures(copy, Path(work) / "pages", dpi=dpi)[0]
        save_atomically(picture, page.read_bytes())


def _keep_values(tree: etree._Element) -> None:
    """Leave the values of formulas alone: a program without our functions would show "#NAME?" where one is empty."""
    for formula in tree.findall(f".//{_MAIN}c/{_MAIN}f"):
        cell = formula.getparent()
        if cell is not None:
            cell.remove(formula)


def _fit_to_one_page(tree: etree._Element) -> None:
    for tag in _PAGE_TAGS:
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
    if margins is not None:
        setup = etree.Element(f"{_MAIN}pageSetup", paperSize=_A3, orientation="landscape", fitToHeight="1")
        margins.addnext(setup)


def _print_only(package: Package, area: Area) -> None:
    """Hide every other sheet and print just these cells."""
    part = package.workbook_part
    tree = package.tree(part)
    chosen = next(index for index, entry in enumerate(package.sheets) if entry.name == area.sheet)
    for index, element in enumerate(tree.iter(f"{_MAIN}sheet")):
        if index == chosen:
            element.attrib.pop("state", "")
        else:
            element.set("state", "hidden")
    for view in tree.iter(f"{_MAIN}workbookView"):
        view.set("activeTab", str(chosen))
        view.set("firstSheet", str(chosen))
    names = tree.find(f"{_MAIN}definedNames")
    if names is not None:
        for element in [child for child in names if child.get("name") in _PRINT_NAMES]:
            names.remove(element)
        printed = etree.SubElement(names, f"{_MAIN}definedName", name="_xlnm.Print_Area", localSheetId=str(chosen))
        first, last = (
            f"${column_letters(column)}${row}" for row, column in ((area.top, area.left), (area.bottom, area.right))
        )
        printed.text = f"'{area.sheet}'!{first}:{last}"
    package.touch(part)
