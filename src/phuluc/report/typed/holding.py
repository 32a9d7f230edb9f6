"""Holds the figures typed in a report against those of a book of family bay-chi-tieu."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Final

from phuluc.checks.catalogue import Check
from phuluc.checks.context import CheckContext, decimals_of
from phuluc.checks.totals import JudgedTotal, judge_published
from phuluc.domain.figures import BookFigures, Entry, PublishedRate
from phuluc.domain.indicators import INDICATORS_BY_CODE, TIER_TITLES
from phuluc.domain.rates import shortfall
from phuluc.domain.vietnamese_numbers import format_number, round_half_up
from phuluc.report.phrases import listed, padded, percent, points
from phuluc.report.seven_targets.comparison import PreviousPeriod
from phuluc.report.seven_targets.gathered import GroupResult, IndicatorResult, UnitResult, gather
from phuluc.report.typed import catalogue
from phuluc.report.typed.figures_in_text import TypedFigure, typed_figures
from phuluc.report.typed.paragraphs import Paragraph
from phuluc.report.typed.vocabulary import Vocabulary
from phuluc.results import ReportCheck, ReportFinding

_WHAT: Final = {
    "rate": "tỷ lệ",
    "target": "chỉ tiêu",
    "gap": "chênh lệch so với chỉ tiêu",
    "change": "mức tăng, giảm",
    "previous_rate": "tỷ lệ kỳ trước",
    "counts": "số lượng",
    "shortfall": "số còn thiếu",
    "attained_units": "số đơn vị đạt",
    "missed_units": "số đơn vị chưa đạt",
    "idle_units": "số đơn vị không phát sinh",
    "unknown": "tỷ lệ",
}


@dataclass(frozen=True)
class _Expected:
    """What the book says of a typed figure: whether they agree, and how the book's would be written."""

    agrees: bool
    text: str


def hold_against(figures: BookFigures, paragraphs: Sequence[Paragraph]) -> ReportCheck:
    """Compare every typed figure that the text makes plain; list what disagrees and what could not be compared.

    Averages are judged as the check of published totals does: by the ratio of sums, and by the other ways they are
    known to have been made.
    """
    typed = list(typed_figures(paragraphs, Vocabulary(figures)))
    judged = _judged_averages(figures, typed)
    holder = _Holder(figures, typed)
    findings: list[ReportFinding] = []
    agreeing = understood = 0
    for place, figure in enumerate(typed):
        found = list(holder.findings(figure, judged.get(place)))
        findings += found
        is_compared = all(finding.code != catalogue.NOT_COMPARED.code for finding in found)
        understood += is_compared
        agreeing += not found
    return ReportCheck(tuple(findings), understood, agreeing)


def _judged_averages(figures: BookFigures, typed: Sequence[TypedFigure]) -> dict[int, JudgedTotal]:
    """Verdicts on typed totals by their place in `typed`."""
    totals = tuple(
        PublishedRate(figure.tier, figure.indicator, Entry(figure.value, str(figure.value), str(place)))
        for place, figure in enumerate(typed)
        if figure.kind == "rate" and figure.is_scoped and not figure.units and figure.indicator is not None
    )
    context = CheckContext(replace(figures, published=totals))
    return {int(judged.published.rate.where): judged for judged in judge_published(context)}


