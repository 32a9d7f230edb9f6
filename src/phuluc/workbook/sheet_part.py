"""One worksheet part: its cells read once, found by row and column, and written back into the same XML."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from phuluc.book_port import Area
from phuluc.domain.figures import CellValue
from phuluc.workbook.errors import BeyondSheetError, DamagedWorkbookError
from phuluc.workbook.markup import drop_attribute, unescape_text
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
        root: its tree; after changing it call `touched`.
        values: row -> column -> value, blank cells left out; formula cells hold their cached value.
    """

    def __init__(self, package: Package, name: str, part: str) -> None:
        self.name = name
        self.part = part
        self.root = package.tree(part)
        self.values: dict[int, dict[int, CellValue]] = {}
        self._package = package
        self._namespace = etree.QName(self.root).namespace or ""
        self.value_tag = self.tag("v")
        data = self.root.find(self.tag("sheetData"))
        if data is None:
            raise DamagedWorkbookError(name, "trang tính không có vùng dữ liệu")
        self._data = data
        self._rows: dict[int, etree._Element] = {}
        self._row_order: list[int] = []
        self._cells: dict[int, dict[int, etree._Element]] = {}
        self._formulas: dict[int, dict[int, str | SharedFormula]] = {}
        self._masters: dict[str, tuple[MovableFormula, int, int]] = {}
        self.arrays: dict[tuple[int, int], tuple[int, int, int, int]] = {}
        try:
            self._read()
        except (ValueError, IndexError, KeyError) as error:
            raise DamagedWorkbookError(name, f"ô ghi sai quy cách ({error})") from error

    def tag(self, local: str) -> str:
        """A tag in this part's main namespace (transitional or strict)."""
        return f"{{{self._namespace}}}{local}"

    def touched(self) -> None:
        self._package.touch(self.part)

    def where(self, row: int, column: int) -> str:
        """The address with the sheet: "Phụ lục 1!F12"."""
        return f"{self.name}!{cell_address(row, column)}"

    # Reading

    def _read(self) -> None:
        number = 0
        for element in self._data.iterchildren(self.tag("row")):
            number = int(element.get("r", number + 1))
            self._rows[number] = element
            self._row_order.append(number)
            self._read_row(number, element)
        if self._row_order != sorted(self._row_order):
            self._row_order.sort()

    def _read_row(self, row: int, element: etree._Element) -> None:
        """Read the cells of one row; the inner loop runs once for each cell of the book, hence its plainness."""
        cells: dict[int, etree._Element] = {}
        values: dict[int, CellValue] = {}
        column = 0
        suffix = str(row)
        value_tag, formula_tag, text_tag = self.value_tag, self.tag("f"), self.tag("is")
        for cell in element:
            address = cell.get("r")
            column = column_number(address.removesuffix(suffix)) if address else column + 1
            cells[column] = cell
            for child in cell:
                tag = child.tag
                if tag == value_tag:
                    text = child.text
                    kind = cell.get("t")
                    if kind is None and text is not None and text.isdigit():
                        values[column] = int(text)
                    elif (value := self._decode(kind or "n", text or "")) is not None:
                        values[column] = value
                elif tag == formula_tag:
                    self._read_formula(row, column, child)
                elif tag == text_tag:
                    values[column] = rich_text(child)
        self._cells[row] = cells
        self.values[row] = values

    def _decode(self, kind: str, text: str) -> CellValue:
        if kind == "n":
            return _number(text) if text else None
        if kind == "s":
            return self._package.shared_strings[int(text)]
        if kind == "b":
            return text in ("1", "true")
        return unescape_text(text)

    def _read_formula(self, row: int, column: int, element: etree._Element) -> None:
        kind = element.get("t")
        text = element.text or ""
        if kind == "shared":
            group = element.get("si", "")
            if text:
                self._masters[group] = (MovableFormula(text), row, column)
            else:
                master, master_row, master_column = self._masters[group]
                shared = SharedFormula(master, row - master_row, column - master_column)
                self._formulas.setdefault(row, {})[column] = shared
                return
        elif kind == "array":
            self.arrays[row, column] = parse_range(element.get("ref", cell_address(row, column)))
        elif kind == "dataTable":
            return
        self._formulas.setdefault(row, {})[column] = text

    def formula(self, row: int, column: int) -> str | None:
        """The formula of a cell with its "=", None where there is none."""
        found = self._formulas.get(row, {}).get(column)
        if found is None:
            return None
        return f"={found}" if isinstance(found, str) else f"={found.text}"

    def row_formulas(self, row: int, columns: Iterable[int]) -> list[str | None]:
        """The formulas of a row in the columns asked for, as `formula` gives each."""
        formulas = self._formulas.get(row)
        if not formulas:
            return [None for _ in columns]
        return [self.formula(row, column) if column in formulas else None for column in columns]

    def formula_cells(self) -> Iterator[tuple[int, int]]:
        """(row, column) of each formula cell."""
        return ((row, column) for row, columns in self._formulas.items() for column in columns)

    def stored_formulas(self) -> Iterator[tuple[int, int, str]]:
        """(row, column, text) of each formula stored with its text; cells that share another's text are left out."""
        for row, columns in self._formulas.items():
            for column, formula in columns.items():
                if isinstance(formula, str):
                    yield row, column, formula

    def filled_cells(self) -> Iterator[tuple[int, int]]:
        """(row, column) of the cells that array formulas fill beside the ones they stand in."""
        return (cell for anchor, box in self.arrays.items() for cell in cells_of(box) if cell != anchor)

    def used_area(self) -> Area:
        """The rectangle around all values and formulas; A1 alone on an empty sheet."""
        filled = [(row, columns) for grid in (self.values, self._formulas) for row, columns in grid.items() if columns]
        if not filled:
            return Area(self.name, 1, 1, 1, 1)
        rows = [row for row, _ in filled]
        left = min(min(columns) for _, columns in filled)
        return Area(self.name, min(rows), left, max(rows), max(max(columns) for _, columns in filled))

    # Finding and making cells

    def cell(self, row: int, column: int) -> etree._Element | None:
        """The element of a cell, None where the part has none."""
        return self._cells.get(row, {}).get(column)

    def made_cell(self, row: int, column: int) -> etree._Element:
        """The element of a cell, made where there is none, with its row's or column's format.

        Raises:
            BeyondSheetError: outside the 1,048,576 rows and 16,384 columns.
        """
        found = self.cell(row, column)
        if found is not None:
            return found
        if not (1 <= row <= LAST_ROW and 1 <= column <= LAST_COLUMN):
            raise BeyondSheetError(self.name)
        parent = self.made_row(row)
        cell = etree.Element(self.tag("c"), {"r": cell_address(row, column)})
        style = self._inherited_style(parent, column)
        if style:
            cell.set("s", style)
        self._place_cell(row, column, cell, parent)
        self.extend_dimension(row, column)
        self.touched()
        return cell

    def _place_cell(self, row: int, column: int, cell: etree._Element, parent: etree._Element) -> None:
        cells = self._cells[row]
        following = min((other for other in cells if other > column), default=None)
        cells[column] = cell
        if following is None:
            parent.append(cell)
        else:
            cells[following].addprevious(cell)
        spans = parent.get("spans")
        if spans and spans.count(":") == 1:
            first, last = (int(edge) for edge in spans.split(":"))
            parent.set("spans", f"{min(first, column)}:{max(last, column)}")

    def made_row(self, row: int) -> etree._Element:
        """The element of a row, made in its place where there is none."""
        found = self._rows.get(row)
        if found is not None:
            return found
        element = etree.Element(self.tag("row"), {"r": ""})
        self.place_row(row, element)
        return element

    def place_row(self, row: int, element: etree._Element, columns: Sequence[int] = ()) -> None:
        """Put a new element where the part has no such row yet.

        Args:
            row: its number.
            element: with an empty cell for each of `columns`, and an attribute "r" in it and in each cell.
            columns: in ascending order.
        """
        element.set("r", str(row))
        cells = dict(zip(columns, element, strict=True))
        for column, cell in cells.items():
            cell.set("r", cell_address(row, column))
        place = bisect.bisect(self._row_order, row)
        if place == len(self._row_order):
            self._data.append(element)
        else:
            self._rows[self._row_order[place]].addprevious(element)
        self._row_order.insert(place, row)
        self._rows[row] = element
        self._cells[row] = cells
        self.values.setdefault(row, {})
        self.touched()

    def row_element(self, row: int) -> etree._Element | None:
        return self._rows.get(row)

    def row_cells(self, row: int) -> dict[int, etree._Element]:
        """Column -> element of the cells a row has."""
        return self._cells.get(row, {})

    def _inherited_style(self, row: etree._Element, column: int) -> str | None:
        if row.get("customFormat") in ("1", "true"):
            return row.get("s")
        for element in self.root.iterfind(f"{self.tag('cols')}/{self.tag('col')}"):
            if int(element.get("min", "0")) <= column <= int(element.get("max", "0")):
                return element.get("style")
        return None

    def extend_dimension(self, row: int, column: int) -> None:
        """Let the part's own note of its used area reach over a cell."""
        element = self.root.find(self.tag("dimension"))
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

    def note_formula(self, row: int, column: int, text: str) -> None:
        """Remember that a cell's element now holds this formula (without "=")."""
        self._formulas.setdefault(row, {})[column] = text

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

    def unshare_formulas(self, group: str | None = None) -> None:
        """Give each cell of a shared formula its own text.

        Args:
            group: the group's index (si); None for all groups.
        """
        for row, columns in self._formulas.items():
            for column, formula in columns.items():
                element = self._cells[row][column].find(self.tag("f"))
                if element is None or element.get("t") != "shared" or group not in (None, element.get("si")):
                    continue
                text = formula if isinstance(formula, str) else formula.text
                columns[column] = element.text = text
                for attribute in ("t", "si", "ref"):
                    drop_attribute(element, attribute)
                self.touched()

    @property
    def has_shared_formulas(self) -> bool:
        return bool(self._masters)

    def shift_rows(self, before: int, count: int) -> None:
        """Move rows `before` and below down by `count`: numbers and addresses of rows and cells, nothing else.

        Raises:
            BeyondSheetError: content would leave the sheet.
        """
        moving = [row for row in self._row_order if row >= before]
        if moving and moving[-1] + count > LAST_ROW:
            raise BeyondSheetError(self.name)
        for row in reversed(moving):
            element = self._rows[row]
            element.set("r", str(row + count))
            for column, cell in self._cells[row].items():
                cell.set("r", cell_address(row + count, column))
            self._rows[row + count] = self._rows.pop(row)
            self._cells[row + count] = self._cells.pop(row)
            self.values[row + count] = self.values.pop(row)
            if row in self._formulas:
                self._formulas[row + count] = self._formulas.pop(row)
        self._row_order = sorted(self._rows)
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
