"""Deleting rows from a file, the reverse of the product's row insertion; nothing in the product deletes rows."""

from __future__ import annotations

from phuluc.workbook import row_insertion
from phuluc.workbook.file_book import FileBook
from phuluc.workbook.references import RowInsertion


def delete_rows(book: FileBook, name: str, first: int, count: int) -> None:
    """Delete whole rows to which no reference points; what spans them shrinks."""
    sheet = book._sheet(name)
    sheet.unshare_formulas()
    for row in range(first, first + count):
        for grid in (sheet.rows._rows, sheet.values, sheet._formulas):
            grid.pop(row, None)
    for row in sheet.rows.numbers_from(first + count):
        sheet.rows.move_down(row, -count)
        for grid in (sheet.values, sheet._formulas):
            if row in grid:
                grid[row - count] = grid.pop(row)
    sheet.touched()
    shift = RowInsertion(name, first + count, -count)
    for other in book._sheets():
        row_insertion._follow_in_cells(other, shift)
        row_insertion._follow_in_sheet_part(other, shift)
        row_insertion._follow_in_own_parts(book.package, other, shift)
    row_insertion._follow_in_names(book.package, shift)
