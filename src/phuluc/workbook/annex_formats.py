"""The cell formats of an issued annex: Times New Roman, black on white, thin borders."""

from __future__ import annotations

from typing import Any, Final

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from phuluc.annexes.issued import ColumnKind
from phuluc.workbook.annex_layout import CAPTION_SIZE, LABEL_SIZE, LEAD_SIZE, NOTE_SIZE, TITLE_SIZE

FONT: Final = "Times New Roman"
_THIN: Final = 1


class AnnexFormats:
    """Formats of one workbook, each made once."""

    def __init__(self, workbook: Workbook, body_size: float) -> None:
        self._workbook = workbook
        self._body_size = body_size
        self._made: dict[tuple[str, str, bool], Format] = {}
        self.label = self._format(LABEL_SIZE, align="center", bold=True)
        self.title = self._format(TITLE_SIZE, align="center", bold=True)
        self.caption = self._format(CAPTION_SIZE, align="center", valign="top", italic=True)
        self.rule = self._format(CAPTION_SIZE, top=_THIN)
        self.lead = self._format(LEAD_SIZE, align="left", bold=True)
        self.header = self._format(body_size, align="center", bold=True, border=_THIN)
        self.note = self._format(NOTE_SIZE, align="left")

    def body(self, kind: ColumnKind, *, number_format: str, bold: bool) -> Format:
        """Format of a cell under the header: names stand left; figures, and the "-" in their place, centred."""
        align = "left" if kind == "name" else "center"
        key = (align, number_format, bold)
        if key not in self._made:
            self._made[key] = self._format(
                self._body_size, align=align, num_format=number_format, bold=bold, border=_THIN
            )
        return self._made[key]

    def _format(self, size: float, **properties: Any) -> Format:
        # "none": a font of the theme's scheme would be shown as the theme's, whatever its name says.
        common = {"font_name": FONT, "font_family": 1, "font_scheme": "none", "font_size": size}
        common |= {"valign": "vcenter", "text_wrap": True}
        return self._workbook.add_format(common | properties)
