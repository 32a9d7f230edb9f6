"""Numbers on their way to paper: what a cell shows, half-up rounding, Vietnamese notation."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal

TYPE_CHECKING = False  # `typing` itself would be a third of what `import phuluc.functions` costs
if TYPE_CHECKING:
    from fractions import Fraction
    from typing import Final

#: 1, 0.1, 0.01, …
_UNITS: Final = tuple(Decimal(f"1E-{digits}") for digits in range(12))
#: Has room for the floats below 1E308, with decimals.
_WIDE: Final = Context(prec=400, Emax=307)
_DASHES: Final = "-‐‑‒–—―−"


def is_dash(text: str) -> bool:
    """Tell whether clean text is a lone dash of any kind, which says "not applicable"."""
    return len(text) == 1 and text in _DASHES


def as_shown(value: float | Decimal) -> Decimal:
    """Give the decimal a cell shows: the shortest one that denotes the float, so 99.8 is 99.8.

    Args:
        value: an int is taken exactly, a Decimal comes back unchanged.
    """
    return Decimal(repr(value)) if isinstance(value, float) else Decimal(value)


def round_half_up(exact: int | Decimal | Fraction, digits: int) -> Decimal:
    """Round to `digits` decimals, halves away from zero, without any loss before the rounding.

    Args:
        exact: the value; a float has to be turned into what it shows first, by `as_shown`.
        digits: decimals to keep, 0 or more.

    Returns:
        A Decimal with exactly `digits` decimals; never a negative zero.
    """
    return Decimal(f"{_steps(exact, 10**digits)}E-{digits}")


def rounded_number(exact: int | Decimal | Fraction, digits: int) -> float:
    """Give what `round_half_up` gives as the number of a cell, without the way over its text.

    Raises:
        ArithmeticError: no float is as large.
    """
    if type(exact) is Decimal and digits < len(_UNITS):
        # Arguments without their names, at half the time. Adding zero turns the −0.0 of a small negative into 0.0.
        return float(exact.quantize(_UNITS[digits], ROUND_HALF_UP, _WIDE)) + 0.0
    return rounded_quotient(*exact.as_integer_ratio(), digits)


def rounded_quotient(numerator: int, denominator: int, digits: int) -> float:
    """Round numerator ÷ denominator, which is above 0, as `rounded_number` does, without making a Fraction."""
    scale: int = 10**digits
    # As `_half_up`, written out: thousands of cells wait for it.
    if numerator < 0:
        return -((denominator - 2 * numerator * scale) // (2 * denominator)) / scale
    return (2 * numerator * scale + denominator) // (2 * denominator) / scale


def quotient_rounds_to(shown: Decimal, numerator: int, denominator: int, digits: int) -> bool:
    """Tell whether `round_half_up` gives for numerator ÷ denominator, which is above 0, what it gives for `shown`."""
    scale: int = 10**digits
    return _steps(shown, scale) == _half_up(numerator, denominator, scale)


def _steps(exact: int | Decimal | Fraction, scale: int) -> int:
    """How many 1/scale the value is, halves away from zero."""
    return _half_up(*exact.as_integer_ratio(), scale)


def _half_up(numerator: int, denominator: int, scale: int) -> int:
    steps = (2 * abs(numerator) * scale + denominator) // (2 * denominator)
    return -steps if numerator < 0 else steps


def format_number(value: float | Decimal | Fraction, digits: int | None = None) -> str:
    """Print a number as Vietnamese documents do: 1313.5 as "1.313,5".

    Args:
        value: the number; a float stands for the shortest decimal that denotes it, as a cell shows it.
        digits: decimals to print, rounded half-up ("96,0" with 1); None prints all there are without trailing zeros.

    Raises:
        ValueError: the value is not finite, or is a Fraction that needs `digits`.
    """
    exact = as_shown(value) if isinstance(value, (int, float, Decimal)) else value
    if digits is None:
        if not isinstance(exact, Decimal):
            raise ValueError("a Fraction is printed with a number of decimals")
        plain = f"{exact:f}"
        plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    else:
        plain = f"{round_half_up(exact, digits):f}"
    whole, _, decimals = plain.partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    sign = "-" if plain.startswith("-") and grouped == "0" and decimals.strip("0") else ""
    return f"{sign}{grouped},{decimals}" if decimals else sign + grouped
