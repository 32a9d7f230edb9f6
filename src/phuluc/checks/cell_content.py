"""What stands in cells where a number belongs: text, halves, negatives, error values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from phuluc.checks import catalogue
from phuluc.checks.context import CheckContext
from phuluc.checks.wording import content_text, count_text, rate_text
from phuluc.domain.figures import Entry, EntryFlaw, IndicatorEntries, StaleFormula
from phuluc.results import Finding

CHECK_OF_FLAW = {
    EntryFlaw.TEXT_NUMBER: catalogue.TEXT_NUMBER,
    EntryFlaw.MALFORMED: catalogue.MALFORMED,
    EntryFlaw.AMBIGUOUS: catalogue.AMBIGUOUS,
    EntryFlaw.NEGATIVE: catalogue.NEGATIVE,
    EntryFlaw.NOT_WHOLE: catalogue.NOT_WHOLE,
    EntryFlaw.BOOLEAN: catalogue.BOOLEAN,
    EntryFlaw.ERROR_VALUE: catalogue.ERROR_VALUE,
}


def check_cell_content(context: CheckContext) -> Iterator[Finding]:
    """Name every flawed cell once, also where several indicators share it."""
    told: set[str] = set()
    for label, entry, flaw in _flawed_entries(context):
        if entry.where not in told:
            told.add(entry.where)
            yield CHECK_OF_FLAW[flaw].finding(
                entry.where, f"{label}: {_explanation(entry, flaw)}", content_text(entry.raw)
            )


def check_stale_formulas(context: CheckContext) -> Iterator[Finding]:
    """Name the formulas whose values are of an earlier time."""
    yield from stale_findings(context.figures.stale)


def stale_findings(stale: Iterable[StaleFormula]) -> Iterator[Finding]:
    """Name formulas whose values are of an earlier time, in a book of any family."""
    for formula in stale:
        yield catalogue.STALE_FORMULA.finding(formula.where, f"Chưa tính được: {formula.reason}", formula.formula)


def _flawed_entries(context: CheckContext) -> Iterator[tuple[str, Entry, EntryFlaw]]:
    for annex, table, row in context.rows():
        if row.total_received.flaw is not None:
            yield f"{row.unit}, tổng số hồ sơ tiếp nhận", row.total_received, row.total_received.flaw
        for entry, flaw in _flaws_in(row.indicators.values()):
            yield f"{row.unit} ({annex.annex}, bảng {table.number})", entry, flaw
    for annex in context.figures.annexes:
        for table in annex.tables:
            for total in table.totals:
                for entry, flaw in _flaws_in(total.entries.values()):
                    yield f"{total.name} ({annex.annex}, bảng {table.number})", entry, flaw
    for published in context.figures.published:
        if published.rate.flaw is not None:
            yield "tỷ lệ bình quân công bố", published.rate, published.rate.flaw


def _flaws_in(indicators: Iterable[IndicatorEntries]) -> Iterator[tuple[Entry, EntryFlaw]]:
    for entries in indicators:
        own = entries.own_denominator
        for entry in (entries.target, entries.numerator, own, entries.denominator, entries.rate):
            if entry is not None and entry.flaw is not None:
                yield entry, entry.flaw


def _explanation(entry: Entry, flaw: EntryFlaw) -> str:
    if flaw is not EntryFlaw.TEXT_NUMBER or entry.value is None:
        return flaw.value
    understood = rate_text(entry.value) if isinstance(entry.value, Decimal) else count_text(entry.value)
    return f"{flaw.value}, đã hiểu là {understood}"
