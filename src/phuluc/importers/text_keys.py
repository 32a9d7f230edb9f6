"""Texts reduced to what they mean, for comparing captions: no diacritics, no case, no punctuation."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

_STROKE: Final = str.maketrans("đĐ", "dD")
_NOT_WORD: Final = re.compile(r"[^0-9a-z%]+")
#: What is longer is a paragraph, over which the patterns of captions would take seconds.
_LONGEST_CAPTION: Final = 500
#: Abbreviations of captions, spelled out so that both spellings have one key.
_SPELLED_OUT: Final = {
    "hs": "ho so",
    "kq": "ket qua",
    "sl": "so luong",
    "ti": "ty",
    "tttt": "thanh toan truc tuyen",
    "dvctt": "dich vu cong truc tuyen",
    "dvc": "dich vu cong",
}


@lru_cache(maxsize=4096)
def caption_key(text: str) -> str:
    """Reduce a caption to its key: "Tỷ lệ HS (%)" and "tỉ lệ hồ sơ %" are both "ty le ho so %".

    Only the first 500 characters are considered.
    """
    decomposed = unicodedata.normalize("NFD", text[:_LONGEST_CAPTION].translate(_STROKE))
    bare = "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()
    words = _NOT_WORD.sub(" ", bare.replace("%", " % ")).split()
    return " ".join(_SPELLED_OUT.get(word, word) for word in words)
