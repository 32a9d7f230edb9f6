"""Commands that read a working workbook: checks, annexes, reports, pictures."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from phuluc.hosts.headless.arguments.shared import add_book, add_command, add_json, add_output, add_settings

if TYPE_CHECKING:
    from phuluc.hosts.headless.arguments.shared import Commands


def add_check(commands: Commands) -> None:
    parser = add_command(
        commands, "check", "kiểm tra số liệu của sổ (check figures)", "Mã thoát 1 khi có phát hiện mức lỗi."
    )
    add_book(parser)
    parser.options.add_argument(
        "--report",
        metavar="OLD.docx",
        type=Path,
        help="đối chiếu số gõ trong một báo cáo có sẵn (existing report), .docx hoặc .txt, với sổ",
    )
    add_json(parser)


def add_annex(commands: Commands) -> None:
    parser = add_command(
        commands,
        "annex",
        "lập phụ lục để ban hành (issued annex)",
        "Tệp chỉ có giá trị, không công thức, không macro. Từ chối (mã thoát 1) khi kiểm tra còn lỗi.",
    )
    add_book(parser)
    add_output(parser, "tệp phụ lục sẽ ghi (issued annex), .xlsx", required=True)
    parser.options.add_argument(
        "--pdf", metavar="OUT.pdf", type=Path, help="ghi thêm bản PDF (also as PDF); cần có LibreOffice"
    )
    parser.options.add_argument(
        "--pdf-a", action="store_true", help="bản PDF theo PDF/A-2b để lưu trữ (PDF/A for archives); đi cùng --pdf"
    )
    add_settings(parser)
    parser.options.add_argument("--force", action="store_true", help="vẫn lập dù kiểm tra còn lỗi (override errors)")


def add_verify(commands: Commands) -> None:
    parser = add_command(
        commands,
        "verify",
        "đối chiếu phụ lục đã lập với sổ (verify an issued annex)",
        "Nói từng ô khác nhau, và phụ lục hay sổ đã đổi từ khi lập. Chỉ đọc. Mã thoát 1 khi có chỗ khác.",
    )
    parser.values.add_argument("annex", metavar="ANNEX", type=Path, help="phụ lục đã lập (issued annex), .xlsx")
    add_book(parser)
    add_json(parser)


def add_report(commands: Commands) -> None:
    parser = add_command(
        commands,
        "report",
        "soạn báo cáo bằng lời (report in words)",
        "Câu chữ lấy từ tệp mẫu câu; cơ quan đổi được bằng tệp của mình cạnh sổ (lệnh wording).",
    )
    add_book(parser)
    add_output(parser, "tệp báo cáo sẽ ghi (report), .docx", required=True)
    add_settings(parser)


def add_wording(commands: Commands) -> None:
    parser = add_command(
        commands,
        "wording",
        "chép tệp mẫu câu của báo cáo để sửa (wordings)",
        "Không có -o thì ghi cạnh BOOK, nơi lệnh report tìm đến. Không ghi đè tệp đã có.",
    )
    add_book(parser)
    add_output(parser, "tệp mẫu câu sẽ ghi (file of wordings), .txt", required=False)


def add_rules(commands: Commands) -> None:
    parser = add_command(
        commands,
        "rules",
        "chép bảng quy tắc chấm điểm, bảng đơn vị thay đổi để xem (rules)",
        "Muốn đổi: lưu dòng tiêu đề và các dòng của cơ quan thành tệp cùng tên trong thư mục thiết lập mà lệnh in ra. "
        "Dòng của cơ quan thay dòng có sẵn cùng nội dung trong các ngày của nó.",
    )
    add_output(parser, "thư mục sẽ ghi hai bảng (folder)", required=True)


def add_picture(commands: Commands) -> None:
    parser = add_command(
        commands,
        "picture",
        "vẽ một trang của sổ thành hình (picture of a sheet)",
        "Không nói trang nào thì vẽ biểu đồ của trang “Biến động”, hoặc trang “Tổng quan”. Cần có LibreOffice.",
    )
    add_book(parser)
    add_output(parser, "tệp hình sẽ ghi (picture), .png", required=True)
    parser.options.add_argument("--sheet", metavar="TRANG", default="", help="tên trang cần vẽ (sheet)")


def add_export(commands: Commands) -> None:
    parser = add_command(commands, "export", "xuất số liệu của sổ dạng JSON ra đầu ra chuẩn (export as JSON)")
    add_book(parser)
