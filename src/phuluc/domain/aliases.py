"""What the values of the domain are called in annotations."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Literal, Union

from phuluc.domain.values import NotApplicable

#: A number of dossiers or procedures, 0 or more; None is blank.
Count = Union[int, NotApplicable, None]
#: Percent points, exactly as typed; None where no target was set.
Target = Union[int, Decimal, NotApplicable, None]
#: Percent points, unrounded.
ExactRate = Union[Fraction, NotApplicable, None]
#: The same as numerator and denominator, the latter above 0, not in lowest terms: a Fraction takes longer to make than
#: to compute with.
Quotient = Union[tuple[int, int], NotApplicable, None]

Ties = Literal["chung", "lien-tiep"]
#: What units are ranked by; None and NOT_APPLICABLE are not ranked and not counted.
Ranked = Union[int, float, Decimal, Fraction, NotApplicable, None]

#: Points, exactly as the portal shows them; None and NOT_APPLICABLE where the portal gives none.
Score = Union[int, Decimal, NotApplicable, None]
Trend = Literal["tang", "giam", "giu_nguyen"]
#: Least score and name of each grade, the best first.
Bands = tuple[tuple[Decimal, str], ...]
