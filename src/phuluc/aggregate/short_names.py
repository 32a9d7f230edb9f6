"""Units and procedures as numbers while rows are kept and counted: a few thousand texts stand in millions of rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import ibis.expr.types as ir

from phuluc.aggregate import fields as f
from phuluc.aggregate.dossiers import Dossiers
from phuluc.aggregate.engines import Engine

#: A column with more texts than this holds no names.
_MOST_TEXTS: Final = 200_000


@dataclass(frozen=True)
class ShortNames:
    """Texts of some columns, and the numbers that stand for them.

    Attributes:
        columns: these columns.
        table: each text as `text`, its number as `key`.
        texts: the same in memory.
    """

    columns: Sequence[str]
    table: ir.Table
    texts: Mapping[int, str | None]
    engine: Engine

    def shortened(self, rows: ir.Table) -> ir.Table:
        """Put numbers in place of texts."""
        return rows.mutate(**{name: self.engine.fingerprint(rows[name]) for name in self.columns})

    def spelled(self, rows: ir.Table) -> ir.Table:
        """Put the texts back."""
        order = rows.columns
        for name in self.columns:
            spelling = self.table.select(**{f"{name}_key": self.table.key, f"{name}_text": self.table.text})
            joined = rows.left_join(spelling, rows[name] == spelling[f"{name}_key"])
            rows = joined.drop(name, f"{name}_key").rename({name: f"{name}_text"})
        return rows.select(*order)

    def spelled_column(self, numbers: Sequence[int | None]) -> list[str | None]:
        """Put the texts back in a column in memory; what is missing stays so."""
        return [None if number is None else self.texts[number] for number in numbers]


def short_names(dossiers: Dossiers, engine: Engine) -> ShortNames | None:
    """Give numbers to the units and procedures of lists.

    Returns:
        None where the engine gains nothing by it, where there are too many texts, or where two have the same hash.
    """
    if not engine.is_quicker_by_number:
        return None
    columns = [name for name in (f.UNIT, f.PROCEDURE) if name in dossiers.fields]
    distinct = dossiers.texts(columns).limit(_MOST_TEXTS + 1)
    table = engine.keep(distinct.mutate(key=engine.fingerprint(distinct.text)))
    fetched: dict[str, list[Any]] = engine.fetch(table).to_pydict()
    texts = dict(zip(fetched["key"], fetched["text"], strict=True))
    if len(fetched["key"]) > _MOST_TEXTS or len(texts) < len(fetched["key"]):
        return None
    return ShortNames(columns, table, texts, engine)
