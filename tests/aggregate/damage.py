"""Parquet files with damage among their rows, which their footers do not show."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq


def damaged_copy(source: Path, target: Path, column: str, *, part: int) -> Path:
    """Copy a file; the cells of a column in one part of its rows, counted from 0, become nonsense."""
    rows = pq.read_metadata(source).row_group(part)
    chunk = next(
        entry for entry in map(rows.column, range(rows.num_columns)) if entry.path_in_schema.split(".")[0] == column
    )
    first = chunk.dictionary_page_offset or chunk.data_page_offset
    content = bytearray(source.read_bytes())
    content[first : first + chunk.total_compressed_size] = b"\xff" * chunk.total_compressed_size
    target.write_bytes(content)
    return target
