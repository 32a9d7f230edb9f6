"""Every command with its options, from the parser that reads them."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import Final

from phuluc.hosts.headless.arguments.parser import build_parser
from phuluc.hosts.headless.guide.markdown import page, sentence, table

#: What a person types, by command; `phuluc build` stops where a command has no example.
EXAMPLES: Final[Mapping[str, str]] = {
    "new": 'phuluc new bay-chi-tieu -o so.xlsx --set "ky_bao_cao=quý I năm 2026" --set "dia_danh=tỉnh Gia Lai"',
    "import": "phuluc import phu_luc_lam_tay.xlsx so.xlsx",
    "aggregate": 'phuluc aggregate danh_sach_ho_so -o so_lieu.xlsx --period "quý I năm 2026" --missing so_hoa',
    "refresh": "phuluc refresh so.xlsx",
    "check": "phuluc check so.xlsx\nphuluc check so.xlsx --report bao_cao_cu.docx",
    "annex": "phuluc annex so.xlsx -o phu_luc.xlsx --pdf phu_luc.pdf --set so_bao_cao=157 --set ngay_bao_cao=05/4/2026",
    "report": "phuluc report so.xlsx -o bao_cao.docx",
    "verify": "phuluc verify phu_luc.xlsx so.xlsx",
    "wording": "phuluc wording so.xlsx",
    "rules": "phuluc rules -o bang_quy_tac",
    "picture": "phuluc picture so.xlsx -o tong_quan.png",
    "next-period": "phuluc next-period so.xlsx -o so_quy_2.xlsx",
    "freeze": "phuluc freeze so.xlsx -o gui_di.xlsx",
    "undo": "phuluc undo so.xlsx\nphuluc undo so.xlsx --list",
    "export": "phuluc export so.xlsx > so.json",
    "functions": "phuluc functions",
    "demo": "phuluc demo thu",
    "build": "phuluc build",
    "install": "phuluc install --dry-run\nphuluc install",
    "uninstall": "phuluc uninstall",
    "doctor": "phuluc doctor",
}
_INTRODUCTION: Final = (
    "Gõ trong cửa sổ lệnh (Windows: PowerShell; chưa có lệnh `phuluc` thì gõ `py -m phuluc`). Chữ có dấu cách đặt "
    'trong ngoặc kép: `--set "dia_danh=tỉnh Gia Lai"`.'
)


def subcommands(parser: argparse.ArgumentParser) -> Mapping[str, argparse.ArgumentParser]:
    """The parsers of the commands by name."""
    choices = next(action.choices for action in parser._actions if isinstance(action, argparse._SubParsersAction))  # noqa: SLF001 - argparse has no public way to them
    return dict(choices or {})


def commands_page() -> bytes:
    """Write docs/huong-dan/lenh.md."""
    parser = build_parser()
    commands = subcommands(parser)
    ends = sentence(parser.epilog or "")
    return page("Các lệnh", _INTRODUCTION, ends, *(_section(name, command) for name, command in commands.items()))


def _section(name: str, parser: argparse.ArgumentParser) -> str:
    parser.formatter_class = lambda prog: argparse.HelpFormatter(prog, width=110)
    usage = " ".join(parser.format_usage().split()).partition(": ")[2]
    arguments = table(
        ("tham số", "nghĩa"),
        ((f"`{_written(action)}`", sentence(_help(action))) for action in parser._actions if action.dest != "help"),  # noqa: SLF001
    )
    has_arguments = len(parser._actions) > 1  # noqa: SLF001 - beside --help
    parts = (
        f"## phuluc {name}",
        sentence(parser.description or ""),
        f"```\n{usage}\n```",
        arguments if has_arguments else "",
        f"Ví dụ:\n\n```\n{EXAMPLES[name]}\n```",
    )
    return "\n\n".join(part for part in parts if part)


def _written(action: argparse.Action) -> str:
    if not action.option_strings:
        return str(action.metavar or action.dest)
    takes = "" if action.nargs == 0 else f" {action.metavar or '|'.join(map(str, action.choices or ()))}"
    return ", ".join(action.option_strings) + takes


def _help(action: argparse.Action) -> str:
    return action.help or ""
