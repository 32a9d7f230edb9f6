"""A log file in LibreOffice's own profile: what failed and where in the program, nothing of the workbook.

Standard library only: runs inside LibreOffice.
"""

from __future__ import annotations

import os
import time
import traceback

_MOST_BYTES = 256 * 1024


class FailureLog:
    """Appends failures to a file and starts a new one when it has grown; the older one is kept as NAME.1."""

    def __init__(self, path: str) -> None:
        self._path = path

    def record(self, where: str, error: BaseException) -> None:
        """Append the class and the places of a failure; its message may quote cells and stays out."""
        lines = [f"{time.strftime('%Y-%m-%d %H:%M:%S')} {where}: {type(error).__module__}.{type(error).__qualname__}"]
        lines += [
            f"    {os.path.basename(frame.filename)}:{frame.lineno} {frame.name}"  # noqa: PTH119 - no pathlib in cells
            for frame in traceback.extract_tb(error.__traceback__, limit=20)
        ]
        try:
            if os.path.exists(self._path) and os.path.getsize(self._path) > _MOST_BYTES:  # noqa: PTH110, PTH202
                os.replace(self._path, self._path + ".1")  # noqa: PTH105
            with open(self._path, "a", encoding="utf-8") as stream:  # noqa: PTH123
                stream.write("\n".join(lines) + "\n")
        except OSError:
            pass  # a log never causes a second failure
