"""Captions that take up entries of "Thông tin": as text, and as the formula whose value is that text.

"{quy_tac_…}" is a cell of the sheet "Quy tắc" by its name; all others are entries by their keys:
"{ngay_ky_nay}" is a day ("08/4/2025"), "{KY_BAO_CAO}" an entry in capitals, "{nam_so_sanh}" an entry as it stands.
Days below 10 and months 1 and 2 carry a leading zero (Nghị định 30/2020/NĐ-CP).
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from phuluc.annexes.titles import Settings, setting_name

_PLACE: Final = re.compile(r"\{([A-Za-z_0-9]+)\}")
_RULE: Final = "quy_tac_"
_BLANK: Final = "………"
_NO_DAY: Final = "…/…/……"


def filled_text(template: str, settings: Settings) -> str:
    """Put the entries into a caption; `ngay_…` entries are Excel serials."""
    return _PLACE.sub(lambda match: _entry_text(match[1], settings), template)


def filled_formula(template: str) -> str | None:
    """Formula whose value is `filled_text`; None for a caption without entries."""
    parts = _PLACE.split(template)
    if len(parts) == 1:
        return None
    texts = (f'"{part}"' if not number % 2 else _entry_formula(part) for number, part in enumerate(parts) if part)
    return "=" + "&".join(texts)


def day_text(serial: float) -> str:
    """Write the day of an Excel serial: "08/4/2025", "29/02/2024"."""
    day = date(1899, 12, 30) + timedelta(days=int(serial))
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"{day.day:02d}/{month}/{day.year}"


def _entry_text(key: str, settings: Settings) -> str:
    if key.startswith(_RULE):
        return str(settings.get(key) or "")
    value = settings.get(key.lower())
    if key.startswith("ngay_"):
        return day_text(value) if isinstance(value, (int, float)) and value else _NO_DAY
    text = _BLANK if value in (None, "") else str(value)
    return text.upper() if key.isupper() else text


def _entry_formula(key: str) -> str:
    if key.startswith(_RULE):
        return key
    cell = setting_name(key.lower())
    if key.startswith("ngay_"):
        day = f'TEXT(DAY({cell}),"00")&"/"&IF(MONTH({cell})<3,"0","")&MONTH({cell})&"/"&YEAR({cell})'
        return f'IF(N({cell})=0,"{_NO_DAY}",{day})'
    text = f"UPPER({cell})" if key.isupper() else cell
    return f'IF({cell}="","{_BLANK}",{text})'
