"""Formulas of a range in Excel's grammar."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from phuluc.hosts.libreoffice.engine.boxes import Box
from phuluc.hosts.libreoffice.engine.formula_text import excel_formula, office_formula
from phuluc.hosts.libreoffice.engine.range_values import ValuesPart
from phuluc.hosts.libreoffice.engine.uno_bridge import enum


class FormulasPart(ValuesPart):
    """Formula texts; a cell without one gives what was typed, as text, "" where blank."""

    @property
    def formula(self) -> str | tuple[tuple[str, ...], ...]:
        part = self.filled_part()
        rows = tuple(
            tuple(
                part._excel_text(text, row, column)  # noqa: SLF001 - the same class
                for column, text in enumerate(cells, part.box.left)
            )
            for row, cells in enumerate(part.uno.getFormulaArray(), part.box.top)
        )
        return rows[0][0] if len(part) == 1 else rows

    @formula.setter
    def formula(self, value: Any) -> None:
        if isinstance(value, list | tuple):
            self._write_formulas(self._as_rows(value))
        elif isinstance(value, str) and value.startswith("="):
            self._fill_formula(value)
        else:
            self.raw_value = value

    def _excel_text(self, text: str, row: int, column: int) -> str:
        if not text.startswith(("=", "{=")):
            return text.removeprefix("'")
        plain = text[1:-1] if text.startswith("{") else text
        translated = excel_formula(plain, self.sheet.book.parser.names)
        if translated is not None:
            return translated
        tokens = self.sheet.uno.getCellByPosition(column - 1, row - 1).getTokens()
        return self.sheet.book.parser.text(tokens, self.sheet.number, row, column)

    def _write_formulas(self, rows: Sequence[Sequence[Any]]) -> None:
        """Write rows of formulas and constants; formulas that need LibreOffice's parser follow one by one."""
        names = self.sheet.book.parser.names
        texts: list[tuple[str, ...]] = []
        for cells in rows:
            translated = [
                office_formula(cell, names) if isinstance(cell, str) and cell.startswith("=") else None
                for cell in cells
            ]
            if None in translated:
                self.raw_value = rows
                return
            texts.append(tuple(text or "" for text in translated))
        box = Box(self.box.top, self.box.left, self.box.top + len(rows) - 1, self.box.left + len(rows[0]) - 1)
        self.uno_part(box).setFormulaArray(tuple(texts))

    def _fill_formula(self, formula: str) -> None:
        """Write into the first cell and fill to the right and down, relative references following."""
        box = self.box
        self.write_formula(formula, box.top, box.left)
        if box.width > 1:
            first_row = self.uno_part(Box(box.top, box.left, box.top, box.right))
            first_row.fillAuto(enum("com.sun.star.sheet.FillDirection", "TO_RIGHT"), 1)
        if box.height > 1:
            self.uno.fillAuto(enum("com.sun.star.sheet.FillDirection", "TO_BOTTOM"), 1)

    @property
    def formula2(self) -> str | tuple[tuple[str, ...], ...]:
        """The same as `formula`: there are no formulas that spill here."""
        return self.formula

    @formula2.setter
    def formula2(self, value: Any) -> None:
        self.formula = value

    @property
    def formula_array(self) -> str | None:
        if not self.uno.getArrayFormula():
            return None
        parser = self.sheet.book.parser
        return parser.text(self.uno.getArrayTokens(), self.sheet.number, self.box.top, self.box.left)

    @formula_array.setter
    def formula_array(self, value: str) -> None:
        tokens = self.sheet.book.parser.tokens(value, self.sheet.number, self.box.top, self.box.left)
        self.uno.setArrayTokens(tokens)

    @property
    def has_array(self) -> bool:
        return bool(self.first_cell.getArrayFormula())
