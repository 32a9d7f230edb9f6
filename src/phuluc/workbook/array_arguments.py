"""Formulas the engine would get wrong without a word: an array where a function takes one value.

SUMPRODUCT((LEFT(A9:A26,2)="Sở")*C9:C26) is computed by Excel cell by cell. The engine (formualizer 0.13, measured) does
that for operators, IF and IFERROR only; every other function takes the first cell or fails, and the sum is a wrong
number. Such formulas are better kept than computed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from typing import Any, Final

import formualizer

_EVERY_SECOND: Final = range(0, 256, 2)
_FIRST_AND_UNEVEN: Final = frozenset((0, *range(1, 256, 2)))
#: Functions by the arguments (from 0) in which they take a range; an array in any other is what the engine fails at.
_RANGES: Final[dict[str, Collection[int]]] = {
    **dict.fromkeys(
        (
            "ABS CEILING CHAR CLEAN CODE CONCATENATE DATE DATEDIF DATEVALUE DAY EDATE EOMONTH EXACT EXP FIND FLOOR HOUR "
            "INT ISBLANK ISERR ISERROR ISEVEN ISLOGICAL ISNA ISNONTEXT ISNUMBER ISODD ISTEXT LEFT LEN LN LOG LOG10 MID "
            "MINUTE MOD MONTH MROUND N NOT NUMBERVALUE POWER PROPER QUOTIENT REPLACE REPT RIGHT ROUND ROUNDDOWN ROUNDUP "
            "SEARCH SECOND SIGN SQRT SUBSTITUTE T TEXT TRIM TRUNC VALUE WEEKDAY WEEKNUM YEAR"
        ).split(),
        (),
    ),
    **dict.fromkeys(("COUNTIF", "LARGE", "SMALL", "PERCENTILE", "PERCENTRANK"), (0,)),
    **dict.fromkeys(("SUMIF", "AVERAGEIF"), (0, 2)),
    "COUNTIFS": _EVERY_SECOND,
    **dict.fromkeys(("SUMIFS", "AVERAGEIFS"), _FIRST_AND_UNEVEN),
    **dict.fromkeys(("MATCH", "VLOOKUP", "HLOOKUP", "RANK"), (1,)),
    **dict.fromkeys(("LOOKUP", "XLOOKUP"), (1, 2)),
}
#: Functions whose result is an array where an argument is.
_LIFTING: Final = frozenset({"IF", "IFERROR", "IFNA", "CHOOSE", "UPPER", "LOWER"})
_CALL: Final = re.compile(rf"(?<![\w.])(?:{'|'.join(map(re.escape, _RANGES))})\(", re.IGNORECASE)
_ROW_NUMBER: Final = re.compile(r"(?<![\w.])(\$?[A-Z]{1,3}\$?)[0-9]+(?![\w(.])")


class ArrayArguments:
    """Finds formulas in which a function that takes one value is given an array.

    Args:
        is_array: tells whether a name of the book denotes more than one cell.
    """

    def __init__(self, is_array: Callable[[str], bool]) -> None:
        self._is_array_name = is_array
        self._found: dict[str, str | None] = {}

    def function_in(self, formula: str) -> str | None:
        """The function that is given an array, None where there is none or the formula cannot be read."""
        if not _CALL.search(formula):
            return None
        # Formulas of a column differ in their row numbers only and are read once.
        shape = _ROW_NUMBER.sub(r"\1#", formula)
        if shape not in self._found:
            self._found[shape] = self._read(formula)
        return self._found[shape]

    def _read(self, formula: str) -> str | None:
        try:
            tree = formualizer.parse(formula)
        except (formualizer.ParserError, formualizer.TokenizerError, ValueError):
            return None
        found: list[str] = []
        self._walk(tree.to_dict(), found)
        return found[0] if found else None

    def _walk(self, node: Any, found: list[str]) -> bool:
        """Whether a node's value is an array; functions that are given one where they cannot take it go to `found`."""
        kind = node["node_type"]
        if kind == "Reference":
            return self._is_array_reference(node["reference"])
        if kind == "Array":
            return True
        if kind == "BinaryOp":
            sides = [self._walk(node[side], found) for side in ("left", "right")]
            return any(sides)
        if kind == "UnaryOp":
            return self._walk(node["operand"], found)
        if kind != "Function":
            return False
        name = node["name"].upper()
        arrays = [self._walk(argument, found) for argument in node["args"]]
        allowed = _RANGES.get(name)
        if allowed is not None and any(is_array and place not in allowed for place, is_array in enumerate(arrays)):
            found.append(name)
            return True
        return name in _LIFTING and any(arrays)

    def _is_array_reference(self, reference: str) -> bool:
        address = reference.rpartition("!")[2]
        return ":" in address or "[" in address or self._is_array_name(reference)
