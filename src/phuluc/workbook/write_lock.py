"""One writer at a time for a file: two commands of one person cannot put their results over each other.

The lock is the system's own and ends with the process that holds it, however it ends: none can be left behind.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from phuluc.workbook.errors import WorkbookBusyError
from phuluc.workbook.state_folder import key_of, private_folder

#: Files of the folder of locks: two books that share one wait for each other, which costs nothing.
_SLOTS: Final = 64
_PATIENCE: Final = 10.0
_STEP: Final = 0.05


@contextlib.contextmanager
def write_lock(path: Path, target: Path, *, patience: float = _PATIENCE) -> Iterator[None]:
    """Hold the lock of `target`. Where the profile has no room for a lock, go on without one.

    Args:
        path: as the person named it, for messages.
        target: the resolved path.
        patience: seconds to wait for another writer.

    Raises:
        WorkbookBusyError: another process keeps writing.
    """
    handle = _open_slot(target)
    if handle is None:
        yield
        return
    try:
        _wait(handle, path, time.monotonic() + patience)
        yield
    finally:
        os.close(handle)


def _open_slot(target: Path) -> int | None:
    slot = int(key_of(target), 16) % _SLOTS
    try:
        return os.open(private_folder("locks") / f"{slot:02d}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:
        return None


def _wait(handle: int, path: Path, deadline: float) -> None:
    while not _take(handle):
        if time.monotonic() > deadline:
            raise WorkbookBusyError(path)
        time.sleep(_STEP)


if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _take(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:  # a profile on a drive that knows no locks
            return True
        return True
