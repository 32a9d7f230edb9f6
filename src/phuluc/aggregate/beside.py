"""Work done beside the thread that waits for it, which goes on hearing the person and telling how far it is."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future, wait
from typing import Final, TypeVar

#: Seconds between two looks; so long does a person wait who stops the work.
_PATIENCE: Final = 0.2

_Result = TypeVar("_Result")


def awaited(work: Future[_Result], meanwhile: Callable[[], object]) -> _Result:
    """Wait for work of another thread and call `meanwhile` a few times a second.

    Raises:
        BaseException: what the work, `meanwhile` or the person raised.
    """
    while not wait((work,), _PATIENCE).done:
        meanwhile()
    return work.result()


def run_beside(work: Callable[[], _Result], meanwhile: Callable[[], None]) -> _Result:
    """Do work that cannot be interrupted beside this thread, see `awaited`.

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
    return awaited(outcome, meanwhile)
