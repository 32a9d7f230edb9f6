"""Points of a score in a cell: the portal writes "91.7", people write "91,7"; neither can part thousands here."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from phuluc.domain.printed_numbers import is_dash
from phuluc.domain.score_figures import NO_DATA_TEXT
from phuluc.domain.vietnamese_numbers import clean_text
from phuluc.importers.text_keys import caption_key

#: What a cell of a source can hold; JSON keeps decimals exactly.
Raw = str | int | float | Decimal | bool | None

_POINTS: Final = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{1,9})?")
_NO_DATA: Final = frozenset({caption_key(NO_DATA_TEXT), "khong co du lieu", "khong thong bao du lieu", "null", "n a"})


class NotPointsError(ValueError):
    """The content is neither points nor a way to say that there are none."""


def read_points(raw: Raw) -> Decimal | None:
    """Give the points a cell holds, exactly; None where it says that there are none.

    Raises:
        NotPointsError: anything else, a negative number among it.
    """
    if raw is None:
        return None
    if isinstance(raw, str):
        return _from_text(raw)
    if isinstance(raw, bool):
        raise NotPointsError
    number = raw if isinstance(raw, Decimal) else Decimal(repr(raw))
    # A number outside this range has digits beyond any score, and an exponent may make it cost minutes to print.
    if not number.is_finite() or number < 0 or number >= 1000:
        raise NotPointsError
    return number


def _from_text(raw: str) -> Decimal | None:
    if _POINTS.fullmatch(raw):
        return Decimal(raw.replace(",", ".") if "," in raw else raw)
    text = clean_text(raw)
    if _POINTS.fullmatch(text):
        return Decimal(text.replace(",", "."))
    if not text or is_dash(text) or caption_key(text) in _NO_DATA:
        return None
    raise NotPointsError
