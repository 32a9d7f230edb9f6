"""LibreOffice's own parser and printer of formulas in the grammar of .xlsx files, one document's."""

from __future__ import annotations

from typing import Final

from phuluc.hosts.libreoffice.engine.boxes import cell_address
from phuluc.hosts.libreoffice.engine.formula_text import AddInNames, from_printer, parser_input
from phuluc.hosts.libreoffice.engine.uno_bridge import UnoObject

#: com.sun.star.sheet.AddressConvention.XL_OOX
_XLSX_GRAMMAR: Final = 3


class FormulaParser:
    """Turns Excel's formula texts into LibreOffice's tokens and back."""

    def __init__(self, document: UnoObject, names: AddInNames) -> None:
        self.names = names
        self._parser = document.createInstance("com.sun.star.sheet.FormulaParser")
        self._parser.CompileEnglish = True
        self._parser.FormulaConvention = _XLSX_GRAMMAR

    def tokens(self, formula: str, sheet_number: int, row: int, column: int) -> UnoObject:
        """Parse a formula as it stands in a 1-based cell; `sheet_number` is 0-based."""
        text = parser_input(formula, self.names)
        return self._parser.parseFormula(text, cell_address(sheet_number, row, column))

    def text(self, tokens: UnoObject, sheet_number: int, row: int, column: int) -> str:
        """Print tokens as Excel shows them in a 1-based cell."""
        return from_printer(self._parser.printFormula(tokens, cell_address(sheet_number, row, column)), self.names)
