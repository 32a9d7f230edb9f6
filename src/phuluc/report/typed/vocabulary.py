"""How reports call the indicators, the groups of units and the units themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from phuluc.domain.figures import BookFigures
from phuluc.domain.indicators import Tier
from phuluc.domain.units import canonical_name, without_marks

_PROCEDURES_PAID: Final = (
    r"(?:tthc|thủ tục hành chính)[^.;()]{0,60}thanh toán trực tuyến[^.;()]{0,20} phát sinh(?: giao dịch)?"
    r" (?:thanh toán trực tuyến|tttt)|tthc phát sinh tttt"
)
_SERVICES_USED: Final = (
    r"(?:dvc|dịch vụ công)(?: trực tuyến|tt)?[^.;()]{0,20} phát sinh (?:hồ sơ|hs)"
    r"(?: (?:dịch vụ công )?trực tuyến)?"
)
#: In this order: what stands further up is taken first, so that "số hóa" inside "thông tin số hóa" stays there.
_INDICATORS: Final[tuple[tuple[str, str], ...]] = (
    ("khai_thac_su_dung_lai", r"khai thác,? sử dụng lại(?: (?:các )?thông tin,?(?: dữ liệu)? số hóa)?"),
    ("tttt_phat_sinh", _PROCEDURES_PAID),
    ("dvc_phat_sinh", _SERVICES_USED),
    ("thanh_toan_truc_tuyen", r"thanh toán trực tuyến(?: phí,? lệ phí)?"),
    ("cap_ket_qua_dien_tu", r"cấp kết quả(?: giải quyết(?: tthc| thủ tục hành chính)?)? điện tử"),
    (
        "so_hoa",
        r"số hóa (?:thành phần )?hồ sơ(?:, kết quả giải quyết (?:tthc|thủ tục hành chính))?",
    ),
    (
        "ho_so_truc_tuyen",
        r"hồ sơ (?:dịch vụ công |dvc |nộp )?trực tuyến|nộp hồ sơ trực tuyến",
    ),
)
_INDICATOR: Final = re.compile("|".join(f"(?P<{code}>{words})" for code, words in _INDICATORS), re.IGNORECASE)
_GROUP: Final = re.compile(
    r"(?P<ca_tinh>(?:cả|toàn) (?:tỉnh|thành phố)|bình quân chung|chung của tỉnh)"
    r"|(?P<cap_tinh>cấp tỉnh|các sở, ban, ngành)|(?P<cap_huyen>cấp huyện)|(?P<cap_xa>cấp xã)",
    re.IGNORECASE,
)
#: What may be the name of a unit: from the word units begin with to a verb, a number or a mark.
_OFFICE: Final = re.compile(
    r"\b(?:Sở|Ban|Thanh tra|Văn phòng|UBND|Huyện|Thị xã|Thành phố|Xã|Phường|Đặc khu|TP|TX) ?\.? ?[^;:()%0-9]{2,80}?"
    r"(?=\s*(?:[:(;.,]|$|[0-9]|(?:chỉ |cùng )?đạt\b|có\b|là\b))",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Mention:
    """Something a text names: from `start` to `end`; `what` is an indicator's code, a tier, "ca_tinh", or a unit."""

    start: int
    end: int
    what: str


class Vocabulary:
    """Finds indicators, groups and the units of one book in a text."""

    def __init__(self, figures: BookFigures) -> None:
        self.tiers_of_units: dict[str, set[Tier]] = {}
        self._units: dict[str, str] = {}
        for annex in figures.annexes:
            for table in annex.tables:
                for row in table.rows:
                    if row.unit:
                        self.tiers_of_units.setdefault(row.unit, set()).add(annex.tier)
                        for name in (row.unit, without_marks(row.name)):
                            self._units[name.casefold()] = row.unit
                            self._units[name.casefold().removeprefix("ubnd ")] = row.unit
        longest_first = sorted(self._units, key=len, reverse=True)
        words = "|".join(map(re.escape, longest_first)) or r"(?!)"
        self._unit = re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)

    def indicators(self, text: str) -> list[Mention]:
        """Indicators a text names, in order."""
        return [Mention(match.start(), match.end(), match.lastgroup or "") for match in _INDICATOR.finditer(text)]

    def scopes(self, text: str) -> list[Mention]:
        """Groups and units a text names, in order; a group's name inside a unit's does not count."""
        units = [Mention(m.start(), m.end(), self._units[m[0].casefold()]) for m in self._unit.finditer(text)]
        units += self._other_spellings(units, text)
        return sorted([*units, *_outside(units, _GROUP, text)], key=lambda mention: mention.start)

    def _other_spellings(self, known: list[Mention], text: str) -> Iterator[Mention]:
        """Units in spellings the book does not use, "Sở TT&TT"; only rules about spelling make names equal."""
        for candidate in _outside(known, _OFFICE, text):
            unit = self._units.get(canonical_name(text[candidate.start : candidate.end]).casefold())
            if unit is not None:
                yield Mention(candidate.start, candidate.end, unit)


def _outside(units: list[Mention], pattern: re.Pattern[str], text: str) -> Iterator[Mention]:
    for match in pattern.finditer(text):
        if not any(unit.start <= match.start() < unit.end for unit in units):
            yield Mention(match.start(), match.end(), match.lastgroup or "")
