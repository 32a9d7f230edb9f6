"""What a person is told when a command fails, and what of it goes to the log file."""

from __future__ import annotations

import errno
from dataclasses import dataclass
from typing import Final

from phuluc.errors import PhuLucError
from phuluc.hosts.logfile import record_failure

EXIT_NOT_DONE: Final = 2


class FileAccessError(PhuLucError):
    """The system refused to read or write a file."""

    @classmethod
    def from_os_error(cls, error: OSError) -> FileAccessError:
        what, remedy = _OS_CAUSES.get(
            error.errno or 0, ("Không đọc hoặc ghi được tệp", "Kiểm tra đường dẫn rồi thử lại")
        )
        return cls(what, where=str(error.filename or ""), remedy=remedy)


_OS_CAUSES: Final = {
    errno.ENOENT: ("Không tìm thấy tệp hoặc thư mục", "Kiểm tra lại đường dẫn"),
    errno.EACCES: ("Không có quyền đọc hoặc ghi", "Đóng tệp nếu đang mở trong Excel, hoặc chọn nơi lưu khác"),
    errno.EPERM: ("Không có quyền đọc hoặc ghi", "Đóng tệp nếu đang mở trong Excel, hoặc chọn nơi lưu khác"),
    errno.EISDIR: ("Đây là thư mục, không phải tệp", "Chỉ rõ tên tệp"),
    errno.ENOTDIR: ("Đường dẫn đi qua một tệp, không phải thư mục", "Kiểm tra lại đường dẫn"),
    errno.EROFS: ("Ổ đĩa chỉ cho đọc", "Chọn nơi lưu khác"),
    errno.ENOSPC: ("Ổ đĩa đã đầy", "Giải phóng chỗ trống rồi thử lại"),
    errno.ENAMETOOLONG: ("Tên tệp quá dài", "Đặt tên ngắn hơn"),
}


@dataclass(frozen=True)
class Explanation:
    """The message for the person, Vietnamese, and the exit status."""

    message: str
    exit_code: int


def explain_failure(error: Exception, command: str) -> Explanation:
    """Put a failure into words; one that nobody foresaw, or that has a deeper cause, is recorded in the log file."""
    # Libraries tell what the system refused, but not always where.
    if isinstance(error, OSError) and (error.filename is not None or error.errno in _OS_CAUSES):
        explained: Exception = FileAccessError.from_os_error(error)
    else:
        explained = error
    if isinstance(explained, PhuLucError):
        if explained is not error or error.__cause__ is not None:
            record_failure(error, command)
        return Explanation(f"Lỗi: {explained}", explained.exit_code)
    log = record_failure(error, command)
    details = f" Chi tiết kỹ thuật (không chứa số liệu) ở: {log}" if log is not None else ""
    message = f"Lỗi: Chương trình gặp sự cố ngoài dự kiến ({type(error).__name__}) nên lệnh chưa hoàn thành.{details}"
    return Explanation(message, EXIT_NOT_DONE)
