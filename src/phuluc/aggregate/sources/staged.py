"""One list after reading: a Parquet file whose columns are fields, or a Parquet file as it was given."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

import pyarrow as pa
import pyarrow.parquet as pq

from phuluc.aggregate.headers import ListHeader

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
        self._places = header.columns
        self._schema = pa.schema([(code, pa.string()) for code in header.columns])
        self._writer = pq.ParquetWriter(path, self._schema, compression="snappy")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._writer.close()

    def write(self, rows: Sequence[Sequence[object]]) -> None:
        """Take rows that are all as wide as the header or wider."""
        columns = list(zip(*rows, strict=False))
        arrays = [_text_array(columns[place]) for place in self._places.values()]
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


def _text_array(cells: Sequence[object]) -> pa.Array:
    if {*map(type, cells)} <= {str, type(None)}:
        return pa.array(cells, pa.string())
    return pa.array([cell if isinstance(cell, str) else _text(cell) for cell in cells], pa.string())


def _text(cell: object) -> str | None:
    """Write what a cell holds as lists write it: whole numbers without decimals, dates as ISO text."""
    if cell is None:
        return None
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
