"""Three engines that evaluate a workbook each by itself, and the values a file carries."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Final

import ironcalc
from lxml import etree

from phuluc.domain.figures import CellValue
from phuluc.workbook.file_book import FileBook
from phuluc.workbook.judge import parts_of
from phuluc.workbook.package import Package
from phuluc.workbook.references import cell_address
from tests.acceptance.packages import parts, written

#: Values by "Trang!Ô".
Values = dict[str, CellValue]

_ALWAYS_RECALCULATE: Final = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">\
<value>0</value></prop></item>
</oor:items>
"""
_RESTART: Final = 81
_FOREIGN_VARIABLES: Final = ("VIRTUAL_ENV", "PYTHONPATH", "PYTHONHOME")


def formula_places(path: Path) -> list[tuple[str, int, int]]:
    """(sheet, row, column) of each formula cell."""
    return _places(path.read_bytes())


def cached_values(path: Path) -> Values:
    """What the file carries in its formula cells, "" for blank."""
    return dict(_carried(path.read_bytes()))


#: Every engine's figures are held against those of the same few files.
@lru_cache(maxsize=32)
def _places(content: bytes) -> list[tuple[str, int, int]]:
    book = _opened(content)
    return [(sheet.name, *cell) for sheet in book._sheets() for cell in sheet.formula_cells()]


@lru_cache(maxsize=32)
def _carried(content: bytes) -> Values:
    return _read(_opened(content), _places(content))


def _opened(content: bytes) -> FileBook:
    return FileBook(Package(parts_of(Path("sổ.xlsx"), content)))


def cells_without_value(path: Path) -> list[str]:
    """Addresses of the formula cells of a file without a value: no `<v>`, or a number without digits."""
    missing = []
    for name, content in parts(path).items():
        if name.startswith("xl/worksheets/sheet"):
            for formula in etree.fromstring(content).iter("{*}f"):
                cell = formula.getparent()
                value = cell.find("{*}v")
                if value is None or (not value.text and cell.get("t") != "str"):
                    missing.append(f"{name}!{cell.get('r')}")
    return missing


def without_cached_values(path: Path, folder: Path) -> Path:
    """A copy of a book whose formula cells carry no value."""
    bare = parts(path)
    for name, content in bare.items():
        if name.startswith("xl/worksheets/sheet"):
            root = etree.fromstring(content)
            for formula in list(root.iter("{*}f")):
                cell = formula.getparent()
                cell.attrib.pop("t", None)
                for value in cell.findall("{*}v"):
                    cell.remove(value)
            bare[name] = etree.tostring(root)
    return written(folder / f"bare-{path.name}", bare)


def formualizer_values(path: Path, folder: Path) -> Values:
    """Evaluated by formualizer with our functions, from a copy without stored values."""
    book = FileBook.open(without_cached_values(path, folder))
    assert book.recalculate() == []
    return _read(book, formula_places(path))


def ironcalc_values(path: Path) -> Values:
    """Evaluated by IronCalc, which knows no function of ours."""
    model = ironcalc.load_from_xlsx(str(path), "en", "UTC", "en")
    model.evaluate()
    sheets = {sheet["name"]: number for number, sheet in enumerate(model.get_worksheets_properties())}
    return {
        f"{sheet}!{cell_address(row, column)}": _plain(model.get_cell_value(sheets[sheet], row, column))
        for sheet, row, column in formula_places(path)
    }


def libreoffice_values(soffice: Path, paths: Iterable[Path], folder: Path) -> dict[Path, Values]:
    """Evaluated by LibreOffice: each book opened with a forced recalculation and saved anew."""
    copies = {path: folder / "in" / f"{number}.xlsx" for number, path in enumerate(paths)}
    (folder / "in").mkdir()
    for path, copy in copies.items():
        shutil.copy(without_cached_values(path, folder), copy)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        _convert(soffice, list(copies.values()), folder / "out", Path(profile))
    return {
        path: _read(FileBook.open(folder / "out" / copy.name), formula_places(path)) for path, copy in copies.items()
    }


def _convert(soffice: Path, books: list[Path], output: Path, profile: Path) -> None:
    (profile / "user").mkdir()
    (profile / "user" / "registrymodifications.xcu").write_text(_ALWAYS_RECALCULATE, encoding="utf-8")
    command = [str(soffice), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
    command += ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(output), *map(str, books)]
    environment = {name: value for name, value in os.environ.items() if name not in _FOREIGN_VARIABLES}
    for _ in range(3):
        run = subprocess.run(command, check=False, capture_output=True, env=environment, timeout=180)
        if run.returncode != _RESTART:
            break
    assert all((output / book.name).exists() for book in books), run.stdout + run.stderr


def _read(book: FileBook, places: list[tuple[str, int, int]]) -> Values:
    sheets = {sheet.name: sheet.values for sheet in book._sheets()}
    return {
        f"{sheet}!{cell_address(row, column)}": _plain(sheets[sheet].get(row, {}).get(column))
        for sheet, row, column in places
    }


def _plain(value: CellValue) -> CellValue:
    """A value as engines can agree on: blank and "" alike, whole floats as integers."""
    if value is None:
        return ""
    return int(value) if isinstance(value, float) and value.is_integer() else value
