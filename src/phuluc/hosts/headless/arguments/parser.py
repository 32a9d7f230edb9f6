"""The whole command line."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from phuluc import __version__
from phuluc.hosts.headless.arguments import issuing, program, working_book
from phuluc.hosts.headless.arguments.shared import EXIT_HELP
from phuluc.hosts.headless.usage import VietnameseParser

if TYPE_CHECKING:
    from phuluc.hosts.headless.arguments.shared import Commands


_COMMANDS: Final[dict[str, Callable[[Commands], None]]] = {
    "new": working_book.add_new,
    "import": working_book.add_import,
    "aggregate": working_book.add_aggregate,
    "refresh": working_book.add_refresh,
    "check": issuing.add_check,
    "annex": issuing.add_annex,
    "verify": issuing.add_verify,
    "report": issuing.add_report,
    "wording": issuing.add_wording,
    "rules": issuing.add_rules,
    "picture": issuing.add_picture,
    "next-period": working_book.add_next_period,
    "freeze": working_book.add_freeze,
    "undo": working_book.add_undo,
    "export": issuing.add_export,
    "functions": program.add_functions,
    "demo": program.add_demo,
    "build": program.add_build,
    "install": program.add_install,
    "uninstall": program.add_uninstall,
    "doctor": program.add_doctor,
}


def build_parser(asked: str = "") -> VietnameseParser:
    """The whole command line; `parse_args` leaves the command's name in `command`.

    Args:
        asked: the command where it is known: it alone is read then, which takes a tenth of the time.
    """
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
    for name, add in _COMMANDS.items():
        if asked not in _COMMANDS or name == asked:
            add(commands)
    return parser
