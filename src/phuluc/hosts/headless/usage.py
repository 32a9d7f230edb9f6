"""argparse that speaks Vietnamese: its own words in usage lines, headings and errors."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable
from typing import Any, Final, NoReturn

from phuluc.hosts.headless.console import flush_results

EXIT_USAGE: Final = 2

#: argparse's English messages and ours. What argparse may say beyond these is passed on as it stands.
_MESSAGES: Final = (
    (r"the following arguments are required: (.+)", r"thiếu tham số bắt buộc: \1"),
    (r"unrecognized arguments: (.+)", r"không hiểu tham số: \1"),
    (r"argument (.+?): expected one argument", r"\1: cần một giá trị"),
    (r"argument (.+?): ignored explicit argument (.+)", r"\1: không nhận giá trị, thấy \2"),
    (r"argument (.+?): invalid choice: (.+) \(choose from (.+)\)", r"\1: không có lựa chọn \2; hãy chọn: \3"),
    (r"argument (.+?): (.+)", r"\1: \2"),
)


def vietnamese_message(message: str) -> str:
    """The Vietnamese of a message of argparse."""
    for english, vietnamese in _MESSAGES:
        match = re.fullmatch(english, message, re.DOTALL)
        if match:
            return match.expand(vietnamese)
    return message


class _VietnameseHelp(argparse.HelpFormatter):
    def __init__(self, prog: str, **settings: Any) -> None:
        super().__init__(prog, **{"max_help_position": 30, **settings})

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "Cách dùng: " if prefix is None else prefix)


class VietnameseParser(argparse.ArgumentParser):
    """A parser with Vietnamese help and errors.

    Attributes:
        values: the group for positional arguments.
        options: the group for options; it already holds `--help`.
    """

    def __init__(self, **settings: Any) -> None:
        super().__init__(add_help=False, allow_abbrev=False, formatter_class=_VietnameseHelp, **settings)
        self.values = self.add_argument_group("tham số (arguments)")
        self.options = self.add_argument_group("tùy chọn (options)")
        self.options.add_argument("-h", "--help", action="help", help="hiện trợ giúp này (help) rồi thoát")

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        """End, after help was written out in full."""
        flush_results()
        super().exit(status, message)

    def error(self, message: str) -> NoReturn:
        """Tell a usage error on standard error and end with status 2."""
        self.print_usage(sys.stderr)
        self.exit(EXIT_USAGE, f"{self.prog}: lỗi: {vietnamese_message(message)}\nXem thêm: {self.prog} --help\n")
