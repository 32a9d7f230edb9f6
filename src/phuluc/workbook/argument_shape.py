"""Whether the text of an argument denotes one value or a range: what decides how a call can be written natively."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from phuluc.book_port import Area
from phuluc.workbook.references import parse_range

#: Functions whose result is one value whatever they are given, and lookups that are given tables.
_REDUCING: Final = frozenset(
    re.findall(
        r"\w+",
        """
        AGGREGATE AND AVERAGE AVERAGEIF AVERAGEIFS COLUMNS COUNT COUNTA COUNTBLANK COUNTIF COUNTIFS HLOOKUP INDEX LARGE
        LOOKUP MATCH MAX MEDIAN MIN MODE OR PERCENTILE PRODUCT QUARTILE RANK ROWS SMALL STDEV SUBTOTAL SUM SUMIF SUMIFS
        SUMPRODUCT SUMSQ VAR VLOOKUP
        """,
    )
)
#: Functions whose result can be a range, or differs each time it is asked for.
_NOT_ONE_VALUE: Final = frozenset(
    re.findall(
        r"\w+",
        """
        CHOOSE FILTER FREQUENCY GROWTH INDIRECT LINEST LOGEST MINVERSE MMULT MUNIT OFFSET RAND RANDARRAY RANDBETWEEN
        SEQUENCE SORT SORTBY TRANSPOSE TREND UNIQUE XLOOKUP
        """,
    )
)
_CELL: Final = r"\$?[A-Za-z]{1,3}\$?[0-9]{1,7}"
_SHEET: Final = r"(?:'(?:[^']|'')*'|\w[\w.]*)!"
_END: Final = r"(?![\w.(!\[#:])"
_TOKEN: Final = re.compile(
    rf"""
    (?P<text>"(?:[^"]|"")*")
    | (?P<call>[A-Za-z_][\w.]*)\(
    | (?P<cell>(?:{_SHEET})?{_CELL}){_END}
    | (?P<range>(?:{_SHEET})?(?:{_CELL}:{_CELL}|\$?[0-9]+:\$?[0-9]+|\$?[A-Za-z]+:\$?[A-Za-z]+)){_END}
    | (?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[Ee][+-]?[0-9]+)?%?)(?![\w.:])
    | (?P<name>[^\W\d]\w*(?:\.\w+)*|\\[\w.]+){_END}
    | (?P<open>\()
    | (?P<close>\))
    | (?P<plain>[-+*/^&=<>,%\s]|\#[A-Z/0]+[!?]?)
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_CONSTANTS: Final = frozenset({"TRUE", "FALSE"})
_ATOMS: Final = ("text", "cell", "number", "name")


def scalar_text(argument: str, names: Mapping[str, Area]) -> str | None:
    """Return an argument that denotes one value, ready to stand anywhere in an expression; None for any other.

    Args:
        argument: its text, in the English notation of files.
        names: the book's names of one rectangle, in lower case.
    """
    tokens = list(_TOKEN.finditer(argument))
    if not tokens or not _is_one_value(tokens, names):
        return None
    is_atom = len(tokens) == 1 and tokens[0].lastgroup in _ATOMS
    return argument if is_atom else f"({argument})"


def range_text(argument: str, names: Mapping[str, Area]) -> str | None:
    """Return an argument that is a rectangle of cells, by address or by name; None for any other."""
    match = _TOKEN.fullmatch(argument)
    if match is None:
        return None
    if match["name"]:
        return argument if argument.lower() in names else None
    return argument if match["cell"] or (match["range"] and _is_rectangle(argument)) else None


def _is_rectangle(text: str) -> bool:
    try:
        parse_range(text.rpartition("!")[2])
    except ValueError:
        return False
    return True


def _is_one_value(tokens: list[re.Match[str]], names: Mapping[str, Area]) -> bool:
    enclosing: list[str] = []
    for token in tokens:
        kind = token.lastgroup
        if kind == "call":
            if token["call"].upper() in _NOT_ONE_VALUE:
                return False
            enclosing.append(token["call"].upper())
        elif kind == "open":
            enclosing.append("")
        elif kind == "close":
            if not enclosing:
                return False
            enclosing.pop()
        elif kind == "other" or _may_be_several(token, names, enclosing):
            return False
    return not enclosing


def _may_be_several(token: re.Match[str], names: Mapping[str, Area], enclosing: list[str]) -> bool:
    """Whether a token brings in several cells that no function around it reduces to one value."""
    if token.lastgroup == "name" and _is_one_cell(token["name"], names):
        return False
    return token.lastgroup in ("range", "name") and not any(function in _REDUCING for function in enclosing)


def _is_one_cell(name: str, names: Mapping[str, Area]) -> bool:
    area = names.get(name.lower())
    return name.upper() in _CONSTANTS or (area is not None and area.height == area.width == 1)
