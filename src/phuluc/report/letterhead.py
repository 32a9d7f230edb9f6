"""Head and foot of a document from the entries of "Thông tin", in the form of Nghị định 30/2020/NĐ-CP."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from phuluc.report.model import Letterhead

_BLANK: Final = "………"
_SPACE: Final = "\N{NO-BREAK SPACE}" * 6
_CITY: Final = "thành phố"
_LEVELS: Final = ("tỉnh", _CITY, "tp.", "xã", "phường", "đặc khu", "huyện", "thị xã", "thị trấn")
_COMMITTEE: Final = "UBND"


def letterhead(settings: Mapping[str, str], *, titled: bool = True) -> Letterhead:
    """Make head and foot; what is not known stays blank or dotted, never invented.

    Args:
        settings: entries of "Thông tin" as text; the date is the serial number of its day.
        titled: whether the kind of the document stands above its subject; a letter (công văn) has none.
    """
    place = settings.get("dia_danh", "").strip()
    office = settings.get("co_quan", "").strip()
    parent, own = _offices(office, settings.get("co_quan_chu_quan", "").strip(), place)
    number = settings.get("so_bao_cao", "").strip() or _SPACE
    symbol = settings.get("ky_hieu", "").strip()
    title = settings.get("loai_van_ban", "").strip().upper() or "BÁO CÁO"
    return Letterhead(
        parent=parent.upper(),
        office=own.upper(),
        number=f"Số: {number}/{symbol}",
        place_and_date=f"{place_name(place) or _BLANK}, {_dated(settings)}",
        title=title if titled else "",
        signer=settings.get("chuc_vu_ky", "").strip().upper(),
        name=settings.get("nguoi_ky", "").strip(),
    )


def place_name(place: str) -> str:
    """Give the bare name of a place: "tỉnh Bình Định" is "Bình Định"."""
    folded = place.casefold()
    level = next((word for word in _LEVELS if folded.startswith(f"{word} ")), "")
    return place[len(level) :].strip() if level or not folded.startswith("ubnd ") else place_name(place[5:])


def is_city(place: str) -> bool:
    """Tell whether a place of the first level is a city, by its name."""
    return place.casefold().startswith((_CITY, "tp."))


def _offices(office: str, parent: str, place: str) -> tuple[str, str]:
    """The office above and the office itself, as the head names them: "Văn phòng UBND tỉnh" is a "Văn phòng" of it."""
    if place.casefold().startswith(f"{office.casefold()} ") and office.casefold().startswith("ubnd"):
        return parent, place  # "UBND xã" of "UBND xã Bình Thành"
    short, _, committee = office.partition(f" {_COMMITTEE} ")
    if committee and not parent:
        whole = place if place and committee.casefold() in ("tỉnh", _CITY) else committee
        return f"{_COMMITTEE} {whole}" if place_name(whole) != whole else f"{_COMMITTEE} {whole} {_BLANK}", short
    return parent, short if committee and parent.casefold().startswith(_COMMITTEE.casefold()) else office


def _dated(settings: Mapping[str, str]) -> str:
    serial = settings.get("ngay_bao_cao", "").strip()
    if serial.replace(".", "", 1).isdigit():
        day = date(1899, 12, 30) + timedelta(days=int(float(serial)))
        month = f"{day.month:02d}" if day.month < 3 else str(day.month)
        return f"ngày {day.day:02d} tháng {month} năm {day.year}"
    return f"ngày {_SPACE} tháng {_SPACE} năm {settings.get('nam', '').strip() or _SPACE}"
