"""What our functions are called in formulas: `INDICATOR_RATE` in Excel's files, `PHULUC.INDICATOR_RATE` in Calc.

Calc puts the name of an add-in before the name of its function. LibreOffice 25.2 takes the prefix off in .xlsx, 7.4
does not and, the other way round, does not find a function by its name without prefix in an .xlsx.

An array is returned by a companion, `PHULUC.INDICATOR_RATE_ARRAY`: texts within an array that an add-in returns never
equal any text in Calc (`=C5="-"` is FALSE although C5 shows "-"), so functions for single cells must not return one.

Standard library only: runs inside LibreOffice too.
"""

from __future__ import annotations

import re
from html import escape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection

PREFIX = "PHULUC."
ARRAY_SUFFIX = "_ARRAY"

#: What other programs put before the name: a link to the add-in's file, or a mark of a function they do not know.
_FOREIGN = r"'(?:[^']|'')*'!|\[[0-9]+\]!|_xll\.|_xludf\.|_xldudf_"
_ELEMENT = re.compile(
    r"(<(?P<tag>(?:\w+:)?(?:f|formula|formula1|formula2|definedName))(?P<attributes>(?:\s[^<>]*)?)>)([^<]+)(?=</(?P=tag)>)"
)
_ENTITIES = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
_ENTITY = re.compile(r"&(?:(lt|gt|amp|quot|apos)|#([0-9]+)|#x([0-9A-Fa-f]+));")


class FormulaNames:
    """Renames a set of functions in formulas.

    Args:
        functions: names in capitals.
        with_array: those that have a companion for arrays.
    """

    def __init__(self, functions: Collection[str], with_array: Collection[str]) -> None:
        self._with_array = frozenset(with_array)
        names = "|".join(sorted(map(re.escape, functions), key=len, reverse=True))
        self._call = re.compile(
            rf"""
            "(?:[^"]|"")*"
            | (?<![\w.!\]])(?:{_FOREIGN}|{re.escape(PREFIX)})?(?P<name>{names})(?:{ARRAY_SUFFIX})?(?=\s*\()
            | '(?:[^']|'')*'
            """,
            re.VERBOSE | re.IGNORECASE,
        )
        self._names = tuple(functions)

    def for_calc(self, formula: str, *, array: bool = False) -> str:
        """The formula as Calc needs it.

        Args:
            formula: of any origin, with or without "=".
            array: whether it is an array formula; those call the companions.
        """

        def name(found: re.Match[str]) -> str:
            if not found["name"]:
                return found.group()
            plain = found["name"].upper()
            return PREFIX + plain + (ARRAY_SUFFIX if array and plain in self._with_array else "")

        return self._call.sub(name, formula)

    def for_excel(self, formula: str) -> str:
        """The formula with the plain names."""
        return self._call.sub(lambda found: found["name"].upper() if found["name"] else found.group(), formula)

    def part_for_calc(self, part: bytes) -> bytes:
        """A part of an .xlsx with all its formulas as Calc needs them: cells, names, rules, lists, charts."""
        return self._part(part, into_calc=True)

    def part_for_excel(self, part: bytes) -> bytes:
        """A part of an .xlsx with all its formulas under the plain names."""
        return self._part(part, into_calc=False)

    def mentioned(self, text: str) -> bool:
        """Whether a text names any of the functions at all: cheap, and true too often rather than too rarely."""
        capitals = text.upper()
        return any(name in capitals for name in self._names)

    def _part(self, part: bytes, *, into_calc: bool) -> bytes:
        text = part.decode("utf-8", errors="surrogateescape")
        if not self.mentioned(text):
            return part

        def rename(found: re.Match[str]) -> str:
            if not self.mentioned(found[4]):
                return found.group()
            formula = _unescape(found[4])
            array = 't="array"' in found["attributes"]
            renamed = self.for_calc(formula, array=array) if into_calc else self.for_excel(formula)
            return found.group() if renamed == formula else found[1] + escape(renamed, quote=False)

        return _ELEMENT.sub(rename, text).encode("utf-8", errors="surrogateescape")


def _unescape(text: str) -> str:
    """XML's five entities and numbers; HTML's own names are none of XML's."""

    def character(found: re.Match[str]) -> str:
        if found[1]:
            return _ENTITIES[found[1]]
        return chr(int(found[2]) if found[2] else int(found[3], 16))

    return _ENTITY.sub(character, text)
