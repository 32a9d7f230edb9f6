"""The reporting period, and counts that may not fall within a year."""

from __future__ import annotations

from collections.abc import Iterator

from phuluc.checks import catalogue
from phuluc.checks.context import Case, CheckContext
from phuluc.checks.wording import count_text
from phuluc.domain.aliases import Count
from phuluc.domain.figures import Entry
from phuluc.domain.periods import Period, UnknownPeriodError, parse_period
from phuluc.results import Finding

#: Counted from the start of the year in every report ("tính lũy kế").
_ALWAYS_CUMULATIVE = frozenset({"cap_ket_qua_dien_tu"})


def check_periods(context: CheckContext) -> Iterator[Finding]:
    """Whether the period is named, and whether counts fell that cannot fall since the previous slot."""
    label = context.figures.settings.get("ky_bao_cao", "").strip()
    if not label:
        yield catalogue.PERIOD_MISSING.finding("Thông tin", "Chưa nhập kỳ báo cáo", "ô trống")
    now, before = _period(label), _period(context.figures.previous_period)
    if now is None or before is None or now.year != before.year or _months(before)[1] > _months(now)[1]:
        return
    told: set[str] = set()
    for case in context.cases:
        if case.indicator.code in _ALWAYS_CUMULATIVE or _includes(now, before):
            # the total received stands in several indicators but in one cell
            falls = [finding for finding in _falls(context, case) if finding.where not in told]
            told.update(finding.where for finding in falls)
            yield from falls


def _falls(context: CheckContext, case: Case) -> Iterator[Finding]:
    before = context.previous.get(case.place)
    if before is None:
        return
    measurement, entries = case.measurement, case.entries
    columns: list[tuple[Entry, Count, Count, str]] = [
        (entries.numerator, measurement.numerator, before.numerator, "kết quả")
    ]
    if not entries.denominator_is_estimated:
        columns.append((entries.denominator, measurement.denominator, before.denominator, "mẫu số"))
    for entry, now, then, column in columns:
        if isinstance(now, int) and isinstance(then, int) and now < then:
            yield catalogue.CUMULATIVE_FALLS.finding(
                entry.where, f"{case.label}: {column} kỳ trước là {count_text(then)} ({before.where})", count_text(now)
            )


def _period(label: str) -> Period | None:
    try:
        return parse_period(label)
    except UnknownPeriodError:
        return None


def _includes(now: Period, before: Period) -> bool:
    """Whether the present period contains the previous one, so that none of its counts can be smaller."""
    first, last = _months(now)
    return now.kind != "tuan" and first <= _months(before)[0] and _months(before)[1] <= last and now != before


def _months(period: Period) -> tuple[int, int]:
    """First and last month of a period; a week counts as its month."""
    if period.kind == "thang":
        return period.number, period.number
    if period.kind == "tuan":
        return period.month or 1, period.month or 12
    if period.kind == "quy":
        return 3 * period.number - 2, 3 * period.number
    return 1, {"sau_thang": 6, "chin_thang": 9}.get(period.kind, 12)
