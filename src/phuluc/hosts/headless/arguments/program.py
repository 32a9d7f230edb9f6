"""Commands about the program itself: its functions, demonstration and installation."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from phuluc.hosts.headless.arguments.shared import add_command, add_json

if TYPE_CHECKING:
    from phuluc.hosts.headless.arguments.shared import Commands
    from phuluc.hosts.headless.usage import VietnameseParser


def add_functions(commands: Commands) -> None:
    parser = add_command(commands, "functions", "liệt kê các hàm trang tính kèm trợ giúp (worksheet functions)")
    add_json(parser)


def add_demo(commands: Commands) -> None:
    parser = add_command(
        commands,
        "demo",
        "làm thử trọn một kỳ bằng số liệu mẫu (demonstration)",
        "Dùng phụ lục quý I/2024 của tỉnh Bình Định: tạo sổ, nhập, tính, kiểm tra, lập phụ lục, soạn báo cáo. "
        "In từng lệnh đã chạy.",
    )
    parser.values.add_argument(
        "folder",
        metavar="FOLDER",
        type=Path,
        nargs="?",
        default=Path("phuluc_demo"),
        help="thư mục ghi kết quả (folder), mặc định phuluc_demo",
    )


def add_build(commands: Commands) -> None:
    add_command(
        commands,
        "build",
        "dựng lại mẫu sổ và phần bổ trợ, cho người phát triển (build)",
        "Chạy trong thư mục gốc của mã nguồn.",
    )


def add_install(commands: Commands) -> None:
    parser = add_command(
        commands,
        "install",
        "cài phần bổ trợ cho người dùng này (install)",
        "Không cần quyền quản trị. Cài xong tự kiểm tra như lệnh doctor; mã thoát 1 khi còn lỗi.",
    )
    _add_host(parser)
    _add_dry_run(parser)


def add_uninstall(commands: Commands) -> None:
    parser = add_command(
        commands,
        "uninstall",
        "gỡ phần bổ trợ của người dùng này (uninstall)",
        "Trả lại những gì đã thay khi cài, giữ nguyên phần bổ trợ và cấu hình của người khác.",
    )
    _add_host(parser)
    _add_dry_run(parser)


def add_doctor(commands: Commands) -> None:
    parser = add_command(
        commands,
        "doctor",
        "kiểm tra máy có chạy được phần bổ trợ không (diagnose)",
        "Chỉ đọc, không thay đổi gì. Mã thoát 1 khi có mục LỖI.",
    )
    _add_host(parser)
    add_json(parser)


def _add_host(parser: VietnameseParser) -> None:
    parser.options.add_argument(
        "--host",
        choices=("excel", "libreoffice"),
        default="excel",
        help="chương trình bảng tính (host), mặc định excel",
    )


def _add_dry_run(parser: VietnameseParser) -> None:
    parser.options.add_argument("--dry-run", action="store_true", help="chỉ nói sẽ làm gì, không thay đổi (dry run)")
