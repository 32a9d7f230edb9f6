"""How wide a text is in Times New Roman, and how many lines it takes in a cell.

Row heights must be written into the file: neither Excel nor LibreOffice fits the height of merged cells, and a file
without heights prints differently in each. Advance widths are those of Times New Roman (Liberation Serif has the same).
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from typing import Final

#: Advance widths in thousandths of the font size, the characters of each width together.
_REGULAR: Final = {
    180: "'",
    200: "|",
    250: " ,.",
    278: "/:;\\ijlt",
    333: "!()-I[]`fr‘’",
    389: "Js",
    408: '"',
    444: "?acez“”",
    469: "^",
    480: "{}",
    500: "#$*0123456789_bdghknopquvxyđ–",
    529: "ơ",
    541: "~ư",
    556: "FPS",
    564: "+<=>×≥≤",
    611: "ELTZ",
    667: "BCR",
    722: "ADGHKNOQUVXYwĐƠ",
    778: "&mƯ",
    833: "%",
    889: "M",
    921: "@",
    944: "W",
    1000: "—…",
}
_BOLD: Final = {
    220: "|",
    250: " ,.",
    278: "'/\\il",
    333: "!()-:;[]`fjt‘’",
    389: "Is",
    394: "{}",
    444: "cerz",
    500: "#$*0123456789?J_agovxy–“”",
    520: "~",
    554: "ơ",
    556: 'Sbdhknpquđ"',
    570: "+<=>×≥≤",
    581: "^",
    600: "ư",
    611: "FP",
    667: "BELTZ",
    722: "ACDNRUVXYwĐ",
    778: "GHKOQƠ",
    833: "&mƯ",
    930: "@",
    944: "M",
    1000: "%W—…",
}
#: For a character of another script: wide rather than cut.
_UNKNOWN: Final = 1000
_HORN: Final = "\u031b"


def _by_character(groups: dict[int, str]) -> dict[str, int]:
    return {character: width for width, characters in groups.items() for character in characters}


_WIDTHS: Final = {False: _by_character(_REGULAR), True: _by_character(_BOLD)}


@cache
def _advance(character: str, *, bold: bool) -> int:
    widths = _WIDTHS[bold]
    if character in widths:
        return widths[character]
    decomposed = unicodedata.normalize("NFD", character)
    base = decomposed[0]
    # Marks stand above or below their letter; only the horn of ơ and ư makes it wider.
    letter = unicodedata.normalize("NFC", base + _HORN) if _HORN in decomposed else base
    return widths.get(letter, _UNKNOWN)


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Width in points of one line of `text` at font size `size` (points)."""
    return _width_in_thousandths(text, bold=bold) * size / 1000


@lru_cache(maxsize=65_536)
def _width_in_thousandths(text: str, *, bold: bool) -> int:
    return sum(_advance(character, bold=bold) for character in text)


def longest_word(text: str, size: float, *, bold: bool = False) -> float:
    """Width in points of the widest word of `text`: a column narrower than this would break the word."""
    return max((text_width(word, size, bold=bold) for word in text.split()), default=0.0)


def line_count(text: str, width: float, size: float, *, bold: bool = False) -> int:
    """Lines that `text` takes when wrapped at spaces into `width` points, as Excel and LibreOffice wrap it.

    A word wider than `width` is broken by characters. An empty text takes one line.
    """
    return sum(_lines_of_paragraph(paragraph, width, size, bold=bold) for paragraph in text.split("\n"))


def _lines_of_paragraph(text: str, width: float, size: float, *, bold: bool) -> int:
    if text_width(text, size, bold=bold) <= width:
        return 1
    lines, filled = 1, 0.0
    space = text_width(" ", size, bold=bold)
    for word in text.split():
        needed = text_width(word, size, bold=bold)
        if filled and filled + space + needed > width:
            lines, filled = lines + 1, 0.0
        filled += needed + (space if filled else 0.0)
        while filled > width:
            lines, filled = lines + 1, filled - width
    return lines


def narrowest_width(text: str, lines: int, size: float, *, bold: bool = False) -> float:
    """The least width in points in which `text` takes at most `lines` lines without breaking a word."""
    low = longest_word(text, size, bold=bold)
    high = max(low, text_width(text, size, bold=bold))
    if lines == 1:
        return high
    while high - low > size / 10:
        middle = (low + high) / 2
        if line_count(text, middle, size, bold=bold) <= lines:
            high = middle
        else:
            low = middle
    return high
