"""Tables of data beside the code: CSV that staff can read and edit, with Vietnamese captions and days."""

from __future__ import annotations

import csv
import datetime as dt
import io
import pkgutil
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import TYPE_CHECKING

from phuluc.errors import PhuLucError

if TYPE_CHECKING:
    from collections.abc import Iterator


class DataTableError(PhuLucError):
    """A line of such a table cannot be understood."""


@dataclass(frozen=True)
class DataLine:
    """One line: its cells by caption, and where it stands ("tệp.csv, dòng 4")."""

    cells: dict[str, str]
    where: str

    def text(self, caption: str) -> str:
        return self.cells[caption].strip()

    def number(self, caption: str) -> Decimal | None:
        """Give a number, None where the cell is blank.

        Raises:
            DataTableError: the cell holds something else.
        """
        text = self.text(caption)
        try:
            return Decimal(text.replace(",", ".")) if text else None
        except InvalidOperation:
            raise DataTableError(
                "không phải số", where=self.where, found=f"“{text}”", remedy="Gõ số, dấu phẩy thập phân"
            ) from None

    def day(self, caption: str) -> dt.date | None:
        """Give a day, None where the cell is blank.

        Raises:
            DataTableError: the cell holds something else.
        """
        text = self.text(caption)
        if not text:
            return None
        try:
            day, month, year = text.split("/")
            return dt.date(int(year), int(month), int(day))
        except ValueError:
            raise DataTableError(
                "không phải ngày", where=self.where, found=f"“{text}”", remedy="Ghi ngày/tháng/năm, ví dụ 01/01/2026"
            ) from None


#: Lines an office has put over those of a shipped table: text and file by the table's name.
_OF_OFFICE: dict[str, tuple[str, str]] = {}


def put_over(name: str, text: str, file: str) -> None:
    """Put an office's own lines over those of a shipped table; "" takes them away.

    Args:
        name: of the shipped table.
        text: such a table, with its captions, of the office's lines alone.
        file: where it is from, for messages.
    """
    _OF_OFFICE[name] = (text, file)


def own_text(name: str) -> tuple[str, str]:
    """Give the office's lines over a shipped table and their file, "" and "" where there are none."""
    return _OF_OFFICE.get(name, ("", ""))


@lru_cache(maxsize=4)
def shipped_text(name: str) -> str:
    """Give the text of a table that is shipped beside the code, also out of a zip."""
    return (pkgutil.get_data("phuluc.domain", f"data/{name}") or b"").decode("utf-8-sig")


def table_lines(name: str, text: str, captions: tuple[str, ...]) -> Iterator[DataLine]:
    """Give the lines of a table below its captions.

    Raises:
        DataTableError: other captions, or a line of another length.
    """
    # A spreadsheet program saves with the separator of its machine.
    separator = ";" if ";" in text.partition("\n")[0] else ","
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    if tuple(next(rows, ())) != captions:
        raise DataTableError("dòng tiêu đề không đúng", where=f"{name}, dòng 1", remedy=f"Cần: {'; '.join(captions)}")
    for cells in rows:
        where = f"{name}, dòng {rows.line_num}"
        if not any(cells):
            continue
        if len(cells) != len(captions):
            raise DataTableError(
                f"cần {len(captions)} ô", where=where, found=f"{len(cells)} ô", remedy="Đặt ô có dấu ; trong dấu nháy"
            )
        yield DataLine(dict(zip(captions, cells)), where)
