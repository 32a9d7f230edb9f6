"""Totals of the previous period, where the two periods may be compared."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from phuluc.domain.figures import BookFigures, PeriodFigure
from phuluc.domain.indicators import Tier
from phuluc.domain.measurement import Measurement
from phuluc.domain.periods import Period, UnknownPeriodError, parse_period
from phuluc.domain.totals import group_total
from phuluc.report.seven_targets.gathered import GroupResult, IndicatorResult

#: Counted from the start of the year in every report ("tính lũy kế"), so that years do not compare.
_CUMULATIVE = frozenset({"cap_ket_qua_dien_tu"})


class PreviousPeriod:
    """The slot "Kỳ trước" of a book, asked for totals that stand on the same basis as the present ones.

    The basis is the same where the periods are of one kind and follow each other, and the same units have a rate in
    both. Estimated denominators, and for cumulative counts another year, are another basis.

    Attributes:
        label: name of the period in running text, "" where nothing may be compared.
        notice: why not, a Vietnamese sentence, "" where it may or where there is no previous period.
    """

    def __init__(self, figures: BookFigures) -> None:
        self._figures = {(item.tier, item.unit, item.indicator): item for item in figures.previous}
        self.label, self.notice = "", ""
        self._same_year = False
        if not figures.previous:
            return
        now, before = _period(figures.settings.get("ky_bao_cao", "")), _period(figures.previous_period)
        if now is None or before is None:
            self.notice = "Báo cáo không so sánh với kỳ trước vì chưa rõ tên kỳ này hoặc kỳ trước"
        elif now.kind != before.kind or _order(before) >= _order(now):
            self.notice = f"Báo cáo không so sánh với {before.label} vì không cùng loại kỳ hoặc không phải kỳ trước đó"
        else:
            self.label, self._same_year = before.label, now.year == before.year

    def rate(self, result: IndicatorResult, group: GroupResult) -> Fraction | None:
        """Give the exact rate of a group in the previous period, percent points; None where it must not be compared."""
        code = result.indicator.code
        if not self.label or group.has_estimates or (code in _CUMULATIVE and not self._same_year):
            return None
        pairs = [(item, self._before(item.tier, item.unit, code)) for item in group.results]
        if any((item.measurement.counts is None) != (before.counts is None) for item, before in pairs):
            return None
        named = {(item.tier, item.unit) for item in group.results}
        tiers = {item.tier for item in group.results}
        if any(key[2] == code and key[0] in tiers and key[:2] not in named for key in self._figures):
            return None
        rate = group_total(before for _, before in pairs).rate
        return rate if isinstance(rate, Fraction) else None

    def _before(self, tier: Tier, unit: str, code: str) -> Measurement:
        figure: PeriodFigure | None = self._figures.get((tier, unit, code))
        if figure is None:
            return Measurement(None, None, None)
        target = figure.target if isinstance(figure.target, Decimal) else None
        return Measurement(figure.numerator, figure.denominator, target)


def _period(label: str) -> Period | None:
    try:
        return parse_period(label)
    except UnknownPeriodError:
        return None


def _order(period: Period) -> tuple[int, int]:
    return period.year, period.number
