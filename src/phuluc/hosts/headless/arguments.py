"""The arguments of `phuluc`: commands, options and their help, Vietnamese with the English term in brackets."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Final

from phuluc import __version__
from phuluc.annexes.families import FAMILIES
from phuluc.hosts.headless.usage import VietnameseParser

KINDS: Final = {family.kind: family.meaning for family in FAMILIES.values()}
EDITIONS: Final = {
    "live": "công thức gọi hàm của phần bổ trợ Phụ lục",
    "native": "chỉ công thức có sẵn của Excel, nơi không được cài gì thêm",
    "macro": "như live, hàm nằm ngay trong sổ .xlsm, máy chỉ cần có Python",
}

if TYPE_CHECKING:
    _Commands = argparse._SubParsersAction[VietnameseParser]  # noqa: SLF001 - argparse has no public name for it

_EXIT_HELP: Final = (
    "Mã thoát (exit status): 0 xong; 1 xong nhưng còn điều phải xem, hoặc từ chối; 2 không làm được. "
    "Kết quả ra đầu ra chuẩn (standard output), thông báo ra đầu ra lỗi (standard error)."
)


def build_parser() -> VietnameseParser:
    """The whole command line; `parse_args` leaves the command's name in `command`."""
    parser = VietnameseParser(
        prog="phuluc",
        description="Phụ lục: tính, xếp hạng, kiểm tra và ban hành các phụ lục về Bộ chỉ số phục vụ người dân, "
        "doanh nghiệp (Quyết định 766/QĐ-TTg).",
        epilog=_EXIT_HELP,
    )
    parser.options.add_argument(
        "--version", action="version", version=f"phuluc {__version__}", help="hiện phiên bản (version) rồi thoát"
    )
    commands = parser.add_subparsers(
        title="các lệnh (commands)",
        metavar="LỆNH",
        dest="command",
        required=True,
        description="Trợ giúp từng lệnh: phuluc LỆNH --help",
    )
    for add in (
        _add_new,
        _add_import,
        _add_aggregate,
        _add_refresh,
        _add_check,
        _add_annex,
        _add_verify,
        _add_report,
        _add_wording,
        _add_rules,
        _add_picture,
        _add_next_period,
        _add_freeze,
        _add_undo,
        _add_export,
        _add_functions,
        _add_demo,
        _add_build,
        _add_install,
        _add_uninstall,
        _add_doctor,
    ):
        add(commands)
    return parser


def _setting(text: str) -> tuple[str, str]:
    key, separator, value = text.partition("=")
    if not separator or not key.strip():
        raise argparse.ArgumentTypeError(f"cần dạng KEY=VALUE, thấy {text!r}")
    return key.strip(), value.strip()


def _add_command(commands: _Commands, name: str, summary: str, details: str = "") -> VietnameseParser:
    description = f"{summary[0].upper()}{summary[1:]}. {details}".strip()
    return commands.add_parser(name, help=summary, description=description, epilog=_EXIT_HELP)


def _add_book(parser: VietnameseParser) -> None:
    parser.values.add_argument("book", metavar="BOOK", type=Path, help="sổ làm việc (working workbook), .xlsx")


def _add_output(parser: VietnameseParser, help_text: str, *, required: bool) -> None:
    parser.options.add_argument("-o", "--output", metavar="OUT", type=Path, required=required, help=help_text)


def _add_settings(parser: VietnameseParser) -> None:
    parser.options.add_argument(
        "--set",
        dest="settings",
        metavar="KEY=VALUE",
        type=_setting,
        action="append",
        default=[],
        help="ghi một mục của trang “Thông tin” (setting); dùng được nhiều lần",
    )


def _add_new(commands: _Commands) -> None:
    parser = _add_command(commands, "new", "tạo sổ làm việc mới (new workbook)")
    kinds = "; ".join(f"{kind}: {meaning}" for kind, meaning in KINDS.items())
    editions = "; ".join(f"{edition}: {meaning}" for edition, meaning in EDITIONS.items())
    parser.values.add_argument("kind", metavar="KIND", choices=tuple(KINDS), help=f"loại phụ lục (kind). {kinds}")
    _add_output(parser, "tệp sổ sẽ tạo (new workbook), .xlsx; bản macro là .xlsm", required=True)
    parser.options.add_argument(
        "--edition", choices=tuple(EDITIONS), default="live", help=f"phiên bản sổ (edition), mặc định live. {editions}"
    )
    parser.options.add_argument(
        "--units", metavar="UNITS.csv", type=Path, help="danh sách đơn vị theo cấp (list of units), .csv"
    )
    _add_settings(parser)


