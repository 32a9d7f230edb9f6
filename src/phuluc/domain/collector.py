"""The collector of reference cycles, kept from going over cells that all live on."""

from __future__ import annotations

import gc
from contextlib import contextmanager

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def cells_left_alone() -> Iterator[None]:
    """Keep the collector from walking a million cells over and over while they are read.

    Nothing that is read has cycles, and everything is kept: each walk finds nothing, and all of them together take a
    quarter of the time of a long list. Afterwards the collector is as it was, whatever happened.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
