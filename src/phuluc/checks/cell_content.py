"""What stands in cells where a number belongs: text, halves, negatives, error values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from phuluc.checks import catalogue
from phuluc.checks.context import CheckContext
from phuluc.checks.wording import content_text, count_text, rate_text
from phuluc.domain.figures import Entry, EntryFlaw, IndicatorEntries
from phuluc.results import Finding

_CHECK_OF_FLAW = {
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
    for label, entry in _labelled_entries(context):
        if entry.flaw is not None and entry.where not in told:
            told.add(entry.where)
            yield _CHECK_OF_FLAW[entry.flaw].finding(
                entry.where, f"{label}: {_explanation(entry, entry.flaw)}", content_text(entry.raw)
            )


def check_stale_formulas(context: CheckContext) -> Iterator[Finding]:
    """Name the formulas whose values are of an earlier time."""
    for formula in context.figures.stale:
        yield catalogue.STALE_FORMULA.finding(formula.where, f"Chưa tính được: {formula.reason}", formula.formula)


def _labelled_entries(context: CheckContext) -> Iterator[tuple[str, Entry]]:
    for annex, table, row in context.rows():
        yield f"{row.unit}, tổng số hồ sơ tiếp nhận", row.total_received
        for entries in row.indicators.values():
            for entry in _entries_of(entries):
                yield f"{row.unit} ({annex.annex}, bảng {table.number})", entry
    for annex in context.figures.annexes:
        for table in annex.tables:
            for total in table.totals:
                for entries in total.entries.values():
                    for entry in _entries_of(entries):
                        yield f"{total.name} ({annex.annex}, bảng {table.number})", entry
    for published in context.figures.published:
        yield "tỷ lệ bình quân công bố", published.rate


def _entries_of(entries: IndicatorEntries) -> Iterable[Entry]:
    own = () if entries.own_denominator is None else (entries.own_denominator,)
    return (entries.target, entries.numerator, *own, entries.denominator, entries.rate)


def _explanation(entry: Entry, flaw: EntryFlaw) -> str:
    if flaw is not EntryFlaw.TEXT_NUMBER or entry.value is None:
        return flaw.value
    understood = rate_text(entry.value) if isinstance(entry.value, Decimal) else count_text(entry.value)
    return f"{flaw.value}, đã hiểu là {understood}"