class _Holder:
    def __init__(self, figures: BookFigures, typed: Iterable[TypedFigure]) -> None:
        self._figures = figures
        self._results = {result.indicator.code: result for result in gather(figures)}
        self._previous = PreviousPeriod(figures)
        decimals = [decimals_of(figure.value) for figure in typed if figure.kind == "rate"]
        #: A report in whole percents is not held against decimals it never meant to print.
        self._digits = min(figures.digits, max(decimals, default=figures.digits))

    def findings(self, figure: TypedFigure, judged: JudgedTotal | None) -> Iterator[ReportFinding]:
        if figure.kind == "rate" and judged is not None:
            yield from self._average(figure, judged)
            return
        expected = self._expected(figure)
        if expected is None:
            yield _finding(catalogue.NOT_COMPARED, figure, "chưa đối chiếu được với sổ")
        elif not expected.agrees:
            yield _finding(catalogue.DIFFERS, figure, "khác sổ", expected.text)
        elif figure.kind == "rate" and figure.only and not self._is_missed(figure):
            yield _finding(catalogue.ONLY_THOUGH_REACHED, figure, "đã đạt chỉ tiêu, không phải “chỉ đạt”", "đạt")

    def _average(self, figure: TypedFigure, judged: JudgedTotal) -> Iterator[ReportFinding]:
        verdict = judged.verdict
        if not verdict.right and not self._is_finer(figure):
            rule = f"; khớp cách tính: {verdict.rule}" if verdict.rule else ""
            check = catalogue.BY_OTHER_RULE if verdict.rule else catalogue.DIFFERS
            yield _finding(check, figure, f"khác sổ{rule}", judged.expected)
        elif figure.only and not self._is_missed(figure):
            yield _finding(catalogue.ONLY_THOUGH_REACHED, figure, "đã đạt mức được giao, không phải “chỉ đạt”", "đạt")

    def _is_finer(self, figure: TypedFigure) -> bool:
        """Whether an average is right at decimals of its own, as where fewer would hide a miss."""
        group = self._group(figure)
        return group is not None and group.rate is not None and self._rounds_to(group.rate, figure.value)

    def _expected(self, figure: TypedFigure) -> _Expected | None:
        if figure.kind in ("attained_units", "missed_units", "idle_units"):
            return self._unit_count(figure)
        if figure.indicator is None or figure.kind == "unknown":
            return None
        if figure.kind == "target":
            return self._target(figure, self._results[figure.indicator])
        if not figure.is_scoped:
            return None
        if figure.units:
            return self._of_units(figure, self._units(figure))
        group = self._group(figure)
        return None if group is None else self._of_group(figure, self._results[figure.indicator], group)

    def _target(self, figure: TypedFigure, result: IndicatorResult) -> _Expected | None:
        declared = {"central": (result.central,), "floor": (result.floor,)}.get(
            figure.owner, (result.floor, result.central)
        )
        known = {target for target in declared if target is not None}
        if figure.owner == "any" and figure.tier is not None:
            own = self._units(figure) if figure.units else result.tiers[figure.tier].results
            given = {item.measurement.target for item in own}
            known = {target for target in given if isinstance(target, Decimal)} | (set() if figure.units else known)
        if not known:
            return None
        return _Expected(figure.value in known, " hoặc ".join(f"{format_number(item)}%" for item in sorted(known)))

    def _of_units(self, figure: TypedFigure, units: Sequence[UnitResult]) -> _Expected | None:
        if not units:
            return None
        answers = [self._of_unit(figure, item) for item in units]
        if any(answer is None for answer in answers):
            return None
        given = [answer for answer in answers if answer is not None]
        texts = dict.fromkeys(answer.text for answer in given)
        return _Expected(all(answer.agrees for answer in given), listed(texts))

    def _of_unit(self, figure: TypedFigure, item: UnitResult) -> _Expected | None:
        measurement = item.measurement
        if figure.kind == "rate" and isinstance(measurement.rate, Fraction):
            return self._rate(figure, measurement.rate, measurement.target)
        if figure.kind == "gap" and measurement.gap is not None:
            return self._difference(figure, measurement.gap)
        if figure.kind == "counts" and measurement.counts is not None and not item.is_estimated:
            return _counts(figure, *measurement.counts)
        if figure.kind == "shortfall" and not item.is_estimated:
            missing = shortfall(measurement.numerator, measurement.denominator, measurement.target)
            return _Expected(figure.value == missing, padded(missing)) if isinstance(missing, int) else None
        return None

    def _of_group(self, figure: TypedFigure, result: IndicatorResult, group: GroupResult) -> _Expected | None:
        if group.rate is None:
            return None
        before = self._previous.rate(result, group)
        if figure.kind == "gap" and result.target is not None:
            return self._difference(figure, group.rate - Fraction(result.target))
        if figure.kind == "counts" and not group.has_estimates:
            return _counts(figure, group.total.numerator, group.total.denominator)
        if figure.kind == "change" and before is not None:
            return self._difference(figure, group.rate - before)
        return self._rate(figure, before) if figure.kind == "previous_rate" and before is not None else None

    def _unit_count(self, figure: TypedFigure) -> _Expected | None:
        results = list(self._results.values())
        if figure.indicator is not None:
            results = [self._results[figure.indicator]]
        elif figure.kind != "missed_units":
            return None

        def units(items: Iterable[UnitResult]) -> int:
            return len({(item.tier, item.unit) for item in items if figure.tier in {None, item.tier}})

        judged = units(item for result in results for item in result.judged)
        missed = units(item for result in results for item in result.missed)
        idle = units(item for result in results for item in result.idle)
        counted = {"missed_units": missed, "attained_units": judged - missed}.get(figure.kind, idle)
        of = f"{padded(counted)}/{padded(judged)}" if figure.over is not None else padded(counted)
        return _Expected(figure.value == counted and figure.over in (None, judged), of)

    def _rate(self, figure: TypedFigure, exact: Fraction, target: object = None) -> _Expected:
        limit = target if isinstance(target, Decimal) else None
        hides_a_miss = limit is not None and exact < limit <= figure.value
        shown = percent(exact, self._figures.digits, limit)
        return _Expected(self._rounds_to(exact, figure.value) and not hides_a_miss, shown)

    def _difference(self, figure: TypedFigure, exact: Fraction) -> _Expected:
        direction_is_right = not exact or figure.falls == (exact < 0)
        digits = max(decimals_of(figure.value), self._digits)
        word = "thấp hơn hoặc giảm" if exact < 0 else "cao hơn hoặc tăng"
        text = f"{'' if direction_is_right else f'{word} '}{points(exact, self._digits)} điểm phần trăm"
        return _Expected(direction_is_right and abs(round_half_up(exact, digits)) == figure.value, text)

    def _rounds_to(self, exact: Fraction, typed: Decimal) -> bool:
        return round_half_up(exact, max(decimals_of(typed), self._digits)) == typed

    def _is_missed(self, figure: TypedFigure) -> bool:
        if figure.units:
            return any(item.is_missed for item in self._units(figure))
        group, result = self._group(figure), self._results.get(figure.indicator or "")
        if group is None or group.rate is None or result is None or result.target is None:
            return True
        return group.rate < result.target

    def _group(self, figure: TypedFigure) -> GroupResult | None:
        result = self._results.get(figure.indicator or "")
        if result is None or not figure.is_scoped:
            return None
        return result.all if figure.tier is None else result.tiers.get(figure.tier)

    def _units(self, figure: TypedFigure) -> list[UnitResult]:
        group = self._group(figure)
        return [item for item in group.results if item.unit in figure.units] if group is not None else []


def _counts(figure: TypedFigure, numerator: int, denominator: int) -> _Expected:
    text = f"{format_number(numerator)}/{format_number(denominator)}"
    return _Expected(figure.value == numerator and figure.over == denominator, text)


def _finding(check: Check, figure: TypedFigure, what: str, expected: str = "") -> ReportFinding:
    subject = [INDICATORS_BY_CODE[figure.indicator].short_name] if figure.indicator else []
    if figure.units:
        subject.append(listed(figure.units))
    elif figure.tier is not None:
        subject.append(TIER_TITLES[figure.tier].lower())
    elif figure.is_scoped:
        subject.append("cả tỉnh")
    label = f"{', '.join(subject)}: " if subject else ""
    return ReportFinding(
        code=check.code,
        severity=check.severity,
        where=figure.where,
        what=f"{label}{_WHAT[figure.kind]} {what}",
        found=figure.printed,
        remedy=check.remedy,
        sentence=figure.sentence,
        expected=expected,
    )
