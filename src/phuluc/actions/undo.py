"""Hoàn tác: the last version of a file before a command replaced it comes back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from phuluc.actions.opening import open_any_book
from phuluc.actions.record import keep_for, record_line
from phuluc.errors import PhuLucError
from phuluc.workbook.errors import FolderGivenError, MissingWorkbookError, UnreadableFileError
from phuluc.workbook.os_reasons import reason_of
from phuluc.workbook.saving import content_mark, save_atomically
from phuluc.workbook.versions import Direction, Version, forget, keep_version, short_hash, versions_of

_OPPOSITE: dict[Direction, Direction] = {"truoc": "sau", "sau": "truoc"}


class NothingToUndoError(PhuLucError):
    """No command of this person replaced the file, or its versions were dropped meanwhile."""


class EditedSinceError(PhuLucError):
    """The file is not what the last command wrote: somebody worked in it, and that work would go."""


@dataclass(frozen=True)
class UndoResult:
    """What came back: when that version was kept, its size in bytes, and how many older ones are left."""

    kept: datetime
    size: int
    left: int


@dataclass(frozen=True)
class KeptVersion:
    """A version as a list shows it."""

    kept: datetime
    size: int


def undo(book: Path, *, redo: bool = False, force: bool = False) -> UndoResult:
    """Put the last kept version of a file back in its place; what stood there is kept for the way back.

    Args:
        book: the file; it may be gone.
        redo: take the last undo back instead.
        force: also where the file was changed since the command.

    Raises:
        NothingToUndoError: there is no such version.
        EditedSinceError: the file was changed since.
        WorkbookFileError: the file cannot be read or written; it is whole.
    """
    direction: Direction = "sau" if redo else "truoc"
    target = book.resolve()
    present = _present(book)
    versions = _other_than(present, versions_of(target, direction))
    if not versions:
        raise NothingToUndoError(
            "Không còn bản nào để làm lại" if redo else "Không có bản cũ nào được giữ cho tệp này",
            where=str(book),
            remedy="Chỉ giữ bản trước các lệnh do chính tài khoản này chạy, với đúng đường dẫn này",
        )
    version = versions[-1]
    if present is not None and short_hash(present) != version.replaced_by and not force:
        raise EditedSinceError(
            "Tệp đã được sửa sau lệnh cuối cùng; lấy lại bản cũ sẽ bỏ phần sửa đó",
            where=str(book),
            remedy="Nếu vẫn muốn, thêm --force; phần bị bỏ lấy lại được bằng “phuluc undo --redo”",
        )
    content = _content(version, book)
    if present is not None:
        keep_version(target, present, content, _OPPOSITE[direction])
    save_atomically(book, content, expected="" if present is None else content_mark(present), keep=False)
    forget(version)
    _note(book, redo=redo)
    return UndoResult(version.kept, version.size, len(versions) - 1)


def _note(book: Path, *, redo: bool) -> None:
    """Keep a line for the record of a working book; any other file that came back has none."""
    try:
        _, working = open_any_book(book)
    except PhuLucError:
        return
    keep_for(book, record_line(working, "Làm lại" if redo else "Hoàn tác", ""))


def kept_versions(book: Path) -> list[KeptVersion]:
    """List what `undo` can bring back, the newest first."""
    return [KeptVersion(version.kept, version.size) for version in reversed(versions_of(book.resolve()))]


def _present(book: Path) -> bytes | None:
    try:
        return book.read_bytes()
    except FileNotFoundError:
        if not book.parent.is_dir():
            raise MissingWorkbookError(book) from None
        return None
    except IsADirectoryError as error:
        raise FolderGivenError(book) from error
    except OSError as error:
        raise UnreadableFileError(book, reason_of(error)) from error


def _other_than(present: bytes | None, versions: list[Version]) -> list[Version]:
    """Leave out the newest where they are what the file holds: the command that kept them never finished."""
    kept = list(versions)
    while kept and present is not None and kept[-1].size == len(present) and _is(kept[-1], present):
        kept.pop()
    return kept


def _is(version: Version, content: bytes) -> bool:
    try:
        return version.content() == content
    except OSError:
        return False


def _content(version: Version, book: Path) -> bytes:
    try:
        return version.content()
    except OSError as error:
        raise UnreadableFileError(book, f"bản đã giữ: {reason_of(error)}") from error
