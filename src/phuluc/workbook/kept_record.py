"""What commands did that leave a book as it is (check, annex, report).

Kept in this person's profile, by the book's path, until a command that writes the book takes it into the book's record.

At most `MOST_LINES` lines a book and `MOST_BOOKS` books; the oldest go first. Files are readable by their owner alone.
"""

from __future__ import annotations

import contextlib
import json
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from phuluc.errors import PhuLucError, PhuLucWarning
from phuluc.workbook.os_reasons import reason_of
from phuluc.workbook.saving import save_atomically
from phuluc.workbook.state_folder import key_of, private_folder, state_folder

MOST_LINES: Final = 100
MOST_BOOKS: Final = 200
_FOLDER: Final = "nhat-ky"
_SUFFIX: Final = ".json"


class RecordNotKeptWarning(PhuLucWarning):
    """What a command did could not be noted."""


def kept_lines(book: Path) -> list[list[str]]:
    """The lines of a book, the newest first."""
    try:
        lines = json.loads((state_folder() / _FOLDER / _name_of(book)).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return []
    return [[str(text) for text in line] for line in lines if isinstance(line, list)] if isinstance(lines, list) else []


def keep_line(book: Path, line: Sequence[str]) -> None:
    """Keep one more line; where that cannot be, warn and let the work go on.

    Warns:
        RecordNotKeptWarning: no room, or no profile to write to.
    """
    lines = [list(line), *kept_lines(book)][:MOST_LINES]
    try:
        folder = private_folder(_FOLDER)
        path = folder / _name_of(book)
        path.touch(mode=0o600)
        save_atomically(path, json.dumps(lines, ensure_ascii=False).encode(), keep=False)
        _prune(folder)
    except OSError as error:
        _warn(reason_of(error))
    except PhuLucError as error:
        _warn(error.what)


def forget_lines(book: Path) -> None:
    """Forget the lines of a book that another one is about to replace."""
    with contextlib.suppress(OSError):
        (state_folder() / _FOLDER / _name_of(book)).unlink(missing_ok=True)


def _name_of(book: Path) -> str:
    return key_of(book.resolve()) + _SUFFIX


def _prune(folder: Path) -> None:
    kept = sorted(folder.glob(f"*{_SUFFIX}"), key=lambda path: path.stat().st_mtime)
    for path in kept[:-MOST_BOOKS]:
        path.unlink(missing_ok=True)


def _warn(reason: str) -> None:
    warnings.warn(RecordNotKeptWarning(f"Không ghi được việc này vào nhật ký của sổ ({reason})"), stacklevel=3)
