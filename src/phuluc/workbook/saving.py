"""Writing a file whole or not at all: a temporary file beside it, flushed to the disk, then put in its place.

Before an existing file is replaced its content is kept (`phuluc.workbook.versions`). One temporary file at most is left
by a process that was killed, and the next save of the same file takes it away.
"""

from __future__ import annotations

import contextlib
import errno
import getpass
import hashlib
import os
import platform
import stat
import time
from pathlib import Path
from typing import Final

from phuluc.workbook.errors import (
    ChangedMeanwhileError,
    DiskFullError,
    DriveGoneError,
    FolderGivenError,
    MissingFolderError,
    NotWritableError,
    WorkbookFileError,
    WorkbookLockedError,
)
from phuluc.workbook.lock_files import holder_of
from phuluc.workbook.os_reasons import is_full, is_gone, reason_of
from phuluc.workbook.versions import keep_version
from phuluc.workbook.write_lock import write_lock

#: Virus scanners hold a new file for a moment on Windows, and nothing can be put in its place meanwhile.
_TRIES: Final = 10 if os.name == "nt" else 1
_PAUSE: Final = 0.1
_BINARY: Final = getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)


def content_mark(content: bytes) -> str:
    """What tells one content of a file from another: its SHA-256."""
    return hashlib.sha256(content).hexdigest()


def save_atomically(path: Path, data: bytes, *, expected: str = "", keep: bool = True) -> None:
    """Write `data` to `path`; on any failure the old file is whole and no temporary file is left.

    Args:
        path: the file.
        data: its new content.
        expected: `content_mark` of the content that `data` was made from; any other content stays. "" for any.
        keep: keep the content that is replaced, for `phuluc undo`.

    Raises:
        WorkbookFileError: locked by a spreadsheet program, changed meanwhile, not writable, no such folder, disk full.
    """
    try:
        target = path.resolve()
        if target.is_dir():
            raise FolderGivenError(path)
        if not target.parent.is_dir():
            raise MissingFolderError(target.parent)
        with write_lock(path, target):
            _save(path, target, data, expected, keep=keep)
    except OSError as error:
        raise _explained(path, error) from error


def _save(path: Path, target: Path, data: bytes, expected: str, *, keep: bool) -> None:
    if target.exists():
        holder = holder_of(target)
        if holder is not None:
            raise WorkbookLockedError(path, holder.lock, holder.program, holder.person)
        if not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, "tệp chỉ cho đọc")
        old = target.read_bytes() if expected or keep else None
        if expected and old is not None and content_mark(old) != expected:
            raise ChangedMeanwhileError(path)
        if keep and old is not None and old != data:
            keep_version(target, old, data)
    _replace(target, data)


def _replace(target: Path, data: bytes) -> None:
    temporary = target.with_name(_temporary_name(target.name))
    temporary.unlink(missing_ok=True)  # of a process that was killed
    try:
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(PermissionError, NotImplementedError):  # drives without permissions
            temporary.chmod(_mode(target))
        _put_in_place(temporary, target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    _flush_folder(target.parent)


def _temporary_name(name: str) -> str:
    """One name for each file, machine and person: whoever holds the write lock may take away what stands there."""
    try:
        person = getpass.getuser()
    except (OSError, KeyError, ImportError):  # an account without a name
        person = ""
    made_of = f"{name}\n{platform.node()}\n{person}"
    return f".phuluc-{hashlib.sha256(made_of.encode('utf-8', errors='surrogatepass')).hexdigest()[:12]}.tmp"


def _put_in_place(temporary: Path, target: Path) -> None:
    for attempt in range(_TRIES):
        try:
            temporary.replace(target)
        except PermissionError:
            if attempt + 1 == _TRIES:
                raise
            time.sleep(_PAUSE)
        else:
            return


def _flush_folder(folder: Path) -> None:
    """Bring the folder's entry to the disk, too, where the system can: the new file is whole in any case."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _mode(target: Path) -> int:
    """The old file's permissions, or what a new file would get."""
    if target.exists():
        return stat.S_IMODE(target.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _explained(path: Path, error: OSError) -> WorkbookFileError:
    if is_full(error):
        return DiskFullError(path)
    if is_gone(error):
        return DriveGoneError(path)
    return NotWritableError(path, reason_of(error))
