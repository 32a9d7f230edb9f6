"""What becomes of each row: counted, or left out for one reason. The first reason that applies is the one told."""

from __future__ import annotations

import enum
import functools
import operator
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import ibis
import ibis.expr.types as ir

from phuluc.aggregate import fields as f
from phuluc.aggregate.normalise import STRANGE
from phuluc.aggregate.rules_file import Condition, Rule, RuleSet, Scope
from phuluc.aggregate.span import Span

RECEIVED_SCOPE: Final = "tiep_nhan"
_BESIDE_FIELDS: Final = frozenset({"no_code", "is_header", "is_total", "unreadable_day"})


class Fate(enum.IntEnum):
    """What becomes of a row; the order is that of the quality table."""

    COUNTED = 0
    CUMULATIVE_ONLY = 1
    DUPLICATE = 2
    REPEATED_HEADER = 3
    TOTAL_ROW = 4
    NO_CODE = 5
    STRANGE_VALUE = 6
    NOT_RECEIVED = 7
    BAD_DATES = 8
    OUTSIDE_PERIOD = 9
    NO_UNIT = 10
    UNKNOWN_UNIT = 11


#: Rows that are in the figures if their unit is known.
IN_FIGURES: Final = (Fate.COUNTED, Fate.CUMULATIVE_ONLY)


@dataclass(frozen=True)
class Availability:
    """What the lists allow.

    Attributes:
        scopes: by code, those whose fields are there.
        denominators: conditions by indicator, of those that can be counted.
        numerators: the same for numerators, beyond the denominator's.
        missing: fields that are not there, by indicator.
    """

    scopes: Mapping[str, Scope]
    denominators: Mapping[str, tuple[Condition, ...]]
    numerators: Mapping[str, tuple[Condition, ...]]
    missing: Mapping[str, tuple[str, ...]]


def availability(rules: RuleSet, fields: frozenset[str]) -> Availability:
    """Tell which parts of which indicators can be counted from lists that carry `fields`."""
    scopes = {code: scope for code, scope in rules.scopes.items() if fields.issuperset(scope.needs)}
    denominators: dict[str, tuple[Condition, ...]] = {}
    numerators: dict[str, tuple[Condition, ...]] = {}
    missing: dict[str, tuple[str, ...]] = {}
    for code, rule in rules.rules.items():
        below = (*rule.denominator, *(rule.own if fields.issuperset(_fields(rule.own)) else ()))
        needs_below = {*rule.scope.needs, *_fields(below), *_procedure(rule)}
        needs_above = needs_below | set(_fields(rule.numerator))
        if fields.issuperset(needs_below):
            denominators[code] = below
        if fields.issuperset(needs_above):
            numerators[code] = rule.numerator
        else:
            missing[code] = tuple(sorted(needs_above - fields))
    return Availability(scopes, denominators, numerators, missing)


def _fields(conditions: Iterable[Condition]) -> list[str]:
    return [condition.field for condition in conditions]


def _procedure(rule: Rule) -> tuple[str, ...]:
    return (f.PROCEDURE,) if rule.counted == "thu_tuc" else ()


def judged(table: ir.Table, able: Availability, span: Span) -> ir.Table:
    """Tell each row's `fate` and, for each scope that can be told, whether the row is in it (`in_<scope>`).

    Of the columns of `table` there are those of fields and `code`; what the others say of a row its fate tells.
    """
    # Three steps, because expressions that stand in one are not computed once for all that need them.
    states = table.mutate(
        **{f"is_{code}": holds(table, scope.conditions) for code, scope in able.scopes.items()},
        refused=_refused(table),
        bad_dates=_bad_dates(table),
    )
    may_count = states.refused.isnull() & ~states.bad_dates
    within = states.mutate(
        **{
            f"in_{code}": may_count & states[f"is_{code}"] & _in_time(states, scope, span)
            for code, scope in able.scopes.items()
        }
    )
    fate = ibis.cases(
        (within.refused.notnull(), within.refused),
        (~_any([within[f"is_{code}"] for code in able.scopes]), Fate.NOT_RECEIVED),
        (within.bad_dates, Fate.BAD_DATES),
        (within[f"in_{RECEIVED_SCOPE}"], Fate.COUNTED),
        (_any([within[f"in_{code}"] for code in able.scopes if code != RECEIVED_SCOPE]), Fate.CUMULATIVE_ONLY),
        else_=Fate.OUTSIDE_PERIOD,
    )
    told = [name for name in table.columns if name not in _BESIDE_FIELDS]
    return within.select(*told, *(f"in_{code}" for code in able.scopes), fate=fate.cast("int8"))


def _refused(table: ir.Table) -> ir.IntegerValue:
    """Tell why a row is no dossier that could be understood; missing where it is one."""
    is_strange = _any([column == STRANGE for column in _choices(table)]).fill_null(False)
    return ibis.cases(
        (table.is_header, Fate.REPEATED_HEADER),
        (table.is_total, Fate.TOTAL_ROW),
        (table.no_code, Fate.NO_CODE),
        (is_strange, Fate.STRANGE_VALUE),
    )


def holds(table: ir.Table, conditions: Iterable[Condition]) -> ir.BooleanValue:
    """Tell whether all conditions hold; a blank meets only "không thuộc"."""
    tests = [_met(table[condition.field], condition) for condition in conditions]
    return functools.reduce(operator.and_, tests).fill_null(False) if tests else ibis.literal(True)


def _met(column: ir.Value, condition: Condition) -> ir.BooleanValue:
    if condition.operator == "có":
        return column
    if condition.operator == "thuộc":
        return column.isin(condition.codes)
    return column.notin(condition.codes) | column.isnull()


def _choices(table: ir.Table) -> list[ir.Value]:
    return [table[name] for name, kind in table.schema().items() if kind.is_integer()]


def _any(tests: Iterable[ir.BooleanValue]) -> ir.BooleanValue:
    return functools.reduce(operator.or_, tests, ibis.literal(False))


def _in_time(table: ir.Table, scope: Scope, span: Span) -> ir.BooleanValue:
    """Tell whether the date of a scope lies in the period. Without a finish the day of receipt stands for it."""
    day = table[scope.date]
    if scope.date != f.RECEIVED:
        day = ibis.coalesce(day, table[f.RECEIVED])
    result: ir.BooleanValue = ibis.literal(True)
    if scope.since:
        result &= day >= ibis.literal(span.first)
    if scope.until:
        result &= day <= ibis.literal(span.last)
    return result.fill_null(False)


def _bad_dates(table: ir.Table) -> ir.BooleanValue:
    bad = table.unreadable_day | table[f.RECEIVED].isnull()
    if f.FINISHED in table.columns:
        bad |= (table[f.FINISHED] < table[f.RECEIVED]).fill_null(False)
    return bad
