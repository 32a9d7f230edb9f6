"""Rates, attainment and group rates, computed exactly.

A rate is numerator ÷ denominator in percent points. Counts are exact integers and nothing is rounded here: rounding
is for display (`vietnamese_numbers.round_half_up`), and a rate that only reaches its target by rounding misses it.

Throughout, a blank numerator (None) means "not yet entered" and gives None; NOT_APPLICABLE, or a denominator that is 0,
blank or NOT_APPLICABLE, gives NOT_APPLICABLE.
"""

from __future__ import annotations

from fractions import Fraction

from phuluc.domain.values import NOT_APPLICABLE, NotApplicable

TYPE_CHECKING = False  # `typing` itself would be a third of what `import phuluc.functions` costs
if TYPE_CHECKING:
    from collections.abc import Iterable

    from phuluc.domain.aliases import Count, ExactRate, Quotient, Target


def exact_rate(numerator: Count, denominator: Count) -> ExactRate:
    """Give numerator ÷ denominator in percent points, unrounded."""
    if numerator is None:
        return None
    if numerator is NOT_APPLICABLE or denominator is NOT_APPLICABLE or not denominator:
        return NOT_APPLICABLE
    return Fraction(100 * numerator, denominator)


def is_attained(numerator: Count, denominator: Count, target: Target) -> bool | NotApplicable | None:
    """Tell whether the unrounded rate reaches the target; NOT_APPLICABLE where there is no target."""
    if numerator is None:
        return None
    if numerator is NOT_APPLICABLE or denominator is NOT_APPLICABLE or not denominator:
        return NOT_APPLICABLE
    if target is None or target is NOT_APPLICABLE:
        return NOT_APPLICABLE
    above, below = target.as_integer_ratio()
    return 100 * numerator * below >= above * denominator


def gap_to_target(numerator: Count, denominator: Count, target: Target) -> ExactRate:
    """Give rate − target in percent points, unrounded; NOT_APPLICABLE where there is no target."""
    gap = gap_as_quotient(numerator, denominator, target)
    return Fraction(*gap) if isinstance(gap, tuple) else gap


def gap_as_quotient(numerator: Count, denominator: Count, target: Target) -> Quotient:
    """Give what `gap_to_target` gives as a quotient."""
    if numerator is None:
        return None
    if numerator is NOT_APPLICABLE or denominator is NOT_APPLICABLE or not denominator:
        return NOT_APPLICABLE
    if target is None or target is NOT_APPLICABLE:
        return NOT_APPLICABLE
    above, below = target.as_integer_ratio()
    return 100 * numerator * below - above * denominator, denominator * below


def shortfall(numerator: Count, denominator: Count, target: Target) -> Count:
    """Give the least number that, added to the numerator, attains the target; 0 where it is attained.

    NOT_APPLICABLE where there is no target.
    """
    if numerator is None:
        return None
    if numerator is NOT_APPLICABLE or denominator is NOT_APPLICABLE or not denominator:
        return NOT_APPLICABLE
    if target is None or target is NOT_APPLICABLE:
        return NOT_APPLICABLE
    above, below = target.as_integer_ratio()
    missing = -(-above * denominator // (100 * below)) - numerator
    return missing if missing > 0 else 0  # noqa: FURB136 - `max` takes longer, and thousands of cells wait for it


def group_rate(rows: Iterable[tuple[Count, Count]]) -> ExactRate:
    """Give the rate of a group of units: Σ numerators ÷ Σ denominators, in percent points.

    Never the mean of the units' rates. A row counts where it has both a numerator and a denominator above 0.

    Args:
        rows: (numerator, denominator) of each unit.

    Returns:
        None where no row has anything in its numerator, NOT_APPLICABLE where no row counts.
    """
    rate = group_as_quotient(rows)
    return Fraction(*rate) if isinstance(rate, tuple) else rate


def group_as_quotient(rows: Iterable[tuple[Count, Count]]) -> Quotient:
    """Give what `group_rate` gives as a quotient."""
    entered = False
    numerators = denominators = 0
    for numerator, denominator in rows:
        entered = entered or numerator is not None
        if isinstance(numerator, int) and isinstance(denominator, int) and denominator > 0:
            numerators += numerator
            denominators += denominator
    if not denominators:
        return NOT_APPLICABLE if entered else None
    return 100 * numerators, denominators
