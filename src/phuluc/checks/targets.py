"""Targets: missing, impossible, below the declared floor, changed since the previous slot."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from phuluc.checks import catalogue
from phuluc.checks.context import Case, CheckContext
from phuluc.checks.wording import rate_text
from phuluc.domain.values import NotApplicable
from phuluc.results import Finding


def check_targets(context: CheckContext) -> Iterator[Finding]:
    """Judge the cell "Chỉ tiêu được giao" of every unit and indicator."""
    for case in context.cases:
        target = case.measurement.target
        if isinstance(target, Decimal):
            yield from _value(context, case, target)
        elif case.entries.target.flaw is None:
            yield from _missing(case)


def _missing(case: Case) -> Iterator[Finding]:
    if case.measurement.counts is None:
        return
    target = case.measurement.target
    yield catalogue.TARGET_MISSING.finding(
        case.entries.target.where,
        f"{case.label}: có số liệu nhưng không có chỉ tiêu được giao",
        str(target) if isinstance(target, NotApplicable) else "ô trống",
    )


def _value(context: CheckContext, case: Case, target: Decimal) -> Iterator[Finding]:
    where = case.entries.target.where
    if not 0 < target <= 100:
        yield catalogue.TARGET_OUT_OF_RANGE.finding(
            where, f"{case.label}: chỉ tiêu phải lớn hơn 0 và không quá 100%", rate_text(target)
        )
        return
    declared = context.figures.declared.get(case.indicator.code)
    if declared is not None and declared.floor is not None and target < declared.floor:
        yield catalogue.TARGET_BELOW_FLOOR.finding(
            where,
            f"{case.label}: chỉ tiêu thấp hơn mức thấp nhất UBND tỉnh giao {rate_text(declared.floor)}",
            rate_text(target),
        )
    before = context.previous.get(case.place)
    if before is not None and isinstance(before.target, Decimal) and before.target != target:
        yield catalogue.TARGET_CHANGED.finding(
            where,
            f"{case.label}: chỉ tiêu kỳ trước là {rate_text(before.target)} ({before.where})",
            rate_text(target),
        )
