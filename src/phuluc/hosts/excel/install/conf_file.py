"""The user's configuration file of xlwings: lines `"KEY","VALUE"`, of which we own some and touch no other.

xlwings reads it with VBA's `Input #`, in the ANSI code page and two values at a time: an empty line shifts every pair
after it. Lines are therefore handled as bytes and empty lines are left out.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

_NEWLINE: Final = "\r\n"
#: Every byte is one character and comes back as the same byte.
_BYTES_AS_TEXT: Final = "latin-1"


@dataclass(frozen=True)
class ConfLine:
    """A line as it stands, and its key in capitals ("" where it is none)."""

    text: str
    key: str
    value: str


def read_conf(content: bytes) -> list[ConfLine]:
    """The lines that say something."""
    return [_line(text) for text in content.decode(_BYTES_AS_TEXT).splitlines() if text.strip()]


def conf_value(content: bytes, key: str) -> str | None:
    """The value xlwings finds for a key: that of its first line."""
    return next((line.value for line in read_conf(content) if line.key == key.upper()), None)


def with_settings(content: bytes, settings: Mapping[str, str]) -> bytes:
    """The file with our settings, each once and in the place of its first line; other lines as they were."""
    waiting = {key.upper(): value for key, value in settings.items()}
    ours = set(waiting)
    lines = []
    for line in read_conf(content):
        if line.key not in ours:
            lines.append(line.text)
        elif line.key in waiting:
            lines.append(_written(line.key, waiting.pop(line.key)))
    return _joined([*lines, *(_written(key, value) for key, value in waiting.items())])


def without_settings(content: bytes, settings: Mapping[str, str], before: Mapping[str, str]) -> bytes:
    """The file without the lines we wrote.

    Args:
        content: the file.
        settings: what we wrote; a line that somebody changed since then stays.
        before: values that our settings replaced, which come back.
    """
    ours = {key.upper(): value for key, value in settings.items()}
    lines = []
    for line in read_conf(content):
        if ours.get(line.key) != line.value:
            lines.append(line.text)
        elif line.key in before:
            lines.append(_written(line.key, before[line.key]))
    return _joined(lines)


def replaced_values(content: bytes, settings: Mapping[str, str]) -> dict[str, str]:
    """The values that `with_settings` would replace by others."""
    found = {key.upper(): conf_value(content, key) for key in settings}
    wanted = {key.upper(): value for key, value in settings.items()}
    return {key: value for key, value in found.items() if value is not None and value != wanted[key]}


def _line(text: str) -> ConfLine:
    fields = next(csv.reader([text], skipinitialspace=True), [])
    key, value = (fields[0].strip().upper(), fields[1]) if len(fields) >= 2 else ("", "")
    return ConfLine(text, key, value)


def _written(key: str, value: str) -> str:
    return f'"{key}","{value}"'


def _joined(lines: Iterable[str]) -> bytes:
    return "".join(f"{line}{_NEWLINE}" for line in lines).encode(_BYTES_AS_TEXT)
