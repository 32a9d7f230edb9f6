"""Totals that were typed or published, against the ratio of sums."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from phuluc.checks import catalogue
from phuluc.checks.context import MOST_PRINTED_DECIMALS, Case, CheckContext, decimals_of
from phuluc.checks.implied_denominator import DenominatorRange, implied_range
from phuluc.checks.total_rules import GroupRow, Verdict, judge_total
from phuluc.checks.wording import count_text, rate_text
from phuluc.domain.aliases import Count
from phuluc.domain.figures import AnnexFigures, FigureTable, IndicatorEntries, PublishedRate, TotalRow
from phuluc.domain.indicators import INDICATORS_BY_CODE, TIER_TITLES, Tier
from phuluc.domain.measurement import usable_count, usable_percent
from phuluc.domain.totals import group_total
from phuluc.results import Finding


def check_totals(context: CheckContext) -> Iterator[Finding]:
    """Compare published totals, and total rows of the annexes, with the sums of the rows."""
    yield from (_published(judged) for judged in judge_published(context) if not judged.verdict.right)
    for annex in context.figures.annexes:
        for table in annex.tables:
            for total in table.totals:
                yield from _typed_row(context, annex, table, total)


@dataclass(frozen=True)
class JudgedTotal:
    """A total published elsewhere, held against the sums of the rows.

    Attributes:
        published: the total.
        rate: what it says, percent points.
        verdict: whether it is right, and by which other rule it was made.
        expected: what it should be, "98,3% (20.462/20.824)".
    """

    published: PublishedRate
    rate: Decimal
    verdict: Verdict
    expected: str


def judge_published(context: CheckContext) -> Iterator[JudgedTotal]:
    """Judge every published total of the figures that any row counts for."""
    by_indicator: dict[str, list[Case]] = {}
    for case in context.cases:
        by_indicator.setdefault(case.indicator.code, []).append(case)
    for published in context.figures.published:
        judged = _judged(context, published, by_indicator.get(published.indicator, []))
        if judged is not None:
            yield judged


def _judged(context: CheckContext, published: PublishedRate, cases: Sequence[Case]) -> JudgedTotal | None:
    rate = usable_percent(published.rate)
    rows = _group_rows(context, (case for case in cases if published.tier in {None, case.annex.tier}))
    if not isinstance(rate, Decimal) or not _counted(rows):
        return None
    siblings = [other for other in context.figures.published if other.indicator == published.indicator]
    digits = _digits((usable_percent(other.rate) for other in siblings), context.figures.digits)
    tiers: dict[Tier, Decimal] = {}
    for other in siblings:
        value = usable_percent(other.rate)
        if other.tier is not None and isinstance(value, Decimal):
            tiers[other.tier] = value
    verdict = judge_total(rate, digits, rows, tiers if published.tier is None else None)
    return JudgedTotal(published, rate, verdict, _ratio_text(rows, digits))


def _published(judged: JudgedTotal) -> Finding:
    published, verdict = judged.published, judged.verdict
    group = "cả tỉnh" if published.tier is None else TIER_TITLES[published.tier].lower()
    label = f"{INDICATORS_BY_CODE[published.indicator].short_name}, {group}"
    return _verdict_finding(
        catalogue.PUBLISHED_TOTAL_BY_OTHER_RULE if verdict.rule else catalogue.PUBLISHED_TOTAL_DIFFERS,
        published.rate.where,
        f"{label}: tỷ lệ công bố khác tỷ lệ tính lại {judged.expected}",
        verdict.rule,
        judged.rate,
    )


def _typed_row(context: CheckContext, annex: AnnexFigures, table: FigureTable, total: TotalRow) -> Iterator[Finding]:
    rates = [usable_percent(entries.rate) for entries in total.entries.values()]
    digits = _digits(rates, context.figures.digits)
    for code, entries in total.entries.items():
        cases = [case for case in context.cases if case.table is table and case.indicator.code == code]
        label = f"{total.name} ({annex.annex}, bảng {table.number}), {INDICATORS_BY_CODE[code].short_name}"
        rows = _group_rows(context, cases)
        rate = usable_percent(entries.rate)
        if isinstance(rate, Decimal) and _counted(rows):
            verdict = judge_total(rate, digits, rows)
            if not verdict.right:
                yield _verdict_finding(
                    catalogue.TYPED_TOTAL_BY_OTHER_RULE if verdict.rule else catalogue.TYPED_TOTAL_DIFFERS,
                    entries.rate.where,
                    f"{label}: tỷ lệ khác tỷ lệ tính lại {_ratio_text(rows, digits)}",
                    verdict.rule,
                    rate,
                )
        if not _is_average(total):
            yield from _typed_sums(label, entries, cases)


def _typed_sums(label: str, entries: IndicatorEntries, cases: Sequence[Case]) -> Iterator[Finding]:
    counted = group_total(case.measurement for case in cases)
    columns = (
        (entries.numerator, [case.measurement.numerator for case in cases], counted.numerator, "tử số"),
        (entries.denominator, [case.measurement.denominator for case in cases], counted.denominator, "mẫu số"),
    )
    for entry, values, counted_sum, column in columns:
        typed = usable_count(entry)
        # the sum of the column, or of the rows that have a rate: both are in use
        if isinstance(typed, int) and typed not in {_sum(values), counted_sum}:
            yield catalogue.TYPED_TOTAL_DIFFERS.finding(
                entry.where, f"{label}: tổng {column} khác tổng các dòng {count_text(_sum(values))}", count_text(typed)
            )


def _verdict_finding(check: catalogue.Check, where: str, what: str, rule: str, rate: Decimal) -> Finding:
    explained = f"; khớp cách tính: {rule}" if rule else "; không cách tính nào cho ra số này"
    return check.finding(where, what + explained, rate_text(rate))


def _group_rows(context: CheckContext, cases: Iterable[Case]) -> list[GroupRow]:
    return [
        GroupRow(case.annex.tier, case.measurement, _denominators(context, case), _idle_denominator(case))
        for case in cases
    ]


def _denominators(context: CheckContext, case: Case) -> DenominatorRange | None:
    """One number; a range where the source's rate shows that it divided by a number it does not print."""
    if case.measurement.counts is None:
        return None
    numerator, denominator = case.measurement.counts
    printed = context.printed.get(case.place)
    if printed is None or not isinstance(printed.rate, Decimal) or not case.denominator_is_doubtful:
        return DenominatorRange.exactly(denominator)
    implied = implied_range(numerator, printed.rate, context.decimals_printed_for(case.place))
    if implied is None or (not case.entries.denominator_is_estimated and implied.least <= denominator <= implied.most):
        return DenominatorRange.exactly(denominator)
    return implied


def _idle_denominator(case: Case) -> int:
    if isinstance(case.measurement.numerator, int):
        return 0
    denominator = case.measurement.denominator
    if not isinstance(denominator, int) and case.indicator.denominator_rule != "own_column":
        denominator = usable_count(case.row.total_received)
    return denominator if isinstance(denominator, int) else 0


def _counted(rows: Iterable[GroupRow]) -> bool:
    return any(row.denominators is not None for row in rows)


def _ratio_text(rows: Sequence[GroupRow], digits: int) -> str:
    total = group_total(row.measurement for row in rows)
    return f"{rate_text(total.rate, digits)} ({count_text(total.numerator)}/{count_text(total.denominator)})"


def _digits(rates: Iterable[object], default: int) -> int:
    """Decimals the totals were printed with: the most any of them has, for a trailing ",0" is dropped."""
    decimals = [decimals_of(rate) for rate in rates if isinstance(rate, Decimal)]
    return min(max(decimals, default=default), MOST_PRINTED_DECIMALS)


def _sum(values: Iterable[Count]) -> int:
    return sum(value for value in values if isinstance(value, int))


def _is_average(total: TotalRow) -> bool:
    return any(word in total.name.casefold() for word in ("bình quân", "trung bình"))
