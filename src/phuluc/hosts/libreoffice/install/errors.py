"""Why the extension cannot be installed or removed."""

from __future__ import annotations

from phuluc.hosts.libreoffice.errors import OfficeError


class OfficeOpenError(OfficeError):
    """Another LibreOffice holds the profile, or LibreOffice cannot run Python at all."""

    exit_code = 1

    def __init__(self) -> None:
        super().__init__(
            "Không mở được LibreOffice của người dùng để cài hoặc gỡ phần mở rộng",
            remedy="Đóng mọi cửa sổ LibreOffice (kể cả biểu tượng khởi động nhanh), rồi chạy lại; nếu vẫn lỗi, chạy: "
            "phuluc doctor --host libreoffice",
        )
