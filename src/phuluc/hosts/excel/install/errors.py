"""Why the add-in cannot be installed or removed: one class per cause, told in Vietnamese."""

from __future__ import annotations

from pathlib import Path

from phuluc.errors import PhuLucError


class InstallError(PhuLucError):
    """Base of what stands in the way of an installation; nothing was changed unless the class says otherwise."""

    exit_code = 1


class NotWindowsError(InstallError):
    def __init__(self, system: str) -> None:
        super().__init__(
            "Phần bổ trợ Excel chỉ cài được trên Windows",
            found=system,
            remedy="Trên máy này hãy dùng các lệnh phuluc khác, chúng không cần Excel",
        )


class FolderUnknownError(InstallError):
    def __init__(self, variable: str) -> None:
        super().__init__(
            "Windows không cho biết thư mục của người dùng",
            where=f"%{variable}%",
            remedy="Chạy lệnh từ phiên đăng nhập bình thường của chính người sẽ dùng Excel",
        )


class AddinMissingError(InstallError):
    """The package was built without the add-in."""

    def __init__(self, name: str) -> None:
        super().__init__(
            "Bản cài đặt này thiếu tệp phần bổ trợ", where=name, remedy="Cài lại từ gói đầy đủ do đơn vị cung cấp"
        )


class AddinDamagedError(InstallError):
    """The add-in of the package cannot be read."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(
            "Tệp phần bổ trợ trong bản cài đặt bị hỏng",
            where=name,
            found=reason,
            remedy="Cài lại từ gói đầy đủ do đơn vị cung cấp",
        )


class ExcelRunningError(InstallError):
    def __init__(self, path: Path) -> None:
        super().__init__(
            "Excel đang mở nên chưa thay được tệp",
            where=str(path),
            remedy="Lưu công việc, đóng mọi cửa sổ Excel (kể cả tiến trình EXCEL.EXE chạy ngầm trong Task Manager) rồi "
            "chạy lại",
        )


class ReadOnlyFileError(InstallError):
    def __init__(self, path: Path) -> None:
        super().__init__(
            "Tệp đang đặt thuộc tính chỉ đọc nên không thay được",
            where=str(path),
            remedy="Mở Properties của tệp, bỏ chọn Read-only rồi chạy lại; nếu bộ phận công nghệ thông tin đã khóa tệp "
            "thì nhờ họ mở",
        )


class FolderClosedError(InstallError):
    """The system refused to write into one of the user's own folders. What was done before it stays."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            "Không ghi được vào thư mục của người dùng",
            where=str(path),
            found=reason,
            remedy="Kiểm tra dung lượng đĩa và quyền ghi; nếu phần mềm bảo vệ đã chặn thì nhờ bộ phận công nghệ thông "
            "tin cho phép, rồi chạy lại",
        )


class UnreachablePythonError(InstallError):
    """The interpreter stands at a path that Excel's VBA cannot pass on, and Windows keeps no 8.3 name for it."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            "Đường dẫn tới Python có chữ có dấu (như ễ, ă, ơ) mà Excel không truyền được, và ổ đĩa "
            "không có tên ngắn 8.3 thay thế",
            where=str(path),
            remedy="Cài Python vào thư mục không dấu, ví dụ C:\\PhuLuc, hoặc dùng gói có sẵn Python (install.cmd): gói "
            "này tự chọn thư mục không dấu",
        )
