"""Vietnamese text of the time before Unicode: TCVN3 (ABC) and VNI, which a font of their own makes look right.

Such text is letters of Western Europe to every program: "Sở Y tế" is "Së Y tÕ" in TCVN3 and "Sôû Y teá" in VNI. It is
told by letters and signs within words that Vietnamese does not write there. Fonts tell it by their names, too.
"""

from __future__ import annotations

import re
from typing import Final

#: Signs of Latin-1 that are Vietnamese letters in TCVN3; beside a letter they are no signs.
_SIGNS: Final = "\u00a1-\u00b1\u00b4-\u00b9\u00bb-\u00be\u00d7\u00f7"
_LATIN1: Final = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff"
#: Letters of Latin-1 that no Vietnamese word has.
_FOREIGN: Final = "ÄÅÆÇËÎÏÐÑÖØÛÜÞßäåæçëîïðñöøûüþÿ"
_LEGACY: Final = re.compile(
    f"[{_LATIN1}][{_SIGNS}]|[{_SIGNS}][a-z\u00c0-\u00ff]|[A-Za-z][{_FOREIGN}]|[{_FOREIGN}][A-Za-z]"
    # The letter for the marks after a vowel, as VNI writes them.
    "|[eE][áàãâÁÀÃÂùõúéèÙÕÚÉÈ]|[aA][âêéèúùõÂÊÉÈÚÙÕ]|[oO][âùõÂÙÕ]|[ôÔ][ùøûõïÙØÛÕÏ]"
    # The vowel with its marks, as TCVN3 writes them after consonants where Vietnamese has no such syllable.
    "|[A-Za-z][ÕÔÓÒ](?![A-Za-z])(?<=[a-z].)"
)
_UNICODE_ONLY: Final = re.compile("[\u0102\u0103\u0110\u0111\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]")


def is_legacy_text(text: str) -> bool:
    """Tell whether a text is in an encoding of the time before Unicode; False where it is too short to tell."""
    return not text.isascii() and not _UNICODE_ONLY.search(text) and _LEGACY.search(text) is not None


def legacy_font(name: str) -> str | None:
    """Name the encoding a font is made for, "TCVN3" or "VNI"; None for fonts of Unicode."""
    if name.startswith(".Vn"):
        return "TCVN3"
    return "VNI" if name.upper().startswith("VNI-") else None
