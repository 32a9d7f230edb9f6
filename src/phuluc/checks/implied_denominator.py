"""Which denominators a printed rate allows: the way back from "6,7%" and 70 to 1.038–1.052."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from phuluc.domain.vietnamese_numbers import format_number, round_half_up


@dataclass(frozen=True)
class DenominatorRange:
    """Whole denominators from `least` to `most`, both included."""

    least: int
    most: int

    @classmethod
    def exactly(cls, denominator: int) -> DenominatorRange:
        return cls(denominator, denominator)

    def __str__(self) -> str:
        if self.least == self.most:
            return format_number(self.least)
        return f"{format_number(self.least)}–{format_number(self.most)}"


def implied_range(numerator: int, rate: Decimal, digits: int) -> DenominatorRange | None:
    """The denominators that give the printed rate.

    Args:
        numerator: count.
        rate: percent points as printed.
        digits: decimals the rate was rounded half-up to.

    Returns:
        All whole D ≥ numerator with half-up(100·numerator/D) = rate; None where there is none or no end to them.
    """
    half = Fraction(1, 2 * 10**digits)
    shown = Fraction(round_half_up(rate, digits))
    if numerator <= 0 or shown <= half:
        return None
    least = max(numerator, floor(100 * numerator / (shown + half)) + 1)
    most = floor(100 * numerator / (shown - half))
    return DenominatorRange(least, most) if least <= most else None


def any_rate_in(numerator: int, denominators: DenominatorRange, rate: Decimal, digits: int) -> bool:
    """Whether some denominator of the range gives the rate when rounded half-up to `digits`."""
    if numerator == 0:
        return rate == 0
    allowed = implied_range(numerator, rate, digits)
    return allowed is not None and allowed.least <= denominators.most and denominators.least <= allowed.most


def any_rate_truncated_in(numerator: int, denominators: DenominatorRange, rate: Decimal, digits: int) -> bool:
    """Whether some denominator of the range gives the rate when the further decimals are cut off."""
    if rate < 0:
        return False
    step = Fraction(1, 10**digits)
    low = Fraction(rate)
    least = max(floor(100 * numerator / (low + step)) + 1, numerator)
    most = floor(100 * numerator / low) if low else denominators.most
    return max(least, denominators.least) <= min(most, denominators.most)


def truncated(exact: Fraction, digits: int) -> Fraction:
    """The value with its further decimals cut off (towards zero)."""
    scaled = exact * 10**digits
    return Fraction(floor(scaled) if scaled >= 0 else ceil(scaled), 10**digits)
