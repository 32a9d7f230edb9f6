"""Sheets of a workbook as columns of text."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, TypeVar

import fastexcel
import pyarrow as pa
import pyarrow.compute as pc

from phuluc.aggregate.beside import run_beside
from phuluc.aggregate.fields import FieldKind
from phuluc.aggregate.shortening import rewritten
from phuluc.workbook.errors import DamagedWorkbookError

_Result = TypeVar("_Result")
#: What the reader makes of cells with a type, and what stands in its place.
_WRITTEN: Final[Mapping[FieldKind, tuple[str, str]]] = {
    "ngay": (r"^(\d{4})-(\d\d)-(\d\d) \d\d:\d\d:\d\d(\.\d+)?$", r"\3/\2/\1"),
    "tien": ("^true$", "1"),
}


class SheetReader:
    """Reads the sheets of one package; what reads is not to be interrupted, so it runs beside this thread.

    Numbers are written without decimals where they have none, dates as yyyy-MM-dd hh:mm:ss, truths as "true" and
    "false"; errors are blank.
    """

    def __init__(self, path: Path, data: bytes, meanwhile: Callable[[], None]) -> None:
        """Open a judged package.

        Args:
            path: for messages.
            data: the file.
            meanwhile: called a few times a second while something is read; what it raises ends the reading.

        Raises:
            DamagedWorkbookError: it cannot be opened.
        """
        self._path = path
        self._meanwhile = meanwhile
        self._reader = self._beside(lambda: fastexcel.read_excel(data))

    def columns(self, sheet: str) -> pa.RecordBatch:
        """Read a sheet from A1 to its last cell; all columns are texts.

        Raises:
            DamagedWorkbookError: it cannot be read.
        """
        return self._beside(
            lambda: self._reader.load_sheet(sheet, header_row=None, skip_rows=0, dtypes="string", eager=True)
        )

    def _beside(self, work: Callable[[], _Result]) -> _Result:
        return run_beside(lambda: _explained(work, self._path), self._meanwhile)


def filled_rows(sheet: pa.RecordBatch) -> pa.BooleanArray:
    """Tell the rows in which any cell holds anything, white space included."""
    lengths = (pc.binary_length(column) for column in sheet.columns)
    return functools.reduce(pc.or_kleene, (pc.cast(length, pa.bool_()) for length in lengths))


def as_lists_write(column: pa.StringArray, kind: FieldKind) -> pa.StringArray:
    """Write cells with a type as lists do in text: quickly read days, and numbers for truths among amounts.

    What else may hold truths knows their words.
    """
    return rewritten(column, _WRITTEN.get(kind))


def _explained(work: Callable[[], _Result], path: Path) -> _Result:
    try:
        return work()
    except BaseException as error:
        # Nobody interrupts this thread: what is no Exception is the panic of a library in Rust.
        if isinstance(error, Exception) and not isinstance(error, fastexcel.FastExcelError):
            raise
        # Their words are English.
        raise DamagedWorkbookError(path, f"không đọc được nội dung ({type(error).__name__})") from error
