"""The whole command line."""

from __future__ import annotations

from phuluc import __version__
from phuluc.hosts.headless.arguments import issuing, program, working_book
from phuluc.hosts.headless.arguments.shared import EXIT_HELP
from phuluc.hosts.headless.usage import VietnameseParser


def build_parser() -> VietnameseParser:
    """The whole command line; `parse_args` leaves the command's name in `command`."""
    parser = VietnameseParser(
        prog="phuluc",
        description="Phụ lục: tính, xếp hạng, kiểm tra và ban hành các phụ lục về Bộ chỉ số phục vụ người dân, "
        "doanh nghiệp (Quyết định 766/QĐ-TTg).",
        epilog=EXIT_HELP,
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
        working_book.add_new,
        working_book.add_import,
        working_book.add_aggregate,
        working_book.add_refresh,
        issuing.add_check,
        issuing.add_annex,
        issuing.add_verify,
        issuing.add_report,
        issuing.add_wording,
        issuing.add_rules,
        issuing.add_picture,
        working_book.add_next_period,
        working_book.add_freeze,
        working_book.add_undo,
        issuing.add_export,
        program.add_functions,
        program.add_demo,
        program.add_build,
        program.add_install,
        program.add_uninstall,
        program.add_doctor,
    ):
        add(commands)
    return parser
