"""Which cells show their number as a percentage: 0.61 that reads "61%"."""

from __future__ import annotations

import re
import zipfile
from functools import cached_property
from pathlib import Path
from typing import Final

import openpyxl

_PERCENT_STYLE: Final = re.compile(rb'numFmtId="(?:9|10)"|formatCode="[^"]*%[^"]*"')


class PercentFormats:
    """Number formats of a workbook, looked up only when the workbook has a percent format at all."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def is_percent(self, sheet: str, row: int, column: int) -> bool:
        """Tell whether a cell (row and column from 0) has a percent format."""
        return (row + 1, column + 1) in self._cells.get(sheet, set())

    @cached_property
    def _cells(self) -> dict[str, set[tuple[int, int]]]:
        if not self._has_percent_style():
            return {}
        book = openpyxl.load_workbook(self._path, read_only=True)
        try:
            return {
                sheet.title: {
                    (cell.row, cell.column)
                    for row in sheet.iter_rows()
                    for cell in row
                    if cell.value is not None and "%" in cell.number_format
                }
                for sheet in book.worksheets
            }
        finally:
            book.close()

    def _has_percent_style(self) -> bool:
        # Reading styles alone costs nothing; opening a large workbook a second time costs seconds.
        with zipfile.ZipFile(self._path) as package:
            return "xl/styles.xml" in package.namelist() and (
                _PERCENT_STYLE.search(package.read("xl/styles.xml")) is not None
            )
