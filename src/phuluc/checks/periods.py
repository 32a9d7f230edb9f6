"""The reporting period, and counts that may not fall within a year."""

from __future__ import annotations

from collections.abc import Iterator

from phuluc.actions.results import Finding
from phuluc.checks import catalogue
from phuluc.checks.context import Case, CheckContext
from phuluc.checks.wording import count_text
from phuluc.domain.figures import Entry
from phuluc.domain.measurement import Count

#: Counted from the start of the year in every report ("tính lũy kế").
_ALWAYS_CUMULATIVE = frozenset({"cap_ket_qua_dien_tu"})


def check_periods(context: CheckContext) -> Iterator[Finding]:
    """Whether the period is named, and whether cumulative counts fell since the previous slot."""
    if not context.figures.settings.get("ky_bao_cao", "").strip():
        yield catalogue.PERIOD_MISSING.finding("Thông tin", "Chưa nhập kỳ báo cáo", "ô trống")
    for case in context.cases:
        if case.indicator.code in _ALWAYS_CUMULATIVE:
            yield from _falls(context, case)


def _falls(context: CheckContext, case: Case) -> Iterator[Finding]:
    before = context.previous.get(case.place)
    if before is None:
        return
    measurement, entries = case.measurement, case.entries
    columns: tuple[tuple[Entry, Count, Count, str], ...] = (
        (entries.numerator, measurement.numerator, before.numerator, "kết quả"),
        (entries.denominator, measurement.denominator, before.denominator, "mẫu số"),
    )
    for entry, now, then, column in columns:
        if isinstance(now, int) and isinstance(then, int) and now < then:
            yield catalogue.CUMULATIVE_FALLS.finding(
                entry.where, f"{case.label}: {column} kỳ trước là {count_text(then)} ({before.where})", count_text(now)
            )
