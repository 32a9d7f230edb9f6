"""All rows of the lists with what becomes of each: kept where they are few, computed anew for each use where not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import ibis.expr.types as ir

from phuluc.aggregate.dossiers import Dossiers
from phuluc.aggregate.engines import Engine
from phuluc.aggregate.fates import Availability, judged
from phuluc.aggregate.short_names import ShortNames, short_names
from phuluc.aggregate.span import Span

#: So many rows lie in memory. More would go to the disk, and reading the few columns that are asked for costs less.
_MOST_KEPT: Final = 1_500_000


@dataclass(frozen=True)
class JudgedRows:
    """The rows, and ways to those that share a code.

    Attributes:
        table: gives all of them; only lists to act on ask for it.
        short: the same for counting, units and procedures as the numbers that `names` gives them.
        names: None where these stand as they are.
        count: how many rows there are.
        hashes: the hash of each row's code, as `key`.
        with_hashes: gives the rows whose hash is in a table of keys.
    """

    table: Callable[[], ir.Table]
    short: ir.Table
    names: ShortNames | None
    count: int
    hashes: ir.Table
    with_hashes: Callable[[ir.Table], ir.Table]


def judged_rows(dossiers: Dossiers, able: Availability, span: Span, engine: Engine) -> JudgedRows:
    """Judge all rows of the lists.

    Of many rows the hashes are computed from the column of codes alone, and those that share one are told before
    anything else is computed.
    """
    names = short_names(dossiers, engine)
    table = judged(dossiers.table(), able, span)
    short = table if names is None else names.shortened(table)
    if dossiers.rows > _MOST_KEPT:

        def read_again(keys: ir.Table) -> ir.Table:
            return judged(dossiers.table(keys), able, span)

        return JudgedRows(lambda: table, short, names, dossiers.rows, dossiers.fingerprints(), read_again)
    short = engine.keep(short)
    keyed = with_key(short, engine)

    def spelled(rows: ir.Table) -> ir.Table:
        return rows if names is None else names.spelled(rows)

    def among_kept(keys: ir.Table) -> ir.Table:
        return spelled(keyed.semi_join(keys, "key").drop("key"))

    return JudgedRows(lambda: spelled(short), short, names, dossiers.rows, keyed.select("key"), among_kept)


def with_key(rows: ir.Table, engine: Engine) -> ir.Table:
    """Add the hash of each row's code as `key`; that of a blank is the one its fingerprint has."""
    return rows.mutate(key=engine.fingerprint(rows.code.fill_null("")))
