"""What several commands take: the working workbook, the output, settings."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Final

from phuluc.hosts.headless.usage import VietnameseParser

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[VietnameseParser]  # noqa: SLF001 - argparse has no public name for it

EXIT_HELP: Final = (
    "Mã thoát (exit status): 0 xong; 1 xong nhưng còn điều phải xem, hoặc từ chối; 2 không làm được. "
    "Kết quả ra đầu ra chuẩn (standard output), thông báo ra đầu ra lỗi (standard error)."
)


def add_command(commands: Commands, name: str, summary: str, details: str = "") -> VietnameseParser:
    description = f"{summary[0].upper()}{summary[1:]}. {details}".strip()
    return commands.add_parser(name, help=summary, description=description, epilog=EXIT_HELP)


def add_book(parser: VietnameseParser) -> None:
    parser.values.add_argument("book", metavar="BOOK", type=Path, help="sổ làm việc (working workbook), .xlsx")


def add_output(parser: VietnameseParser, help_text: str, *, required: bool) -> None:
    parser.options.add_argument("-o", "--output", metavar="OUT", type=Path, required=required, help=help_text)


def add_settings(parser: VietnameseParser) -> None:
    parser.options.add_argument(
        "--set",
        dest="settings",
        metavar="KEY=VALUE",
        type=_setting,
        action="append",
        default=[],
        help="ghi một mục của trang “Thông tin” (setting); dùng được nhiều lần",
    )


def add_json(parser: VietnameseParser) -> None:
    parser.options.add_argument("--json", action="store_true", help="in kết quả dạng JSON (machine-readable)")


def _setting(text: str) -> tuple[str, str]:
    key, separator, value = text.partition("=")
    if not separator or not key.strip():
        raise argparse.ArgumentTypeError(f"cần dạng KEY=VALUE, thấy {text!r}")
    return key.strip(), value.strip()
