"""Lists as Parquet files: nothing is copied, engines read the columns of the fields alone."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from phuluc.aggregate.headers import HeaderReader
from phuluc.aggregate.sources.staged import StagedList
from phuluc.workbook.errors import DamagedWorkbookError


def stage_parquet(path: Path, name: str, reader: HeaderReader) -> StagedList:
    """Look at the columns of a Parquet file, told as `name`.

    Raises:
        DamagedWorkbookError: it cannot be read.
        ListError: its columns are not those of a list.
    """
    try:
        schema = pq.read_schema(path)
    except (pa.ArrowException, OSError) as error:
        raise DamagedWorkbookError(path, str(error)) from error
    return StagedList(name, path, reader.find([schema.names], name), renamed=False)
