"""The header tree of a table of a working sheet."""

from __future__ import annotations

from collections.abc import Callable

from phuluc.annexes.layout import HEADER_ROW, Zone
from phuluc.workbook.build.canvas import Canvas, Content
from phuluc.workbook.build.styles import Styles

LAST_HEADER_ROW = HEADER_ROW + 1


def _as_it_stands(caption: str) -> Content:
    return caption


def write_header(
    canvas: Canvas, styles: Styles, left: int, zone: Zone, caption: Callable[[str], Content] = _as_it_stands
) -> None:
    """Write the two header rows of a zone from column `left` on; `caption` makes a cell's content of a caption."""
    style = styles.header(follow_up=not zone.is_issued)
    column = left
    for group in zone.groups:
        width = len(group.columns)
        if group.caption:
            canvas.merge(HEADER_ROW, column, column + width - 1, caption(group.caption), style)
        for offset, member in enumerate(group.columns):
            if group.caption:
                canvas.put(LAST_HEADER_ROW, column + offset, caption(member.caption), style)
            else:
                at = column + offset
                canvas.merge(HEADER_ROW, at, at, caption(member.caption), style, bottom=LAST_HEADER_ROW)
        column += width
