"""The Book port on a file: no spreadsheet program is needed."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from phuluc.annexes.addresses import link_formula
from phuluc.book_port import Area, Link, UnevaluatedFormula
from phuluc.domain.figures import CellValue
from phuluc.workbook.engine_functions import CatalogueFunction
from phuluc.workbook.errors import UnknownSheetError
from phuluc.workbook.evaluate import evaluate
from phuluc.workbook.package import Package
from phuluc.workbook.patch import copy_cell_format, set_all_cached, set_constant, set_formula
from phuluc.workbook.references import RowInsertion
from phuluc.workbook.row_insertion import insert_rows
from phuluc.workbook.sheet_part import SheetPart


class FileBook:
    """A workbook file as actions see it (`phuluc.book_port.Book`), patched in memory until `save`.

    Sheets are read when first asked for; parts nobody changed are saved byte for byte.

    Args:
        package: the parts.
        catalogue: the worksheet functions to evaluate with; None for those of `phuluc.functions`.
    """

    def __init__(self, package: Package, catalogue: Iterable[CatalogueFunction] | None = None) -> None:
        self.package = package
        self._catalogue = None if catalogue is None else tuple(catalogue)
        self._loaded: dict[str, SheetPart] = {}

    @classmethod
    def open(cls, path: Path | str, catalogue: Iterable[CatalogueFunction] | None = None) -> FileBook:
        """Open a file.

        Raises:
            WorkbookFileError: one subclass per cause (`phuluc.workbook.errors`).
        """
        return cls(Package.open(Path(path)), catalogue)

    def save(self, path: Path | str) -> None:
        """Write the file whole or not at all.

        Raises:
            WorkbookFileError: one subclass per cause; the old file is whole.
        """
        self.package.save(Path(path))

    def sheet_names(self) -> list[str]:
        """The worksheets in order, hidden ones too."""
        return [entry.name for entry in self.package.sheets if entry.holds_cells]

    def names(self) -> dict[str, Area]:
        """Names of the whole book that denote one rectangle."""
        return self.package.named_areas()

    def used_area(self, sheet: str) -> Area:
        """The rectangle around values and formulas; A1 on an empty sheet."""
        return self._sheet(sheet).used_area()

    def values(self, area: Area) -> list[list[CellValue]]:
        """Rows of values; formula cells give their cached value."""
        rows = self._sheet(area.sheet).values
        columns = range(area.left, area.right + 1)
        cells = (rows.get(row, {}) for row in range(area.top, area.bottom + 1))
        return [[row.get(column) for column in columns] for row in cells]

    def formulas(self, area: Area) -> list[list[str | None]]:
        """Rows of formulas with their "=", None where there is none."""
        sheet = self._sheet(area.sheet)
        columns = range(area.left, area.right + 1)
        return [sheet.row_formulas(row, columns) for row in range(area.top, area.bottom + 1)]

    def set_values(self, area: Area, rows: list[list[CellValue]]) -> None:
        """Write constants; cells that hold them already stay untouched.

        Raises:
            TextTooLongError: text beyond 32,767 characters.
        """
        sheet = self._sheet(area.sheet)
        formulas_gone = False
        for row, values in enumerate(rows, area.top):
            for column, value in enumerate(values, area.left):
                formulas_gone |= set_constant(sheet, row, column, value)
        if formulas_gone:
            self.package.drop_calculation_chain()

    def set_formulas(self, area: Area, rows: list[list[str | None]]) -> None:
        """Write formulas; None leaves a cell as it is. New formulas have no value until `recalculate`."""
        sheet = self._sheet(area.sheet)
        formulas_came = False
        for row, formulas in enumerate(rows, area.top):
            for column, formula in enumerate(formulas, area.left):
                if formula is not None:
                    formulas_came |= set_formula(sheet, row, column, formula)
        if formulas_came:
            self.package.drop_calculation_chain()

    def set_links(self, area: Area, rows: list[list[Link | str | None]]) -> None:
        """Write links as formulas that carry their text; a plain text or None is a constant."""
        sheet = self._sheet(area.sheet)
        formulas_changed = False
        for row, contents in enumerate(rows, area.top):
            for column, content in enumerate(contents, area.left):
                if isinstance(content, Link):
                    formulas_changed |= set_formula(sheet, row, column, link_formula(content), content.text)
                else:
                    formulas_changed |= set_constant(sheet, row, column, content)
        if formulas_changed:
            self.package.drop_calculation_chain()

    def insert_rows(self, sheet: str, before: int, count: int, *, format_from: int) -> None:
        """Insert empty rows above `before`, formatted like row `format_from` (as numbered before the insertion).

        Raises:
            BeyondSheetError: content would be pushed off the sheet.
        """
        target = self._sheet(sheet)
        insert_rows(self.package, self._sheets(), target, RowInsertion(sheet, before, count), format_from)

    def copy_formats(self, source: Area, target: Area) -> None:
        """Repeat the formats of `source`'s rows down `target`."""
        sheet = self._sheet(target.sheet)
        for offset in range(target.height):
            for column in range(min(source.width, target.width)):
                copy_cell_format(
                    sheet,
                    source.top + offset % source.height,
                    source.left + column,
                    target.top + offset,
                    target.left + column,
                )

    def recalculate(self) -> list[UnevaluatedFormula]:
        """Evaluate all formulas and store their values; those that cannot be evaluated keep theirs and are named."""
        sheets = self._sheets()
        evaluation = evaluate(self.package, sheets, self._functions())
        for sheet in sheets:
            set_all_cached(sheet, evaluation.values[sheet.name])
        return evaluation.unevaluated

    def _functions(self) -> Iterable[CatalogueFunction]:
        if self._catalogue is None:
            # Deferred: who only reads or writes needs no functions.
            from phuluc.functions import CATALOGUE  # noqa: PLC0415

            return CATALOGUE
        return self._catalogue

    def _sheets(self) -> list[SheetPart]:
        return [self._sheet(name) for name in self.sheet_names()]

    def _sheet(self, name: str) -> SheetPart:
        if name not in self._loaded:
            entry = next((entry for entry in self.package.sheets if entry.name == name and entry.holds_cells), None)
            if entry is None:
                raise UnknownSheetError(name, self.sheet_names())
            self._loaded[name] = SheetPart(self.package, entry.name, entry.part)
        return self._loaded[name]
