"""The entries of the sheet "Thông tin": what titles, captions, digits and rankings take up, and the keys of `--set`."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal

from phuluc.domain.criteria import CRITERION_LABELS, TIES_LABELS
from phuluc.domain.indicators import INDICATORS_BY_LETTER, Indicator
from phuluc.errors import PhuLucError

EntryKind = Literal["text", "date", "year", "digits", "rank", "choice", "fixed", "computed"]
#: Entries the program sets; `--set` does not take them.
SET_BY_PROGRAM: Final[tuple[EntryKind, ...]] = ("fixed", "computed")


class UnknownSettingError(PhuLucError):
    """A key given to `--set` is no entry of "Thông tin"."""


class BadSettingValueError(PhuLucError):
    """A value given to `--set` does not fit its entry."""


@dataclass(frozen=True)
class SettingEntry:
    """One row of "Thông tin".

    Attributes:
        key: ASCII key, also the suffix of the cell's defined name.
        label: Vietnamese, column A.
        default: text as it stands in a new book.
        note: what it is for, column D.
        choices: for kind "choice".
    """

    key: str
    label: str
    default: str = ""
    note: str = ""
    kind: EntryKind = "text"
    choices: tuple[str, ...] = ()


def indicator_label(indicator: Indicator) -> str:
    """How "Chỉ tiêu dùng để xếp hạng" names an indicator: "a) Hồ sơ trực tuyến"."""
    return f"{indicator.letter}) {indicator.short_name}"


INDICATOR_LABELS: Final = tuple(map(indicator_label, INDICATORS_BY_LETTER))

SETTING_ENTRIES: Final[tuple[SettingEntry, ...]] = (
    SettingEntry("loai", "Loại phụ lục", "bay-chi-tieu", "Chương trình đặt, không sửa", "fixed"),
    SettingEntry(
        "ban", "Bản của sổ", "", "live, macro: ô gọi hàm của Phụ lục; native: công thức Excel thường", "fixed"
    ),
    SettingEntry("mo_hinh", "Mô hình chính quyền", "", "2 cấp (từ 01/7/2025) hoặc 3 cấp", "fixed"),
    SettingEntry("ky_bao_cao", "Kỳ báo cáo", "", "Ví dụ: quý I năm 2024; tháng 10 năm 2026"),
    SettingEntry("co_quan", "Cơ quan ban hành", "Văn phòng UBND tỉnh", "Ghi ở dòng “Kèm theo…”"),
    SettingEntry("dia_danh", "Tỉnh, thành phố", "", "Ví dụ: tỉnh Gia Lai; ghi trong báo cáo bằng lời"),
    SettingEntry(
        "co_quan_chu_quan", "Cơ quan chủ quản", "", "Ghi ở đầu báo cáo; để trống là UBND tỉnh, thành phố trên"
    ),
    SettingEntry("chuc_vu_ky", "Chức vụ người ký", "CHÁNH VĂN PHÒNG", "Ghi ở cuối báo cáo"),
    SettingEntry("nguoi_ky", "Họ tên người ký", "", "Ghi ở cuối báo cáo; để trống được"),
    SettingEntry("loai_van_ban", "Loại văn bản", "Báo cáo", "Ghi ở dòng “Kèm theo…”"),
    SettingEntry(
        "cum_tu",
        "Cụm từ dẫn",
        "Ban hành kèm theo",
        "Kèm theo / Ban hành kèm theo",
        "choice",
        ("Ban hành kèm theo", "Kèm theo"),
    ),
    SettingEntry("so_bao_cao", "Số văn bản", "", "Để trống đến khi có số"),
    SettingEntry("ky_hieu", "Ký hiệu văn bản", "BC-VPUBND", "Phần sau dấu gạch chéo"),
    SettingEntry("ngay_bao_cao", "Ngày văn bản", "", "Để trống đến khi ký", "date"),
    SettingEntry("nam", "Năm", "", "Năm in ở dòng “Kèm theo…” khi chưa có ngày", "year"),
    SettingEntry("can_cu_1", "Căn cứ 1", "Quyết định số 766/QĐ-TTg ngày 23/6/2022 của Thủ tướng Chính phủ", ""),
    SettingEntry("can_cu_2", "Căn cứ 2", "", "Quyết định giao chỉ tiêu của tỉnh"),
    SettingEntry("can_cu_3", "Căn cứ 3", "", ""),
    SettingEntry(
        "nguon_so_lieu",
        "Nguồn số liệu",
        "Hệ thống thông tin giải quyết thủ tục hành chính",
        "Hệ thống và ngày trích xuất",
    ),
    SettingEntry("so_chu_so", "Số chữ số thập phân của tỷ lệ", "1", "0, 1 hoặc 2", "digits"),
    SettingEntry("nguong_gan_dat", "Ngưỡng “gần đạt” (điểm %)", "5", "Thấp hơn chỉ tiêu không quá mức này", "digits"),
    SettingEntry(
        "tieu_chi_xep_hang",
        "Tiêu chí xếp hạng",
        CRITERION_LABELS["so_chi_tieu_dat"],
        "Chọn trong danh sách",
        "choice",
        tuple(CRITERION_LABELS.values()),
    ),
    SettingEntry(
        "chi_tieu_xep_hang",
        "Chỉ tiêu dùng để xếp hạng",
        INDICATOR_LABELS[0],
        "Dùng khi xếp theo tỷ lệ của một chỉ tiêu",
        "choice",
        INDICATOR_LABELS,
    ),
    SettingEntry(
        "kieu_dong_hang",
        "Cách xếp khi bằng nhau",
        TIES_LABELS["chung"],
        "Chọn trong danh sách",
        "choice",
        tuple(TIES_LABELS.values()),
    ),
    SettingEntry(
        "dong_tong",
        "In dòng tổng trong phụ lục",
        "Không",
        "Có: thêm dòng chung của cấp dưới mỗi bảng",
        "choice",
        ("Không", "Có"),
    ),
)

#: Entries that books made before the report in words existed lack; there they count as blank.
LATER_KEYS: Final = frozenset({"dia_danh", "co_quan_chu_quan", "chuc_vu_ky", "nguoi_ky"})


def fold(text: str) -> str:
    """Fold a label or key for comparison: no case, no diacritics, words joined by "_"."""
    decomposed = unicodedata.normalize("NFD", text.strip().casefold().replace("đ", "d"))
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return "_".join("".join(char if char.isalnum() else " " for char in plain).split())


def resolve(entries: tuple[SettingEntry, ...], given: Mapping[str, str]) -> dict[str, str | int | float | None]:
    """Turn `--set` pairs into cell values by key: dates as Excel serials, digits and years as integers.

    Raises:
        UnknownSettingError: a key is neither a key nor a label of `entries`.
        BadSettingValueError: a value does not fit (not a date, not a choice).
    """
    by_name = {name: entry for entry in entries for name in (fold(entry.key), fold(entry.label))}
    values: dict[str, str | int | float | None] = {}
    for name, text in given.items():
        entry = by_name.get(fold(name))
        if entry is None or entry.kind in SET_BY_PROGRAM:
            known = ", ".join(entry.key for entry in entries if entry.kind not in SET_BY_PROGRAM)
            raise UnknownSettingError(
                "Không có mục này trong trang “Thông tin”", where=f"--set {name}", remedy=f"Các mục có thể đặt: {known}"
            )
        values[entry.key] = _cell_value(entry, unicodedata.normalize("NFC", text.strip()))
    return values


def excel_serial(day: date) -> int:
    """Serial number of a day in Excel's 1900 system."""
    return (day - date(1899, 12, 30)).days


