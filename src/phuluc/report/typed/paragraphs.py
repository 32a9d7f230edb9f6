"""The paragraphs of a report that somebody else wrote: .docx or plain text, judged before anything reads it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lxml import etree

from phuluc.domain.vietnamese_numbers import clean_text
from phuluc.workbook.errors import (
    DamagedWorkbookError,
    EmptyFileError,
    FolderGivenError,
    MissingWorkbookError,
    NotADocumentError,
    UnreadableFileError,
    ZipBombError,
)
from phuluc.workbook.judge import read_document_parts
from phuluc.workbook.markup import parse
from phuluc.workbook.os_reasons import reason_of
from phuluc.workbook.size_text import size_text

#: Neither a report nor a letter is longer; more is something else under that name.
_LARGEST_TEXT: Final = 10_000_000
#: What is longer is no paragraph; it is read piece by piece, so that time grows with the length only.
_LONGEST_PARAGRAPH: Final = 20_000
_MAIN_PART: Final = "word/document.xml"
_WORDS: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: The same text a second time, for programs that do not know the first form.
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BLANKS: Final = {f"{_WORDS}tab": " ", f"{_WORDS}br": " ", f"{_WORDS}cr": " ", f"{_WORDS}noBreakHyphen": "-"}


@dataclass(frozen=True)
class Paragraph:
    """One paragraph: clean text (NFC, single spaces), and where it stands, "bao_cao.docx, đoạn 12"."""

    text: str
    where: str


def read_paragraphs(path: Path) -> list[Paragraph]:
    """Read the paragraphs of a .docx or .txt outside its tables, empty ones left out.

    What tracked changes deleted is not read, what they inserted is.

    Raises:
        WorkbookFileError: the file is missing, damaged, suspicious, or neither .docx nor text.
    """
    data = _content(path)
    if data.startswith(b"PK"):
        label, texts = "đoạn", list(_document_texts(path, data))
    else:
        label, texts = "dòng", _decoded(path, data).splitlines()
    return [
        Paragraph(piece, f"{path.name}, {label} {number}")
        for number, text in enumerate(texts, 1)
        for piece in _pieces(clean_text(text.replace("*", "")))
    ]


def _pieces(text: str) -> Iterator[str]:
    return (text[start : start + _LONGEST_PARAGRAPH] for start in range(0, len(text), _LONGEST_PARAGRAPH))


def _content(path: Path) -> bytes:
    if path.is_dir():
        raise FolderGivenError(path)
    try:
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise MissingWorkbookError(path) from error
    except OSError as error:
        raise UnreadableFileError(path, reason_of(error)) from error
    if not data:
        raise EmptyFileError(path)
    return data


def _document_texts(path: Path, data: bytes) -> Iterator[str]:
    try:
        body = parse(read_document_parts(path, data)[_MAIN_PART]).find(f"{_WORDS}body")
    except etree.XMLSyntaxError as error:
        raise DamagedWorkbookError(path, f"không đọc được thành phần {_MAIN_PART}") from error
    if body is None:
        raise DamagedWorkbookError(path, f"{_MAIN_PART} không có nội dung")
    for paragraph in body.iter(f"{_WORDS}p"):
        if next(paragraph.iterancestors(f"{_WORDS}tbl", _FALLBACK), None) is None:
            yield "".join(_texts_of(paragraph))


def _texts_of(element: etree._Element) -> Iterator[str]:
    """The texts of a paragraph; a paragraph within it (a text box) is one of its own."""
    for child in element:
        if child.tag == f"{_WORDS}t":
            yield child.text or ""
        elif child.tag in _BLANKS:
            yield _BLANKS[str(child.tag)]
        elif child.tag not in (f"{_WORDS}p", _FALLBACK):
            yield from _texts_of(child)


def _decoded(path: Path, data: bytes) -> str:
    if len(data) > _LARGEST_TEXT:
        raise ZipBombError(path, f"{size_text(len(data))}, giới hạn {size_text(_LARGEST_TEXT)}")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if b"\x00" in data or data.startswith((b"%PDF", b"{\\rtf")):
        raise NotADocumentError(path)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return unicodedata.normalize("NFC", data.decode("cp1258", errors="replace"))
