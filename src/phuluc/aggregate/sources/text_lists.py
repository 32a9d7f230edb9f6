"""Lists as delimited text: cut by DuckDB where every row has the same cells, by Python's csv where not."""

from __future__ import annotations

import codecs
import csv
import io
import itertools
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, TextIO

import duckdb

from phuluc.aggregate.errors import BrokenRowError, ListEncodingError, ListError
from phuluc.aggregate.headers import SEARCHED_ROWS, HeaderReader, ListHeader
from phuluc.aggregate.shortening import shortest_sql
from phuluc.aggregate.sources.staged import StagedList, StagingFile, chunked
from phuluc.aggregate.watched_query import Tell, run_watched
from phuluc.workbook.collector_pause import collector_paused

_SEPARATORS: Final = (";", "\t", ",", "|")
GLOB: Final = re.compile(r"[*?\[\]{}]")
_HEAD: Final = 256 * 1024
#: Read a moment later and then deleted. Codes are many, and looking for a dictionary of them ends soon.
_QUICK_TO_WRITE: Final = "FORMAT parquet, COMPRESSION uncompressed, DICTIONARY_SIZE_LIMIT 10000"
#: Of a longer field something is wrong, most often a quotation mark that was never closed.
_LONGEST_CELL: Final = 1_000_000
#: What Python says of a row it cannot cut, and what that is.
_FAULTS: Final = {
    "unexpected end of data": "dấu nháy kép mở ra mà không đóng",
    "field limit": "một ô dài hơn một triệu ký tự, có lẽ do dấu nháy kép mở ra mà không đóng",
    "expected after": "có chữ liền sau dấu nháy kép đóng",
}


def stage_text(
    path: Path, target: Path, reader: HeaderReader, con: duckdb.DuckDBPyConnection, tell: Tell
) -> StagedList:
    """Read a delimited text file into `target`; `tell` learns what share of it is read.

    Raises:
        ListEncodingError: the file is not Unicode.
        BrokenRowError: a row that cannot be cut into columns.
        ListError: no list.
    """
    encoding = _encoding(path)
    separator, head, header = _header(path, encoding, reader)
    staged = StagedList(path.name, target, header, renamed=True)
    # A line break within a cell above the header would move the rows that are skipped.
    # What looks like a pattern of names DuckDB would take for one.
    plain = (
        encoding != "utf-16"
        and not GLOB.search(str(path))
        and not any("\n" in cell for row in head[: header.row + 1] for cell in row)
    )
    if not (plain and _copied(path, target, header, separator, con, tell)):
        _copy_slowly(path, target, header, separator, encoding, tell)
    return staged


def _encoding(path: Path) -> str:
    with path.open("rb") as file:
        start = file.read(3)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return "utf-8-sig"


def _header(path: Path, encoding: str, reader: HeaderReader) -> tuple[str, list[list[str]], ListHeader]:
    """Find the header, and by it the separator: in addresses may stand more commas than semicolons between cells.

    Raises:
        ListEncodingError: the file is not Unicode.
        ListError: with no separator there is a header; told is the reason with the one that stands most often.
    """
    lines = _first_lines(path, encoding)
    marks = [mark for mark in _SEPARATORS if any(mark in line for line in lines)]
    reasons: list[ListError] = []
    for separator in sorted(marks, key=lambda mark: -sum(line.count(mark) for line in lines)) or [_SEPARATORS[0]]:
        head = list(itertools.islice(csv.reader(lines, delimiter=separator), SEARCHED_ROWS))
        try:
            return separator, head, reader.find(head, path.name)
        except ListError as reason:
            reasons.append(reason)
    raise reasons[0]


def _first_lines(path: Path, encoding: str) -> list[str]:
    with path.open("rb") as file:
        start = file.read(_HEAD)
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(start)
    except UnicodeDecodeError as error:
        raise _not_unicode(path, start[: error.start].count(b"\n"), error) from error
    return text.splitlines(keepends=True)[: SEARCHED_ROWS * 4]


def _copied(
    path: Path, target: Path, header: ListHeader, separator: str, con: duckdb.DuckDBPyConnection, tell: Tell
) -> bool:
    """Let DuckDB read the file; it refuses what is not cut alike in every row."""
    columns = {f"c{place}": "VARCHAR" for place in range(header.width)}
    picked = ", ".join(
        f"{shortest_sql(f'c{place}', header.kinds[code])} AS {code}" for code, place in header.columns.items()
    )
    source = (
        f"read_csv({sql_text(path.as_posix())}, columns={columns}, auto_detect=false, header=false, "
        f"skip={header.row + 1}, delim={sql_text(separator)}, quote='\"', escape='\"', strict_mode=true, "
        "null_padding=false, ignore_errors=false)"
    )
    query = f"COPY (SELECT {picked} FROM {source}) TO {sql_text(target.as_posix())} ({_QUICK_TO_WRITE})"  # noqa: S608 - ours
    try:
        run_watched(con, query, tell)
    except (duckdb.InvalidInputException, duckdb.ConversionException, duckdb.OutOfRangeException):
        target.unlink(missing_ok=True)
        return False
    return True


def sql_text(text: str) -> str:
    """Quote a text for SQL."""
    return "'" + text.replace("'", "''") + "'"


def _copy_slowly(path: Path, target: Path, header: ListHeader, separator: str, encoding: str, tell: Tell) -> None:
    csv.field_size_limit(_LONGEST_CELL)
    with (
        path.open("rb") as raw,
        io.TextIOWrapper(raw, encoding, newline="") as file,
        StagingFile(target, header) as staging,
        collector_paused(),
    ):
        for chunk in chunked(_rows(path, file, header, separator)):
            staging.write(chunk)
            tell(raw.tell() / path.stat().st_size)


def _rows(path: Path, file: TextIO, header: ListHeader, separator: str) -> Iterator[Sequence[str | None]]:
    """Give the rows below the header, each as wide as the header.

    Shorter rows are filled up: totals are often written so. Longer ones are broken, unless nothing stands there.
    """
    rows = csv.reader(file, delimiter=separator, strict=True)
    read = 0
    try:
        for number, row in enumerate(rows):
            read, begun = rows.line_num, read + 1
            if number <= header.row or not any(row):
                continue
            if len(row) > header.width and any(row[header.width :]):
                raise _broken(path, begun, f"{len(row)} ô, dòng tiêu đề có {header.width}")
            yield [*(cell or None for cell in row), *[None] * (header.width - len(row))]
    except csv.Error as error:
        raise _broken(path, read + 1, _csv_fault(str(error))) from error
    except UnicodeDecodeError as error:
        raise _not_unicode(path, rows.line_num, error) from error


def _not_unicode(path: Path, line: int, error: UnicodeDecodeError) -> ListEncodingError:
    return ListEncodingError(
        "Tệp văn bản không dùng bảng mã Unicode nên không đọc đúng được chữ Việt",
        where=f"{path.name}, sau dòng {line}",
        found=f"byte 0x{error.object[error.start]:02X}",
        remedy="Xuất lại danh sách dạng “CSV UTF-8” hoặc .xlsx",
    )


def _csv_fault(told: str) -> str:
    return next((fault for sign, fault in _FAULTS.items() if sign in told), "ký tự không có trong văn bản")


def _broken(path: Path, line: int, found: str) -> BrokenRowError:
    return BrokenRowError(
        "Dòng không tách được thành các cột",
        where=f"{path.name}, dòng {line}",
        found=found,
        remedy="Sửa dòng này, hoặc xuất lại danh sách",
    )
