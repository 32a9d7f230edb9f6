"""The markup of a package's parts, judged as bytes before any parser sees it: no document types, no odd encodings."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from phuluc.workbook.errors import ForbiddenMarkupError

_SUFFIXES: Final = (".xml", ".rels", ".vml")
_UTF16_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
_UTF8_MARK: Final = b"\xef\xbb\xbf"
_DECLARED: Final = re.compile(rb"\s*<\?xml[^>]*?\bencoding\s*=\s*[\"']([^\"']*)[\"']")
#: Encodings in which a declaration reads as it does in ASCII, so that a scan of the bytes finds it.
_READABLE: Final = re.compile(rb"utf-?8|utf-?16|us-ascii|ascii|iso-?8859-\d+|windows-\d+|cp125\d", re.IGNORECASE)
_START: Final = 1024


def judge_markup(path: Path, name: str, content: bytes) -> None:
    """Refuse document type and entity declarations, and encodings in which they could hide.

    Every part that begins like markup is judged, whatever its name: relationships may lead readers anywhere.

    Raises:
        ForbiddenMarkupError: names the part and what stands in it.
    """
    if name.lower().endswith(".svg"):  # pictures, which no reader of ours opens; drawing programs declare their type
        return
    if not name.lower().endswith(_SUFFIXES) and not _begins_like_markup(content):
        return
    if content.startswith(_UTF16_MARKS):
        content = content.decode("utf-16", errors="replace").encode("utf-8", errors="replace")
    elif b"\0" in content[:_START]:
        raise ForbiddenMarkupError(path, f"{name}: bảng mã lạ")
    declared = _DECLARED.match(content[:_START].removeprefix(_UTF8_MARK))
    if declared is not None and _READABLE.fullmatch(declared[1]) is None:
        raise ForbiddenMarkupError(path, f"{name}: bảng mã {declared[1].decode('ascii', errors='replace')}")
    judge_declarations(path, name, content)


def judge_declarations(path: Path, name: str, content: bytes) -> None:
    """Refuse document type and entity declarations in a piece of a part.

    Raises:
        ForbiddenMarkupError: names the part and what stands in it.
    """
    # One byte is missed many times as fast as several; most sheets have none of it.
    for sign in (b"<!DOCTYPE", b"<!ENTITY") if b"!" in content else ():
        if sign in content:
            raise ForbiddenMarkupError(path, f"{name}: {sign.decode()}")


def _begins_like_markup(content: bytes) -> bool:
    return content[:_START].removeprefix(_UTF8_MARK).lstrip().startswith((b"<", b"\xff\xfe<", b"\xfe\xff\0<"))


def scannable(content: bytes) -> bytes:
    """The markup of a part in an encoding that reads as ASCII, for scans of its bytes."""
    if content.startswith(_UTF16_MARKS):
        return content.decode("utf-16", errors="replace").encode("utf-8", errors="replace")
    return content
