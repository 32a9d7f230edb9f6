"""Commands that make or change a working workbook, and the lists its figures are counted from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from phuluc.annexes.families import FAMILIES
from phuluc.hosts.headless.arguments.shared import add_book, add_command, add_output, add_settings

if TYPE_CHECKING:
    from phuluc.hosts.headless.arguments.shared import Commands

KINDS: Final = {family.kind: family.meaning for family in FAMILIES.values()}
EDITIONS: Final = {
    "live": "công thức gọi hàm của phần bổ trợ Phụ lục",
    "native": "chỉ công thức có sẵn của Excel, nơi không được cài gì thêm",
    "macro": "như live, hàm nằm ngay trong sổ .xlsm, máy chỉ cần có Python",
}


def add_new(commands: Commands) -> None:
    parser = add_command(commands, "new", "tạo sổ làm việc mới (new workbook)")
    kinds = "; ".join(f"{kind}: {meaning}" for kind, meaning in KINDS.items())
    editions = "; ".join(f"{edition}: {meaning}" for edition, meaning in EDITIONS.items())
    parser.values.add_argument("kind", metavar="KIND", choices=tuple(KINDS), help=f"loại phụ lục (kind). {kinds}")
    add_output(parser, "tệp sổ sẽ tạo (new workbook), .xlsx; bản macro là .xlsm", required=True)
    parser.options.add_argument(
        "--edition", choices=tuple(EDITIONS), default="live", help=f"phiên bản sổ (edition), mặc định live. {editions}"
    )
    parser.options.add_argument(
        "--units", metavar="UNITS.csv", type=Path, help="danh sách đơn vị theo cấp (list of units), .csv"
    )
    add_settings(parser)


def add_import(commands: Commands) -> None:
    parser = add_command(
        commands,
        "import",
        "nhập số liệu vào sổ (import figures)",
        "Tự nhận dạng nguồn. Sổ còn trống lấy luôn các cấp và đơn vị của nguồn. "
        "Liệt kê những gì không khớp và lý do; mã thoát 1 khi có mục không khớp.",
    )
    parser.values.add_argument(
        "source",
        metavar="SOURCE",
        type=Path,
        help="nguồn số liệu (source): phụ lục làm tay .xlsx, bảng dài .csv, .xlsx; với sổ điểm còn nhận tệp xuất của "
        "Cổng DVCQG (.xlsx, .json, .csv) và bảng HTML mang đuôi .xls",
    )
    add_book(parser)
    add_output(parser, "ghi ra tệp khác (output); không có thì ghi vào chính BOOK", required=False)
    parser.options.add_argument(
        "--slot",
        choices=("current", "previous"),
        default="current",
        help="kỳ nhận số liệu (slot): current là kỳ này, previous là kỳ trước; mặc định current",
    )


def add_aggregate(commands: Commands) -> None:
    parser = add_command(
        commands,
        "aggregate",
        "đếm số liệu từ danh sách hồ sơ (aggregate lists of dossiers)",
        "Đọc danh sách xuất từ hệ thống một cửa, ghi tệp số liệu để nhập bằng lệnh import. Không đọc dữ liệu cá nhân. "
        "Mã thoát 1 khi có tệp, đơn vị hoặc giá trị bị bỏ lại.",
    )
    parser.values.add_argument(
        "lists",
        metavar="LISTS",
        type=Path,
        nargs="+",
        help="danh sách hồ sơ (lists): .xlsx, .csv, .xls dạng HTML, .parquet, hoặc thư mục",
    )
    add_output(parser, "tệp số liệu sẽ ghi (figures), .xlsx", required=True)
    for flag, metavar, kind, help_text in (
        (
            "--period",
            "PERIOD",
            str,
            "kỳ (period), như “quý I năm 2026” hoặc “từ 31/03/2025 đến 06/04/2025”; không có thì suy từ ngày tiếp nhận",
        ),
        ("--mapping", "FILE", Path, "tệp ánh xạ tên cột, đơn vị, giá trị (mapping), .toml"),
        ("--units", "UNITS.csv", Path, "danh sách đơn vị (list of units); đơn vị ngoài danh sách không tính"),
        ("--unit", "NAME", str, "chỉ lập danh sách hồ sơ của đơn vị này (unit)"),
        ("--master", "URL", str, "địa chỉ cụm Spark (master), mặc định local[*]"),
    ):
        parser.options.add_argument(flag, metavar=metavar, type=kind, help=help_text)
    parser.options.add_argument(
        "--missing",
        metavar="INDICATOR",
        action="append",
        default=[],
        help="lập thêm danh sách hồ sơ còn thiếu của một chỉ tiêu (missing); dùng được nhiều lần",
    )
    parser.options.add_argument(
        "--overdue", action="store_true", help="lập thêm danh sách hồ sơ quá hạn theo nhóm, đơn vị (overdue)"
    )
    parser.options.add_argument(
        "--engine", choices=("duckdb", "spark"), default="duckdb", help="nơi tính (engine), mặc định duckdb"
    )
    parser.options.add_argument(
        "--strict", action="store_true", help="dừng ngay khi một tệp không đọc được (stop at a broken file)"
    )


def add_refresh(commands: Commands) -> None:
    parser = add_command(commands, "refresh", "tính lại mọi công thức và xếp hạng (refresh)")
    add_book(parser)
    add_output(parser, "ghi ra tệp khác (output); không có thì ghi vào chính BOOK", required=False)


def add_next_period(commands: Commands) -> None:
    parser = add_command(
        commands,
        "next-period",
        "sang kỳ mới (start the next period)",
        "Số liệu các bảng chuyển sang trang “Kỳ trước” (sổ điểm: sang cột kỳ trước); "
        "ô nhập, trang “Đối chiếu”, số và ngày văn bản để trống; "
        "chỉ tiêu, đơn vị giữ nguyên.",
    )
    add_book(parser)
    add_output(parser, "ghi ra tệp khác (output); không có thì ghi vào chính BOOK", required=False)


def add_freeze(commands: Commands) -> None:
    parser = add_command(
        commands,
        "freeze",
        "đổi hàm thành công thức thường (freeze functions)",
        "Dùng khi gửi tệp đến máy không cài Phụ lục. Hàm không viết được bằng công thức thường thì giữ giá trị.",
    )
    parser.values.add_argument("book", metavar="BOOK", type=Path, help="sổ Excel bất kỳ có hàm của Phụ lục (workbook)")
    add_output(parser, "tệp sẽ ghi (frozen copy); BOOK có macro mà ghi ra .xlsx thì bỏ macro", required=True)
    parser.options.add_argument(
        "--values", action="store_true", help="thay mọi hàm bằng giá trị (values), không viết công thức thường"
    )


def add_undo(commands: Commands) -> None:
    parser = add_command(
        commands,
        "undo",
        "lấy lại bản trước lệnh ghi gần nhất (undo)",
        "Mỗi lần ghi đè một tệp, bản cũ được giữ trong hồ sơ của người dùng (10 bản mỗi tệp). "
        "Chạy lại lệnh này để lùi thêm một bản.",
    )
    parser.values.add_argument("book", metavar="BOOK", type=Path, help="tệp cần lấy lại bản cũ (file)")
    parser.options.add_argument("--redo", action="store_true", help="bỏ lần hoàn tác vừa rồi (redo)")
    parser.options.add_argument("--list", action="store_true", help="chỉ liệt kê các bản đang giữ (list)")
    parser.options.add_argument(
        "--force", action="store_true", help="vẫn lấy lại dù tệp đã được sửa sau lệnh cuối (override)"
    )