def _cell_value(entry: SettingEntry, text: str) -> str | int | None:
    if not text:
        return None
    if entry.kind == "date":
        return excel_serial(_parse_date(entry, text))
    if entry.kind in ("year", "digits", "rank"):
        if not text.isascii() or not text.isdigit():
            raise BadSettingValueError(
                "Mục này cần một số nguyên",
                where=f"Thông tin, mục “{entry.label}”",
                found=text,
                remedy="Gõ lại bằng chữ số",
            )
        return int(text)
    if entry.kind == "choice":
        return _parse_choice(entry, text)
    return text


def _parse_date(entry: SettingEntry, text: str) -> date:
    for pattern in ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y"):
        try:
            return datetime.strptime(text, pattern).date()  # noqa: DTZ007 - a day of the calendar has no time zone
        except ValueError:
            continue
    raise BadSettingValueError(
        "Không đọc được ngày",
        where=f"Thông tin, mục “{entry.label}”",
        found=text,
        remedy="Gõ theo dạng ngày/tháng/năm, ví dụ 05/4/2024",
    )


def _parse_choice(entry: SettingEntry, text: str) -> str:
    indicators = ((item.code, indicator_label(item)) for item in INDICATORS_BY_LETTER)
    aliases = {str(key): label for key, label in (*CRITERION_LABELS.items(), *TIES_LABELS.items(), *indicators)}
    wanted = fold(aliases.get(text, text))
    for choice in entry.choices:
        if fold(choice) == wanted:
            return choice
    raise BadSettingValueError(
        "Giá trị không có trong danh sách",
        where=f"Thông tin, mục “{entry.label}”",
        found=text,
        remedy="Chọn một trong: " + "; ".join(entry.choices),
    )
