"""What an engine has to offer; the expressions are ibis and the same on all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Final, Protocol, Self

import ibis
import ibis.expr.types as ir
import pyarrow as pa

#: Warehouses keep times as those of Greenwich: 17 o'clock there is the next day here.
TIME_ZONE: Final = "Asia/Ho_Chi_Minh"

# Steps of expressions are steps on purpose: put together they are computed again for every use. Besides, looking for
# what could be put together takes ibis longer than all else.
ibis.options.sql.fuse_selects = False


class Engine(Protocol):
    """A place where expressions run. Used as a context; leaving it lets everything go."""

    is_quicker_by_number: bool
    """Whether rows are kept and counted in less time where numbers stand for names, although these are read first."""

    failures: tuple[type[Exception], ...]
    """What it raises where it gives up; beyond its context that has become an `EngineFailedError`."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def read(self, paths: Sequence[Path]) -> ir.Table:
        """Parquet files with equal columns as one table."""

    def keep(self, table: ir.Table) -> ir.Table:
        """Compute a table once, for several uses; in memory where it fits, else on the disk."""

    def quick_day(self, text: ir.StringValue) -> ir.DateValue:
        """The day of a text dd/MM/yyyy where the engine has a quick way; missing for anything else."""

    def fingerprint(self, text: ir.StringValue) -> ir.IntegerValue:
        """A hash of a text, as many bits as the engine has quickly."""

    def repeated(self, keys: ir.Table, rows: int) -> ir.Table | None:
        """The values of `key` that more than one of so many rows has; None where there are none."""

    def fetch(self, table: ir.Table) -> pa.Table:
        """A small table."""

    def batches(self, table: ir.Table) -> Iterator[pa.RecordBatch]:
        """A table of any size, piece by piece."""


def grouped_repeats(keys: ir.Table, engine: Engine) -> ir.Table | None:
    """Do what `Engine.repeated` does by groups, which go to the disk where memory is short."""
    counted = keys.group_by("key").aggregate(times=lambda table: table.count())
    repeated = engine.keep(counted.filter(counted.times > 1).select("key"))
    return repeated if engine.fetch(repeated.limit(1)).num_rows else None
