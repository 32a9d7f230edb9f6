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


def plainly_named(entry: StagedList, target: Path) -> StagedList:
    """Give a list under a name that no engine takes for a pattern: the columns of the fields alone, as `target`.

    Raises:
        DamagedWorkbookError: it cannot be read.
    """
    columns = list(dict.fromkeys(path[0] for path in entry.header.paths.values()))
    try:
        with pq.ParquetFile(entry.path) as given:
            schema = pa.schema([given.schema_arrow.field(name) for name in columns])
            with pq.ParquetWriter(target, schema) as copy:
                for batch in given.iter_batches(columns=columns):
                    copy.write_batch(batch.select(columns))
    except (pa.ArrowException, OSError) as error:
        raise DamagedWorkbookError(entry.path, "không đọc được nội dung tệp Parquet") from error
    return replace(entry, path=target)


def stage_parquet(path: Path, reader: HeaderReader) -> StagedList:
    """Look at the columns of a Parquet file.

    Raises:
        DamagedWorkbookError: it cannot be read.
        ListError: its columns are not those of a list.
    """
    try:
        schema = pq.read_schema(path)
    except (pa.ArrowException, OSError) as error:
        raise DamagedWorkbookError(path, "không đọc được phần mô tả cột của tệp Parquet") from error
    paths = column_paths(schema)
    header = reader.find([[".".join(entry) for entry in paths]], path.name)
    by_place = list(paths)
    header = replace(header, paths={code: by_place[place] for code, place in header.columns.items()})
    for code, entry in header.paths.items():
        if paths[entry]:
            reader.refuse_several(code, header, path.name)
    types = tuple(str(schema.field(header.paths[code][0]).type) for code in sorted(header.columns))
    return StagedList(path.name, path, header, renamed=False, types=types)
