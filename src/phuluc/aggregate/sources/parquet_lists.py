"""Lists as Parquet files: nothing is copied, engines read the columns of the fields alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from phuluc.aggregate.headers import HeaderReader
from phuluc.aggregate.sources.staged import StagedList
from phuluc.aggregate.typed_columns import column_paths
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
    paths = column_paths(schema)
    header = reader.find([[".".join(entry) for entry in paths]], name)
    by_place = list(paths)
    header = replace(header, paths={code: by_place[place] for code, place in header.columns.items()})
    for code, entry in header.paths.items():
        if paths[entry]:
            reader.refuse_several(code, header, name)
    types = tuple(str(schema.field(header.paths[code][0]).type) for code in sorted(header.columns))
    return StagedList(name, path, header, renamed=False, types=types)
