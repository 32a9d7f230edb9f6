"""What a program makes of text that is put into a cell: the same as if it were typed."""

# ruff: noqa: DTZ007, DTZ001 - cells know no time zone

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

from phuluc.domain.figures import CellValue
from tests.hosts.memory_engine.errors import ERROR_NUMBERS, ComError

_NUMBER = re.compile(r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d*)?(?:[Ee][-+]?\d+)?")
_DATES = ("%d/%m/%Y", "%d-%m-%Y", "%Y-%m-%d", "%m/%Y", "%d/%m", "%d-%b", "%b %Y", "tháng %m/%Y", "tháng %m năm %Y")


@dataclass(frozen=True)
class Typed:
    """What a cell holds after something was typed into it: a formula or a constant."""

    formula: str | None = None
    value: CellValue = None


def typed(entered: object) -> Typed:
    """Understand what is put into a cell."""
    if entered is None or entered == "":
        return Typed()
    if isinstance(entered, bool):
        return Typed(value=entered)
    if isinstance(entered, (int, float)):
        if isinstance(entered, int) and not -(2**31) <= entered < 2**31:
            raise ComError("Type mismatch")
        return Typed(value=float(entered))
    if not isinstance(entered, str):
        raise ComError(f"Type mismatch: {type(entered)}")
    return _typed_text(entered)


def _typed_text(text: str) -> Typed:
    if text.startswith("'"):
        return Typed(value=text[1:])
    if text.startswith("=") and len(text) > 1:
        return Typed(formula=text)
    if text.upper() in ("TRUE", "FALSE"):
        return Typed(value=text.upper() == "TRUE")
    if text in ERROR_NUMBERS:
        return Typed(value=text)
    number = _number(text.strip())
    if number is not None:
        return Typed(value=number)
    if text[0] in "+-@" and len(text) > 1:
        raise ComError("There's a problem with this formula")
    return Typed(value=text)


@lru_cache(maxsize=4096)
def _number(text: str) -> float | None:
    if not any(char.isdigit() for char in text):
        return None
    percent = text.endswith("%")
    plain = text.removesuffix("%")
    if _NUMBER.fullmatch(plain):
        return float(plain.replace(",", "")) / (100 if percent else 1)
    for pattern in _DATES:
        try:
            day = dt.datetime.strptime(text, pattern)
        except ValueError:
            continue
        return float((day - dt.datetime(1899, 12, 30)).days)
    return None
