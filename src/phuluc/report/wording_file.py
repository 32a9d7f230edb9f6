"""Reads a file of wordings: names in square brackets, the text below, placeholders in braces.

The form is that of plain text, so that staff can change it in Notepad: nothing is quoted, nothing escaped.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from phuluc.report.errors import (
    BraceError,
    NotANumberError,
    StrayTextError,
    UnknownPlaceholderError,
    UnknownWordingError,
    UnreadableWordingError,
    WordingTwiceError,
)
from phuluc.workbook.size_text import size_text

LARGEST_FILE: Final = 1_000_000
_NAME: Final = re.compile(r"\[(?P<name>[^\[\]]*)\]\s*")
_PLACEHOLDER: Final = re.compile(r"\{(?P<name>[^{}]*)\}")


@dataclass(frozen=True)
class WordingLine:
    """One line of a wording and where it stands, "mau_cau.txt, dòng 12"."""

    text: str
    where: str


#: Lines of each wording by its name.
Wordings = Mapping[str, tuple[WordingLine, ...]]


def decode_text(content: bytes, file_name: str) -> str:
    """Decode what Notepad saves: UTF-8 with or without byte order mark, or UTF-16 ("Unicode").

    Raises:
        UnreadableWordingError: the file is too long or in another encoding.
    """
    if len(content) > LARGEST_FILE:
        raise UnreadableWordingError(
            "Tệp mẫu câu quá lớn", where=file_name, found=size_text(len(content)), remedy="Chọn đúng tệp mẫu câu"
        )
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return unicodedata.normalize("NFC", content.decode(encoding))
    except UnicodeDecodeError as error:
        raise UnreadableWordingError(
            "Tệp mẫu câu không phải chữ Unicode",
            where=file_name,
            remedy="Mở tệp bằng Notepad, chọn Save As với Encoding là UTF-8",
        ) from error


def read_wordings(text: str, file_name: str) -> dict[str, tuple[WordingLine, ...]]:
    """Split a file into its wordings.

    Raises:
        StrayTextError, WordingTwiceError: the file cannot be understood; each names its line.
    """
    found: dict[str, list[WordingLine]] = {}
    lines: list[WordingLine] | None = None
    for number, raw in enumerate(text.splitlines(), start=1):
        line, where = raw.strip(), f"{file_name}, dòng {number}"
        if not line or line.startswith("#"):
            continue
        match = _NAME.fullmatch(line)
        if match is not None:
            name = match["name"].strip()
            if name in found:
                raise WordingTwiceError("Mẫu câu có hai lần", where=where, found=f"[{name}]", remedy="Bỏ bớt một")
            lines = found[name] = []
        elif lines is None:
            raise StrayTextError(
                "Chữ đứng trước mẫu câu đầu tiên",
                where=where,
                found=f"“{line[:60]}”",
                remedy="Đặt tên mẫu câu trong ngoặc vuông ở dòng trên, hoặc thêm # ở đầu dòng nếu là chú thích",
            )
        else:
            lines.append(WordingLine(line, where))
    return {name: tuple(kept) for name, kept in found.items()}


def judge_wordings(
    wordings: Wordings, placeholders: Mapping[str, Collection[str]], numbers: Collection[str], file_name: str
) -> None:
    """Refuse what the program cannot fill.

    Args:
        wordings: of one file.
        placeholders: what may be filled into each wording, by its name; a name that is missing here is unknown.
        numbers: names of wordings that have to be whole numbers.
        file_name: for messages.

    Raises:
        UnknownWordingError, UnknownPlaceholderError, BraceError, NotANumberError: each names its line where it has one.
    """
    for name, lines in wordings.items():
        if name not in placeholders:
            raise UnknownWordingError(
                "Không có mẫu câu tên này",
                where=lines[0].where if lines else file_name,
                found=f"[{name}]",
                remedy=_suggestion(name, placeholders) or "Xem các tên trong tệp gốc (lệnh phuluc wording)",
            )
        for line in lines:
            _judge_line(line, name, placeholders[name])
            if name in numbers and not (line.text.isascii() and line.text.isdigit()):
                raise NotANumberError(
                    f"Mẫu [{name}] phải là một số nguyên", where=line.where, found=f"“{line.text}”", remedy="Gõ chữ số"
                )


def _judge_line(line: WordingLine, name: str, allowed: Collection[str]) -> None:
    for match in _PLACEHOLDER.finditer(line.text):
        if match["name"] not in allowed:
            known = " ".join(f"{{{item}}}" for item in sorted(allowed))
            raise UnknownPlaceholderError(
                f"Chương trình không điền được chỗ này của mẫu [{name}]",
                where=line.where,
                found=match[0],
                remedy=_suggestion(match["name"], allowed)
                or (f"Điền được: {known}" if known else "Mẫu này không có gì để điền"),
            )
    if re.search(r"[{}]", _PLACEHOLDER.sub("", line.text)):
        raise BraceError(
            "Ngoặc nhọn không đủ cặp", where=line.where, found=f"“{line.text[:60]}”", remedy="Viết như {ty_le}"
        )


def _suggestion(name: str, known: Collection[str]) -> str:
    near = difflib.get_close_matches(name, list(known), n=1)
    return f"Có phải “{near[0]}”" if near else ""


class Wording:
    """The wordings in force for one report."""

    def __init__(self, wordings: Wordings) -> None:
        self._wordings = wordings

    def lines(self, name: str, **values: str) -> list[str]:
        """Fill a wording, a paragraph a line; empty paragraphs are left out."""
        return [text for line in self._wordings[name] if (text := _filled(line.text, values))]

    def fill(self, name: str, **values: str) -> str:
        """Fill a wording into one text; "" where the office left it blank."""
        return " ".join(self.lines(name, **values))

    def number(self, name: str) -> int:
        """Return a wording that is a whole number; 0 where it is blank."""
        text = self.fill(name)
        return int(text) if text else 0


def _filled(template: str, values: Mapping[str, str]) -> str:
    text = _PLACEHOLDER.sub(lambda match: values[match["name"]], template)
    # A placeholder that stayed empty leaves blanks behind, and none may stand before a mark.
    return re.sub(r"\s+([,;.:)])", r"\1", " ".join(text.split())).replace("( ", "(")
