"""A figure of scores in both slots: what rose, fell, stayed or must not be compared."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from phuluc.domain.scores import score_change, score_trend
from phuluc.domain.values import NotApplicable

Direction = Literal["giam", "tang", "giu_nguyen", "khong_so_sanh"]
#: In the order of lists and sentences.
DIRECTIONS: Final[tuple[Direction, ...]] = ("giam", "tang", "giu_nguyen", "khong_so_sanh")


@dataclass(frozen=True)
class ComparedFigure:
    """A figure in both slots, in points.

    Attributes:
        name: what is compared: a unit, an axis, a line of a table.
        before: in the previous slot, None where it is missing.
        now: in the current slot, None where it is missing.
        apart: why the slots must not be compared, "" where they may.
    """

    name: str
    before: Decimal | None
    now: Decimal | None
    apart: str

    @property
    def change(self) -> Decimal | None:
        """Now less before, exactly; None where one is missing or the slots must not be compared."""
        change = None if self.apart else score_change(self.now, self.before)
        return None if isinstance(change, NotApplicable) else change

    @property
    def direction(self) -> Direction:
        """Which way the figure went."""
        trend = None if self.apart else score_trend(self.now, self.before)
        return "khong_so_sanh" if trend is None or isinstance(trend, NotApplicable) else trend

    @property
    def size(self) -> Decimal:
        """The change without its sign; zero where nothing is compared."""
        return abs(self.change or Decimal(0))
