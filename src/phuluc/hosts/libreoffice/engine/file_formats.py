"""Formats in which LibreOffice writes workbooks, by the ending of the file's name."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Final

from phuluc.hosts.libreoffice.engine.errors import FileFormatError

_FILTERS: Final = {
    ".xlsx": "Calc MS Excel 2007 XML",
    ".xlsm": "Calc MS Excel 2007 VBA XML",
    ".xltx": "Calc MS Excel 2007 XML Template",
    ".xltm": "Calc MS Excel 2007 VBA XML",
    ".xls": "MS Excel 97",
    ".xlt": "MS Excel 97 Vorlage/Template",
    ".ods": "calc8",
    ".ots": "calc8_template",
    ".fods": "OpenDocument Spreadsheet Flat XML",
    ".csv": "Text - txt - csv (StarCalc)",
}
#: LibreOffice writes no macro templates: a macro workbook becomes one by what its list of contents calls it.
_MACRO_WORKBOOK: Final = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_MACRO_TEMPLATE: Final = b"application/vnd.ms-excel.template.macroEnabled.main+xml"
_CONTENT_TYPES: Final = "[Content_Types].xml"


def filter_of(path: Path) -> str:
    """Give the name of LibreOffice's export filter.

    Raises:
        FileFormatError: LibreOffice cannot write this format (.xlsb, .xla, …).
    """
    found = _FILTERS.get(path.suffix.lower())
    if found is None:
        raise FileFormatError.from_path(str(path), sorted(_FILTERS))
    return found


def finish_saved(path: Path) -> None:
    """Do what the export filter left out: call a macro template by its name."""
    if path.suffix.lower() != ".xltm":
        return
    made = path.with_name(f"{path.name}.tmp")
    with zipfile.ZipFile(path) as saved, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as template:
        for entry in saved.infolist():
            content = saved.read(entry)
            if entry.filename == _CONTENT_TYPES:
                content = content.replace(_MACRO_WORKBOOK, _MACRO_TEMPLATE)
            template.writestr(entry, content)
    made.replace(path)
