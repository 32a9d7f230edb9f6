"""Workbooks on their way into LibreOffice and back: the functions' names in the package.

LibreOffice 7.4 neither finds our functions by the names that Excel's files hold nor writes them so; 25.2 does both and
takes the names written here as well.
"""

from __future__ import annotations

from pathlib import Path

from phuluc.hosts.libreoffice.extension.formula_names import FormulaNames
from phuluc.hosts.libreoffice.oxt.declarations import catalogue_names
from phuluc.workbook.package import Package
from phuluc.workbook.saving import save_atomically


def write_for_calc(workbook: Path, copy: Path) -> None:
    """Write a copy of a workbook whose formulas LibreOffice computes as soon as it has loaded them.

    Raises:
        WorkbookFileError: the workbook cannot be read, or the copy not be written.
    """
    package = Package.open(workbook)
    save_atomically(copy, _renamed(package, catalogue_names(), into_calc=True), keep=False)


def restore_names(workbook: Path) -> None:
    """Give the functions in a workbook that LibreOffice saved their own names; everything else stays byte for byte.

    Raises:
        WorkbookFileError: the workbook cannot be read or written.
    """
    package = Package.open(workbook)
    save_atomically(workbook, _renamed(package, catalogue_names(), into_calc=False), keep=False)


def _renamed(package: Package, names: FormulaNames, *, into_calc: bool) -> bytes:
    rename = names.part_for_calc if into_calc else names.part_for_excel
    parts = [part for part in package.part_names if part.startswith("xl/") and part.endswith(".xml")]
    contents = {part: package.content(part) for part in parts}
    renamed = {part: new for part, content in contents.items() if (new := rename(content)) != content}
    return package.to_bytes(compress=not into_calc, instead=renamed)
