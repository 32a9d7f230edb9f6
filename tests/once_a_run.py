"""What many tests start from, made once for all workers of a run: whoever asks first makes it, the others wait."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

_KEPT: dict[str, bytes] = {}
_FOLDERS: list[Path] = []


@pytest.fixture(scope="session", autouse=True)
def _folder_of_the_run(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Take note of the folder; the workers' own folders lie below it."""
    ours = tmp_path_factory.getbasetemp()
    folder = (ours.parent if os.environ.get("PYTEST_XDIST_WORKER") else ours) / "once"
    folder.mkdir(exist_ok=True)
    _FOLDERS.append(folder)


def once_a_run(name: str, make: Callable[[Path], object]) -> bytes:
    """Give the content of a file.

    Args:
        name: the file's, with its ending.
        make: writes it where it is told, in a folder of its own.
    """
    if name not in _KEPT:
        path = _FOLDERS[-1] / Path(name).stem / name
        path.parent.mkdir(exist_ok=True)
        done = path.with_suffix(".done")
        with FileLock(path.with_suffix(".lock")):
            if not done.exists():
                path.unlink(missing_ok=True)
                make(path)
                done.touch()
        _KEPT[name] = path.read_bytes()
    return _KEPT[name]
