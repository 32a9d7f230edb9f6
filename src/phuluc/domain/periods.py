"""Reporting periods as reports name them: "quý I năm 2024", "tháng 02/2024", "tuần thứ 15, tháng 4/2025"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from phuluc.domain.vietnamese_numbers import clean_text
from phuluc.errors import PhuLucError

PeriodKind = Literal["tuan", "thang", "quy", "sau_thang", "chin_thang", "nam"]

_ROMAN: Final = ("I", "II", "III", "IV")
_YEAR: Final = r"(?:\s*/\s*|\s+năm\s+)(?P<year>20[0-9][0-9])"
_PATTERNS: Final[dict[PeriodKind, str]] = {
    "tuan": rf"tuần\s+(?:thứ\s+)?(?P<number>[0-9][0-9]?)\s*,?\s+tháng\s+(?P<month>[0-9][0-9]?){_YEAR}",
    "thang": rf"tháng\s+(?P<number>[0-9][0-9]?){_YEAR}",
    "quy": rf"quý\s+(?P<number>iii|ii|iv|i|[1-4]){_YEAR}",
    "sau_thang": r"0?6\s+tháng\s+đầu\s+năm\s+(?P<year>20[0-9][0-9])",
    "chin_thang": r"0?9\s+tháng\s+(?:đầu\s+)?năm\s+(?P<year>20[0-9][0-9])",
    "nam": r"năm\s+(?P<year>20[0-9][0-9])",
}


class UnknownPeriodError(PhuLucError, ValueError):
    """The text names no reporting period."""


@dataclass(frozen=True)
class Period:
    """A reporting period.

    Attributes:
        kind: week, month, quarter, first half, first nine months, or year.
        year: four digits.
        number: of the week in the year, the month (1 to 12) or the quarter (1 to 4); 1 for the other kinds.
        month: the month a week is counted to, None for the other kinds.
    """

    kind: PeriodKind
    year: int
    number: int = 1
    month: int | None = None

    @property
    def label(self) -> str:
        """The name to print in running text, months with two digits: "quý I năm 2024", "tháng 02/2024"."""
        labels: dict[PeriodKind, str] = {
            "tuan": f"tuần thứ {self.number:02}, tháng {self.month or 0:02}/{self.year}",
            "thang": f"tháng {self.number:02}/{self.year}",
            "quy": f"quý {_ROMAN[(self.number - 1) % 4]} năm {self.year}",
            "sau_thang": f"6 tháng đầu năm {self.year}",
            "chin_thang": f"9 tháng đầu năm {self.year}",
            "nam": f"năm {self.year}",
        }
        return labels[self.kind]


def following_period(period: Period) -> Period | None:
    """Give the next period of the same kind; None for weeks, which offices number and count to months in their own way.

    The first half and the first nine months are followed by no period of their kind within their year, so None too.
    """
    if period.kind in ("thang", "quy"):
        last = 12 if period.kind == "thang" else 4
        is_last = period.number == last
        return Period(period.kind, period.year + is_last, 1 if is_last else period.number + 1)
    return Period("nam", period.year + 1) if period.kind == "nam" else None


def parse_period(text: str) -> Period:
    """Read the name of a period, in any casing, with "/2024" or "năm 2024", Roman or Arabic quarters.

    Raises:
        UnknownPeriodError: the text names none, or a week, month or quarter that does not exist.
    """
    cleaned = clean_text(text)
    for kind, pattern in _PATTERNS.items():
        match = re.fullmatch(pattern, cleaned.casefold())
        if match is None:
            continue
        parts = match.groupdict()
        month = int(parts["month"]) if kind == "tuan" else None
        number = _number(parts.get("number") or "1")
        if 1 <= number <= {"tuan": 53, "thang": 12}.get(kind, 4) and (month is None or 1 <= month <= 12):
            return Period(kind, int(parts["year"]), number, month)
    raise UnknownPeriodError(
        "Không hiểu kỳ báo cáo",
        found=f"“{cleaned}”",
        remedy="Ghi như: quý I năm 2024; tháng 02/2024; tuần thứ 15, tháng 4/2025; 6 tháng đầu năm 2026; năm 2026",
    )


def same_period(first: str, second: str) -> bool:
    """Tell whether two names are those of one period, however it is written: "Quý 1/2024", "quý I năm 2024"."""
    try:
        return parse_period(first) == parse_period(second)
    except UnknownPeriodError:
        return clean_text(first).casefold() == clean_text(second).casefold()


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else _ROMAN.index(text.upper()) + 1
