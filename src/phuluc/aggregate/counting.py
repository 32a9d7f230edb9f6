"""Counts by unit and procedure, duplicates taken out: the only work that is done on all rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import ibis
import ibis.expr.types as ir

from phuluc.aggregate import fields as f
from phuluc.aggregate.engines import Engine
from phuluc.aggregate.fates import IN_FIGURES, Availability, holds
from phuluc.aggregate.rules_file import RuleSet

_LONG_AGO: Final = ibis.date(1, 1, 1)
#: What may differ between copies of a dossier, in the order in which the copy to be kept is chosen.
_LATEST_FIRST: Final = (f.FINISHED, f.STATUS, f.RECEIVED)


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


def find_duplicates(rows: ir.Table, engine: Engine) -> Duplicates | None:
    """Find dossiers that stand in the lists more than once.

    Hashes are compared first, because they are small; only rows that share one are compared by their codes. Kept is the
    copy that is furthest on: latest finish, highest status, latest receipt, then the greatest in the other columns, so
    that the outcome depends neither on the order of rows nor on the engine.

    Returns:
        None where every code stands once.
    """
    # Rows without a code, repeated headers and totals are left in here: this scan needs the column of codes alone.
    hashed = rows.select(key=engine.fingerprint(rows.code))
    counted = hashed.group_by("key").aggregate(times=lambda table: table.count())
    keys = engine.keep(counted.filter(counted.times > 1).select("key"))
    if engine.fetch(keys.aggregate(size=keys.count())).column(0)[0].as_py() == 0:
        return None
    shared = rows.mutate(key=engine.fingerprint(rows.code)).semi_join(keys, "key").drop("key")
    shared = shared.filter(shared.code.notnull() & ~shared.is_header & ~shared.is_total)
    copy = ibis.row_number().over(group_by=shared.code, order_by=_choice(shared))
    return Duplicates(keys, engine.keep(shared.mutate(copy=copy)))


def without_duplicates(rows: ir.Table, duplicates: Duplicates | None, engine: Engine) -> ir.Table:
    """Give each dossier once."""
    if duplicates is None:
        return rows
    keyed = rows.mutate(key=engine.fingerprint(rows.code))
    single = keyed.anti_join(duplicates.keys, "key").drop("key")
    kept = duplicates.ranked.filter(duplicates.ranked["copy"] == 0).drop("copy")
    # An engine may have kept small integers in wider columns.
    return single.union(kept.cast(single.schema()))


def _choice(table: ir.Table) -> list[ir.Value]:
    """Order copies by values alone; what is missing comes last."""
    first = [name for name in _LATEST_FIRST if name in table.columns]
    names = [*first, *(name for name in table.columns if name not in first and name != "code")]
    return [ibis.desc(_comparable(table[name])) for name in names]


def _comparable(column: ir.Value) -> ir.Value:
    kind = column.type()
    if kind.is_date():
        return column.fill_null(_LONG_AGO)
    if kind.is_boolean():
        return column.cast("int8").fill_null(-1)
    return column.fill_null("") if kind.is_string() else column.fill_null(-2)


def summarise(rows: ir.Table, rules: RuleSet, able: Availability) -> ir.Table:
    """Count rows by unit, procedure and fate.

    Columns: unit, procedure (missing for rows outside the figures), fate, rows, s_<scope>, m_<indicator> (below the
    line), t_<indicator> (above it).
    """
    parts: dict[str, ir.BooleanValue] = {f"s_{code}": rows[f"in_{code}"] for code in able.scopes}
    for code, below in able.denominators.items():
        parts[f"m_{code}"] = rows[f"in_{rules.rules[code].scope.code}"] & holds(rows, below)
        if code in able.numerators:
            parts[f"t_{code}"] = parts[f"m_{code}"] & holds(rows, able.numerators[code])
    is_in = rows.fate.isin([int(fate) for fate in IN_FIGURES])
    procedure = rows[f.PROCEDURE] if f.PROCEDURE in rows.columns else ibis.null("string")
    flagged = rows.select(unit=rows[f.UNIT], procedure=ibis.cases((is_in, procedure)), fate=rows.fate, **parts)
    return flagged.group_by("unit", "procedure", "fate").aggregate(
        rows=flagged.count(), **{name: flagged.count(where=flagged[name]) for name in parts}
    )


def summary_rows(summary: ir.Table, engine: Engine) -> tuple[list[str], Iterator[tuple[object, ...]]]:
    """Fetch counts: the names of the columns and the rows."""
    table = engine.fetch(summary)
    return list(table.column_names), zip(*(column.to_pylist() for column in table.columns), strict=True)
