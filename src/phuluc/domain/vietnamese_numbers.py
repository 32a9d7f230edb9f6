"""Numbers as Vietnamese documents print them: dot between thousands, comma before decimals.

Text is understood in exactly one way or refused: "1.313" is 1313, "1,5" is one and a half, and "1.5", which people
who work with both conventions write for either, is an error. A percent sign changes nothing: "99,8%" is 99.8 percent
points.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import Final, NoReturn, Union

from phuluc.domain.printed_numbers import as_shown, format_number, is_dash, round_half_up
from phuluc.domain.values import NOT_APPLICABLE, NotApplicable
from phuluc.errors import PhuLucError

__all__ = [
    "AmbiguousNumberError",
    "FractionalCountError",
    "MalformedNumberError",
    "NegativeCountError",
    "NumberTextError",
    "ParsedCount",
    "ParsedNumber",
    "as_shown",
    "clean_text",
    "format_number",
    "is_dash",
    "parse_count",
    "parse_number",
    "round_half_up",
]

#: What a cell that should hold a number can mean; None is blank, "not yet entered".
ParsedNumber = Union[Decimal, NotApplicable, None]
ParsedCount = Union[int, NotApplicable, None]

_INVISIBLE: Final = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_WELL_FORMED: Final = re.compile(r"([+-]?(?:[0-9]+|[1-9][0-9]{0,2}(?:\.[0-9]{3})+)(?:,[0-9]+)?)(?: ?%)?")
#: A lone dot that cannot part thousands: a decimal point of the other convention, or a slip of the hand.
_LONE_DOT: Final = re.compile(r"[+-]?(?:[0-9]+\.[0-9]{1,2}|0[0-9]*\.[0-9]{3}) ?%?")
#: 855,589: thousands in the other convention, decimals in ours.
_LOOKS_ENGLISH: Final = re.compile(r"[+-]?[1-9][0-9]{0,2}(?:,[0-9]{3})+")


class NumberTextError(PhuLucError, ValueError):
    """Base of the reasons why a text is not the number that belongs there."""


class MalformedNumberError(NumberTextError):
    """The text is no number in Vietnamese notation."""


class AmbiguousNumberError(NumberTextError):
    """The text is a different number in each of two notations."""


class NegativeCountError(NumberTextError):
    """A count below zero."""


class FractionalCountError(NumberTextError):
    """A count with a fraction."""


def clean_text(text: str) -> str:
    """Give `text` in NFC without invisible characters, every run of white space as one space, none at the ends."""
    if text.isascii():  # nothing to compose, nothing invisible
        return " ".join(text.split())
    return " ".join(unicodedata.normalize("NFC", text.translate(_INVISIBLE)).split())


def parse_number(text: str) -> ParsedNumber:
    """Read a number from text.

    Args:
        text: "1.313", "1.313,5", "99,8%", "+2,48", "−0,06", " - ", "".

    Returns:
        The exact value (percent points where a percent sign stands), NOT_APPLICABLE for a lone dash, None for blank.

    Raises:
        AmbiguousNumberError: "1.5", "12.34", "0.313".
        MalformedNumberError: anything else that is not Vietnamese notation, "1,234.5", "1.3133", "ba".
    """
    match = _WELL_FORMED.fullmatch(text)
    if match is None:  # not as it came; nearly every text is
        cleaned = clean_text(text)
        if not cleaned:
            return None
        if is_dash(cleaned):
            return NOT_APPLICABLE
        signed = "-" + cleaned[1:] if is_dash(cleaned[0]) else cleaned
        match = _WELL_FORMED.fullmatch(signed) or _refuse(signed, cleaned)
    number = match[1].replace(".", "")
    return Decimal(number.replace(",", ".") if "," in number else number)


def parse_count(text: str) -> ParsedCount:
    """Read a count (of dossiers, of procedures) from text.

    Args:
        text: "1.313", "1399", "02", " - ", "".

    Returns:
        The count, NOT_APPLICABLE for a lone dash, None for blank text.

    Raises:
        NegativeCountError: "-5".
        FractionalCountError: "12,5".
        AmbiguousNumberError: "1.5", and "855,589", whose comma may part thousands.
        MalformedNumberError: anything else that is no count, "12%".
    """
    number = parse_number(text)
    if number is None or isinstance(number, NotApplicable):
        return number
    cleaned = clean_text(text)
    if cleaned.endswith("%"):
        raise MalformedNumberError("Ô này là số lượng, không ghi phần trăm", found=f"“{cleaned}”", remedy="Gõ số hồ sơ")
    if _LOOKS_ENGLISH.fullmatch(cleaned):
        raise AmbiguousNumberError(
            "Dấu phẩy có thể là phần thập phân hoặc phân cách hàng nghìn",
            found=f"“{cleaned}”",
            remedy=f"Nếu là hàng nghìn, gõ {cleaned.replace(',', '.')}",
        )
    if number < 0:
        raise NegativeCountError("Số lượng không được âm", found=f"“{cleaned}”", remedy="Kiểm tra lại số liệu gốc")
    if number != int(number):
        raise FractionalCountError(
            "Số lượng phải là số nguyên", found=f"“{cleaned}”", remedy="Kiểm tra lại số liệu gốc"
        )
    return int(number)


def _refuse(signed: str, shown: str) -> NoReturn:
    if _LONE_DOT.fullmatch(signed):
        raise AmbiguousNumberError(
            "Không rõ dấu chấm là phần thập phân hay phân cách hàng nghìn",
            found=f"“{shown}”",
            remedy=f"Nếu là số thập phân, gõ {shown.replace('.', ',')}",
        )
    raise MalformedNumberError(
        "Không phải số viết theo cách Việt Nam",
        found=f"“{shown}”",
        remedy="Dùng dấu chấm phân cách hàng nghìn, dấu phẩy trước phần thập phân, ví dụ 1.313,5",
    )
