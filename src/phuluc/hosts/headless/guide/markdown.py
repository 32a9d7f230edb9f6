"""Markdown: tables and pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_NOTE = "*Trang này do lệnh `phuluc build` viết từ chính chương trình; muốn sửa thì sửa ở nguồn rồi chạy lại lệnh.*"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; bars and line breaks inside cells are kept from breaking it."""
    lines = [_line(heads), "|" + "---|" * len(heads), *(_line(row) for row in rows)]
    return "\n".join(lines)


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", "<br>") for cell in cells) + " |"


def page(title: str, *parts: str) -> bytes:
    """A page: title, parts with an empty line between them, and a note that it is written by the program."""
    return ("\n\n".join([f"# {title}", *(part for part in parts if part), _NOTE]) + "\n").encode("utf-8")


def sentence(text: str) -> str:
    """The text with a capital first letter and a stop."""
    text = text.strip()
    return f"{text[:1].upper()}{text[1:]}" + ("" if text.endswith((".", "…")) else ".")
