"""A process that saves a file and is killed: at the step it is told (a number), or by somebody else ("loop").

Arguments: the file, a file with its next content, the number of the step or "loop".
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from phuluc.workbook import saving

_STEPS = ("open", "fdopen", "fsync", "replace", "unlink", "chmod", "close")


def die_at(number: int) -> None:
    """Count every call that touches files, and die just before the one with this number."""
    count = 0

    def dying(call: Callable[..., Any]) -> Callable[..., Any]:
        def step(*given: Any, **more: Any) -> Any:
            nonlocal count
            if count == number:
                os.kill(os.getpid(), signal.SIGKILL)
            count += 1
            return call(*given, **more)

        return step

    for name in _STEPS:
        setattr(os, name, dying(getattr(os, name)))


def main() -> None:
    target, source, step = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    contents = [source.read_bytes(), target.read_bytes()]
    if step != "loop":
        die_at(int(step))
        saving.save_atomically(target, contents[0])
        return
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    while True:
        for content in contents:
            saving.save_atomically(target, content)


if __name__ == "__main__":
    main()
