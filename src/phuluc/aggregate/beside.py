"""Work of a library that cannot be interrupted, done beside the thread that waits for it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Final, TypeVar

#: Seconds between two looks; so long does a person wait who stops the work.
PATIENCE: Final = 0.2

_Result = TypeVar("_Result")


def run_beside(work: Callable[[], _Result], meanwhile: Callable[[], None]) -> _Result:
    """Do `work` beside this thread, which calls `meanwhile` while it waits.

    Whoever is stopped here leaves the work to itself: it goes on to its end, or to that of the process, and nobody
    takes its result. So it must only read.

    Raises:
        BaseException: what the work, `meanwhile` or the person raised.
    """
    outcome: Future[_Result] = Future()

    def run() -> None:
        try:
            outcome.set_result(work())
        except BaseException as error:  # noqa: BLE001 - raised again by who waits
            outcome.set_exception(error)

    # Python waits for other threads before it ends, and for those of executors.
    threading.Thread(target=run, daemon=True).start()
    while not outcome.done():
        try:
            outcome.result(PATIENCE)
        except TimeoutError:
            meanwhile()
    return outcome.result()
