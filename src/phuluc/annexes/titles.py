"""Title and caption of an annex: as text, and as the formula that takes them up from "Thông tin".

Form: Nghị định 30/2020/NĐ-CP, Phụ lục I; number and date stay blank until the document has them; days below 10 and
months 1 and 2 carry a leading zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from phuluc.domain.indicators import TIER_TITLES, Tier

SUBJECT: Final = "07 chỉ tiêu liên quan đến Bộ chỉ số phục vụ người dân, doanh nghiệp trong"
_NO_PERIOD: Final = "………"
_NO_NUMBER: Final = "     "
_NO_YEAR: Final = "      "

Settings = Mapping[str, str | int | float | None]


def setting_name(key: str) -> str:
    """Return the defined name of an entry of "Thông tin"."""
    return f"thong_tin_{key}"


def title_text(tier: Tier, settings: Settings) -> str:
    """Return the title of the annex of `tier`."""
    return f"{TIER_TITLES[tier]}: {SUBJECT} {settings.get('ky_bao_cao') or _NO_PERIOD}"


def title_formula(tier: Tier) -> str:
    """Formula whose value is `title_text`."""
    period = setting_name("ky_bao_cao")
    return f'="{TIER_TITLES[tier]}: {SUBJECT} "&IF({period}="","{_NO_PERIOD}",{period})'


def caption_text(settings: Settings) -> str:
    """Return the line under the title; `ngay_bao_cao` is an Excel serial."""
    serial = settings.get("ngay_bao_cao")
    if serial:
        day = date(1899, 12, 30) + timedelta(days=int(serial))
        month = f"{day.month:02d}" if day.month < 3 else str(day.month)
        dated = f"ngày {day.day:02d} tháng {month} năm {day.year}"
    else:
        dated = f"ngày {_NO_NUMBER} tháng {_NO_NUMBER} năm {settings.get('nam') or _NO_YEAR}"
    return (
        f"({settings.get('cum_tu') or ''} {settings.get('loai_van_ban') or ''} số "
        f"{settings.get('so_bao_cao') or _NO_NUMBER}/{settings.get('ky_hieu') or ''} {dated} "
        f"của {settings.get('co_quan') or ''})"
    )


def caption_formula() -> str:
    """Formula whose value is `caption_text`."""
    number, day, year = (setting_name(key) for key in ("so_bao_cao", "ngay_bao_cao", "nam"))
    phrase, document, symbol, office = (setting_name(key) for key in ("cum_tu", "loai_van_ban", "ky_hieu", "co_quan"))
    return (
        f'="("&{phrase}&" "&{document}&" số "&IF({number}="","{_NO_NUMBER}",{number})&"/"&{symbol}'
        f'&" ngày "&IF({day}="","{_NO_NUMBER}",TEXT(DAY({day}),"00"))'
        f'&" tháng "&IF({day}="","{_NO_NUMBER}",IF(MONTH({day})<3,"0","")&MONTH({day}))'
        f'&" năm "&IF({day}="",IF({year}="","{_NO_YEAR}",{year}),YEAR({day}))&" của "&{office}&")"'
    )
