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
        re.findall(
            r"\w+",
            """
            ABS CEILING CHAR CLEAN CODE CONCATENATE DATE DATEDIF DATEVALUE DAY EDATE EOMONTH EXACT EXP FIND FLOOR HOUR
            INT ISBLANK ISERR ISERROR ISEVEN ISLOGICAL ISNA ISNONTEXT ISNUMBER ISODD ISTEXT LEFT LEN LN LOG LOG10 MID
            MINUTE MOD MONTH MROUND N NOT NUMBERVALUE POWER PROPER QUOTIENT REPLACE REPT RIGHT ROUND ROUNDDOWN ROUNDUP
            SEARCH SECOND SIGN SQRT SUBSTITUTE T TEXT TRIM TRUNC VALUE WEEKDAY WEEKNUM YEAR
            """,
        ),
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
#: One of them stands in every formula with a range, a list of constants, a table, or a name of other characters.
_ARRAY_SIGNS: Final = (":", "{", "[", "\\")
_WORD: Final = re.compile(r"[^\W\d][\w.\\?]*")


def array_argument(formula: str, is_array: Callable[[str], bool]) -> str | None:
    """The function that is given an array, None where there is none or the formula cannot be read.

    Args:
        formula: with its "=".
        is_array: tells whether a name of the book denotes more than one cell.
    """
    # Most formulas name single cells alone; taking them apart costs ten times as much.
    may_hold_one = any(sign in formula for sign in _ARRAY_SIGNS) or any(map(is_array, _WORD.findall(formula)))
    if not may_hold_one or not _CALL.search(formula):
        return None
    try:
        tree = formualizer.parse(formula)
    except (formualizer.ParserError, formualizer.TokenizerError, ValueError):
        return None
    walk = _Walk(is_array)
    walk.is_array(tree.to_dict())
    return walk.found[0] if walk.found else None


class _Walk:
    """A walk through a formula's tree; functions that are given an array where they cannot take one go to `found`."""

    def __init__(self, is_array_name: Callable[[str], bool]) -> None:
        self._is_array_name = is_array_name
        self.found: list[str] = []

    def is_array(self, node: Any) -> bool:
        """Whether a node's value is an array."""
        kind = node["node_type"]
        if kind == "Reference":
            return self._is_array_reference(node["reference"])
        if kind == "BinaryOp":
            sides = [self.is_array(node[side]) for side in ("left", "right")]
            return any(sides)
        if kind == "UnaryOp":
            return self.is_array(node["operand"])
        return self._is_array_function(node) if kind == "Function" else bool(kind == "Array")

    def _is_array_function(self, node: Any) -> bool:
        name = node["name"].upper()
        arrays = [self.is_array(argument) for argument in node["args"]]
        allowed = _RANGES.get(name)
        if allowed is not None and any(is_array and place not in allowed for place, is_array in enumerate(arrays)):
            self.found.append(name)
            return True
        return name in _LIFTING and any(arrays)

    def _is_array_reference(self, reference: str) -> bool:
        address = reference.rpartition("!")[2]
        return ":" in address or "[" in address or self._is_array_name(reference)
