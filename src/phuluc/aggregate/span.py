"""The days of a reporting period: named ("quý I năm 2024") or given ("01/03/2024-07/03/2024", "từ … đến …")."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from typing import Final

from phuluc.aggregate.errors import PeriodNeededError
from phuluc.domain.periods import Period, UnknownPeriodError, parse_period
from phuluc.domain.vietnamese_numbers import clean_text

_DAY: Final = r"(?:ngày )?(\d{1,2})/(\d{1,2})/(\d{4})"
_DAYS: Final = re.compile(rf"(?:từ )?{_DAY} ?(?:[-–]|đến(?: hết)?) ?{_DAY}", re.IGNORECASE)
_MONTHS: Final = {"thang": 1, "quy": 3, "sau_thang": 6, "chin_thang": 9, "nam": 12}
#: Since 1/7/2025 there are no districts.
_TWO_TIERS: Final = dt.date(2025, 7, 1)


@dataclass(frozen=True)
class Span:
    """A period: its name, its first and its last day."""

    label: str
    first: dt.date
    last: dt.date

    @property
    def has_districts(self) -> bool:
        return self.last < _TWO_TIERS


_EXAMPLE: Final = "từ 31/03/2025 đến 06/04/2025"
_AS: Final = f"Ghi như: {_EXAMPLE}"


def span_of(text: str) -> Span:
    """Read a period; days that are those of a named one have its name, so that a book of that period knows it.

    Raises:
        UnknownPeriodError: the text names none.
        PeriodNeededError: a week, whose days offices count in their own ways, or days that do not exist.
    """
    match = _DAYS.fullmatch(clean_text(text))
    if match is None:
        try:
            return _named(parse_period(text))
        except UnknownPeriodError as error:
            remedy = f"{error.remedy}; hoặc từ ngày nào đến ngày nào: {_EXAMPLE}"
            raise UnknownPeriodError(error.what, found=error.found, remedy=remedy) from None
    day, month, year, last_day, last_month, last_year = map(int, match.groups())
    try:
        first, last = dt.date(year, month, day), dt.date(last_year, last_month, last_day)
    except ValueError as error:
        raise PeriodNeededError("Kỳ có ngày không tồn tại", found=f"“{text}”", remedy=_AS) from error
    if last < first:
        raise PeriodNeededError("Kỳ kết thúc trước khi bắt đầu", found=f"“{text}”", remedy=_AS)
    named = smallest_span(first, last) if first.year == last.year else None
    if named is not None and (named.first, named.last) == (first, last):
        return named
    return Span(f"từ ngày {first:%d/%m/%Y} đến ngày {last:%d/%m/%Y}", first, last)


def _named(period: Period) -> Span:
    if period.kind == "tuan":
        raise PeriodNeededError(
            "Kỳ là tuần thì phải ghi rõ từ ngày nào đến ngày nào",
            found=f"“{period.label}”",
            remedy=_AS,
        )
    months = _MONTHS[period.kind]
    start = (period.number - 1) * months + 1 if period.kind in ("thang", "quy") else 1
    end = start + months - 1
    last = dt.date(period.year, end, calendar.monthrange(period.year, end)[1])
    return Span(period.label, dt.date(period.year, start, 1), last)


def smallest_span(first: dt.date, last: dt.date) -> Span:
    """Find the shortest named period that holds both days.

    Raises:
        PeriodNeededError: they lie in different years.
    """
    if first.year != last.year:
        raise PeriodNeededError(
            "Chưa rõ kỳ báo cáo: hồ sơ được tiếp nhận trong nhiều năm",
            found=f"từ {first:%d/%m/%Y} đến {last:%d/%m/%Y}",
            remedy='Ghi rõ kỳ, như: --period "quý I năm 2026"',
        )
    year = first.year
    candidates = [
        Period("thang", year, first.month),
        Period("quy", year, (first.month + 2) // 3),
        Period("sau_thang", year),
        Period("chin_thang", year),
        Period("nam", year),
    ]
    return next(span for span in map(_named, candidates) if span.first <= first and last <= span.last)
