"""Cell formats of working workbooks: one look for all sheets, made once each.

Inputs are blue on light yellow and unlocked, formulas black on white and locked. Colours are for the working sheet
only; an issued annex is black on white (Nghị định 30/2020/NĐ-CP).
"""

from __future__ import annotations

from typing import Any, Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format

FONT: Final = "Times New Roman"
INPUT_FILL: Final = "#FFF9E3"
INPUT_INK: Final = "#1F3864"
HEADER_FILL: Final = "#DDE7F3"
FOLLOW_FILL: Final = "#EDEDED"
EDGE_FILL: Final = "#BFBFBF"
GRID: Final = "#7F7F7F"
MUTED_INK: Final = "#595959"
LINK_INK: Final = "#0563C1"
#: A change with its sign, in as many decimals as it has.
SIGNED: Final = "+General;-General;General"

#: What a colour says, used by every conditional format and explained in "Hướng dẫn".
MET: Final = {"bg_color": "#D5EBD0", "font_color": "#0B5A1E"}
NEAR: Final = {"bg_color": "#FFEBB0", "font_color": "#7A4B00", "italic": True}
MISSED: Final = {"bg_color": "#F9D0CE", "font_color": "#9C0006", "bold": True}
NOT_APPLICABLE: Final = {"bg_color": "#EDEDED", "font_color": "#7F7F7F"}
EXCEEDS: Final = {"bg_color": "#7030A0", "font_color": "#FFFFFF", "bold": True}


class Styles:
    """Formats of one workbook by their properties."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def get(self, **properties: Any) -> Format:
        """Return the format with these XlsxWriter properties over the house's font and alignment."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            base = {"font_name": FONT, "font_size": 11, "valign": "vcenter"}
            self._made[key] = self._workbook.add_format(base | properties)
        return self._made[key]

    def rule(self, properties: dict[str, Any]) -> Format:
        """Return a format for a conditional format (only what it changes)."""
        key = (("rule", True), *sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._workbook.add_format(properties)
        return self._made[key]

    def title(self, size: int = 14) -> Format:
        return self.get(bold=True, font_size=size, align="center", text_wrap=True)

    def header(self, *, follow_up: bool = False) -> Format:
        fill = FOLLOW_FILL if follow_up else HEADER_FILL
        return self.get(
            bold=True, font_size=10, align="center", text_wrap=True, border=1, border_color=GRID, bg_color=fill
        )

    def cell(self, kind: str, *, is_input: bool, **extra: Any) -> Format:
        """Return the format of a body cell; `kind` is a layout column kind."""
        properties: dict[str, Any] = {"border": 1, "border_color": GRID, **_ALIGNMENTS[kind], **extra}
        if is_input:
            properties |= {"bg_color": INPUT_FILL, "font_color": INPUT_INK, "locked": False}
        return self.get(**properties)


_ALIGNMENTS: Final[dict[str, dict[str, Any]]] = {
    "order": {"align": "center"},
    "name": {"align": "left", "text_wrap": True, "indent": 0},
    "text": {"align": "left", "text_wrap": True},
    "line": {"align": "left", "indent": 1},
    # The 64 digits of a hash in two lines.
    "code": {"align": "left", "text_wrap": True, "font_size": 7, "font_color": MUTED_INK},
    "link": {"align": "left", "text_wrap": True, "font_color": LINK_INK, "underline": 1},
    "count": {"align": "right", "indent": 1, "num_format": "#,##0"},
    "percent": {"align": "center"},
    # General shows 100, 96 and 81,9 as the published annexes do, in the separators of the machine.
    "rate": {"align": "center"},
    "flag": {"align": "center"},
    # The words for a missing score are longer than any score.
    "score": {"align": "center", "shrink": True},
    "grade": {"align": "center"},
    "change": {"align": "center", "num_format": SIGNED},
    # Text, or "1/1" would become a day of the year.
    "pair": {"align": "center", "num_format": "@"},
    # "02", as counts stand in running text.
    "padded": {"align": "center", "num_format": "00"},
}
