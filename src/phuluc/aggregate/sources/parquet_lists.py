"""Lists as Parquet files: nothing is copied, engines read the columns of the fields alone.

So what is damaged among their rows is not known before an engine fails on it; only then is each file looked through.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from phuluc.aggregate.errors import DamagedListError
from phuluc.aggregate.headers import HeaderReader
from phuluc.aggregate.sources.staged import StagedList
from phuluc.aggregate.typed_columns import column_paths


def plainly_named(entry: StagedList, target: Path) -> StagedList:
    """Give a list under a name that no engine takes for a pattern: the columns of the fields alone, as `target`.

    Raises:
        DamagedListError: it cannot be read.
    """
    columns = _columns(entry)
    try:
        with pq.ParquetFile(entry.path) as given:
            schema = pa.schema([given.schema_arrow.field(name) for name in columns])
            with pq.ParquetWriter(target, schema) as copy:
                for batch in given.iter_batches(columns=columns):
                    copy.write_batch(batch.select(columns))
    except (pa.ArrowException, OSError) as error:
        raise damage(entry) or _damaged(entry.path.name, "không đọc được nội dung") from error
    return replace(entry, path=target)


def damage(entry: StagedList) -> DamagedListError | None:
    """Look through the columns of the fields of a list; give what is wrong with it, and with which rows."""
    columns, first = _columns(entry), 1
    try:
        with pq.ParquetFile(entry.path) as file:
            for number in range(file.num_row_groups):
                rows = file.metadata.row_group(number).num_rows
                try:
                    for _ in file.iter_batches(row_groups=[number], columns=columns):
                        pass
                except (pa.ArrowException, OSError):
                    return _damaged(entry.where, f"không đọc được các dòng từ {first} đến {first + rows - 1}")
                first += rows
    except (pa.ArrowException, OSError):
        return _damaged(entry.where, "không mở được tệp")
    return None


def _columns(entry: StagedList) -> list[str]:
    return list(dict.fromkeys(path[0] for path in entry.header.paths.values()))


def _damaged(where: str, found: str) -> DamagedListError:
    return DamagedListError(
        "Tệp Parquet bị hỏng hoặc chép thiếu", where=where, found=found, remedy="Lấy lại tệp từ nơi gửi, nơi xuất"
    )


def stage_parquet(path: Path, reader: HeaderReader) -> StagedList:
    """Look at the columns of a Parquet file.

    Raises:
        DamagedListError: it cannot be read.
        ListError: its columns are not those of a list.
    """
    try:
        schema = pq.read_schema(path)
    except (pa.ArrowException, OSError) as error:
        raise _damaged(path.name, "không đọc được phần mô tả cột") from error
    paths = column_paths(schema)
    header = reader.find([[".".join(entry) for entry in paths]], path.name)
    by_place = list(paths)
    header = replace(header, paths={code: by_place[place] for code, place in header.columns.items()})
    for code, entry in header.paths.items():
        if paths[entry]:
            reader.refuse_several(code, header, path.name)
    types = tuple(str(schema.field(header.paths[code][0]).type) for code in sorted(header.columns))
    return StagedList(path.name, path, header, renamed=False, types=types)
