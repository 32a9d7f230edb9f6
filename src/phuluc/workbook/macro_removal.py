"""A book with macros turned into an ordinary one: only what belongs to the macros goes."""

from __future__ import annotations

from typing import Final

from lxml import etree

from phuluc.workbook.markup import local_name
from phuluc.workbook.package import CONTENT_TYPES, Package

_WORKBOOK: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_VBA: Final = "vbaProject"
_RIBBON: Final = "extensibility"
#: Sheets of commands from before VBA, which no .xlsx may hold.
_CALLBACK_STARTS: Final = ("on", "get", "load")


def drop_macros(package: Package) -> None:
    """Remove the VBA project and a ribbon that calls it, and declare the book as one without macros.

    Every other part stays as it is. Sheets of Excel 4 macros were refused when the package was opened.
    """
    package.remove_related(package.workbook_part, _VBA)
    if any(_calls_macros(package.tree(part)) for part in package.related("", _RIBBON)):
        package.remove_related("", _RIBBON)
    types = package.tree(CONTENT_TYPES)
    for element in list(types):
        if element.get("PartName") == f"/{package.workbook_part}":
            element.set("ContentType", _WORKBOOK)
        elif local_name(element) == "Default" and _VBA in element.get("ContentType", ""):
            types.remove(element)
    package.touch(CONTENT_TYPES)


def _calls_macros(ribbon: etree._Element) -> bool:
    """Whether a ribbon names callbacks: onAction, getLabel, loadImage."""
    return any(
        str(name).startswith(_CALLBACK_STARTS) for element in ribbon.iter(etree.Element) for name in element.attrib
    )
