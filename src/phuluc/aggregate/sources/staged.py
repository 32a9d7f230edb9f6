"""One list after reading: a Parquet file whose columns are fields, or a Parquet file as it was given."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

import pyarrow as pa
import pyarrow.parquet as pq

from phuluc.aggregate.fields import FieldKind
from phuluc.aggregate.headers import ListHeader
from phuluc.aggregate.shortening import cell_text

#: Rows that are turned into columns at once.
CHUNK: Final = 65_536


@dataclass(frozen=True)
class StagedList:
    """A list that an engine can read.

    Attributes:
        where: file, and sheet where it has several, for messages.
        path: of the Parquet file.
        header: the fields and their captions.
        renamed: whether the columns of the file are called by field code and are all text; else by caption.
    """

    where: str
    path: Path
    header: ListHeader
    renamed: bool

    @property
    def fields(self) -> frozenset[str]:
        return frozenset(self.header.columns)


class StagingFile:
    """Writes the mapped columns of rows, as text, chunk by chunk."""

    def __init__(self, path: Path, header: ListHeader) -> None:
        self._columns = [(place, header.kinds[code]) for code, place in header.columns.items()]
        self._schema = pa.schema([(code, pa.string()) for code in header.columns])
        self._writer = pq.ParquetWriter(path, self._schema, compression="snappy")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._writer.close()

    def write(self, rows: Sequence[Sequence[object]]) -> None:
        """Take rows that are all as wide as the header or wider."""
        columns = list(zip(*rows, strict=False))
        arrays = [_text_array(columns[place], kind) for place, kind in self._columns]
        self._writer.write_batch(pa.record_batch(arrays, schema=self._schema))


def chunked(rows: Iterable[Sequence[object]]) -> Iterable[list[Sequence[object]]]:
    """Cut rows into lists of `CHUNK`."""
    chunk: list[Sequence[object]] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _text_array(cells: Sequence[object], kind: FieldKind) -> pa.Array:
    as_they_are = kind not in ("ngay", "co") and {*map(type, cells)} <= {str, type(None)}
    return pa.array(cells if as_they_are else [cell_text(cell, kind) for cell in cells], pa.string())
