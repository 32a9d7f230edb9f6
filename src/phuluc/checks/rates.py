"""Rates: printed in a source, standing in the rate cell, rounded onto the target."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from phuluc.checks import catalogue
from phuluc.checks.context import Case, CheckContext
from phuluc.checks.implied_denominator import implied_range, truncated
from phuluc.checks.wording import count_text, rate_text
from phuluc.domain.figures import PrintedRate
from phuluc.domain.measurement import Measurement, usable_percent
from phuluc.domain.printed_numbers import quotient_rounds_to
from phuluc.domain.values import NotApplicable
from phuluc.domain.vietnamese_numbers import round_half_up
from phuluc.results import Finding


def check_rates(context: CheckContext) -> Iterator[Finding]:
    """Compare every rate that stands somewhere with numerator / denominator."""
    for case in context.cases:
        yield from _rate_cell(context, case)
        yield from _source_rate(context, case)
        yield from _rounding(context, case)


def _rate_cell(context: CheckContext, case: Case) -> Iterator[Finding]:
    shown = usable_percent(case.entries.rate)
    digits = context.figures.digits
    # a rate cell that is blank has lost its formula, which the refresh reports
    if shown is None or case.measurement.numerator is None or _agree(shown, case.measurement, digits):
        return
    yield catalogue.RATE_CELL_DIFFERS.finding(
        case.entries.rate.where,
        f"{case.label}: ô tỷ lệ khác tỷ lệ tính {_computed_text(case, digits)}",
        rate_text(shown),
    )


def _source_rate(context: CheckContext, case: Case) -> Iterator[Finding]:
    printed = context.printed.get(case.place)
    if printed is None and not case.entries.denominator_is_estimated:
        return
    digits = context.decimals_printed_for(case.place)
    if (
        printed is not None
        and case.measurement.numerator is not None
        and not _agree(printed.rate, case.measurement, digits)
    ):
        if case.denominator_is_doubtful and isinstance(printed.rate, Decimal):
            yield _hidden_denominator(case, printed, digits)
        else:
            yield _printed_rate_differs(case, printed, digits)
    elif case.entries.denominator_is_estimated:
        yield _estimated_denominator(case, printed, digits)


def _printed_rate_differs(case: Case, printed: PrintedRate, digits: int) -> Finding:
    computed = case.measurement.rate
    cut = isinstance(computed, Fraction) and printed.rate == truncated(computed, digits)
    why = "; nguồn cắt bớt chữ số thay vì làm tròn" if cut else ""
    return catalogue.PRINTED_RATE_DIFFERS.finding(
        printed.where,
        f"{case.label}: tỷ lệ in trong nguồn khác tỷ lệ tính {_computed_text(case, digits)}{why}",
        f"{rate_text(printed.rate)} ({printed.source})",
    )


def _hidden_denominator(case: Case, printed: PrintedRate, digits: int) -> Finding:
    implied = _implied_text(case, printed, digits)
    basis = "mẫu số ước tính" if case.entries.denominator_is_estimated else "tổng số hồ sơ tiếp nhận"
    return catalogue.HIDDEN_DENOMINATOR.finding(
        case.entries.numerator.where,
        f"{case.label}: {basis} {count_text(case.measurement.denominator)} không cho ra tỷ lệ in trong nguồn{implied}",
        f"{rate_text(printed.rate)} ({printed.source})",
    )


def _estimated_denominator(case: Case, printed: PrintedRate | None, digits: int) -> Finding:
    own = case.entries.own_denominator or case.entries.denominator
    implied = "" if printed is None else _implied_text(case, printed, digits)
    return catalogue.ESTIMATED_DENOMINATOR.finding(
        own.where,
        f"{case.label}: mẫu số được tính ngược từ tỷ lệ in trong nguồn{implied}",
        count_text(case.measurement.denominator),
    )


def _implied_text(case: Case, printed: PrintedRate, digits: int) -> str:
    numerator = case.measurement.numerator
    if not isinstance(numerator, int) or not isinstance(printed.rate, Decimal):
        return ""
    implied = implied_range(numerator, printed.rate, digits)
    if implied is None:
        return ""
    return f"; {rate_text(printed.rate)} ứng với mẫu số {implied}"


def _rounding(context: CheckContext, case: Case) -> Iterator[Finding]:
    if case.measurement.attained is not False:
        return
    rate, target = case.measurement.rate, case.measurement.target
    if not isinstance(rate, Fraction) or not isinstance(target, Decimal):
        return
    digits = context.figures.digits
    if round_half_up(rate, digits) >= target:
        check, seen = catalogue.ROUNDING_HIDES_MISS, f" nhưng hiển thị {rate_text(rate, digits)}"
    elif round_half_up(rate, 0) >= target:
        check, seen = catalogue.INTEGER_HIDES_MISS, f", viết số nguyên sẽ thành {rate_text(rate, 0)}"
    else:
        return
    exact = f"tỷ lệ chính xác {_below(rate, target, digits)} thấp hơn chỉ tiêu {rate_text(target)}"
    yield check.finding(case.entries.rate.where, f"{case.label}: {exact}{seen}", _counts_text(case))


def _below(rate: Fraction, target: Decimal, digits: int) -> str:
    """The rate with as many decimals as it takes to see that it is below the target."""
    while round_half_up(rate, digits) >= target:
        digits += 1
    return rate_text(rate, max(digits, 2))


def _agree(shown: Decimal | NotApplicable, measurement: Measurement, digits: int) -> bool:
    """Equal at `digits` decimals; 0 and "-" both say that there is no rate (0/0 is printed either way)."""
    if measurement.counts is None:
        return isinstance(shown, NotApplicable) or shown == 0
    if isinstance(shown, NotApplicable):
        return False
    numerator, denominator = measurement.counts
    return quotient_rounds_to(shown, 100 * numerator, denominator, digits)


def _computed_text(case: Case, digits: int) -> str:
    rate = case.measurement.rate
    if not isinstance(rate, Fraction):
        return "“-”"
    return f"{rate_text(rate, digits)} ({_counts_text(case)})"


def _counts_text(case: Case) -> str:
    return f"{count_text(case.measurement.numerator)}/{count_text(case.measurement.denominator)}"
