"""All cells of a workbook, to see what a command changed."""

from __future__ import annotations

from pathlib import Path

from phuluc.domain.figures import CellValue
from phuluc.workbook.file_book import FileBook
from phuluc.workbook.references import cell_address

#: Content by "Trang!Ô": a formula, else a constant.
Contents = dict[str, CellValue]


def contents(path: Path) -> Contents:
    """Formulas and constants of every sheet; blanks are left out."""
    book = FileBook.open(path)
    found: Contents = {}
    for sheet in book.sheet_names():
        area = book.used_area(sheet)
        rows = zip(book.values(area), book.formulas(area), strict=True)
        for row, (values, formulas) in enumerate(rows, area.top):
            for column, (value, formula) in enumerate(zip(values, formulas, strict=True), area.left):
                content = value if formula is None else formula
                if content not in (None, ""):
                    found[f"{sheet}!{cell_address(row, column)}"] = content
    return found


def changed(before: Contents, after: Contents, *, but: tuple[str, ...] = ()) -> dict[str, tuple[CellValue, CellValue]]:
    """Cells that differ, as (before, after), outside the sheets `but`."""
    return {
        place: (before.get(place), after.get(place))
        for place in sorted({*before, *after})
        if before.get(place) != after.get(place) and place.partition("!")[0] not in but
    }
