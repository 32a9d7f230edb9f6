"""How far the reading of a workbook is, part of which tells nothing of itself."""

from __future__ import annotations

import time
from typing import Final

from phuluc.aggregate.watched_query import Tell

#: The share of judging in the whole, and that of reading in what a sheet takes; the rest is writing.
_JUDGING: Final = 0.2
_READING: Final = 0.9
#: How many times as long as judging all else takes.
_BEYOND_JUDGING: Final = 4


class Pace:
    """Tells the share of a workbook that is done: what is known, and by the clock while a library reads a sheet."""

    def __init__(self, tell: Tell) -> None:
        """Begin with the judging; `tell` learns shares from 0 to 1, which never fall."""
        self._tell = tell
        self._since = time.monotonic()
        self._rate = 0.0
        self._from = self._to = _JUDGING

    def judge(self, share: float) -> None:
        """So much is judged; the clock goes by how long this took."""
        self._tell(_JUDGING * share)
        passed = time.monotonic() - self._since
        # Clocks of some systems stand still for some hundredths of a second.
        if share > 0 and passed > 0:
            self._rate = (1 - _JUDGING) * share / (_BEYOND_JUDGING * passed)

    def begin_sheet(self, share: float) -> None:
        """Begin a sheet that is such a share of all sheets."""
        self._from, self._to = self._to, self._to + (1 - _JUDGING) * share
        self._since = time.monotonic()

    def read_on(self) -> None:
        """Call this while a sheet is read."""
        by_clock = self._from + self._rate * (time.monotonic() - self._since)
        self._tell(min(by_clock, self._until(_READING)))

    def write(self, share: float) -> None:
        """So much of the sheet is written."""
        self._tell(self._until(_READING + (1 - _READING) * share))

    def _until(self, share: float) -> float:
        return self._from + (self._to - self._from) * share
