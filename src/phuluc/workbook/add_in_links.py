"""Links to add-in files that no formula needs any more: Excel would ask at every opening whether to update them."""

from __future__ import annotations

import re
from typing import Final

from phuluc.workbook.package import Package

_ADD_INS: Final = (".xlam", ".xla", ".xll")
#: A link is named by its place in the list of links, "[2]", in formulas of any part.
_USED: Final = re.compile(rb"\[([0-9]+)\]")
_FORMULA_FOLDERS: Final = ("xl/worksheets/", "xl/charts/", "xl/pivotCache/")


def drop_add_in_links(package: Package) -> int:
    """Remove unused links to add-ins from the end of the list of links; return how many.

    Links before one that stays keep their place, and stay too: formulas name them by it.
    """
    listed = package.tree(package.workbook_part).find("{*}externalReferences")
    if listed is None:
        return 0
    parts = {relationship.id: relationship.target for relationship in package.relationships(package.workbook_part)}
    used = _used_places(package)
    dropped = 0
    for element in reversed(list(listed)):
        place = len(listed)
        part = next((parts[value] for key, value in element.items() if _local(key) == "id" and value in parts), "")
        if place in used or not _is_add_in(package, part):
            break
        listed.remove(element)
        package.remove_part(part)
        dropped += 1
    if dropped and not len(listed):
        package.tree(package.workbook_part).remove(listed)
    if dropped:
        package.touch(package.workbook_part)
    return dropped


def _local(attribute: object) -> str:
    return str(attribute).rpartition("}")[2]


def _is_add_in(package: Package, part: str) -> bool:
    return any(
        relationship.external and relationship.target.lower().endswith(_ADD_INS)
        for relationship in package.relationships(part)
    )


def _used_places(package: Package) -> set[int]:
    contents = [
        package.content(part)
        for part in package.part_names
        if part.startswith(_FORMULA_FOLDERS) and part.endswith(".xml")
    ]
    names = (element.text or "" for element in package.name_elements())
    return {int(place) for text in (*contents, *(name.encode() for name in names)) for place in _USED.findall(text)}
