"""The clock of the sheets that say when something was done: the clerk's own, as the sheets are the clerk's."""

from __future__ import annotations

from datetime import datetime


def now() -> datetime:
    """The present moment in the machine's time zone."""
    return datetime.now().astimezone()
