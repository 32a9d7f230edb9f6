"""Standard output and standard error: always UTF-8, messages apart from results, progress only for eyes."""

from __future__ import annotations

import io
import os
import sys
from types import TracebackType
from typing import TYPE_CHECKING, Self, TextIO

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


def prepare_streams() -> None:
    """Make both streams take any Vietnamese text.

    A Windows console or pipe may stand at cp1252 or cp1258, which lack half of the Vietnamese letters.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def say(message: str) -> None:
    """Tell the person something, on standard error."""
    print(message, file=sys.stderr)  # noqa: T201 - this is the command line


def give(result: str) -> None:
    """Hand over a result, on standard output."""
    print(result)  # noqa: T201 - this is the command line


def flush_results() -> None:
    """Write out what is buffered now, where a closed pipe can still be answered."""
    print(end="", flush=True)  # noqa: T201 - this is the command line


def abandon_standard_output() -> None:
    """Send what is still buffered to nowhere, so that the interpreter's last flush does not fail as well."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


class ProgressDisplay:
    """A `phuluc.results.Progress` that draws bars where `stream` is a terminal and is silent elsewhere.

    rich is imported with the first bar only.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._bars: Progress | None = None
        self._stages: dict[str, TaskID] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bars is not None:
            self._bars.stop()

    def __call__(self, stage: str, done: int, total: int) -> None:
        if not self._stream.isatty():
            return
        bars = self._bars or self._start()
        if stage not in self._stages:
            self._stages[stage] = bars.add_task(stage, total=total)
        bars.update(self._stages[stage], completed=done, total=total)

    def _start(self) -> Progress:
        from rich.console import Console  # noqa: PLC0415 - a tenth of a second that silent runs do not need
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415

        columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
        self._bars = Progress(*columns, console=Console(file=self._stream), transient=True)
        self._bars.start()
        return self._bars
