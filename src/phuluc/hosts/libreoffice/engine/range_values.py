"""Values of a range, read and written in one call each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from phuluc.hosts.libreoffice.engine.boxes import Box, box_of
from phuluc.hosts.libreoffice.engine.cell_block import CellBlock
from phuluc.hosts.libreoffice.engine.cell_values import CellErrorText, OfficeRows, date_time, office_rows, runs
from phuluc.hosts.libreoffice.engine.formula_text import ERROR_TEXTS
from phuluc.hosts.libreoffice.engine.pasting import fill_down
from phuluc.hosts.libreoffice.engine.uno_bridge import UnoObject
from phuluc.workbook.references import MovableFormula

#: com.sun.star.util.NumberFormat: DATE | TIME, LOGICAL
_DATE_OR_TIME: Final = 2 | 4
_LOGICAL: Final = 1024
#: com.sun.star.sheet.CellFlags: VALUE | DATETIME | STRING | FORMULA; HARDATTR | STYLES; everything.
_CONTENTS: Final = 1 | 2 | 4 | 16
_FORMATS: Final = 32 | 64
_EVERYTHING: Final = 1023
#: com.sun.star.sheet.FormulaResult.ERROR
_ERROR_RESULT: Final = 4


class ValuesPart(CellBlock):
    """Values: one scalar of a single cell, else rows of the whole range."""

    @property
    def max_cells_per_write(self) -> int | None:
        """None: nothing is gained by writing in chunks."""
        return None

    @property
    def raw_value(self) -> Any:
        """None or "" where blank, float, bool, datetime, str, or `CellErrorText`."""
        part = self.filled_part()
        rows = part.read_rows()
        return rows[0][0] if len(part) == 1 else rows

    @raw_value.setter
    def raw_value(self, value: Any) -> None:
        """Write from the top-left cell; a scalar fills the range, text with a leading "=" is a formula."""
        rows = self._as_rows(value)
        if not rows or not rows[0]:
            return
        made = office_rows(rows)
        self._target(made).setDataArray(tuple(made.rows))
        for (column, code), numbers in made.formats.items():
            for first, last in runs(numbers):
                self._format_where_general(first, last, column, code)
        self._write_formula_cells(made.formulas)

    def read_rows(self) -> Sequence[Sequence[Any]]:
        data = self.uno.getDataArray()
        rows: list[list[Any]] | None = None
        has_numbers = any(type(value) is float for row in data for value in row)
        for kind, box in self._special_formats() if has_numbers else ():
            rows = rows or [list(row) for row in data]
            self._convert(rows, kind, box)
        if any(None in row for row in data):
            rows = rows or [list(row) for row in data]
            self._fill_errors(rows)
        return data if rows is None else rows

    def _special_formats(self) -> Iterator[tuple[int, Box]]:
        """Rectangles whose numbers are dates, times or truth values, with the kind of their format.

        Mostly all cells have one format: asking for that is much quicker than for the parts of several.
        """
        groups: list[tuple[int, list[Box]]]
        if len(self) == 1 or self.uno.getPropertyState("NumberFormat").value != "AMBIGUOUS_VALUE":
            groups = [(self.uno.NumberFormat, [self.box])]
        else:
            unique = self.uno.getUniqueCellFormatRanges()
            members = [unique.getByIndex(number) for number in range(unique.Count)]
            groups = [(member.NumberFormat, list(map(box_of, member.getRangeAddresses()))) for member in members]
        for key, boxes in groups:
            kind = self._format_kind(key)
            if kind & (_DATE_OR_TIME | _LOGICAL):
                yield from ((kind, box) for box in boxes)

    def _format_kind(self, key: int) -> int:
        return self.sheet.book.number_format_kind(key)

    def _convert(self, rows: list[list[Any]], kind: int, box: Box) -> None:
        for cells in rows[box.top - self.box.top : box.bottom - self.box.top + 1]:
            for column in range(box.left - self.box.left, box.right - self.box.left + 1):
                value = cells[column]
                if type(value) is float:
                    cells[column] = bool(value) if kind & _LOGICAL else date_time(value)

    def _fill_errors(self, rows: list[list[Any]]) -> None:
        for address in self.uno.queryFormulaCells(_ERROR_RESULT).getRangeAddresses():
            box = box_of(address)
            for row in range(box.top, box.bottom + 1):
                for column in range(box.left, box.right + 1):
                    error = self.sheet.uno.getCellByPosition(column - 1, row - 1).getError()
                    text = CellErrorText(ERROR_TEXTS.get(error, "#VALUE!"))
                    rows[row - self.box.top][column - self.box.left] = text

    def _as_rows(self, value: Any) -> Sequence[Sequence[Any]]:
        if not isinstance(value, list | tuple):
            part = self.filled_part()
            return [[value] * part.box.width] * part.box.height
        return value if value and isinstance(value[0], list | tuple) else [value]

    def _target(self, made: OfficeRows) -> UnoObject:
        bottom, right = self.box.top + len(made.rows) - 1, self.box.left + len(made.rows[0]) - 1
        return self.uno_part(Box(self.box.top, self.box.left, bottom, right))

    def _format_where_general(self, first: int, last: int, column: int, code: str) -> None:
        """As Excel does: a date gives its format only to cells that are not yet formatted as dates."""
        left = self.box.left + column
        cells = self.uno_part(Box(self.box.top + first, left, self.box.top + last, left))
        key = cells.NumberFormat
        if key is None or not self._format_kind(key) & _DATE_OR_TIME:
            cells.NumberFormat = self.sheet.book.number_format_key(code)

    def _write_formula_cells(self, formulas: list[tuple[int, int, str]]) -> None:
        """Write formulas at (row, column) from 0; those that continue the one above are filled together."""
        columns: dict[int, dict[int, str]] = {}
        for row, column, formula in formulas:
            columns.setdefault(self.box.left + column, {})[self.box.top + row] = formula
        for column, texts in columns.items():
            for first, last in _fills(texts):
                fill_down(self.same_sheet(Box(first, column, last, column)), texts[first])

    def write_formula(self, formula: str, row: int, column: int) -> None:
        """Write one Excel formula into a cell of the sheet, 1-based."""
        tokens = self.sheet.book.parser.tokens(formula, self.sheet.number, row, column)
        self.sheet.uno.getCellByPosition(column - 1, row - 1).setTokens(tokens)

    def clear_contents(self) -> None:
        self.uno.clearContents(_CONTENTS)

    def clear_formats(self) -> None:
        self.uno.clearContents(_FORMATS)

    def clear(self) -> None:
        self.uno.clearContents(_EVERYTHING)


def _fills(texts: dict[int, str]) -> list[tuple[int, int]]:
    """Give (first, last) of the runs of rows in which each formula is the first one filled down.

    Filling in one go is what makes long columns fast: each formula written by itself costs LibreOffice its parser.
    """
    found: list[tuple[int, int]] = []
    pattern = None
    for row, text in texts.items():
        if pattern is not None and row == found[-1][1] + 1 and pattern.moved(row - found[-1][0], 0) == text:
            found[-1] = (found[-1][0], row)
        else:
            found.append((row, row))
            pattern = MovableFormula(text)
    return found
