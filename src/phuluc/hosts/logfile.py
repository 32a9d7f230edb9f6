"""The log file: what failed and where in the program, without anything of the office.

Messages of exceptions, arguments and paths outside the program stay out: they carry cell texts and people's names.
"""

from __future__ import annotations

import logging
import platform
import sys
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import Final

import platformdirs

from phuluc import __version__

_MOST_BYTES: Final = 256 * 1024
_OLDER_FILES: Final = 2


def log_path() -> Path:
    """Where the log file of this user stands."""
    return Path(platformdirs.user_log_dir("phuluc", appauthor=False)) / "phuluc.log"


def record_failure(error: BaseException, command: str) -> Path | None:
    """Append one failure to the log file, which rotates.

    Returns:
        The file, or None where none can be written: a log never causes a second failure.
    """
    path = log_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=_MOST_BYTES, backupCount=_OLDER_FILES, encoding="utf-8")
    except OSError:
        return None
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    try:
        handler.emit(logging.makeLogRecord({"msg": describe_failure(error, command)}))
    finally:
        handler.close()
    return path


def describe_failure(error: BaseException, command: str) -> str:
    """Give the program's version, the classes of the error and its causes, and the places in the program."""
    system = f"phuluc {__version__}, Python {platform.python_version()}, {sys.platform}"
    lines = [f"{command}: {system}"]
    cause: BaseException | None = error
    while cause is not None:
        number = f" errno {cause.errno}" if isinstance(cause, OSError) else ""
        lines.append(f"  {type(cause).__module__}.{type(cause).__qualname__}{number}")
        lines += _frames(cause.__traceback__)
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    return "\n".join(lines)


def _frames(trace: TracebackType | None) -> list[str]:
    return [
        f"    {_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace, limit=None)
    ]


def _short(filename: str) -> str:
    """The path from the outermost package on: what stands before it may be somebody's folder."""
    path = Path(filename)
    folder = path.parent
    while (folder / "__init__.py").exists():
        folder = folder.parent
    return path.relative_to(folder).as_posix() if folder != path.parent else path.name
