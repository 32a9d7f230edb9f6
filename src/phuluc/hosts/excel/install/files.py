"""Small file work of the installer: whole writes, the mark of the web, folders that have become empty."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from pathlib import Path

from phuluc.hosts.excel.install.errors import ExcelRunningError, FolderClosedError, ReadOnlyFileError
from phuluc.hosts.excel.install.machine import Machine
from phuluc.workbook.os_reasons import reason_of


def refuse_blocked(machine: Machine, path: Path) -> None:
    """Refuse, before anything is changed, a file that could not be replaced.

    Raises:
        ExcelRunningError: another program holds it open.
        ReadOnlyFileError: it has the read-only attribute.
    """
    if path.exists() and not path.stat().st_mode & stat.S_IWRITE:
        raise ReadOnlyFileError(path)
    if machine.held_open(path):
        raise ExcelRunningError(path)


def private_folder(machine: Machine, folder: Path) -> None:
    """Make a folder that only this user can write into, also below %ProgramData%, where everybody can.

    The mode does that on Windows for Python from 3.11.10 and 3.12.4 on only, and not for a folder that is there.

    Raises:
        OSError: the system refuses, or the folder is somebody else's.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.is_relative_to(machine.folders.shared):
        machine.close_to_others(folder)


def put_file(path: Path, content: bytes) -> None:
    """Write a file whole or leave the old one.

    The temporary file stands beside the folder, not in it: Excel opens whatever it finds in its startup folder.

    Raises:
        ExcelRunningError: the old file is held open.
        FolderClosedError: anything else the system refuses.
    """
    temporary: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent.parent, prefix=".phuluc-", suffix=".tmp")
        temporary = Path(name)
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        temporary.chmod(0o644)
        temporary.replace(path)
    except OSError as error:
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
        if isinstance(error, PermissionError) and path.is_file():
            raise ExcelRunningError(path) from error
        raise FolderClosedError(path.parent, reason_of(error)) from error


def remove_file(path: Path) -> None:
    """Remove a file if it is there.

    Raises:
        ExcelRunningError: it is held open.
        FolderClosedError: anything else the system refuses.
    """
    try:
        path.unlink(missing_ok=True)
    except PermissionError as error:
        raise ExcelRunningError(path) from error
    except OSError as error:
        raise FolderClosedError(path.parent, reason_of(error)) from error


def remove_empty(*folders: Path) -> None:
    """Remove those folders that are there and empty, in the order given."""
    for folder in folders:
        with contextlib.suppress(OSError):
            folder.rmdir()


def web_mark(path: Path) -> Path:
    """The stream that says where a file was downloaded from; Office blocks the macros of files that have it."""
    return path.with_name(f"{path.name}:Zone.Identifier")


def has_web_mark(path: Path) -> bool:
    try:
        return web_mark(path).exists()
    except OSError:
        return False
