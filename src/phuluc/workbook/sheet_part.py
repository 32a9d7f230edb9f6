"""One worksheet part: its cells read once, found by row and column, and written back into the same XML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from phuluc.book_port import Area
from phuluc.domain.figures import CellValue
from phuluc.workbook.cell_xml import CellXml, cell_grammar
from phuluc.workbook.errors import BeyondSheetError, DamagedWorkbookError
from phuluc.workbook.markup import attribute, unescape_text, unescape_xml, without_attribute
from phuluc.workbook.package import Package, rich_text
from phuluc.workbook.references import (
    LAST_COLUMN,
    LAST_ROW,
    MovableFormula,
    cell_address,
    column_number,
    parse_range,
    range_address,
)
from phuluc.workbook.sheet_rows import SheetRows
from phuluc.workbook.sheet_xml import NotPlainError, SheetXml, cut_parsed, cut_plain, joined


@dataclass(frozen=True)
class SharedFormula:
    """A formula stored once for a group of cells, as it reads in a cell `rows` below and `columns` right."""

    master: MovableFormula
    rows: int
    columns: int

    @property
    def text(self) -> str:
        return self.master.moved(self.rows, self.columns)


class SheetPart:
    """The cells of one worksheet.

    Attributes:
        name: the sheet's name.
        part: the part's name.
        root: the tree of all but its rows; after changing it call `touched`.
        rows: its rows and cells as they are written.
        values: row -> column -> value, blank cells left out; formula cells hold their cached value.
    """

    def __init__(self, package: Package, name: str, part: str) -> None:
        self.name = name
        self.part = part
        self._package = package
        try:
            self._read(cut_plain(package.content(part)))
        except (NotPlainError, etree.XMLSyntaxError):
            self._read_any_spelling()
        except (ValueError, IndexError, KeyError) as error:
            raise self._damaged(error) from error
        package.hold(part, self.content)

    def _read_any_spelling(self) -> None:
        try:
            self._read(cut_parsed(self._package.parsed(self.part)))
        except (ValueError, IndexError, KeyError) as error:
            raise self._damaged(error) from error

    def _damaged(self, error: Exception) -> DamagedWorkbookError:
        if str(error) == "sheetData":
            return DamagedWorkbookError(self.name, "trang tính không có vùng dữ liệu")
        return DamagedWorkbookError(self.name, "có ô ghi sai quy cách")

    def touched(self) -> None:
        self._package.touch(self.part)

    def where(self, row: int, column: int) -> str:
        """The address with the sheet: "Phụ lục 1!F12"."""
        return f"{self.name}!{cell_address(row, column)}"

    # Reading

    def _read(self, sheet: SheetXml) -> None:
        self.root = sheet.root
        self.rows = SheetRows(cell_grammar(sheet.prefix))
        self.values: dict[int, dict[int, CellValue]] = {}
        self._formulas: dict[int, dict[int, str | SharedFormula]] = {}
        self._masters: dict[str, tuple[MovableFormula, int, int]] = {}
        self.arrays: dict[tuple[int, int], tuple[int, int, int, int]] = {}
        for attributes, text in sheet.rows:
            number = int(attribute(attributes, "r") or 0)
            self._read_row(number, self.rows.row(number, attributes).cells, text)

    def _read_row(self, row: int, cells: dict[int, str], text: str) -> None:
        """Read the cells of one row; the loop runs once for each cell of the book, hence its plainness."""
        values = self.values.setdefault(row, {})
        formulas = self._formulas.setdefault(row, {})
        grammar = self.rows.grammar
        plain_formula = f"<{grammar.prefix}f"
        digits = str(row)
        for (
            whole,
            letters,
            number,
            kind,
            more,
            formula,
            formula_text,
            value,
            value_text,
            inline,
            other,
        ) in grammar.cells.findall(text):
            if other or (more and _is_out_of_order(more)):
                raise NotPlainError(text[:80])
            if number != digits:
                raise ValueError(f"{letters}{number}")
            column = column_number(letters)
            cells[column] = whole
            if value:
                if not kind and value_text.isdigit():
                    values[column] = int(value_text)
                elif (content := self._decode(kind, value_text)) is not None:
                    values[column] = content
            if formula == plain_formula:
                formulas[column] = f"={unescape_xml(formula_text)}"
            elif formula:
                self._read_formula(row, column, formula, formula_text)
            if inline:
                values[column] = self._inline_text(inline)

    def _decode(self, kind: str, text: str) -> CellValue:
        if kind in ("", "n"):
            return _number(text) if text else None
        if kind == "s":
            return self._package.shared_strings[int(text)]
        if kind == "b":
            return text in ("1", "true")
        return unescape_text(unescape_xml(text))

    def _inline_text(self, text: str) -> str:
        """The text of an `<is>`, whose namespaces the part's root declares."""
        plain = self.rows.grammar.plain_text(text)
        if plain is not None:
            return unescape_text(unescape_xml(plain))
        declared = "".join(f' xmlns{f":{prefix}" if prefix else ""}="{uri}"' for prefix, uri in self.root.nsmap.items())
        return rich_text(etree.fromstring(f"<r{declared}>{text}</r>")[0])

    def _read_formula(self, row: int, column: int, opening: str, text: str) -> None:
        kind = attribute(opening, "t")
        formula = f"={unescape_xml(text)}"
        if kind == "shared":
            group = attribute(opening, "si") or ""
            if text:
                self._masters[group] = (MovableFormula(formula), row, column)
            else:
                master, master_row, master_column = self._masters[group]
                shared = SharedFormula(master, row - master_row, column - master_column)
                self._formulas.setdefault(row, {})[column] = shared
                return
        elif kind == "array":
            self.arrays[row, column] = parse_range(attribute(opening, "ref") or cell_address(row, column))
        elif kind == "dataTable":
            return
        self._formulas.setdefault(row, {})[column] = formula

    def formula(self, row: int, column: int) -> str | None:
        """The formula of a cell with its "=", None where there is none."""
        found = self._formulas.get(row, {}).get(column)
        return found.text if isinstance(found, SharedFormula) else found

    def row_formulas(self, row: int, columns: Iterable[int]) -> list[str | None]:
        """The formulas of a row in the columns asked for, as `formula` gives each."""
        formulas = self._formulas.get(row, {})
        found = [formulas.get(column) for column in columns]
        return [formula.text if isinstance(formula, SharedFormula) else formula for formula in found]

    def formula_area(self) -> Area | None:
        """The rectangle around all formulas, None where there are none."""
        return self._area_around(self._formulas)

    def formula_cells(self) -> Iterator[tuple[int, int]]:
        """(row, column) of each formula cell."""
        return ((row, column) for row, columns in self._formulas.items() for column in columns)

    def formulas(self) -> Iterator[tuple[int, int, str]]:
        """(row, column, formula) of each formula cell."""
        for row, columns in self._formulas.items():
            for column, formula in columns.items():
                yield row, column, formula.text if isinstance(formula, SharedFormula) else formula

    def stored_formulas(self) -> Iterator[tuple[int, int, str]]:
        """(row, column, formula) of each formula stored with its text; cells that share another's are left out."""
        for row, columns in self._formulas.items():
            for column, formula in columns.items():
                if isinstance(formula, str):
                    yield row, column, formula

    def filled_cells(self) -> Iterator[tuple[int, int]]:
        """(row, column) of the cells that array formulas fill beside the ones they stand in."""
        return (cell for anchor, box in self.arrays.items() for cell in cells_of(box) if cell != anchor)

    def used_area(self) -> Area:
        """The rectangle around all values and formulas; A1 alone on an empty sheet."""
        return self._area_around(self.values, self._formulas) or Area(self.name, 1, 1, 1, 1)

    def _area_around(self, *grids: Mapping[int, Mapping[int, object]]) -> Area | None:
        filled = [(row, columns) for grid in grids for row, columns in grid.items() if columns]
        if not filled:
            return None
        rows = [row for row, _ in filled]
        left = min(min(columns) for _, columns in filled)
        return Area(self.name, min(rows), left, max(rows), max(max(columns) for _, columns in filled))

    # Finding and making cells

    def content(self, blank: Iterable[tuple[int, int]] = ()) -> bytes:
        """The part's bytes.

        Args:
            blank: (row, column) of cells to write without their content.
        """
        return joined(self.root, self.rows.grammar.prefix, self.rows.texts(blank))

    def made_cell(self, row: int, column: int) -> CellXml:
        """A cell taken apart, made where there is none, with its row's or column's format.

        Raises:
            BeyondSheetError: outside the 1,048,576 rows and 16,384 columns.
        """
        if self.rows.cell(row, column) is not None:
            return self.rows.parsed(row, column)
        if not (1 <= row <= LAST_ROW and 1 <= column <= LAST_COLUMN):
            raise BeyondSheetError(self.name)
        self.values.setdefault(row, {})
        cell = self.rows.place_cell(row, column, self._inherited_style(row, column))
        self.extend_dimension(row, column)
        self.touched()
        return cell

    def _inherited_style(self, row: int, column: int) -> str | None:
        attributes = self.rows.row(row).attributes
        if attribute(attributes, "customFormat") in ("1", "true"):
            return attribute(attributes, "s")
        for element in self.root.iterfind("{*}cols/{*}col"):
            if int(element.get("min", "0")) <= column <= int(element.get("max", "0")):
                return element.get("style")
        return None

    def extend_dimension(self, row: int, column: int) -> None:
        """Let the part's own note of its used area reach over a cell."""
        element = self.root.find("{*}dimension")
        if element is None:
            return
        try:
            top, left, bottom, right = parse_range(element.get("ref", ""))
        except ValueError:
            return
        if not (top <= row <= bottom and left <= column <= right):
            wider = range_address(min(top, row), min(left, column), max(bottom, row), max(right, column))
            element.set("ref", wider)

    # Formulas, as the writers keep them in step with the XML

    def note_formula(self, row: int, column: int, formula: str) -> None:
        """Remember that a cell's element now holds this formula (with its "=")."""
        self._formulas.setdefault(row, {})[column] = formula

    def forget_formula(self, row: int, column: int) -> None:
        """Remember that a cell's element holds no formula any more."""
        self._formulas.get(row, {}).pop(column, None)
        self.arrays.pop((row, column), None)

    def note_value(self, row: int, column: int, value: CellValue) -> None:
        """Remember the value a cell's element now holds."""
        if value is None:
            self.values.get(row, {}).pop(column, None)
        else:
            self.values.setdefault(row, {})[column] = value

    def set_formula_text(self, row: int, column: int, formula: str, attributes: str | None = None) -> None:
        """Give a cell another formula, and its element other attributes where they are given; its value stays."""
        cell, grammar = self.rows.parsed(row, column), self.rows.grammar
        attributes = grammar.formula_attributes(cell) if attributes is None else attributes
        cell.formula = grammar.formula(formula.removeprefix("="), attributes)
        self.rows.put(row, column, cell)
        self.note_formula(row, column, formula)
        self.touched()

    def unshare_formulas(self, group: str | None = None) -> None:
        """Give each cell of a shared formula its own text.

        Args:
            group: the group's index (si); None for all groups.
        """
        if not self.has_shared_formulas:
            return
        for row, column, formula in self.formulas():
            cell = self.rows.parsed(row, column)
            if cell.shared_group is None or group not in (None, cell.shared_group):
                continue
            attributes = self.rows.grammar.formula_attributes(cell)
            for name in ("t", "si", "ref"):
                attributes = without_attribute(attributes, name)
            self.set_formula_text(row, column, formula, attributes)

    @property
    def has_shared_formulas(self) -> bool:
        return bool(self._masters)

    def shift_rows(self, before: int, count: int) -> None:
        """Move rows `before` and below down by `count`: numbers and addresses of rows and cells, nothing else.

        Raises:
            BeyondSheetError: content would leave the sheet.
        """
        moving = self.rows.numbers_from(before)
        if moving and moving[-1] + count > LAST_ROW:
            raise BeyondSheetError(self.name)
        for row in reversed(moving):
            self.rows.move_down(row, count)
            self.values[row + count] = self.values.pop(row)
            if row in self._formulas:
                self._formulas[row + count] = self._formulas.pop(row)
        self.arrays = {
            (row + count if row >= before else row, column): (
                top + count if top >= before else top,
                left,
                bottom + count if bottom >= before else bottom,
                right,
            )
            for (row, column), (top, left, bottom, right) in self.arrays.items()
        }
        self.touched()


def cells_of(box: tuple[int, int, int, int]) -> Iterator[tuple[int, int]]:
    """(row, column) of the cells of (top, left, bottom, right), row by row."""
    top, left, bottom, right = box
    return ((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))


def _number(text: str) -> int | float:
    if "." in text:
        return float(text)
    try:
        return int(text)
    except ValueError:
        return float(text)


def _is_out_of_order(attributes: str) -> bool:
    """Whether a cell's address, format or kind stands after attributes it should stand before."""
    return any(f' {name}="' in attributes for name in ("r", "s", "t"))
