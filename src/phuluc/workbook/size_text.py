"""Sizes of files as people read them."""

from __future__ import annotations

import math
from typing import Final

from phuluc.domain.printed_numbers import format_number

_MEGABYTE: Final = 1_000_000


def size_text(size: int) -> str:
    """A size in bytes as "1,3 MB"; rounded up, so that what is over a limit never looks equal to it."""
    return f"{format_number(math.ceil(size / _MEGABYTE * 10) / 10)} MB"
