"""Borders of a range."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from xlwings import base_classes

from phuluc.hosts.libreoffice.engine.border import guarded
from phuluc.hosts.libreoffice.engine.boxes import Box
from phuluc.hosts.libreoffice.engine.colors import Color, Rgb, rgb, uno_color
from phuluc.hosts.libreoffice.engine.uno_bridge import UnoObject, struct

if TYPE_CHECKING:
    from phuluc.hosts.libreoffice.engine.cell_block import CellBlock

_UNSET: Final = base_classes._UNSET  # noqa: SLF001 - xlwings hands engines this very object
#: com.sun.star.table.BorderLineStyle. LibreOffice has no slanted dashes.
_STYLES: Final = {
    "continuous": 0,
    "dot": 1,
    "dash": 2,
    "double": 3,
    "dash_dot": 16,
    "dash_dot_dot": 17,
    "slant_dash_dot": 16,
}
_STYLE_NAMES: Final = {number: name for name, number in reversed(_STYLES.items())} | {14: "dash", 15: "double"}
#: Widths in hundredths of a millimetre that LibreOffice's own .xlsx import gives Excel's weights.
_WIDTHS: Final = {"hairline": 2, "thin": 35, "medium": 88, "thick": 141}
_WIDEST: Final = ((10, "hairline"), (60, "thin"), (115, "medium"))
#: Side of a range: field of TableBorder2.
_TABLE_FIELDS: Final = {
    "edge_top": "TopLine",
    "edge_bottom": "BottomLine",
    "edge_left": "LeftLine",
    "edge_right": "RightLine",
    "inside_vertical": "VerticalLine",
    "inside_horizontal": "HorizontalLine",
}
_DIAGONALS: Final = {"diagonal_down": "DiagonalTLBR2", "diagonal_up": "DiagonalBLTR2"}
#: Side of a range: the property of a cell that shows it.
_CELL_FIELDS: Final = {
    "edge_top": "TopBorder2",
    "edge_bottom": "BottomBorder2",
    "edge_left": "LeftBorder2",
    "edge_right": "RightBorder2",
    "inside_vertical": "RightBorder2",
    "inside_horizontal": "BottomBorder2",
    **_DIAGONALS,
}


def _line(style: str | None, weight: str, color: int) -> UnoObject:
    if style is None:
        return struct("com.sun.star.table.BorderLine2")
    width = _WIDTHS[weight]
    line = struct("com.sun.star.table.BorderLine2", Color=color, LineStyle=_STYLES[style], LineWidth=width)
    line.OuterLineWidth = max(1, width // 3) if style == "double" else width
    if style == "double":
        line.InnerLineWidth = line.LineDistance = max(1, width // 3)
    return line


@guarded
class Border(base_classes.Border):
    """One side. Like Excel's, a getter tells of one cell of the side, not whether all agree."""

    def __init__(self, block: CellBlock, side: str) -> None:
        self._block = block
        self._side = side

    @property
    def api(self) -> UnoObject:
        box = self._block.box
        row = box.bottom if self._side == "edge_bottom" else box.top
        column = box.right if self._side == "edge_right" else box.left
        cell = self._block.uno_part(Box(row, column, row, column))
        return cell.getPropertyValue(_CELL_FIELDS[self._side])

    @property
    def _exists(self) -> bool:
        line = self.api
        return bool(line.LineWidth or line.OuterLineWidth)

    @property
    def line_style(self) -> str | None:
        return _STYLE_NAMES.get(self.api.LineStyle, "continuous") if self._exists else "none"

    @line_style.setter
    def line_style(self, value: str | None) -> None:
        self._write(value, self.weight or "thin", self.api.Color)

    @property
    def weight(self) -> str | None:
        line = self.api
        if not self._exists:
            return None
        width = line.LineWidth or line.OuterLineWidth
        return next((name for widest, name in _WIDEST if width <= widest), "thick")

    @weight.setter
    def weight(self, value: str) -> None:
        self._write(self._style_or_continuous(), value, self.api.Color)

    @property
    def color(self) -> Rgb | None:
        # As in Excel, several cells have no common colour of their diagonals.
        if not self._exists or (self._side in _DIAGONALS and len(self._block) > 1):
            return None
        return rgb(self.api.Color)

    @color.setter
    def color(self, color_or_rgb: Color) -> None:
        self._write(self._style_or_continuous(), self.weight or "thin", uno_color(color_or_rgb))

    def _style_or_continuous(self) -> str | None:
        style = self.line_style
        return "continuous" if style == "none" else style

    def _write(self, style: str | None, weight: str, color: int) -> None:
        line = _line(style, weight, color)
        if self._side in _DIAGONALS:
            self._block.uno.setPropertyValue(_DIAGONALS[self._side], line)
            return
        field = _TABLE_FIELDS[self._side]
        others = {f"Is{name}Valid": name == field for name in _TABLE_FIELDS.values()}
        self._block.uno.TableBorder2 = struct(
            "com.sun.star.table.TableBorder2", **{field: line}, **others, IsDistanceValid=False
        )


@guarded
class Borders(base_classes.Borders):
    """All sides of a range."""

    def __init__(self, parent: CellBlock) -> None:
        self.parent = parent

    @property
    def api(self) -> UnoObject:
        return self.parent.uno.TableBorder2

    def __getitem__(self, key: str) -> Border:
        return Border(self.parent, key)

    def _common(self, attribute: str) -> Any:
        missing = {"inside_vertical": self.parent.box.width, "inside_horizontal": self.parent.box.height}
        sides = [side for side in base_classes.BORDER_GRID_SIDES if missing.get(side) != 1]
        found = {getattr(self[side], attribute) for side in sides}
        return found.pop() if len(found) == 1 else None

    @property
    def line_style(self) -> str | None:
        """What the outer and inner sides share, None where they differ."""
        style: str | None = self._common("line_style")
        return style

    @line_style.setter
    def line_style(self, value: str | None) -> None:
        self.set(base_classes.BORDER_GRID_SIDES, line_style=value)

    @property
    def weight(self) -> str | None:
        weight: str | None = self._common("weight")
        return weight

    @weight.setter
    def weight(self, value: str) -> None:
        self.set(base_classes.BORDER_GRID_SIDES, weight=value)

    @property
    def color(self) -> Rgb | None:
        color: Rgb | None = self._common("color")
        return color

    @color.setter
    def color(self, color_or_rgb: Color) -> None:
        self.set(base_classes.BORDER_GRID_SIDES, color=color_or_rgb)

    def set(
        self,
        which: Sequence[str] = base_classes.BORDER_GRID_SIDES,
        *,
        line_style: str | None = _UNSET,
        weight: str = _UNSET,
        color: Color = _UNSET,
    ) -> None:
        """Set what is given of the named sides, in Excel's order, so that removing wins."""
        for side in which:
            border = self[side]
            if color is not _UNSET:
                border.color = color
            if weight is not _UNSET:
                border.weight = weight
            if line_style is not _UNSET:
                border.line_style = line_style

    def clear(self, which: Sequence[str] = base_classes.BORDER_SIDES) -> None:
        self.set(which, line_style=None)
