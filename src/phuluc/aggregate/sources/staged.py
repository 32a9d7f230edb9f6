"""One list after reading: a Parquet file whose columns are fields, or a Parquet file as it was given."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final, Self

import pyarrow as pa
import pyarrow.parquet as pq

from phuluc.aggregate.headers import ListHeader
from phuluc.aggregate.shortening import shortest

#: Rows that are turned into columns at once: few, so that they are still near at hand.
CHUNK: Final = 4_096
#: Rows that share a dictionary in the file.
ROW_GROUP: Final = 122_880


@dataclass(frozen=True)
class StagedList:
    """A list that an engine can read.

    Attributes:
        where: file, and sheet where it has several, for messages.
        path: of the Parquet file.
        header: the fields and their captions.
        renamed: whether the columns of the file are called by field code and are all text; else by caption.
        types: of the columns of the fields, where they are not all text.
    """

    where: str
    path: Path
    header: ListHeader
    renamed: bool
    types: tuple[str, ...] = ()

    @property
    def fields(self) -> frozenset[str]:
        return frozenset(self.header.columns)

    @cached_property
    def footer(self) -> pq.FileMetaData:
        """What the file says of its rows and columns."""
        return pq.read_metadata(self.path)


class StagingFile:
    """Writes the mapped columns of a list, shortened, piece by piece."""

    def __init__(self, path: Path, header: ListHeader) -> None:
        self._columns = [(place, header.kinds[code]) for code, place in header.columns.items()]
        self._schema = pa.schema([(code, pa.string()) for code in header.columns])
        self._batches: list[pa.RecordBatch] = []
        self._path = path
        self._writer = pq.ParquetWriter(path, self._schema, compression="snappy")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_error: object) -> None:
        if kind is None:
            self._flush()
            self._writer.close()
            return
        # What went wrong is told, not what follows from it: a full disk has no room for a footer either.
        with contextlib.suppress(OSError, pa.ArrowException):
            self._writer.close()

    def write(self, rows: Sequence[Sequence[str | None]]) -> None:
        """Take rows that are all as wide as the header or wider."""
        columns = list(zip(*rows, strict=False))
        self.write_columns([pa.array(columns[place], pa.string()) for place, _ in self._columns])

    def write_columns(self, columns: Iterable[pa.StringArray]) -> None:
        """Take the columns of the fields alone, in the order of the header's."""
        arrays = [shortest(column, kind) for column, (_, kind) in zip(columns, self._columns, strict=True)]
        self._batches.append(pa.record_batch(arrays, schema=self._schema))
        if sum(batch.num_rows for batch in self._batches) >= ROW_GROUP:
            self._flush()

    def _flush(self) -> None:
        with placing(self._path):
            self._writer.write_table(pa.Table.from_batches(self._batches, self._schema))
        self._batches.clear()


@contextlib.contextmanager
def placing(path: Path) -> Iterator[None]:
    """Have what cannot be written told with its place; pyarrow does not say where there is no room."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error


def chunked(rows: Iterable[Sequence[str | None]]) -> Iterator[list[Sequence[str | None]]]:
    """Cut rows into lists of `CHUNK`."""
    remaining = iter(rows)
    while chunk := list(itertools.islice(remaining, CHUNK)):
        yield chunk