def _add_import(commands: _Commands) -> None:
    parser = _add_command(
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
    _add_book(parser)
    _add_output(parser, "ghi ra tệp khác (output); không có thì ghi vào chính BOOK", required=False)
    parser.options.add_argument(
        "--slot",
        choices=("current", "previous"),
        default="current",
        help="kỳ nhận số liệu (slot): current là kỳ này, previous là kỳ trước; mặc định current",
    )


def _add_aggregate(commands: _Commands) -> None:
    parser = _add_command(
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
    _add_output(parser, "tệp số liệu sẽ ghi (figures), .xlsx", required=True)
    for flag, metavar, kind, help_text in (
        (
            "--period",
            "PERIOD",
            str,
            "kỳ (period), như “quý I năm 2026” hoặc 31/03/2025-06/04/2025; không có thì suy từ ngày tiếp nhận",
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


def _add_refresh(commands: _Commands) -> None:
    parser = _add_command(commands, "refresh", "tính lại mọi công thức và xếp hạng (refresh)")
    _add_book(parser)
    _add_output(parser, "ghi ra tệp khác (output); không có thì ghi vào chính BOOK", required=False)


def _add_check(commands: _Commands) -> None:
    parser = _add_command(
        commands, "check", "kiểm tra số liệu của sổ (check figures)", "Mã thoát 1 khi có phát hiện mức lỗi."
    )
    _add_book(parser)
    parser.options.add_argument(
        "--report",
        metavar="OLD.docx",
        type=Path,
        help="đối chiếu số gõ trong một báo cáo có sẵn (existing report), .docx hoặc .txt, với sổ",
    )
    _add_json(parser)


def _add_annex(commands: _Commands) -> None:
    parser = _add_command(
        commands,
        "annex",
        "lập phụ lục để ban hành (issued annex)",
        "Tệp chỉ có giá trị, không công thức, không macro. Từ chối (mã thoát 1) khi kiểm tra còn lỗi.",
    )
    _add_book(parser)
    _add_output(parser, "tệp phụ lục sẽ ghi (issued annex), .xlsx", required=True)
    parser.options.add_argument(
        "--pdf", metavar="OUT.pdf", type=Path, help="ghi thêm bản PDF (also as PDF); cần có LibreOffice"
    )
    parser.options.add_argument(
        "--pdf-a", action="store_true", help="bản PDF theo PDF/A-2b để lưu trữ (PDF/A for archives); đi cùng --pdf"
    )
    _add_settings(parser)
    parser.options.add_argument("--force", action="store_true", help="vẫn lập dù kiểm tra còn lỗi (override errors)")


def _add_verify(commands: _Commands) -> None:
    parser = _add_command(
        commands,
        "verify",
        "đối chiếu phụ lục đã lập với sổ (verify an issued annex)",
        "Nói từng ô khác nhau, và phụ lục hay sổ đã đổi từ khi lập. Chỉ đọc. Mã thoát 1 khi có chỗ khác.",
    )
    parser.values.add_argument("annex", metavar="ANNEX", type=Path, help="phụ lục đã lập (issued annex), .xlsx")
    _add_book(parser)
    _add_json(parser)


def _add_report(commands: _Commands) -> None:
    parser = _add_command(
        commands,
        "report",
        "soạn báo cáo bằng lời (report in words)",
        "Câu chữ lấy từ tệp mẫu câu; cơ quan đổi được bằng tệp của mình cạnh sổ (lệnh wording).",
    )
    _add_book(parser)
    _add_output(parser, "tệp báo cáo sẽ ghi (report), .docx", required=True)
    _add_settings(parser)


def _add_wording(commands: _Commands) -> None:
    parser = _add_command(
        commands,
        "wording",
        "chép tệp mẫu câu của báo cáo để sửa (wordings)",
        "Không có -o thì ghi cạnh BOOK, nơi lệnh report tìm đến. Không ghi đè tệp đã có.",
    )
    _add_book(parser)
    _add_output(parser, "tệp mẫu câu sẽ ghi (file of wordings), .txt", required=False)


def _add_rules(commands: _Commands) -> None:
    parser = _add_command(
        commands,
        "rules",
        "chép bảng quy tắc chấm điểm, bảng đơn vị thay đổi để xem (rules)",
        "Muốn đổi: lưu dòng tiêu đề và các dòng của cơ quan thành tệp cùng tên trong thư mục thiết lập mà lệnh in ra. "
        "Dòng của cơ quan thay dòng có sẵn cùng nội dung trong các ngày của nó.",
    )
    _add_output(parser, "thư mục sẽ ghi hai bảng (folder)", required=True)


def _add_picture(commands: _Commands) -> None:
    parser = _add_command(
        commands,
        "picture",
        "vẽ một trang của sổ thành hình (picture of a sheet)",
        "Không nói trang nào thì vẽ biểu đồ của trang “Biến động”, hoặc trang “Tổng quan”. Cần có LibreOffice.",
    )
    _add_book(parser)
    _add_output(parser, "tệp hình sẽ ghi (picture), .png", required=True)
    parser.options.add_argument("--sheet", metavar="TRANG", default="", help="tên trang cần vẽ (sheet)")


def _add_next_period(commands: _Commands) -> None:
    parser = _add_command(
        commands,
        "next-period",
        "sang kỳ mới (start the next period)",
        "Số liệu các bảng chuyển sang trang “Kỳ trước” (sổ điểm: sang cột kỳ trước); "
        "ô nhập, trang “Đối chiếu”, số và ngày văn bản để trống; "
        "chỉ tiêu, đơn vị giữ nguyên.",
    )
    _add_book(parser)
    _add_output(parser, "ghi ra tệp khác (output); không có thì ghi vào chính BOOK", required=False)


def _add_freeze(commands: _Commands) -> None:
    parser = _add_command(
        commands,
        "freeze",
        "đổi hàm thành công thức thường (freeze functions)",
        "Dùng khi gửi tệp đến máy không cài Phụ lục. Hàm không viết được bằng công thức thường thì giữ giá trị.",
    )
    parser.values.add_argument("book", metavar="BOOK", type=Path, help="sổ Excel bất kỳ có hàm của Phụ lục (workbook)")
    _add_output(parser, "tệp sẽ ghi (frozen copy); BOOK có macro mà ghi ra .xlsx thì bỏ macro", required=True)
    parser.options.add_argument(
        "--values", action="store_true", help="thay mọi hàm bằng giá trị (values), không viết công thức thường"
    )


def _add_undo(commands: _Commands) -> None:
    parser = _add_command(
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


def _add_export(commands: _Commands) -> None:
    parser = _add_command(commands, "export", "xuất số liệu của sổ dạng JSON ra đầu ra chuẩn (export as JSON)")
    _add_book(parser)


def _add_functions(commands: _Commands) -> None:
    parser = _add_command(commands, "functions", "liệt kê các hàm trang tính kèm trợ giúp (worksheet functions)")
    _add_json(parser)


def _add_demo(commands: _Commands) -> None:
    parser = _add_command(
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


def _add_build(commands: _Commands) -> None:
    _add_command(
        commands,
        "build",
        "dựng lại mẫu sổ và phần bổ trợ, cho người phát triển (build)",
        "Chạy trong thư mục gốc của mã nguồn.",
    )


def _add_install(commands: _Commands) -> None:
    parser = _add_command(
        commands,
        "install",
        "cài phần bổ trợ cho người dùng này (install)",
        "Không cần quyền quản trị. Cài xong tự kiểm tra như lệnh doctor; mã thoát 1 khi còn lỗi.",
    )
    _add_host(parser)
    _add_dry_run(parser)


def _add_uninstall(commands: _Commands) -> None:
    parser = _add_command(
        commands,
        "uninstall",
        "gỡ phần bổ trợ của người dùng này (uninstall)",
        "Trả lại những gì đã thay khi cài, giữ nguyên phần bổ trợ và cấu hình của người khác.",
    )
    _add_host(parser)
    _add_dry_run(parser)


def _add_doctor(commands: _Commands) -> None:
    parser = _add_command(
        commands,
        "doctor",
        "kiểm tra máy có chạy được phần bổ trợ không (diagnose)",
        "Chỉ đọc, không thay đổi gì. Mã thoát 1 khi có mục LỖI.",
    )
    _add_host(parser)
    _add_json(parser)


def _add_host(parser: VietnameseParser) -> None:
    parser.options.add_argument(
        "--host",
        choices=("excel", "libreoffice"),
        default="excel",
        help="chương trình bảng tính (host), mặc định excel",
    )


def _add_dry_run(parser: VietnameseParser) -> None:
    parser.options.add_argument("--dry-run", action="store_true", help="chỉ nói sẽ làm gì, không thay đổi (dry run)")


def _add_json(parser: VietnameseParser) -> None:
    parser.options.add_argument("--json", action="store_true", help="in kết quả dạng JSON (machine-readable)")
