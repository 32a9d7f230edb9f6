"""The versions of a file before commands replaced it, kept in this person's profile so that `phuluc undo` can go back.

A version's name holds a number, when it was kept, and the start of the hash of what took its place; neither the file's
name nor its folder is told. Each file has at most `MOST_VERSIONS`, all files together `LARGEST_TOTAL` bytes; the oldest
go first. Files are readable by their owner alone.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import warnings
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Literal

from phuluc.errors import PhuLucWarning
from phuluc.workbook.os_reasons import reason_of
from phuluc.workbook.state_folder import key_of, private_folder, state_folder

MOST_VERSIONS: Final = 10
LARGEST_TOTAL: Final = 300 * 1000 * 1000

#: "truoc": before a command; "sau": what an undo took away, for redoing.
Direction = Literal["truoc", "sau"]
_FOLDER: Final = "versions"
_NAME: Final = re.compile(r"(\d{6})-(\d{8}T\d{6}Z)-([0-9a-f]{16})\.(truoc|sau)")
_TIME: Final = "%Y%m%dT%H%M%SZ"
_HASH_LENGTH: Final = 16
_UNFINISHED: Final = ".dang-ghi"


class VersionNotKeptWarning(PhuLucWarning):
    """A file was replaced without keeping the version before."""


@dataclass(frozen=True)
class Version:
    """A kept version: where its copy stands, when it was kept, the hash of what took its place, its size in bytes."""

    copy: Path
    kept: datetime
    replaced_by: str
    size: int

    def content(self) -> bytes:
        """Read the copy.

        Raises:
            OSError: it cannot be read.
        """
        return self.copy.read_bytes()


def short_hash(content: bytes) -> str:
    """The part of a content's SHA-256 by which versions know what took their place."""
    return hashlib.sha256(content).hexdigest()[:_HASH_LENGTH]


def keep_version(target: Path, old: bytes, new: bytes, direction: Direction = "truoc") -> None:
    """Keep `old`, which `new` is about to replace in `target`; where that cannot be, warn and let the work go on.

    Warns:
        VersionNotKeptWarning: no room, or no profile to write to.
    """
    try:
        folder = private_folder(_FOLDER, key_of(target))
        number = max((_number(version.copy) for version in _all_versions(folder)), default=0) + 1
        name = f"{number:06d}-{datetime.now(UTC).strftime(_TIME)}-{short_hash(new)}.{direction}"
        if len(old) > LARGEST_TOTAL // 2:
            _warn("tệp quá lớn")
            return
        _write_privately(folder / name, old)
        _prune(folder)
    except OSError as error:
        _warn(reason_of(error))


def versions_of(target: Path, direction: Direction = "truoc") -> list[Version]:
    """The kept versions of a file, the newest last."""
    folder = state_folder() / _FOLDER / key_of(target)
    return [version for version in _all_versions(folder) if version.copy.suffix == f".{direction}"]


def forget(version: Version) -> None:
    """Remove a kept version."""
    with contextlib.suppress(OSError):
        version.copy.unlink()


def _warn(reason: str) -> None:
    warnings.warn(
        VersionNotKeptWarning(f"Không giữ được bản trước khi ghi ({reason}), nên lệnh undo không lấy lại được bản đó"),
        stacklevel=4,
    )


def _write_privately(path: Path, content: bytes) -> None:
    unfinished = path.with_name(path.name + _UNFINISHED)
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            unfinished.unlink()
        raise


def _all_versions(folder: Path) -> list[Version]:
    found = []
    with contextlib.suppress(FileNotFoundError):
        for entry in sorted(folder.iterdir()):
            match = _NAME.fullmatch(entry.name)
            if match is not None:
                kept = datetime.strptime(match[2], _TIME).replace(tzinfo=UTC)
                found.append(Version(entry, kept, match[3], entry.stat().st_size))
    return found


def _number(copy: Path) -> int:
    return int(copy.name[:6])


def _prune(folder: Path) -> None:
    for unfinished in folder.glob(f"*{_UNFINISHED}"):  # of a process that was killed: the lock keeps others out
        unfinished.unlink(missing_ok=True)
    for direction in ("truoc", "sau"):
        here = [version for version in _all_versions(folder) if version.copy.suffix == f".{direction}"]
        for version in here[:-MOST_VERSIONS]:
            forget(version)
    everything = [version for each in folder.parent.iterdir() if each.is_dir() for version in _all_versions(each)]
    room = LARGEST_TOTAL - sum(version.size for version in everything)
    for version in sorted(everything, key=lambda item: (item.kept, item.copy.name)):
        if room >= 0:
            break
        forget(version)
        room += version.size
    for each in folder.parent.iterdir():
        with contextlib.suppress(OSError):
            each.rmdir()  # succeeds only where it is empty
