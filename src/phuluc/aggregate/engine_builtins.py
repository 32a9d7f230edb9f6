"""Functions of engines that ibis has no quick name for."""

from __future__ import annotations

import datetime as dt

import ibis


@ibis.udf.scalar.builtin(name="bit_length")
def bit_length(text: str) -> int:
    """Give the length of a text in UTF-8, in bits. DuckDB and Spark."""
    raise NotImplementedError


@ibis.udf.scalar.builtin(name="try_strptime")
def try_strptime(text: str, form: str) -> dt.datetime:
    """Read a time, missing where there is none. DuckDB."""
    raise NotImplementedError


# ibis' own hash goes through a string of bits in DuckDB, which costs more than all else; Spark's has 32 bits.
@ibis.udf.scalar.builtin(name="hash", signature=((ibis.dtype("string"),), ibis.dtype("uint64")))
def duckdb_hash(text: str) -> int:
    """Hash a text. DuckDB."""
    raise NotImplementedError


@ibis.udf.scalar.builtin(name="xxhash64", signature=((ibis.dtype("string"),), ibis.dtype("int64")))
def spark_hash(text: str) -> int:
    """Hash a text. Spark."""
    raise NotImplementedError


@ibis.udf.scalar.builtin(name="to_date")
def spark_day(text: str, form: str) -> dt.date:
    """Read a day, missing where there is none. Spark."""
    raise NotImplementedError
