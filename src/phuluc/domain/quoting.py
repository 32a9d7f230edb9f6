"""What of a file may be quoted in a message: captions, not the lines of a list of people."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Telephone, identity and dossier numbers; no caption has one.
_PERSONAL_NUMBER: Final = re.compile(r"\d[\d .-]{5,}\d")


def are_captions(texts: Iterable[str]) -> bool:
    """Tell whether a line can be the captions of a table: none of its texts holds a number of seven digits or more."""
    return not any(
        sum(letter.isdigit() for letter in found) > 6 for text in texts for found in _PERSONAL_NUMBER.findall(text)
    )


def quoted_captions(texts: Iterable[str]) -> str:
    """The captions of a table in quotes; where the line is one of data, that it is so and nothing of it."""
    kept = list(texts)
    if not are_captions(kept):
        return "dòng đầu là dữ liệu, không phải tiêu đề cột"
    return ", ".join(f"“{text}”" for text in kept)
