"""Which files are lists: files and folders as given, and what each is by its content."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from phuluc.aggregate.errors import NoListsError
from phuluc.aggregate.own_books import is_own_book
from phuluc.workbook.errors import EmptyFileError, MissingWorkbookError, UnreadableFileError

_SUFFIXES: Final = {".xlsx", ".xlsm", ".xls", ".csv", ".tsv", ".txt", ".htm", ".html", ".parquet"}
_HEAD: Final = 4096
_MARKS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


class ListKind(enum.Enum):
    """How a file is read."""

    PARQUET = "parquet"
    WORKBOOK = "workbook"
    WEB_TABLE = "html"
    TEXT = "csv"


def find_lists(given: Sequence[Path], leave_out: Iterable[Path] = ()) -> list[Path]:
    """List the files among `given`, those below folders sorted by name; each once, without `leave_out`.

    In folders only files with the suffix of a table count, and neither hidden ones nor locks of open workbooks nor what
    this program wrote.

    Raises:
        MissingWorkbookError: something given is not there.
        NoListsError: nothing is left.
    """
    seen = {path.resolve() for path in leave_out}
    found: list[Path] = []
    for path in given:
        if not path.exists():
            raise MissingWorkbookError(path)
        for file in _below(path) if path.is_dir() else [path]:
            if file.resolve() not in seen:
                seen.add(file.resolve())
                found.append(file)
    if not found:
        raise NoListsError(
            "Không có danh sách hồ sơ nào",
            where=", ".join(map(str, given[:3])),
            remedy="Chỉ rõ tệp, hoặc thư mục có tệp .xlsx, .csv, .xls, .parquet",
        )
    return found


def _below(folder: Path) -> list[Path]:
    return [
        path
        for path in sorted(folder.rglob("*"))
        if path.suffix.lower() in _SUFFIXES
        and path.is_file()
        and not path.name.startswith((".", "~$", "_"))
        and not is_own_book(path)
    ]


def kind_of(path: Path) -> ListKind:
    """Tell how a file is read from its first bytes; its suffix tells nothing.

    Raises:
        WorkbookFileError: it cannot be read, or is empty.
    """
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        raise UnreadableFileError(path, error.strerror or str(error)) from error
    if not head:
        raise EmptyFileError(path)
    if head.startswith(b"PAR1"):
        return ListKind.PARQUET
    for mark in _MARKS:
        head = head.removeprefix(mark)
    start = head.replace(b"\0", b"").lstrip()
    if start.startswith(b"<"):
        return ListKind.WEB_TABLE
    if _is_text(path, head):
        return ListKind.TEXT
    return ListKind.WORKBOOK


def _is_text(path: Path, head: bytes) -> bool:
    if head.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")):
        return False
    with path.open("rb") as file:
        has_mark = file.read(2) in _MARKS
    return has_mark or b"\0" not in head
