"""Lengths: points as Excel counts, hundredths of a millimetre as LibreOffice does."""

from __future__ import annotations

_HUNDREDTHS_PER_POINT = 2540 / 72
#: Pixels at 96 dots per inch of Excel's default font: the width of a digit and the margins of a cell.
_DIGIT_PIXELS = 7
_MARGIN_PIXELS = 5


def points(hundredths: float) -> float:
    """Convert to points, to the twentieth of a point that rounding through LibreOffice leaves meaningful."""
    return round(hundredths / _HUNDREDTHS_PER_POINT * 20) / 20


def cell_points(hundredths: float) -> float:
    """Convert a position or size of cells to points: Excel's rows and columns lie on quarters of a point."""
    return round(hundredths / _HUNDREDTHS_PER_POINT * 4) / 4


def hundredths(length: float) -> int:
    """Convert points to hundredths of a millimetre."""
    return round(length * _HUNDREDTHS_PER_POINT)


def characters(width: float) -> float:
    """Convert hundredths of a millimetre to Excel's column width in characters."""
    return round((width / 2540 * 96 - _MARGIN_PIXELS) / _DIGIT_PIXELS, 2)


def column_hundredths(width: float) -> int:
    """Convert Excel's column width in characters to hundredths of a millimetre."""
    return round((width * _DIGIT_PIXELS + _MARGIN_PIXELS) / 96 * 2540)
