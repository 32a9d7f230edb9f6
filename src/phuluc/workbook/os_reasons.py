"""What the system says when it refuses to read or write, in Vietnamese."""

from __future__ import annotations

import errno
from typing import Final

#: The drive is not there any more: errno, and Windows' codes for a network path or device that went away.
_GONE: Final = frozenset(
    getattr(errno, name)
    for name in (
        *("EIO", "ESTALE", "ENXIO", "ENODEV", "ENETDOWN", "ENETUNREACH", "ENETRESET", "ECONNRESET", "ECONNABORTED"),
        *("ENOTCONN", "ETIMEDOUT", "EHOSTDOWN", "EHOSTUNREACH", "EREMOTEIO"),
    )
    if hasattr(errno, name)
)
_GONE_ON_WINDOWS: Final = frozenset({21, 51, 53, 55, 59, 64, 67, 121, 1167, 1231, 1232, 1236})
_FULL: Final = frozenset(getattr(errno, name) for name in ("ENOSPC", "EDQUOT", "EFBIG") if hasattr(errno, name))
_FULL_ON_WINDOWS: Final = frozenset({39, 112, 1295})
_REASONS: Final = {
    errno.EACCES: "không có quyền, hoặc chương trình khác đang giữ tệp",
    errno.EPERM: "hệ thống không cho phép",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.ENOENT: "tệp hoặc thư mục không còn ở đó",
    errno.EBUSY: "chương trình khác đang giữ tệp",
    errno.ENAMETOOLONG: "tên tệp quá dài",
    errno.ELOOP: "liên kết tệp vòng tròn",
    errno.EINVAL: "tên tệp không hợp lệ với ổ đĩa này",
    errno.EMFILE: "máy đang mở quá nhiều tệp",
}


def is_gone(error: OSError) -> bool:
    """Tell whether the drive went away, as network drives do."""
    return error.errno in _GONE or getattr(error, "winerror", None) in _GONE_ON_WINDOWS


def is_full(error: OSError) -> bool:
    """Tell whether the drive, or this person's share of it, is full."""
    return error.errno in _FULL or getattr(error, "winerror", None) in _FULL_ON_WINDOWS


def reason_of(error: OSError) -> str:
    """Give the reason; the system's number for it where we have no words."""
    if is_gone(error):
        return "mất kết nối tới ổ đĩa hoặc ổ mạng"
    if is_full(error):
        return "ổ đĩa hết chỗ"
    known = _REASONS.get(error.errno or 0)
    return known or f"hệ thống báo lỗi số {getattr(error, 'winerror', None) or error.errno or 0}"
