"""How much is tried: little in every run, much in `make soak` (PHULUC_EFFORT=20)."""

from __future__ import annotations

import os

EFFORT = int(os.environ.get("PHULUC_EFFORT", "1"))


def examples(usual: int) -> int:
    """The number of examples of a property."""
    return usual * EFFORT
