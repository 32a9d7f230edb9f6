"""Which column of a book of scores a source's words mean, and what of it the book computes by itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from phuluc.annexes.score_tables import PAIR, RATE, SCORE, SLOT_ROLES, ScoreTable
from phuluc.domain.data_table import own_text
from phuluc.domain.score_cells import (
    PRINTED_CHANGE,
    PRINTED_CLAIM,
    PRINTED_COUNT,
    PRINTED_DAY,
    PRINTED_GRADE,
    PRINTED_ORDER,
    PRINTED_RANK,
    CellKey,
)
from phuluc.domain.score_figures import AXIS_CODES, SlotName
from phuluc.domain.scoring_rules import FILE_NAME, all_axis_names, portal_codes
from phuluc.importers.text_keys import caption_key

_KEPT: Final[dict[str, str]] = {
    "tang giam": PRINTED_CHANGE,
    "stt": PRINTED_ORDER,
    "so thu tu": PRINTED_ORDER,
    "xep loai": PRINTED_GRADE,
    "ket qua danh gia": PRINTED_GRADE,
    "xep hang": PRINTED_RANK,
    "so trong loi van": PRINTED_CLAIM,
    "so luong": PRINTED_COUNT,
    "so luong trong loi van": PRINTED_COUNT,
    "ngay in o bang": PRINTED_DAY,
}
_CODES: Final[dict[str, str]] = {
    "diem": SCORE,
    "tong diem": SCORE,
    "tong": SCORE,
    "total": SCORE,
    "ty le": RATE,
    "gia tri": RATE,
    "so lieu": PAIR,
    "diem toi da": "toi_da",
}
_PLACES: Final = re.compile(r"\{[^}]*\}|\([^)]*\)")


@dataclass(frozen=True)
class Meaning:
    """What a source's column means: a column of figures, or something the book computes and keeps aside."""

    code: str = ""
    is_year: bool = False
    kept: str = ""


def meaning_of(table: ScoreTable | None, text: str) -> Meaning | None:
    """Understand a source's words for a column, by code, axis or caption; None where nothing is meant."""
    key = caption_key(text)
    if key in _KEPT:
        return Meaning(kept=_KEPT[key])
    if key in ("nam", "gia tri nam"):
        return Meaning(RATE, is_year=True)
    codes = {code for (_, code) in table.positions()} if table else set()
    found = _CODES.get(key) or _axes(*own_text(FILE_NAME)).get(key)
    if found is not None:
        return Meaning(found)
    for code in codes:
        if code and caption_key(code) == key:
            return Meaning(code)
    for (_, code), column in (table.columns() if table else {}).items():
        if code and caption_key(_PLACES.sub("", column.caption)) == key:
            return Meaning(code)
    return None


@lru_cache(maxsize=2)
def _axes(_own_lines: str, _file: str) -> dict[str, str]:
    """Codes of the axes by all they are called in the rules in force; read anew when those of the office change."""
    names = {caption_key(name): code for code, name in all_axis_names()}
    return names | portal_codes() | {code: code for code in AXIS_CODES}


def cell_key(meaning: Meaning, slot: SlotName) -> CellKey:
    """Return the column of a meaning in a slot."""
    return ("nam" if meaning.is_year else SLOT_ROLES[slot], meaning.code)
