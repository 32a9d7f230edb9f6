"""Numbers as sentences say them: "02 hồ sơ", "20.462", "98,3%", "0,5 điểm phần trăm"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final

from phuluc.domain.vietnamese_numbers import format_number, round_half_up

Exact = int | Decimal | Fraction
#: Where rounding would hide a difference, decimals are added up to this many.
_MOST_DIGITS: Final = 8


def padded(count: int) -> str:
    """Write a count in running text, below 10 with a leading zero (Nghị định 30/2020/NĐ-CP): "05", "12", "1.313"."""
    return f"{count:02d}" if 0 < count < 10 else format_number(count)


def percent(rate: Exact, digits: int, target: Exact | None = None) -> str:
    """Write a rate: "98,3%", trailing zeros dropped.

    Args:
        rate: percent points, exact.
        digits: decimals, rounded half-up.
        target: where the rounded rate would equal this and the exact one does not, further decimals are shown: a miss
            of 100 % by a hair is not printed as 100 %.
    """
    while target is not None and rate != target and round_half_up(rate, digits) == target and digits < _MOST_DIGITS:
        digits += 1
    return f"{format_number(round_half_up(rate, digits))}%"


def set_percent(target: Decimal) -> str:
    """Write a target as it was set: "87,5%", whatever decimals rates have."""
    return f"{format_number(target)}%"


def points(difference: Exact, digits: int) -> str:
    """Write the size of a difference in percent points or points, never as 0 where it is not: "0,5", "24,27"."""
    while difference and not round_half_up(difference, digits) and digits < _MOST_DIGITS:
        digits += 1
    return format_number(round_half_up(_size(difference), digits))


def _size(value: Exact) -> Exact:
    return -value if value < 0 else value


def listed(names: Iterable[str]) -> str:
    """Join names of units, which may hold commas and "và" themselves."""
    return "; ".join(names)


def together(names: Sequence[str]) -> str:
    """Join names of which one thing is said: "A", "A và B", "A, B và C"."""
    return " và ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else "".join(names)


def ended(items: Sequence[str]) -> list[str]:
    """End the items of a list as Vietnamese documents do: semicolons, and a full stop after the last."""
    return [f"{item};" for item in items[:-1]] + [f"{item}." for item in items[-1:]]
