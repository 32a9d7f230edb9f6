"""The cells of a workbook apart from it, and plain XlsxWriter writing them again: the floor of what building costs."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Any

#: Row and column (0-based), formula or None, value.
PlainCell = tuple[int, int, str | None, Any]


def extract_cells(book: Path, cells: Path) -> None:
    """Keep all cells of `book`, those with nothing but a format included."""
    from openpyxl import load_workbook

    formulas, values = load_workbook(book), load_workbook(book, data_only=True)
    sheets: dict[str, list[PlainCell]] = {}
    for sheet in formulas.worksheets:
        value_rows = values[sheet.title].iter_rows()
        rows = zip(sheet.iter_rows(), value_rows, strict=True)
        pairs = (pair for formula_row, value_row in rows for pair in zip(formula_row, value_row, strict=True))
        sheets[sheet.title] = [
            (
                formula.row - 1,
                formula.column - 1,
                _formula(formula.value) if formula.data_type == "f" else None,
                value.value,
            )
            for formula, value in pairs
            if formula.value is not None or (formula.has_style and formula.data_type == "n")
        ]
    cells.write_bytes(pickle.dumps(sheets))


def _formula(content: Any) -> str:
    """The text of a formula; an array formula is an object that holds it."""
    return str(getattr(content, "text", content))


def write_cells(sheets: dict[str, list[PlainCell]], book: Path) -> None:
    from xlsxwriter import Workbook

    with Workbook(str(book)) as workbook:
        bordered = workbook.add_format({"border": 1, "num_format": "#,##0"})
        for title, cells in sheets.items():
            sheet = workbook.add_worksheet(title)
            for row, column, formula, value in cells:
                if formula is not None:
                    sheet.write_formula(row, column, formula, bordered, value)
                else:
                    sheet.write(row, column, value, bordered)
