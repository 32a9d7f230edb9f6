"""The add-in as the package carries it, and as it is installed: with this machine's settings in its own sheet.

So the add-in finds Python without another file, and one that was copied from elsewhere brings no settings of others.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Final

from phuluc.errors import PhuLucError
from phuluc.hosts.excel.install.errors import AddinDamagedError, AddinMissingError
from phuluc.hosts.excel.install.machine import ADDIN_NAME
from phuluc.workbook.package import Package
from phuluc.workbook.patch import set_constant
from phuluc.workbook.sheet_part import SheetPart
from phuluc.workbook.vba.xlwings_text import SETTINGS_NAME

#: Where the wheel carries the add-in, and where it stands in the source tree.
_IN_PACKAGE: Final = "resources"
_IN_SOURCES: Final = "xlwings_addin"
_SETTINGS_SHEET: Final = f"{SETTINGS_NAME}.conf"


@dataclass(frozen=True)
class Addin:
    """The bytes of an add-in file."""

    content: bytes

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def packaged_addin() -> Addin:
    """The add-in that belongs to this version.

    Raises:
        AddinMissingError: the package was built without it.
    """
    packaged = files("phuluc.hosts.excel") / _IN_PACKAGE / ADDIN_NAME
    if packaged.is_file():
        return Addin(packaged.read_bytes())
    source = Path(__file__).parents[5] / _IN_SOURCES / ADDIN_NAME
    if source.is_file():
        return Addin(source.read_bytes())
    raise AddinMissingError(ADDIN_NAME)


def settled(addin: Addin, settings: Mapping[str, str]) -> Addin:
    """The add-in with settings in its sheet, other rows of the sheet as they are; itself where it has no such sheet.

    Equal input gives equal bytes, so that an installed file can be judged by its digest.

    Raises:
        AddinDamagedError: the file is not a readable add-in.
    """
    package = _package(addin)
    entry = next((sheet for sheet in package.sheets if sheet.name == _SETTINGS_SHEET), None)
    if entry is None:
        return addin
    sheet = SheetPart(package, entry.name, entry.part)
    rows = {str(cells.get(1, "")).upper(): row for row, cells in sheet.values.items() if str(cells.get(1, "")).strip()}
    for key, value in settings.items():
        row = rows.setdefault(key, max(rows.values(), default=0) + 1)
        set_constant(sheet, row, 1, key)
        set_constant(sheet, row, 2, value)
    return Addin(package.to_bytes())


def addin_settings(addin: Addin) -> dict[str, str]:
    """The settings in an add-in's sheet, keys in capitals.

    Raises:
        AddinDamagedError: the file is not a readable add-in.
    """
    package = _package(addin)
    entry = next((sheet for sheet in package.sheets if sheet.name == _SETTINGS_SHEET), None)
    if entry is None:
        return {}
    rows = SheetPart(package, entry.name, entry.part).values.values()
    return {str(cells[1]).upper(): str(cells.get(2, "")) for cells in rows if 1 in cells}


def _package(addin: Addin) -> Package:
    try:
        with zipfile.ZipFile(io.BytesIO(addin.content)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
        return Package(parts, ADDIN_NAME)
    except (zipfile.BadZipFile, OSError, PhuLucError) as error:
        raise AddinDamagedError(ADDIN_NAME, "không mở được gói bên trong") from error
