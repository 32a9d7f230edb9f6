"""How a figure is shown: decimals as needed ("100", "96", "81,9"), rounded half-up, the number itself unrounded."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache


@lru_cache(maxsize=16_384)
def decimals_shown(value: float, *, digits: int) -> int:
    """Decimals left of `value` when it is rounded half-up to `digits` and trailing zeros are dropped."""
    if isinstance(value, int):
        return 0
    rounded = _rounded(value, digits=digits)
    return next(places for places in range(digits + 1) if rounded == _rounded(rounded, digits=places))


def number_format(value: float, *, digits: int, grouped: bool) -> str:
    """The number format of a cell with `value`; separators follow the settings of the machine that shows it.

    A format cannot drop a trailing zero by itself, so each value gets the one that fits it.
    """
    places = decimals_shown(value, digits=digits)
    whole = "#,##0" if grouped else "0"
    return whole + ("." + "0" * places if places else "")


def signed_format(value: float, *, digits: int) -> str:
    """The number format of a change: a plus before what rose, nothing before zero."""
    plain = number_format(abs(value), digits=digits, grouped=False)
    return f"+{plain};-{plain};0"


def shown(value: float, *, digits: int, grouped: bool) -> str:
    """The text a cell with `value` shows, with a dot and commas: for measuring widths only."""
    if isinstance(value, int):
        return f"{value:,}" if grouped else str(value)
    places = decimals_shown(value, digits=digits)
    rounded = _rounded(value, digits=places)
    return f"{rounded:,.{places}f}" if grouped else f"{rounded:.{places}f}"


def _rounded(value: float | Decimal, *, digits: int) -> Decimal:
    # str is the number as a person wrote it: 0.285 rounds to 0.29 although its binary value lies below.
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    return exact.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
