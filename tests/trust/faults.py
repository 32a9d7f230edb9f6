"""What goes wrong with files while a command works: each fault strikes one folder and nothing else."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Self

import pytest

from phuluc.workbook import saving
from phuluc.workbook.lock_files import holder_of
from phuluc.workbook.state_folder import key_of, state_folder
from phuluc.workbook.write_lock import write_lock

#: Strikes while it is entered; is given the file that the command writes.
Fault = Callable[[Path], AbstractContextManager[None]]


class Disk:
    """The calls by which a file is written below a folder, each of which can be made to fail."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self._folder = folder.resolve()
        self._patch = patch
        self._mine: set[int] = set()
        self._failing: dict[str, BaseException] = {}
        open_file, wrap, flush, put = os.open, os.fdopen, os.fsync, os.replace

        def tracked_open(path: Any, flags: int, *rest: Any, **more: Any) -> int:
            inside = self._inside(path)
            if inside and flags & os.O_CREAT:
                self._strike("open")
            handle = open_file(path, flags, *rest, **more)
            (self._mine.add if inside else self._mine.discard)(handle)
            return handle

        def tracked_wrap(handle: int, *rest: Any, **more: Any) -> Any:
            file = wrap(handle, *rest, **more)
            return _FailingFile(file, self._strike) if handle in self._mine else file

        def tracked_flush(handle: int) -> None:
            if handle in self._mine:
                self._strike("flush")
            flush(handle)

        def tracked_put(source: Any, target: Any, **more: Any) -> None:
            if self._inside(target):
                self._strike("replace")
            put(source, target, **more)

        patch.setattr(os, "open", tracked_open)
        patch.setattr(os, "fdopen", tracked_wrap)
        patch.setattr(os, "fsync", tracked_flush)
        patch.setattr(os, "replace", tracked_put)

    def fail(self, step: str, error: BaseException) -> None:
        """Let a step ("open", "write", "flush", "replace") fail from now on."""
        self._failing[step] = error

    def _inside(self, path: Any) -> bool:
        return Path(os.fsdecode(path)).parent.resolve() == self._folder

    def _strike(self, step: str) -> None:
        if step in self._failing:
            raise self._failing[step]


class _FailingFile:
    """A file of which only half is written before the disk says no."""

    def __init__(self, file: BinaryIO, strike: Callable[[str], None]) -> None:
        self._file = file
        self._strike = strike

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def write(self, data: bytes) -> int:
        try:
            self._strike("write")
        except BaseException:
            self._file.write(data[: len(data) // 2])
            raise
        return self._file.write(data)


def system_error(number: int) -> OSError:
    return OSError(number, os.strerror(number))


def at(step: str, error: BaseException) -> Fault:
    """A step of writing fails."""

    @contextmanager
    def strike(target: Path) -> Iterator[None]:
        with pytest.MonkeyPatch.context() as patch:
            Disk(target.parent, patch).fail(step, error)
            yield

    return strike


@contextmanager
def read_only_file(target: Path) -> Iterator[None]:
    """The file itself may not be written, also where an administrator runs the tests."""
    allowed = os.access
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "access", lambda path, mode: Path(path) != target.resolve() and allowed(path, mode))
        yield


def lock_file(name: str, content: bytes) -> Fault:
    """A spreadsheet program holds the file open."""

    @contextmanager
    def hold(target: Path) -> Iterator[None]:
        lock = target.with_name(name.format(target.name))
        lock.write_bytes(content)
        assert holder_of(target) is not None
        yield
        lock.unlink()

    return hold


EXCEL_OWNER = bytes([3]) + b"Lan".ljust(54) + bytes([10, 0]) + "Nguyễn Lan".encode("utf-16-le") + b" \0" * 45
LIBREOFFICE_OWNER = "Trần Văn Bình,binh,PC-KSTT,05.04.2024 16:20,file:///C:/LibreOffice/4;".encode()


@contextmanager
def saved_meanwhile(target: Path) -> Iterator[None]:
    """Somebody saves the file after the command has read it and before it writes."""
    save = saving.save_atomically

    def late(path: Path, *rest: Any, **more: Any) -> None:
        if target.exists():
            target.write_bytes(target.read_bytes() + b"!")
        save(path, *rest, **more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("phuluc.workbook.package.save_atomically", late)
        patch.setattr("phuluc.actions.undo.save_atomically", late)
        yield


@contextmanager
def another_command(target: Path) -> Iterator[None]:
    """Another process is writing the same file and does not come to an end."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("phuluc.workbook.write_lock._STEP", 0.001)
        with write_lock(target, target.resolve()):
            patch.setattr("phuluc.workbook.saving.write_lock", lambda *place: write_lock(*place, patience=0.01))
            yield


@contextmanager
def full_profile(target: Path) -> Iterator[None]:
    """The person's profile has no room left for another version."""
    folder = state_folder() / "versions" / key_of(target.resolve())
    folder.mkdir(parents=True, exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        Disk(folder, patch).fail("write", system_error(errno.EDQUOT))
        yield


#: By the name the table of docs/reliability.md gives it: the fault, and words of the message for whoever meets it.
FAULTS: dict[str, tuple[Fault, str]] = {
    "disk full, no file can be made": (at("open", system_error(errno.ENOSPC)), "ổ đĩa hết chỗ"),
    "disk full half-way": (at("write", system_error(errno.ENOSPC)), "ổ đĩa hết chỗ"),
    "quota reached half-way": (at("write", system_error(errno.EDQUOT)), "ổ đĩa hết chỗ"),
    "disk full on flushing": (at("flush", system_error(errno.ENOSPC)), "ổ đĩa hết chỗ"),
    "read-only folder": (at("open", system_error(errno.EACCES)), "không ghi được tệp"),
    "read-only drive": (at("open", system_error(errno.EROFS)), "ổ đĩa chỉ cho đọc"),
    "read-only file": (read_only_file, "không ghi được tệp"),
    "open in Excel": (lock_file("~${}", EXCEL_OWNER), "đang mở trong Excel"),
    "open in LibreOffice": (lock_file(".~lock.{}#", LIBREOFFICE_OWNER), "đang mở trong LibreOffice"),
    "held by a program, cannot be replaced": (at("replace", system_error(errno.EACCES)), "không ghi được tệp"),
    "network drive gone before writing": (at("open", system_error(errno.ESTALE)), "mất kết nối"),
    "network drive gone half-way": (at("write", system_error(errno.EIO)), "mất kết nối"),
    "network drive gone on flushing": (at("flush", system_error(errno.EIO)), "mất kết nối"),
    "network drive gone at the last step": (at("replace", system_error(errno.ENOENT)), "không còn ở đó"),
    "saved by somebody meanwhile": (saved_meanwhile, "vừa được chương trình hoặc lệnh khác lưu"),
    "another command writes the same file": (another_command, "một lệnh khác đang ghi"),
    "interrupted half-way (Ctrl+C)": (at("write", KeyboardInterrupt()), "Đã dừng theo yêu cầu"),
    "no room to keep the version before": (full_profile, "Không giữ được bản trước khi ghi"),
}
