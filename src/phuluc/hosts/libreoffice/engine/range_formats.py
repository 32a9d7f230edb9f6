"""How a range looks: number formats, colours, fonts, alignment, widths and heights."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from phuluc.hosts.libreoffice.engine.borders import Borders
from phuluc.hosts.libreoffice.engine.boxes import Box
from phuluc.hosts.libreoffice.engine.colors import NO_COLOR, Color, Rgb, rgb, uno_color
from phuluc.hosts.libreoffice.engine.fonts import Characters, Font
from phuluc.hosts.libreoffice.engine.lengths import cell_points, characters, column_hundredths, hundredths
from phuluc.hosts.libreoffice.engine.range_formulas import FormulasPart
from phuluc.hosts.libreoffice.engine.uno_bridge import UnoObject, enum

_DATE_OR_TIME: Final = 2 | 4
#: xlwings' alignment: LibreOffice's HoriJustify and HoriJustifyMethod (1 spreads the words).
_HORIZONTAL: Final = {
    "general": ("STANDARD", 0),
    "left": ("LEFT", 0),
    "center": ("CENTER", 0),
    "right": ("RIGHT", 0),
    "fill": ("REPEAT", 0),
    "justify": ("BLOCK", 0),
    "distributed": ("BLOCK", 1),
    # Read from .xlsx files as centred too: LibreOffice cannot centre across cells.
    "center_across_selection": ("CENTER", 0),
}
#: com.sun.star.table.CellVertJustify2 and VertJustifyMethod. STANDARD is the bottom.
_VERTICAL: Final = {"bottom": (0, 0), "top": (1, 0), "center": (2, 0), "justify": (4, 0), "distributed": (4, 1)}


class FormatsPart(FormulasPart):
    """Formats; a getter gives None where the cells differ."""

    @property
    def number_format(self) -> str | None:
        key = self.uno.NumberFormat
        if self._differs("NumberFormat"):
            return None
        found = self.sheet.book.uno.NumberFormats.getByKey(key)
        code = str(found.FormatString)
        # LibreOffice spells the letters of dates in capitals.
        return code.lower() if found.Type & _DATE_OR_TIME and "[$" not in code else code

    @number_format.setter
    def number_format(self, value: str) -> None:
        self.uno.NumberFormat = self.sheet.book.number_format_key(value)

    def _differs(self, name: str) -> bool:
        """Whether LibreOffice says that a property has not one value in the range."""
        state = self.uno.getPropertyState(name)
        return bool(state.value == "AMBIGUOUS_VALUE")

    @property
    def color(self) -> Rgb | None:
        color = self.uno.CellBackColor
        return None if color is None or color == NO_COLOR or self._differs("CellBackColor") else rgb(color)

    @color.setter
    def color(self, color_or_rgb: Color | None) -> None:
        self.uno.CellBackColor = NO_COLOR if color_or_rgb is None else uno_color(color_or_rgb)

    def set_colors(self, colors: list[list[Any]]) -> None:
        """Colour cell by cell: an RGB tuple, None for no colour, `...` to leave a cell as it is."""
        for row, cells in enumerate(colors):
            start = 0
            for column in range(1, len(cells) + 1):
                if column < len(cells) and cells[column] == cells[start]:
                    continue
                if cells[start] is not ...:
                    top, left = self.box.top + row, self.box.left
                    self.same_sheet(Box(top, left + start, top, left + column - 1)).color = cells[start]
                start = column

    @property
    def font(self) -> Font:
        return Font(self, self.uno)

    @property
    def characters(self) -> Characters:
        return Characters(self, self.first_cell)

    @property
    def borders(self) -> Borders:
        return Borders(self)

    @property
    def wrap_text(self) -> bool | None:
        return None if self._differs("IsTextWrapped") else bool(self.uno.IsTextWrapped)

    @wrap_text.setter
    def wrap_text(self, value: bool) -> None:
        self.uno.IsTextWrapped = bool(value)

    @property
    def horizontal_alignment(self) -> str | None:
        if self._differs("HoriJustify"):
            return None
        found = (self.uno.HoriJustify.value, self.uno.HoriJustifyMethod if self.uno.HoriJustify.value == "BLOCK" else 0)
        return next((name for name, value in _HORIZONTAL.items() if value == found), "general")

    @horizontal_alignment.setter
    def horizontal_alignment(self, value: str) -> None:
        justify, method = _HORIZONTAL[value]
        self.uno.HoriJustify = enum("com.sun.star.table.CellHoriJustify", justify)
        self.uno.HoriJustifyMethod = method

    @property
    def vertical_alignment(self) -> str | None:
        if self._differs("VertJustify"):
            return None
        justify = self.uno.VertJustify
        justify = 0 if justify == 3 else justify  # BOTTOM said aloud
        found = (justify, self.uno.VertJustifyMethod if justify == 4 else 0)
        return next((name for name, value in _VERTICAL.items() if value == found), "bottom")

    @vertical_alignment.setter
    def vertical_alignment(self, value: str) -> None:
        self.uno.VertJustify, self.uno.VertJustifyMethod = _VERTICAL[value]

    def adjust_indent(self, amount: int) -> None:
        """Indent by so many steps of about three characters, as Excel does; negative steps take back."""
        self.uno.ParaIndent = max(0, self.uno.ParaIndent + amount * 353)

    # Widths and heights ------------------------------------------------------------------------------------------

    def _common(self, lines: UnoObject, count: int, read: Callable[[UnoObject], Any]) -> Any:
        """The value all columns or rows share, else None."""
        first = read(lines.getByIndex(0))
        return first if all(read(lines.getByIndex(number)) == first for number in range(1, count)) else None

    @property
    def column_width(self) -> float | None:
        """Excel's width in characters of its default font."""
        part = self.filled_part()
        width = self._common(part.uno.Columns, part.box.width, lambda column: column.Width)
        return None if width is None else characters(width)

    @column_width.setter
    def column_width(self, value: float) -> None:
        self.uno.Columns.Width = column_hundredths(value)

    @property
    def row_height(self) -> float | None:
        """In points."""
        part = self.filled_part()
        height = self._common(part.uno.Rows, part.box.height, lambda row: row.Height)
        return None if height is None else cell_points(height)

    @row_height.setter
    def row_height(self, value: float) -> None:
        self.uno.Rows.Height = hundredths(value)

    @property
    def row_hidden(self) -> bool | None:
        return self._common(self.uno.Rows, self.box.height, lambda row: not row.IsVisible)  # type: ignore[no-any-return]

    @row_hidden.setter
    def row_hidden(self, value: bool) -> None:
        self.uno.Rows.IsVisible = not value

    @property
    def column_hidden(self) -> bool | None:
        return self._common(self.uno.Columns, self.box.width, lambda column: not column.IsVisible)  # type: ignore[no-any-return]

    @column_hidden.setter
    def column_hidden(self, value: bool) -> None:
        self.uno.Columns.IsVisible = not value

    @property
    def width(self) -> float:
        return cell_points(self.uno.Size.Width)

    @property
    def height(self) -> float:
        return cell_points(self.uno.Size.Height)

    @property
    def left(self) -> float:
        return cell_points(self.uno.Position.X)

    @property
    def top(self) -> float:
        return cell_points(self.uno.Position.Y)

    def autofit(self, axis: str | None = None) -> None:
        if axis in (None, "c", "columns"):
            self.uno.Columns.OptimalWidth = True
        if axis in (None, "r", "rows"):
            self.uno.Rows.OptimalHeight = True
