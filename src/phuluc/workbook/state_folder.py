"""Where this person's own state of the program stands: kept versions and locks, in the profile, for no one else."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from pathlib import Path
from typing import Final

import platformdirs

_PRIVATE_FOLDER: Final = 0o700


def state_folder() -> Path:
    """The folder of this person; it need not be there yet."""
    return Path(platformdirs.user_state_dir("phuluc", appauthor=False))


def private_folder(*steps: str) -> Path:
    """A folder below it, made where it is not there, which nobody else may look into.

    Raises:
        OSError: it cannot be made.
    """
    folder = state_folder()
    folder.parent.mkdir(parents=True, exist_ok=True)
    for step in ("", *steps):
        folder /= step
        folder.mkdir(exist_ok=True, mode=_PRIVATE_FOLDER)
    return folder


def key_of(target: Path) -> str:
    """A name for a file that tells nothing of its own name or place; spellings of one place have one key."""
    spelled = unicodedata.normalize("NFC", os.path.normcase(str(target)))
    return hashlib.sha256(spelled.encode("utf-8", errors="surrogatepass")).hexdigest()[:24]
