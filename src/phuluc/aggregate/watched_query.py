"""Queries of DuckDB that tell how far they are and can be stopped."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final

import duckdb

from phuluc.aggregate.beside import awaited

#: For connections: without it DuckDB does not keep account of how far it is.
PROGRESS_SETTINGS: Final = "SET enable_progress_bar = true; SET enable_progress_bar_print = false"
#: Called with the share of a piece of work that is done, from 0 to 1.
Tell = Callable[[float], None]


def run_watched(connection: duckdb.DuckDBPyConnection, query: str, tell: Tell) -> duckdb.DuckDBPyConnection:
    """Run a query beside this thread, which tells how far it is; whatever is raised here stops the query.

    Raises:
        duckdb.Error: it cannot be computed.
        BaseException: what `tell` or the person raised; the query has ended by then.
    """
    with ThreadPoolExecutor(max_workers=1) as beside:
        running = beside.submit(connection.execute, query)
        try:
            # Below 0 where DuckDB cannot tell.
            return awaited(running, lambda: tell(max(0.0, connection.query_progress()) / 100))
        finally:
            if not running.done():
                connection.interrupt()
