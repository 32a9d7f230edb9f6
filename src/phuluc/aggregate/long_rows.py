"""Rows of long lists as the markup of a sheet, put into a workbook that XlsxWriter made.

XlsxWriter writes cell by cell: a list of 100 thousand codes would cost as much as counting three million dossiers.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Sequence
from typing import IO, Final

from xlsxwriter.utility import xl_col_to_name

#: What XML cannot hold is written as Excel writes it: "_x0001_".
_NOT_IN_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
#: What would be read as such a spelling; its own first character is spelled instead.
_LIKE_A_SPELLING: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
#: Ends of lines part rows from each other here, and quotation marks stand in the markup alone.
_ESCAPES: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\r": "&#13;"})
_TO_ESCAPE: Final = re.compile('[&<>"\n\r]')
_LONGEST_TEXT: Final = 32_767
_DIMENSION: Final = re.compile(rb'<dimension ref="[^"]*"/>')
#: The row that shows how a text and a number are formatted.
_MODEL_ROW: Final = re.compile(rb'<row r="2"[^>]*><c r="A2"( s="\d+")/><c r="B2"( s="\d+")>.*?</row>')
_TEXT, _NUMBER = ' s="T"', ' s="N"'
_PIECE: Final = 1 << 20


class LongRows:
    """Rows of one sheet below its header, on the disk until the workbook is put together."""

    def __init__(self, columns: int) -> None:
        self._names = [xl_col_to_name(place) for place in range(columns)]
        self._file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the workbook
        self.count = 0

    def close(self) -> None:
        self._file.close()

    def add(self, rows: Sequence[Sequence[object]]) -> None:
        """Take rows of texts and whole numbers; blanks make no cell."""
        cell = _plain_cell if _are_plain([value for row in rows for value in row if isinstance(value, str)]) else _cell
        names, lines = self._names, []
        for number, row in enumerate(rows, start=self.count + 2):
            cells = [
                cell(f"{name}{number}", value)
                for name, value in zip(names, row, strict=False)
                if value is not None and value != ""
            ]
            lines.append(f'<row r="{number}">{"".join(cells)}</row>\n')
        self.count += len(rows)
        self._file.write("".join(lines).encode())

    def put_into(self, sheet: bytes, target: IO[bytes]) -> None:
        """Write a sheet with these rows in the place of its model row."""
        model = next(_MODEL_ROW.finditer(sheet))
        area = f'<dimension ref="A1:{self._names[-1]}{self.count + 1}"/>'.encode()
        target.write(_DIMENSION.sub(area, sheet[: model.start()], count=1))
        self._file.seek(0)
        while lines := self._file.readlines(_PIECE):
            piece = b"".join(lines).replace(_TEXT.encode(), model[1]).replace(_NUMBER.encode(), model[2])
            target.write(piece)
        target.write(sheet[model.end() :])


def _are_plain(texts: Sequence[str]) -> bool:
    """Tell whether texts can stand as they are, as codes and names do: to look at all at once costs next to nothing."""
    together = "|".join(["", *texts, ""])
    return not (
        max(map(len, texts), default=0) > _LONGEST_TEXT
        or _TO_ESCAPE.search(together)
        or "_x" in together
        or "| " in together
        or " |" in together
        or not together.isprintable()
    )


def _plain_cell(place: str, value: object) -> str:
    if isinstance(value, int):
        return f'<c r="{place}"{_NUMBER}><v>{value:d}</v></c>'
    return f'<c r="{place}"{_TEXT} t="inlineStr"><is><t>{value}</t></is></c>'


def _cell(place: str, value: object) -> str:
    if isinstance(value, int):
        return _plain_cell(place, value)
    text = str(value)[:_LONGEST_TEXT]
    if _TO_ESCAPE.search(text):
        text = text.translate(_ESCAPES)
    if "_x" in text:
        text = _LIKE_A_SPELLING.sub("_x005F_", text)
    if not text.isprintable():
        text = _NOT_IN_XML.sub(lambda match: f"_x{ord(match[0]):04X}_", text)
    space = ' xml:space="preserve"' if text[0] == " " or text[-1] == " " else ""
    return f'<c r="{place}"{_TEXT} t="inlineStr"><is><t{space}>{text}</t></is></c>'
