"""What a cell shows when a function fails in a way nobody foresaw."""

from __future__ import annotations

from typing import Final

from phuluc.functions import ERROR_PREFIX

#: A sheet has thousands of cells with the same formula: the log needs each cause once a session.
_recorded: Final[set[tuple[str, str]]] = set()


def failure_text(function: str, error: Exception) -> str:
    """Record a failure, with its traceback, in the log file and give the short text for the cell."""
    # What most sessions never need is loaded here.
    from phuluc.hosts.logfile import describe_failure, record_failure  # noqa: PLC0415

    cause = function, describe_failure(error, function)
    if cause not in _recorded:
        _recorded.add(cause)
        record_failure(error, function)
    return f"{ERROR_PREFIX}{function} gặp sự cố ngoài dự kiến ({type(error).__name__}); chi tiết ở tệp nhật ký."
