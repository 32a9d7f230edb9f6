"""Formula texts: Excel's to LibreOffice's and back.

Two ways. Texts whose functions are spelled alike in both are translated here, so that whole ranges go over in one
call; everything else goes through LibreOffice's own parser, formula by formula.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Final

from phuluc.functions import CATALOGUE
from phuluc.hosts.libreoffice.extension.formula_shapes import by_shape

#: Functions of the same name and the same arguments in Excel and in LibreOffice's English formula language.
_SHARED: Final = frozenset(
    """
    ABS AND AVERAGE AVERAGEIF AVERAGEIFS CHOOSE COLUMN COLUMNS CONCATENATE COUNT COUNTA COUNTBLANK COUNTIF COUNTIFS
    DATE DAY EXACT FALSE FIND HLOOKUP HYPERLINK IF IFERROR IFNA INDEX INT ISBLANK ISERROR ISNA ISNUMBER ISTEXT LARGE
    LEFT LEN LOWER MATCH MAX MEDIAN MID MIN MOD MONTH N NA NOT OR RANK REPT RIGHT ROUND ROUNDDOWN ROUNDUP ROW ROWS
    SEARCH SMALL SUBSTITUTE SUM SUMIF SUMIFS SUMPRODUCT TEXT TODAY TRIM TRUE UPPER VALUE VLOOKUP YEAR
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
#: Functions that .xlsx files and LibreOffice's parser of that grammar know with a prefix only.
_PREFIXED: Final = frozenset(
    """
    BINOM.DIST CEILING.MATH CHISQ.DIST CHISQ.TEST CONCAT CONFIDENCE.NORM COVARIANCE.S DAYS F.DIST FILTER FLOOR.MATH
    FORMULATEXT IFNA IFS ISOWEEKNUM LET MAXIFS MINIFS MODE.SNGL NORM.DIST NORM.INV NORM.S.DIST NORM.S.INV NUMBERVALUE
    PERCENTILE.EXC PERCENTILE.INC POISSON.DIST QUARTILE.EXC QUARTILE.INC RANK.AVG RANK.EQ SEQUENCE SHEET SHEETS SORT
    SORTBY STDEV.P STDEV.S SWITCH T.DIST T.INV TEXTJOIN UNICHAR UNICODE UNIQUE VAR.P VAR.S XLOOKUP XMATCH XOR
    """.split()  # noqa: SIM905 - a list of words reads best as words
)
_EXCEL_TOKEN: Final = re.compile(
    r"""
    (?P<text>"(?:[^"]|"")*")
    | (?P<sheet>'(?:[^'\[\]]|'')*'|[^\W\d][\w.]*)!(?=\$?[A-Za-z]{1,3}\$?[0-9])
    | (?P<function>[A-Za-z_][\w.]*)(?=\()
    | (?P<error>\#[A-Z][A-Z0-9/_]*[!?]?)
    | (?P<word>[\w.$\\?]+)
    | (?P<comma>,)
    | (?P<foreign>['{}\[\]!@;~]|\s(?=[\w$(])(?<=[\w$)]\s))
    | (?P<rest>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_OFFICE_TOKEN: Final = re.compile(
    r"""
    (?P<text>"(?:[^"]|"")*")
    | (?P<sheet>\$?(?:'(?:[^']|'')*'|[^\W\d]\w*))\.(?=\$?[A-Z]{1,3}\$?[0-9])
    | (?P<array>\{[^{}]*\})
    | (?P<function>[A-Za-z_][\w.]*)(?=\()
    | (?P<word>[\w.$\\?]+)
    | (?P<separator>;)
    | (?P<foreign>~)
    | (?P<rest>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_TRUTH: Final = re.compile(r'"(?:[^"]|"")*"|\b(TRUE|FALSE)\(\)')
_FUNCTION: Final = re.compile(r'"(?:[^"]|"")*"|(?<![\w.])([A-Za-z_][\w.]*)(?=\()')


class AddInNames:
    """What LibreOffice before 25 calls our worksheet functions: the service's name before the function's.

    Args:
        service: the service of the installed extension, e.g. "vn.example.Functions"; empty where LibreOffice knows
            the functions by their plain names.
    """

    def __init__(self, service: str = "") -> None:
        names = [function.name for function in CATALOGUE] if service else []
        self._to_office = {name: f"{service}.{name}".upper() for name in names}
        self._to_excel = {office: name for name, office in self._to_office.items()}

    def to_office(self, function: str) -> str | None:
        return self._to_office.get(function.upper())

    def to_excel(self, function: str) -> str | None:
        return self._to_excel.get(function.upper())


def office_formula(formula: str, names: AddInNames) -> str | None:
    """Translate "=IF('Phụ lục'!A1>2,1,"a")" to LibreOffice's API grammar; None where its parser must do it."""
    out: list[str] = []
    for match in _EXCEL_TOKEN.finditer(formula):
        kind, text = match.lastgroup, match[0]
        if kind in ("foreign", "error"):
            return None
        if kind == "sheet":
            out.append(f"${text[:-1]}.")
        elif kind == "comma":
            out.append(";")
        elif kind == "function":
            known = names.to_office(text) or (text if text.upper() in _SHARED else None)
            if known is None:
                return None
            out.append(known)
        else:
            out.append(text)
    return "".join(out)


def excel_formula(formula: str, names: AddInNames) -> str | None:
    """Translate LibreOffice's API grammar to Excel's; None where its parser must print it."""
    return _excel_translation(names)(formula)


@lru_cache(maxsize=8)
def _excel_translation(names: AddInNames) -> Callable[[str], str | None]:
    return by_shape(lambda formula: _translated(formula, names))


def _translated(formula: str, names: AddInNames) -> str | None:
    out: list[str] = []
    for match in _OFFICE_TOKEN.finditer(formula):
        kind, text = match.lastgroup, match[0]
        if kind == "foreign":
            return None
        if kind == "sheet":
            out.append(text.removeprefix("$").removesuffix(".") + "!")
        elif kind == "separator":
            out.append(",")
        elif kind == "array":
            out.append(text.replace(";", ",").replace("|", ";"))
        elif kind == "function":
            known = names.to_excel(text) or (text if text.upper() in _SHARED else None)
            if known is None:
                return None
            out.append(known)
        else:
            out.append(text)
    return _plain_truth("".join(out))


def parser_input(formula: str, names: AddInNames) -> str:
    """Prepare an Excel formula for LibreOffice's parser of the .xlsx grammar, without the leading "="."""

    def spell(function: str) -> str:
        known = names.to_office(function)
        return known or (f"_xlfn.{function}" if function.upper() in _PREFIXED else function)

    return _each_function(formula.removeprefix("="), spell)


def from_printer(text: str, names: AddInNames) -> str:
    """Turn what LibreOffice printed in the .xlsx grammar into the text Excel shows, with the leading "="."""

    def spell(function: str) -> str:
        plain = function.removeprefix("_xlfn.").removeprefix("_xlws.")
        return names.to_excel(plain) or plain.upper()

    return "=" + _plain_truth(_each_function(text, spell))


def _plain_truth(text: str) -> str:
    """Write TRUE() as Excel does."""
    return _TRUTH.sub(lambda match: match[1] or match[0], text)


def _each_function(text: str, spell: Callable[[str], str]) -> str:
    return _FUNCTION.sub(lambda match: spell(match[1]) if match[1] else match[0], text)


#: What an .xlsx cell shows for LibreOffice's error numbers.
ERROR_TEXTS: Final[Mapping[int, str]] = {
    502: "#VALUE!",
    503: "#NUM!",
    504: "#REF!",
    519: "#VALUE!",
    521: "#NULL!",
    522: "#REF!",
    523: "#NUM!",
    524: "#REF!",
    525: "#NAME?",
    532: "#DIV/0!",
    32767: "#N/A",
}
