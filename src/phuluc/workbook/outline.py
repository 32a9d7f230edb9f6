"""The sheets of a package, told without reading what is on them."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from phuluc.workbook.package import Package

#: What tells of sheets; readers of grids look for it under these names alone.
_TELLING: Final = re.compile(r"_rels/\.rels|xl/workbook\.xml|xl/_rels/workbook\.xml\.rels", re.IGNORECASE)


@dataclass(frozen=True)
class OutlinedSheet:
    """A sheet with cells; `size` is that of its markup in bytes."""

    name: str
    size: int
    is_visible: bool


def outlined_sheets(path: Path, data: bytes) -> list[OutlinedSheet]:
    """List the worksheets of a judged package in the book's order; chart sheets are none.

    Args:
        path: for messages.
        data: the file.

    Raises:
        DamagedWorkbookError: the package does not say what its sheets are.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sizes = {entry.filename: entry.file_size for entry in archive.infolist()}
        parts = {name: archive.read(name) if _TELLING.fullmatch(name) else b"" for name in sizes}
    return [
        OutlinedSheet(sheet.name, sizes[sheet.part], sheet.state == "visible")
        for sheet in Package(parts, str(path)).sheets
        if sheet.holds_cells
    ]
