"""Counts by unit and procedure, duplicates taken out: the only work that is done on all rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import ibis
import ibis.expr.types as ir

from phuluc.aggregate import fields as f
from phuluc.aggregate.engines import Engine
from phuluc.aggregate.fates import IN_FIGURES, Availability, Fate, holds
from phuluc.aggregate.judged_rows import JudgedRows, with_key
from phuluc.aggregate.rules_file import Condition, RuleSet
from phuluc.aggregate.short_names import ShortNames

_LONG_AGO: Final = ibis.date(1, 1, 1)
#: What may differ between copies of a dossier, in the order in which the copy to be kept is chosen.
_LATEST_FIRST: Final = (f.FINISHED, f.STATUS, f.RECEIVED)
_NO_DOSSIER: Final = (int(Fate.REPEATED_HEADER), int(Fate.TOTAL_ROW))
#: Not always read, so that it must decide after all that is.
_LAST: Final = (f.DUE,)


@dataclass(frozen=True)
class Duplicates:
    """Copies of dossiers beyond the first of each.

    Attributes:
        keys: hashes that more than one row has.
        ranked: all rows with these hashes; `copy` is 0 for the one that is kept.
    """

    keys: ir.Table
    ranked: ir.Table

    @property
    def dropped(self) -> ir.Table:
        return self.ranked.filter(self.ranked["copy"] > 0).drop("copy")


def find_duplicates(rows: JudgedRows, engine: Engine) -> Duplicates | None:
    """Find dossiers that stand in the lists more than once.

    Hashes are compared first, because they are small; only rows that share one are compared by their codes. Kept is the
    copy that is furthest on: latest finish, highest status, latest receipt, then the greatest in the other columns, so
    that the outcome depends neither on the order of rows nor on the engine.

    Returns:
        None where every code stands once.
    """
    keys = engine.repeated(rows.hashes, rows.count)
    if keys is None:
        return None
    shared = rows.with_hashes(keys)
    shared = shared.filter(shared.code.notnull() & shared.fate.notin(_NO_DOSSIER))
    copy = ibis.row_number().over(group_by=shared.code, order_by=_choice(shared))
    return Duplicates(keys, engine.keep(shared.mutate(copy=copy)))


def without_duplicates(rows: ir.Table, duplicates: Duplicates | None, engine: Engine) -> ir.Table:
    """Give each dossier once."""
    if duplicates is None:
        return rows
    single = with_key(rows, engine).anti_join(duplicates.keys, "key").drop("key")
    kept = duplicates.ranked.filter(duplicates.ranked["copy"] == 0).drop("copy")
    # An engine may have kept small integers in wider columns.
    return single.union(kept.cast(single.schema()))


def _choice(table: ir.Table) -> list[ir.Value]:
    """Order copies by values alone; what is missing comes last."""
    first = [name for name in _LATEST_FIRST if name in table.columns]
    last = [name for name in _LAST if name in table.columns]
    names = [*first, *(name for name in table.columns if name not in (*first, *last, "code")), *last]
    return [ibis.desc(_comparable(table[name])) for name in names]


def _comparable(column: ir.Value) -> ir.Value:
    kind = column.type()
    if kind.is_date():
        return column.fill_null(_LONG_AGO)
    if kind.is_boolean():
        return column.cast("int8").fill_null(-1)
    return column.fill_null("") if kind.is_string() else column.fill_null(-2)


@dataclass(frozen=True)
class Measures:
    """What is counted: each test once, however many indicators ask for it.

    Attributes:
        tests: conditions by scope; `c0`, `c1`, … are the names of their counts, in this order.
        scopes, denominators, numerators: the name of the count of each scope or indicator.
    """

    tests: tuple[tuple[str, frozenset[Condition]], ...]
    scopes: Mapping[str, str]
    denominators: Mapping[str, str]
    numerators: Mapping[str, str]


def measures(rules: RuleSet, able: Availability) -> Measures:
    """Tell what has to be counted."""
    tests: dict[tuple[str, frozenset[Condition]], str] = {}

    def name(scope: str, *conditions: Condition) -> str:
        return tests.setdefault((scope, frozenset(conditions)), f"c{len(tests)}")

    scopes = {code: name(code) for code in able.scopes}
    below = {code: name(rules.rules[code].scope.code, *parts) for code, parts in able.denominators.items()}
    above = {
        code: name(rules.rules[code].scope.code, *able.denominators[code], *parts)
        for code, parts in able.numerators.items()
    }
    return Measures(tuple(tests), scopes, below, above)


def summarise(rows: ir.Table, wanted: Measures) -> ir.Table:
    """Count rows by unit, procedure and fate; columns: these three, rows, and the counts of `wanted`.

    Rows that are in the figures stand under one fate, `Fate.COUNTED`; of the others unit and procedure are not told.
    """
    is_in = rows.fate.isin([int(fate) for fate in IN_FIGURES])
    procedure = rows[f.PROCEDURE] if f.PROCEDURE in rows.columns else ibis.null("string")
    groups = rows.group_by(
        unit=ibis.cases((is_in, rows[f.UNIT])),
        procedure=ibis.cases((is_in, procedure)),
        fate=ibis.cases((is_in, int(Fate.COUNTED)), else_=rows.fate).cast("int8"),
    )
    tests = {
        f"c{place}": rows.count(where=rows[f"in_{scope}"] & holds(rows, sorted(conditions, key=str)))
        for place, (scope, conditions) in enumerate(wanted.tests)
    }
    return groups.aggregate(rows=rows.count(), **tests)


def fetched(summary: ir.Table, engine: Engine, names: ShortNames | None = None) -> dict[str, list[Any]]:
    """Fetch counts: their columns by name, with texts where units and procedures are numbers of `names`."""
    columns: dict[str, list[Any]] = engine.fetch(summary).to_pydict()
    if names is None:
        return columns
    return columns | {name: names.spelled_column(columns[name]) for name in ("unit", "procedure")}
