"""Files read into lists, one after the other; a broken one is named and left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path

import duckdb

from phuluc.aggregate.day_order import month_first_days
from phuluc.aggregate.errors import ListError, NotAListError
from phuluc.aggregate.headers import HeaderReader
from phuluc.aggregate.own_books import is_own_book
from phuluc.aggregate.sources.blank_columns import blank_columns, without_blank_fields
from phuluc.aggregate.sources.list_files import ListKind, kind_of
from phuluc.aggregate.sources.parquet_lists import damage, plainly_named, stage_parquet
from phuluc.aggregate.sources.staged import StagedList
from phuluc.aggregate.sources.text_lists import GLOB, stage_text
from phuluc.aggregate.sources.web_tables import stage_web_table
from phuluc.aggregate.sources.workbook_lists import stage_workbook
from phuluc.aggregate.watched_query import Tell
from phuluc.errors import PhuLucError
from phuluc.results import Progress


@dataclass
class Stage:
    """Where lists are put.

    Attributes:
        folder: for these files alone.
        connect: opens the connection that cuts text files, if there are any.
        reader: of headers.
        read: what was read.
        lists: the same without fields of which no list tells anything.
        failed: why files, or sheets, were not.
        blank: the lists of which no row tells anything of a field, by field.
    """

    folder: Path
    connect: Callable[[], duckdb.DuckDBPyConnection]
    reader: HeaderReader
    read: list[StagedList] = field(default_factory=list)
    lists: Sequence[StagedList] = ()
    failed: list[PhuLucError] = field(default_factory=list)
    blank: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def take(self, files: Sequence[Path], progress: Progress, *, strict: bool) -> None:
        """Read files, and tell within each what share of it is read.

        Raises:
            PhuLucError: the reason of the first that cannot be read, where `strict`.
        """
        for number, path in enumerate(files):
            progress("Đọc danh sách", number, len(files))
            tell = partial(_tell_share, progress, f"Đọc {path.name} (%)")
            try:
                for outcome in self._read(path, tell):
                    if isinstance(outcome, StagedList):
                        self.read.append(outcome)
                    elif strict:
                        raise outcome
                    else:
                        self.failed.append(outcome)
            except PhuLucError as error:
                if strict:
                    raise
                self.failed.append(error)
        progress("Đọc danh sách", len(files), len(files))
        self._compare()

    def damaged(self) -> dict[Path, ListError]:
        """Look through the lists that were not copied; give what is wrong with those that are damaged."""
        return self._faults(damage, [entry for entry in self.read if not entry.renamed])

    def month_first(self) -> dict[Path, ListError]:
        """Look at the days of lists; give what is wrong with those that have the month first."""
        return self._faults(month_first_days, self.read)

    def leave_out(self, reasons: Mapping[Path, ListError]) -> None:
        """Go on without some lists."""
        self.read = [entry for entry in self.read if entry.path not in reasons]
        self.failed += reasons.values()
        self._compare()

    @staticmethod
    def _faults(look: Callable[[StagedList], ListError | None], entries: Iterable[StagedList]) -> dict[Path, ListError]:
        found = {entry.path: look(entry) for entry in entries}
        return {path: error for path, error in found.items() if error is not None}

    def _compare(self) -> None:
        self.blank = blank_columns(self.read)
        self.lists = without_blank_fields(self.read, self.blank)

    def _read(self, path: Path, tell: Tell) -> Iterator[StagedList | PhuLucError]:
        match kind_of(path):
            case ListKind.PARQUET:
                entry = stage_parquet(path, self.reader)
                yield plainly_named(entry, self._next_file()) if GLOB.search(str(path)) else entry
            case ListKind.TEXT:
                yield stage_text(path, self._next_file(), self.reader, self._connection, tell)
            case ListKind.WEB_TABLE:
                yield from stage_web_table(path, self._next_file, self.reader, tell)
            case ListKind.WORKBOOK if is_own_book(path):
                raise NotAListError(
                    "Tệp này do lệnh tổng hợp hồ sơ ghi ra", where=path.name, remedy="Chọn danh sách xuất từ hệ thống"
                )
            case ListKind.WORKBOOK:
                yield from stage_workbook(path, self._next_file, self.reader, tell)

    @cached_property
    def _connection(self) -> duckdb.DuckDBPyConnection:
        return self.connect()

    def _next_file(self) -> Path:
        return self.folder / f"{len(list(self.folder.iterdir())):05}.parquet"


def _tell_share(progress: Progress, stage: str, share: float) -> None:
    progress(stage, round(100 * share), 100)
