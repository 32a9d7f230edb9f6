"""DuckDB within this process: the engine of one machine, with bounded memory."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import duckdb
import ibis
import ibis.expr.types as ir
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from phuluc.aggregate.engine_builtins import duckdb_hash, try_strptime
from phuluc.aggregate.engines import TIME_ZONE, grouped_repeats
from phuluc.aggregate.errors import EngineFailedError
from phuluc.aggregate.sources.staged import placing
from phuluc.aggregate.watched_query import PROGRESS_SETTINGS, Tell, run_watched

#: What does not fit goes to the disk. Python, the libraries and the buffers of readers come on top.
MEMORY_LIMIT: Final = "450MB"
_BATCH: Final = 65_536
#: So many hashes are sorted at once, which takes numpy a tenth of what groups take; more might not lie in memory.
_MOST_SORTED: Final = 20_000_000
_CAUSES: Final[Mapping[type[duckdb.Error], str]] = {
    duckdb.OutOfMemoryException: "hết bộ nhớ",
    duckdb.IOException: "không đọc hoặc ghi được tệp",
}
#: Every further thread needs buffers of its own.
_MOST_THREADS: Final = 4


def watched_connection(folder: Path) -> duckdb.DuckDBPyConnection:
    """Open a connection that keeps account of how far its queries are.

    Its memory is bounded, the network is out; `folder` takes what does not fit.
    """
    settings: dict[str, str | bool | int | float | list[str]] = {
        "threads": min(os.cpu_count() or 1, _MOST_THREADS),
        "memory_limit": MEMORY_LIMIT,
        "temp_directory": folder.as_posix(),
        "preserve_insertion_order": False,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
    }
    connection = duckdb.connect(":memory:", config=settings)
    connection.execute(PROGRESS_SETTINGS)
    return connection


class DuckEngine:
    """The embedded engine; `folder` takes what does not fit into memory, `tell` learns how far each query is."""

    is_quicker_by_number = True
    failures: tuple[type[Exception], ...] = (duckdb.Error,)

    def __init__(self, folder: Path, tell: Tell) -> None:
        self._folder = folder
        self._tell = tell
        self._backend = ibis.duckdb.from_connection(watched_connection(folder))
        # ibis has set another.
        self._backend.raw_sql(f"SET TimeZone = '{TIME_ZONE}'")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._backend.disconnect()
        if isinstance(error, duckdb.Error):
            # DuckDB's own words are English, and may quote what stands in a list.
            found = next((words for cause, words in _CAUSES.items() if isinstance(error, cause)), type(error).__name__)
            raise EngineFailedError(
                "DuckDB không tính được",
                found=found,
                remedy="Kiểm tra dung lượng trống của ổ đĩa; danh sách quá lớn thì dùng --engine spark",
            ) from error

    def read(self, paths: Sequence[Path]) -> ir.Table:
        return self._backend.read_parquet([path.as_posix() for path in paths], binary_as_string=True)

    def keep(self, table: ir.Table) -> ir.Table:
        name = ibis.util.gen_name("phuluc")
        self._run(f"CREATE TEMPORARY TABLE {name} AS {self._backend.compile(table)}")
        return self._backend.table(name, database=("temp", "main"))

    def quick_day(self, text: ir.StringValue) -> ir.DateValue:
        return try_strptime(text, "%d/%m/%Y").cast("date")

    def fingerprint(self, text: ir.StringValue) -> ir.IntegerValue:
        return duckdb_hash(text)

    def repeated(self, keys: ir.Table, rows: int) -> ir.Table | None:
        if rows > _MOST_SORTED:
            return grouped_repeats(keys, self)
        twice = _more_than_once(self.batches(keys))
        if not len(twice):
            return None
        # As a file: whatever else DuckDB takes from Python has it load pandas, which costs more than all of this.
        column = pa.Array.from_buffers(pa.uint64(), len(twice), [None, pa.py_buffer(twice)])
        path = self._folder / "repeated.parquet"
        with placing(path):
            pq.write_table(pa.table([column], names=keys.columns), path)
        return self.read([path])

    def fetch(self, table: ir.Table) -> pa.Table:
        # ibis' own ways ask for pandas, which takes longer to load than small lists to count.
        return self._run(self._backend.compile(table)).to_arrow_table()

    def batches(self, table: ir.Table) -> Iterator[pa.RecordBatch]:
        reader = self._run(self._backend.compile(table)).to_arrow_reader(_BATCH)
        try:
            yield from reader
        except OSError as error:
            # As which pyarrow passes on whatever DuckDB says in the middle of a table.
            raise duckdb.Error(str(error)) from error

    def _run(self, query: str) -> duckdb.DuckDBPyConnection:
        return run_watched(self._backend.con, query, self._tell)


def _more_than_once(batches: Iterable[pa.RecordBatch]) -> npt.NDArray[np.uint64]:
    """Give each number that stands more than once in the first columns of all batches together."""
    parts = [np.asarray(np.from_dlpack(batch.column(0)), np.uint64) for batch in batches]
    numbers = np.concatenate([*parts, np.empty(0, np.uint64)])
    numbers.sort()
    is_again = numbers[1:] == numbers[:-1]
    is_again[1:] &= ~is_again[:-1]
    twice: npt.NDArray[np.uint64] = numbers[1:][is_again]
    return twice
