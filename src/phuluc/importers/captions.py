"""What the captions of an annex mean: which indicator a column group is about, which cell of it a column holds."""

from __future__ import annotations

import enum
import re
from functools import lru_cache
from typing import Final

from phuluc.domain.indicators import INDICATORS_BY_CODE
from phuluc.importers.text_keys import caption_key


class ColumnRole(enum.Enum):
    """What a column of an annex holds; the value is its name in messages."""

    ORDER = "TT"
    TIER = "Cấp"
    UNIT = "Cơ quan, đơn vị"
    TOTAL_RECEIVED = "Tổng số HS tiếp nhận"
    TARGET = "Chỉ tiêu được giao"
    DENOMINATOR = "Mẫu số"
    NUMERATOR = "Kết quả"
    RATE = "Tỷ lệ"
    COUNT = "Số lượng"  # a count; its neighbours tell whether numerator or denominator
    OTHER = ""  # not part of the annex: Đạt/Chưa đạt, Ghi chú, Kỳ trước …
    UNKNOWN = "?"


_ORDER: Final = re.compile(r"s?tt|so tt|so thu tu|thu tu")
_TIER: Final = re.compile(r"cap( hanh chinh| bao cao| don vi)?")
_UNIT: Final = re.compile(
    r"(ten )?(cac )?(co quan|don vi|dia phuong|so ban nganh|so nganh|ubnd|uy ban nhan dan|xa phuong|phuong xa|huyen)"
    r"( (co quan|don vi|dia phuong|ban|nganh|dac khu|thi tran|thi xa|thanh pho|thuc hien|cap (tinh|huyen|xa)|va"
    r"|hanh chinh|huyen|xa|phuong|so|giai quyet|ubnd|cac))*"
)
_TOTAL_RECEIVED: Final = re.compile(r"(tong )?(so )?(luong )?ho so( tthc)?|.*\btiep nhan\b.*")
_OTHER: Final = re.compile(
    r"\b(ky truoc|(thang|quy|nam|tuan) truoc|cung ky|tang giam|so sanh|so voi|chenh lech|con thieu|xep hang|thu hang"
    r"|xep loai|danh gia|ghi chu|chua dat|nguon|ap dung)\b"
)
#: The first that is found decides: "Chỉ tiêu (%)" is a target, "Kết quả (%)" a rate, "Tổng số kết quả" a denominator.
_GROUP_SIGNS: Final = (
    (_OTHER, ColumnRole.OTHER),
    (re.compile(r"\b(chi tieu|muc tieu|duoc giao|giao chung|ke hoach)\b"), ColumnRole.TARGET),
    (re.compile(r"\b(ty le|phan tram)\b|%"), ColumnRole.RATE),
    (re.compile(r"\b(mau so|tong|du dieu kien|tiep nhan|da giai quyet)\b"), ColumnRole.DENOMINATOR),
    (re.compile(r"\b(ket qua|tu so|thuc hien|dat duoc)\b"), ColumnRole.NUMERATOR),
    (re.compile(r"\b(so|tthc|ho so|dich vu cong)\b"), ColumnRole.COUNT),
)
#: The first that is found decides: "Khai thác … thông tin số hóa" is about reuse, not about digitising.
_INDICATOR_SIGNS: Final = (
    (re.compile(r"\bkhai thac\b|\bsu dung lai\b"), "khai_thac_su_dung_lai"),
    (re.compile(r"\bket qua dien tu\b|\bcap ket qua\b"), "cap_ket_qua_dien_tu"),
    (re.compile(r"\bso hoa\b"), "so_hoa"),
    (
        re.compile(r"\bphat sinh\b.*\b(thanh toan|giao dich)\b|\b(thanh toan|giao dich)\b.*\bphat sinh\b"),
        "tttt_phat_sinh",
    ),
    (re.compile(r"\btruc tuyen\b.*\bphat sinh\b|\bphat sinh\b.*\btruc tuyen\b"), "dvc_phat_sinh"),
    (re.compile(r"\bthanh toan\b.*\btruc tuyen\b"), "thanh_toan_truc_tuyen"),
    (re.compile(r"\bho so\b.*\btruc tuyen\b"), "ho_so_truc_tuyen"),
)


@lru_cache(maxsize=1024)
def indicator_of(caption: str) -> str | None:
    """Give the code of the indicator a caption (or a code) names, None where it names none."""
    if caption in INDICATORS_BY_CODE:
        return caption
    key = caption_key(caption)
    return next((code for sign, code in _INDICATOR_SIGNS if sign.search(key)), None)


def leading_role(caption: str) -> ColumnRole:
    """Tell what a column outside the indicator groups holds."""
    key = caption_key(caption)
    if _ORDER.fullmatch(key):
        return ColumnRole.ORDER
    if _TIER.fullmatch(key):
        return ColumnRole.TIER
    if _UNIT.fullmatch(key):
        return ColumnRole.UNIT
    if _TOTAL_RECEIVED.fullmatch(key) and not _OTHER.search(key):
        return ColumnRole.TOTAL_RECEIVED
    return ColumnRole.OTHER


def group_role(caption: str) -> ColumnRole:
    """Tell what a column within an indicator group holds."""
    key = caption_key(caption)
    role = next((role for sign, role in _GROUP_SIGNS if sign.search(key)), ColumnRole.UNKNOWN)
    return ColumnRole.COUNT if role is ColumnRole.UNKNOWN and indicator_of(caption) else role
