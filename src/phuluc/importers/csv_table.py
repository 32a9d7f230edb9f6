"""Delimited text files as a grid: Unicode with or without a byte order mark, separated by comma, semicolon or tab."""

from __future__ import annotations

import csv
import io
from functools import cache
from pathlib import Path
from typing import Final

from phuluc.importers.errors import SourceEncodingError, UnknownSourceError
from phuluc.importers.grid import SourceSheet, cell_value
from phuluc.workbook.judge import read_text_file

_SEPARATORS: Final = ";\t,"
_HEAD_LINES: Final = 20
_UTF16_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")


def read_csv_sheet(path: Path) -> SourceSheet:
    """Read a delimited text file as a sheet named like the file; all cells are text or blank.

    Raises:
        WorkbookFileError: the file cannot be read, or is too large.
        SourceEncodingError: the file is neither UTF-8 nor marked UTF-16.
        UnknownSourceError: the file is no delimited text.
    """
    text = _decoded(path)
    separator = _separator(text)
    # In long form a name, a period or an indicator stands in thousands of cells: each text is judged and kept once.
    meaning = cache(cell_value)
    try:
        rows = tuple(
            tuple(map(meaning, row))
            for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        )
    except csv.Error as error:
        raise UnknownSourceError(
            "Tệp văn bản không đọc được thành bảng",
            where=path.name,
            remedy="Mở bằng Excel hoặc LibreOffice, lưu lại dạng CSV UTF-8 hoặc .xlsx",
        ) from error
    return SourceSheet(path.name, rows)


def _decoded(path: Path) -> str:
    content = read_text_file(path)
    is_utf16 = content.startswith(_UTF16_MARKS)
    if b"\0" in content and not is_utf16:
        raise UnknownSourceError(
            "Tệp không phải bảng số liệu",
            where=path.name,
            remedy="Chọn tệp .xlsx hoặc .csv",
        )
    try:
        text = content.decode("utf-16" if is_utf16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceEncodingError(
            "Tệp văn bản không dùng bảng mã Unicode nên không đọc đúng được chữ Việt",
            where=path.name,
            remedy="Mở bằng Excel, chọn Lưu thành (Save As) loại CSV UTF-8 rồi nhập lại",
        ) from error
    return text


def _separator(text: str) -> str:
    """Choose the separator that cuts the first lines into the most cells."""
    head = [line for line in text.splitlines()[:_HEAD_LINES] if line.strip()]
    return max(_SEPARATORS, key=lambda separator: sum(len(row) for row in csv.reader(head, delimiter=separator)))
