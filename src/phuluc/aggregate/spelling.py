"""One word in the spellings lists may hold it in."""

from __future__ import annotations

import unicodedata


def spellings(*words: str) -> list[str]:
    """Give words with composed and with decomposed letters, sorted."""
    return sorted({unicodedata.normalize(form, word) for word in words for form in ("NFC", "NFD")})
