"""Colours: (red, green, blue) as xlwings gives them, one integer as LibreOffice keeps them."""

from __future__ import annotations

from typing import TypeAlias

Rgb: TypeAlias = tuple[int, int, int]
#: What xlwings takes: an RGB tuple, "#rrggbb", or Excel's integer with blue first.
Color: TypeAlias = Rgb | str | int

#: LibreOffice's "no colour" or "automatic".
NO_COLOR = -1


def uno_color(color: Color) -> int:
    """Turn any colour that xlwings takes into LibreOffice's integer."""
    if isinstance(color, str):
        return int(color.removeprefix("#"), 16)
    if isinstance(color, int):
        return ((color & 0xFF) << 16) | (color & 0xFF00) | (color >> 16 & 0xFF)
    red, green, blue = color
    return red << 16 | green << 8 | blue


def rgb(color: int) -> Rgb:
    """Turn LibreOffice's integer into (red, green, blue)."""
    return color >> 16 & 0xFF, color >> 8 & 0xFF, color & 0xFF
