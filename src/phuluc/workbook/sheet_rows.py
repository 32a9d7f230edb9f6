"""The rows of one worksheet part as text: found by number, changed, written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from phuluc.workbook.cell_xml import CellGrammar, CellXml
from phuluc.workbook.markup import attribute, with_attribute
from phuluc.workbook.references import cell_address


@dataclass
class RowXml:
    """One row: the attributes of its element, and its cells by column."""

    attributes: str
    cells: dict[int, str] = field(default_factory=dict)


class SheetRows:
    """The elements of rows and cells; what they mean is the business of `SheetPart`.

    Args:
        grammar: how cells are written in the part.
    """

    def __init__(self, grammar: CellGrammar) -> None:
        self.grammar = grammar
        self._rows: dict[int, RowXml] = {}

    def __contains__(self, row: int) -> bool:
        return row in self._rows

    def numbers_from(self, row: int) -> list[int]:
        """The numbers of the rows from `row` on, ascending."""
        return sorted(number for number in self._rows if number >= row)

    def row(self, row: int, attributes: str = "") -> RowXml:
        """A row, made with these attributes where there is none."""
        found = self._rows.get(row)
        if found is None:
            found = self._rows[row] = RowXml(with_attribute(attributes, "r", str(row)))
        return found

    def cell(self, row: int, column: int) -> str | None:
        """The text of a cell's element, None where there is none."""
        found = self._rows.get(row)
        return None if found is None else found.cells.get(column)

    def parsed(self, row: int, column: int) -> CellXml:
        """A cell that is there, taken apart."""
        return self.grammar.parse(self._rows[row].cells[column])

    def put(self, row: int, column: int, cell: CellXml) -> None:
        """Write a cell that is there."""
        self._rows[row].cells[column] = self.grammar.text(cell)

    def set_value(self, row: int, column: int, kind: str, value: str) -> bool:
        """Give a cell another kind and value; its formula stays.

        Returns:
            Whether there is such a cell.
        """
        found = self._rows.get(row)
        text = None if found is None else found.cells.get(column)
        if found is None or text is None:
            return False
        found.cells[column] = self.grammar.with_value(text, kind, value)
        return True

    def place_cell(self, row: int, column: int, style: str | None) -> CellXml:
        """Make an empty cell, and its row where there is none."""
        parent = self.row(row)
        first, _, last = (attribute(parent.attributes, "spans") or "").partition(":")
        if first.isdigit() and last.isdigit():
            spans = f"{min(int(first), column)}:{max(int(last), column)}"
            parent.attributes = with_attribute(parent.attributes, "spans", spans)
        cell = self.grammar.blank(cell_address(row, column), style)
        parent.cells[column] = self.grammar.text(cell)
        return cell

    def place_row(self, row: int, attributes: str, styles: Mapping[int, str]) -> None:
        """Make a row of empty cells where there is none.

        Args:
            row: its number.
            attributes: of its element.
            styles: the format of each cell, by column.
        """
        made = self.row(row, attributes)
        for column, style in styles.items():
            made.cells[column] = self.grammar.text(self.grammar.blank(cell_address(row, column), style))

    def style(self, row: int, column: int) -> str | None:
        """The number of a cell's format, None where it has none of its own."""
        text = self.cell(row, column)
        return None if text is None else attribute(text.partition(">")[0], "s")

    def styles(self, row: int) -> dict[int, str]:
        """Column -> format of those cells of a row that have one, in order."""
        columns = sorted(self._rows[row].cells)
        return {column: style for column in columns if (style := self.style(row, column)) is not None}

    def move_down(self, row: int, count: int) -> None:
        """Give a row and its cells the number `row + count`, which is free."""
        moved = self._rows.pop(row)
        moved.attributes = with_attribute(moved.attributes, "r", str(row + count))
        for column, text in moved.cells.items():
            before, after = cell_address(row, column), cell_address(row + count, column)
            moved.cells[column] = self.grammar.moved(text, before, after)
        self._rows[row + count] = moved

    def texts(self, blank: Iterable[tuple[int, int]] = ()) -> Iterator[str]:
        """The rows' elements in order.

        Args:
            blank: (row, column) of cells to give without their content.
        """
        emptied: dict[int, dict[int, str]] = {}
        for row, column in blank:
            if self.cell(row, column) is not None:
                cell = self.parsed(row, column)
                cell.formula = cell.value = cell.rest = ""
                emptied.setdefault(row, {})[column] = self.grammar.text(cell)
        for row in sorted(self._rows):
            yield self._text(self._rows[row], emptied.get(row))

    def _text(self, row: RowXml, instead: Mapping[int, str] | None) -> str:
        cells = {**row.cells, **instead} if instead else row.cells
        opening = f"<{self.grammar.prefix}row{row.attributes}"
        if not cells:
            return f"{opening}/>"
        return f"{opening}>{''.join([cells[column] for column in sorted(cells)])}</{self.grammar.prefix}row>"
