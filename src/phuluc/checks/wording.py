"""How findings write numbers: counts "1.313", rates "81,9%"."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from phuluc.domain.figures import CellValue
from phuluc.domain.values import NotApplicable
from phuluc.domain.vietnamese_numbers import format_number, round_half_up


def count_text(value: int | NotApplicable | None) -> str:
    """Write a count: "1.313", "-", or "trống"."""
    if value is None:
        return "trống"
    return str(value) if isinstance(value, NotApplicable) else format_number(value)


def rate_text(value: Decimal | Fraction | NotApplicable, digits: int | None = None) -> str:
    """Write a rate: "81,9%"; rounded half-up to `digits`, trailing zeros dropped; None prints a Decimal in full."""
    if isinstance(value, NotApplicable):
        return str(value)
    shown = round_half_up(value, digits) if digits is not None else value
    return f"{format_number(shown)}%"


def content_text(raw: CellValue) -> str:
    """The content of a cell, quoted."""
    if isinstance(raw, bool):
        return f"“{str(raw).upper()}”"
    if isinstance(raw, int | float):
        return f"“{format_number(raw)}”"
    return f"“{raw}”"
