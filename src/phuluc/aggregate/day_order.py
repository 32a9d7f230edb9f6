"""Days whose day and month stand in each other's place, as machines with American settings make them.

Read as if nothing were wrong, half of the dossiers would be those of other months.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from phuluc.aggregate.errors import MonthFirstDaysError, SwappedDaysError
from phuluc.aggregate.shortening import DAY_LENGTH
from phuluc.aggregate.sources.staged import StagedList

#: A cell with the type of a day, as the reader of sheets writes it, and one of the first twelve of a month.
_TYPED: Final = r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d"
_TYPED_EARLY: Final = r"^\d{4}-\d\d-(0[1-9]|1[0-2]) "
#: A text, and one of a later day.
_TEXT: Final = r"^\d{1,2}[/.-]\d{1,2}[/.-]\d{4}"
_TEXT_LATE: Final = r"^(1[3-9]|2\d|3[01])[/.-]"
#: Where the first has its day, and the second its month.
_TYPED_DAY: Final = r"^\d{4}-\d\d-(\d\d) .*$"
_TEXT_MONTH: Final = r"^\d{1,2}[/.-](\d{1,2})[/.-]\d{4}.*$"
#: So many of each are no slip of typing.
_FEWEST: Final = 3
#: Of the cells of days, so many have the months of the texts for days; of a month's first days one in twelve has.
_MOST_TURNED: Final = 0.9
_WRITTEN: Final = re.compile(r"\s*(\d{1,2})[/.-](\d{1,2})[/.-]\d{4}")


def refuse_swapped_days(column: pa.StringArray, caption: str, where: str) -> None:
    """Refuse a column of a sheet in which what could be taken for month and day was, and the rest stayed text.

    Raises:
        SwappedDaysError: all cells with the type of a day are of the first twelve of a month, which are the months that
            the texts tell, and all texts are of later days.
    """
    typed = _number(column, _TYPED)
    if typed < _FEWEST or typed != _number(column, _TYPED_EARLY):
        return
    late = _number(column, _TEXT_LATE)
    if late >= _FEWEST and late == _number(column, _TEXT) and _have_turned(column):
        raise SwappedDaysError(
            "Ngày và tháng đã bị đổi chỗ khi tệp được mở rồi lưu trên máy dùng ngày kiểu Mỹ",
            where=where,
            found=f"cột “{caption}” có {typed} ô ngày đều từ ngày 1 đến 12, {late} ô chữ đều sau ngày 12",
            remedy="Dùng tệp gốc xuất từ hệ thống, không mở và lưu lại bằng Excel",
        )


def _have_turned(column: pa.StringArray) -> bool:
    months = set(_parts(column, _TEXT_MONTH))
    days = _parts(column, _TYPED_DAY)
    return sum(day in months for day in days) >= _MOST_TURNED * len(days)


def _parts(column: pa.StringArray, pattern: str) -> list[int]:
    found = column.filter(pc.match_substring_regex(column, pattern=pattern))
    return [int(text) for text in pc.replace_substring_regex(found, pattern=pattern, replacement=r"\1").to_pylist()]


def _number(column: pa.StringArray, pattern: str) -> int:
    return pc.sum(pc.match_substring_regex(column, pattern=pattern)).as_py() or 0


def month_first_days(entry: StagedList) -> MonthFirstDaysError | None:
    """Tell of a list whether a column of texts has the month before the day: some cannot be read otherwise, none so."""
    for code, name in _text_columns(entry):
        month_first = _month_first(entry, name)
        if len(month_first) >= _FEWEST:
            return MonthFirstDaysError(
                "Ngày viết tháng trước, ngày sau",
                where=entry.where,
                found=f"cột “{entry.header.captions[code]}” có “{min(month_first)}”",
                remedy="Xuất lại danh sách với ngày dạng ngày/tháng/năm",
            )
    return None


def _month_first(entry: StagedList, name: str) -> set[str]:
    """Give the days that can only be read with the month first; none as soon as one is met that cannot be read so."""
    found = set()
    for text in _days(entry, name):
        match = _WRITTEN.match(text)
        first, second = (int(match[1]), int(match[2])) if match else (0, 0)
        if first > 12 >= second:
            return set()
        if second > 12 >= first:
            found.add(text)
    return found


def _text_columns(entry: StagedList) -> Iterator[tuple[str, str]]:
    """Give the columns of days that are texts: code of the field, name in the file."""
    schema = pq.read_schema(entry.path)
    paths: Mapping[str, tuple[str, ...]] = {} if entry.renamed else entry.header.paths
    for code, kind in entry.header.kinds.items():
        path = paths.get(code, (code,))
        if kind == "ngay" and len(path) == 1 and schema.field(path[0]).type in (pa.string(), pa.large_string()):
            yield code, path[0]


def _days(entry: StagedList, name: str) -> Iterator[str]:
    """Give the days of a column, each once a piece of the file, as it is read."""
    with pq.ParquetFile(entry.path) as file:
        for batch in file.iter_batches(columns=[name]):
            for day in pc.unique(pc.utf8_slice_codeunits(batch.column(0), 0, DAY_LENGTH)).to_pylist():
                if day:
                    yield day
