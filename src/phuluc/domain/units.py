"""Names of units (sở, ban, ngành; UBND of districts and communes) as one report and the next print them.

One unit has one canonical name; two different units of one list never share it. What is only similar stays apart:
names are made equal by rules about spelling (Unicode form, spaces, casing, known abbreviations, footnote marks), never
by distance. Tone marks and diacritics always distinguish.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from phuluc.domain.offices import office_name
from phuluc.domain.vietnamese_numbers import clean_text

if TYPE_CHECKING:
    from phuluc.domain.indicators import Tier

_MARK: Final = re.compile(r"\(\s*(?:\*{1,5}|\d{1,2})\s*\)|(?<=\S)\*+$|[¹²³⁴⁵⁶⁷⁸⁹]+$")
_DASH: Final = re.compile(r"\s*[-‐‑‒–—―−]\s*")
_ENDS: Final = " –;,.:"
#: No unit has a longer name; what is longer is a text that strayed into the column, and rules would take long over it.
LONGEST_NAME: Final = 300
#: hoà, khoẻ, thuý: the tone mark on the last vowel, where this project's sources put it on the first.
_LATE_TONE: Final = re.compile(r"(?<![qQ])([oO])([àáảãạèéẻẽẹÀÁẢÃẠÈÉẺẼẸ])\b|(?<![qQ])([uU])([ỳýỷỹỵỲÝỶỸỴ])\b")
#: What cannot be one, told in a fifth of the time.
_MAYBE_LATE_TONE: Final = re.compile("[oOuU][àáảãạèéẻẽẹỳýỷỹỵÀÁẢÃẠÈÉẺẼẸỲÝỶỸỴ]")

_CENTRAL_CITIES: Final = (
    "Hà Nội",
    "Hải Phòng",
    "Huế",
    "Đà Nẵng",
    "Hồ Chí Minh",
    "Cần Thơ",
    "Đồng Nai",
    "Bắc Ninh",
    "Quảng Ninh",
)
_PROVINCE_AFTER: Final = re.compile(
    rf"(?P<unit>.+?) – (?:tỉnh .+|(?:thành phố|tp\.?) ?(?:{'|'.join(_CENTRAL_CITIES)}))", re.IGNORECASE
)

_CITY_IN_SHORT: Final = "hcm"
_LEVELS: Final = {
    "tp": "thành phố",
    "tx": "thị xã",
    "tt": "thị trấn",
    "đk": "đặc khu",
    "h": "huyện",
    "q": "quận",
    "p": "phường",
    "x": "xã",
}
_FULL_LEVEL: Final = r"tỉnh|thành phố|thị xã|thị trấn|đặc khu|huyện|quận|phường|xã"
_COMMITTEE: Final = re.compile(
    r"(?:ubnd|ủy ban nhân dân)\s+"
    rf"(?:(?P<level>{_FULL_LEVEL})\s+|(?P<short>tp|tx|tt|đk|h|q|p|x)(?:\s*\.\s*|\s+))(?P<place>\S.*)",
    re.IGNORECASE,
)
#: Without "UBND" before it "TT" may be a Trung tâm and "P" a Phòng, so that short forms need more to be sure.
_PLACE_ALONE: Final = re.compile(
    rf"(?:(?P<level>{_FULL_LEVEL})\s+|(?P<short>(?:tp|tx|đk)(?=[\s.])|[hqpx](?=\s*\.))(?:\s*\.\s*|\s+))"
    r"(?P<place>(?!ủy\b|đoàn\b|đội\b|hội\b)\S.*)",
    re.IGNORECASE,
)
#: A committee as portals print it, in letters and digits that no rule touches; thousands of names look like this.
_LETTERS: Final = r"[0-9A-Za-zÀ-ÖØ-öø-ɏḀ-ỹ]+(?: [0-9A-Za-zÀ-ÖØ-öø-ɏḀ-ỹ]+)*"
_REGULAR: Final = re.compile(
    rf"UBND (?P<level>[Xx]ã|[Pp]hường|[Đđ]ặc khu|[Hh]uyện) (?P<place>{_LETTERS})(?: - [Tt]ỉnh {_LETTERS})?"
)
_TIERS_OF_LEVELS: Final[dict[str, Tier]] = {
    "huyện": "cap_huyen",
    "thị xã": "cap_huyen",
    "thành phố": "cap_huyen",
    "quận": "cap_huyen",
    "xã": "cap_xa",
    "phường": "cap_xa",
    "thị trấn": "cap_xa",
    "đặc khu": "cap_xa",
}
_OF_PROVINCE: Final = re.compile(
    r"(?:sở|ban|thanh tra tỉnh|công an tỉnh|bảo hiểm xã hội tỉnh|văn phòng ubnd tỉnh)(?: |$)", re.IGNORECASE
)


def footnote_marks(text: str) -> tuple[str, ...]:
    """Give the footnote marks in a name, in order: "Sở Kế hoạch và ĐT (**)" has ("(**)",).

    A text longer than `LONGEST_NAME` has none.
    """
    name = clean_text(text)
    return () if len(name) > LONGEST_NAME else tuple("".join(match[0].split()) for match in _MARK.finditer(name))


def without_marks(text: str) -> str:
    """Give a name as printed, clean (NFC, single spaces) and without its footnote marks.

    A text longer than `LONGEST_NAME` comes back clean only.
    """
    name = clean_text(text)
    while len(name) <= LONGEST_NAME:
        bare = " ".join(_MARK.sub(" ", name).split())
        if bare == name:
            break
        name = bare
    return name


def canonical_name(text: str) -> str:
    """Give the one name under which a unit is known here, whatever spelling it came in.

    "UBND TP.Quy Nhơn" is "UBND thành phố Quy Nhơn", "Sở Thông tin và TT" is "Sở Thông tin và Truyền thông",
    "xã Bình Thành" is "UBND xã Bình Thành", "UBND Xã Nhơn Hội - tỉnh An Giang" is "UBND xã Nhơn Hội". A name no rule
    knows comes back clean and without its footnote marks, a text longer than `LONGEST_NAME` clean only. Applying the
    function twice changes nothing.

    The province after a dash falls away: a list that spans provinces has to keep them apart in a column of its own.
    """
    if len(text) > LONGEST_NAME:
        cleaned = clean_text(text)
        return cleaned if len(cleaned) > LONGEST_NAME else _known_name(cleaned)
    return _known_name(text)


#: Each name of a list is asked for many times: in both tables, for matching, for the check. One list is 3,321 names.
@lru_cache(maxsize=8192)
def _known_name(text: str) -> str:
    regular = _REGULAR.fullmatch(text)
    if regular is not None and _MAYBE_LATE_TONE.search(regular["place"]) is None:
        return f"UBND {regular['level'].casefold()} {_place_name(regular['place'])}"
    return _name_by_rules(text)


def _name_by_rules(text: str) -> str:
    name = _plain_name(text)
    return office_name(name) or _committee_name(name) or name


def unit_key(text: str) -> str:
    """Give the key by which names are matched: equal for two spellings of one unit, whatever their casing."""
    return canonical_name(text).casefold()


def same_unit(first: str, second: str) -> bool:
    """Tell whether two names of one list are spellings of one unit."""
    return unit_key(first) == unit_key(second)


def infer_tier(name: str, *, legacy: bool) -> Tier | None:
    """Tell the tier a unit reports in from its name alone.

    Args:
        name: in any spelling.
        legacy: whether districts exist (until 30/6/2025).

    Returns:
        None for a province, for a district where there are none any more, and for what no rule knows. In a legacy
        annex of communes "UBND huyện An Lão" stands for the communes of the district, which only the annex tells.
    """
    canonical = canonical_name(name)
    if _OF_PROVINCE.match(canonical):
        return "cap_tinh"
    match = _COMMITTEE.fullmatch(canonical)
    if match is None or (match["level"] == "thành phố" and match["place"] in _CENTRAL_CITIES):
        return None
    tier = _TIERS_OF_LEVELS.get(match["level"])
    return None if tier == "cap_huyen" and not legacy else tier


def _plain_name(text: str) -> str:
    name, before = text, ""
    # Taking one layer off can bare another: "Sở Y tế (*);" has its mark at the end only without the semicolon.
    while name != before:
        before = name
        name = _LATE_TONE.sub(_early_tone, _DASH.sub(" – ", without_marks(name)).strip(_ENDS))
        match = _PROVINCE_AFTER.fullmatch(name)
        name = match["unit"] if match else name
    return name


def _early_tone(match: re.Match[str]) -> str:
    first, last = (match[1], match[2]) if match[1] else (match[3], match[4])
    decomposed = unicodedata.normalize("NFD", last)
    return unicodedata.normalize("NFC", first + decomposed[1:]) + decomposed[0]


def _committee_name(name: str) -> str | None:
    match = _COMMITTEE.fullmatch(name) or _PLACE_ALONE.fullmatch(name)
    if match is None:
        return None
    level = (match["level"] or _LEVELS[match["short"].casefold()]).casefold()
    return f"UBND {level} {_place_name(match['place'])}"


def _place_name(place: str) -> str:
    if len(place) == len(_CITY_IN_SHORT) and place.casefold() == _CITY_IN_SHORT:
        return "Hồ Chí Minh"
    if place.isupper() or place.islower():
        return " ".join(word.capitalize() for word in place.split(" "))
    return place
