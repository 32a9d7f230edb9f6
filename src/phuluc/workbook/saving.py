"""Writing a file whole or not at all: a temporary file beside it, flushed to the disk, then put in its place."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import tempfile
from pathlib import Path

from phuluc.workbook.errors import (
    DiskFullError,
    FolderGivenError,
    MissingFolderError,
    NotWritableError,
    WorkbookFileError,
    WorkbookLockedError,
)


def save_atomically(path: Path, data: bytes) -> None:
    """Write `data` to `path`; on any failure the old file is whole and no temporary file is left.

    Raises:
        WorkbookFileError: locked by a spreadsheet program, not writable, no such folder, disk full.
    """
    target = path.resolve()
    if target.is_dir():
        raise FolderGivenError(path)
    if not target.parent.is_dir():
        raise MissingFolderError(target.parent)
    _refuse_locked(path, target)
    try:
        _replace(target, data)
    except OSError as error:
        raise _explained(path, error) from error


def _refuse_locked(path: Path, target: Path) -> None:
    """Refuse to overwrite a file that Excel (~$name) or LibreOffice (.~lock.name#) holds open."""
    if not target.exists():
        return
    for lock in (target.with_name(f"~${target.name}"), target.with_name(f".~lock.{target.name}#")):
        if lock.exists():
            raise WorkbookLockedError(path, lock)


def _replace(target: Path, data: bytes) -> None:
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, "tệp chỉ cho đọc")
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".phuluc-", suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(_mode(target))
        temporary.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


def _mode(target: Path) -> int:
    """The old file's permissions, or what a new file would get."""
    if target.exists():
        return stat.S_IMODE(target.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _explained(path: Path, error: OSError) -> WorkbookFileError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DiskFullError(path)
    return NotWritableError(path, error.strerror or str(error))
