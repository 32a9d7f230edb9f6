"""Names of people where something else should stand: what messages must not quote."""

from __future__ import annotations

from typing import Final

#: Nine of ten people have one of these; "Hồ" and "Lý" also begin captions.
_SURNAMES: Final = frozenset(
    ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Ngô", "Dương")
)


def is_person(text: str) -> bool:
    """Tell a name of a person, in capitals or not, from a caption or a word for a state."""
    words = text.split()
    return len(words) > 1 and words[0].capitalize() in _SURNAMES and all(word[0].isupper() for word in words)
