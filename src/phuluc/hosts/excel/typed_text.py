"""Text on its way into a cell of a running spreadsheet program, which reads what it is given as if it were typed.

"=1+1" would become a formula, "05/4/2024" a date, "99,8%" a number. An apostrophe in front, which does not belong to
the value, keeps a text a text.
"""

from __future__ import annotations

import re
from typing import Final

_WORD: Final = re.compile(r"[^\W\d_]+")
#: Words that can stand in something read as a date, a time, a number or an amount.
_READABLE_WORDS: Final = frozenset(
    re.findall(
        r"\w+",
        """
        jan january feb february mar march apr april may jun june jul july aug august sep sept september oct october nov
        november dec december mon monday tue tuesday wed wednesday thu thursday fri friday sat saturday sun sunday am pm
        a p e th thg tháng ngày năm giêng hai ba tư năm sáu bảy tám chín mười một mốt chạp sa ch sáng chiều t cn thứ
        chủ nhật vnd vnđ usd eur đ d
        """,
    )
)
_FIRST_SIGNS: Final = "=+-@'#"


def typed_text(text: str) -> str:
    """Return what to enter so that the cell holds exactly `text` as text."""
    return f"'{text}" if _is_read_as_something_else(text) else text


def _is_read_as_something_else(text: str) -> bool:
    stripped = text.strip()
    if stripped[:1] in _FIRST_SIGNS and stripped not in ("", "-"):
        return True
    if stripped.casefold() in ("true", "false"):
        return True
    if not any(char.isdigit() for char in stripped):
        return False
    return all(word in _READABLE_WORDS for word in _WORD.findall(stripped.casefold()))
