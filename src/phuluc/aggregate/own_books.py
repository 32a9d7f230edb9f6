"""Workbooks that aggregating wrote: the lists in them look like lists of dossiers, and must not be counted as such."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path
from typing import Final

#: Stands in the properties of these workbooks.
OWN_CATEGORY: Final = "phuluc aggregate"
_PROPERTIES: Final = "docProps/core.xml"
_LONGEST: Final = 8192


def is_own_book(path: Path) -> bool:
    """Tell whether a file is a workbook of figures, or of dossiers to act on, by its properties."""
    try:
        with zipfile.ZipFile(path) as book, book.open(_PROPERTIES) as properties:
            return f"<cp:category>{OWN_CATEGORY}</cp:category>".encode() in properties.read(_LONGEST)
    except (OSError, KeyError, RuntimeError, NotImplementedError, zipfile.BadZipFile, zlib.error):
        return False
