"""Formulas of a range in Excel's grammar."""

from __future__ import annotations

from typing import Any

from phuluc.hosts.libreoffice.engine.boxes import Box
from phuluc.hosts.libreoffice.engine.formula_text import excel_formula
from phuluc.hosts.libreoffice.engine.pasting import fill_down
from phuluc.hosts.libreoffice.engine.range_values import ValuesPart
from phuluc.workbook.references import MovableFormula


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
        if isinstance(value, str) and value.startswith("="):
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

    def _fill_formula(self, formula: str) -> None:
        """Write into the first row and fill down, relative references following, formats as they are."""
        part, pattern = self.filled_part(), MovableFormula(formula)
        for offset in range(part.box.width):
            column = part.box.left + offset
            block = self.same_sheet(Box(part.box.top, column, part.box.bottom, column))
            fill_down(block, pattern.moved(0, offset))

    def enterable_rows(self) -> list[list[Any]]:
        """What to write as `raw_value` to get the contents back: formulas, numbers, texts protected by "'"."""
        texts = self.same_sheet(self.box).formula
        formulas = ((texts,),) if isinstance(texts, str) else texts
        return [
            [
                formula if formula.startswith("=") and formula != value else _enterable(value)
                for formula, value in zip(formula_row, value_row, strict=True)
            ]
            for formula_row, value_row in zip(formulas, self.uno.getDataArray(), strict=True)
        ]

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


def _enterable(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value else value
