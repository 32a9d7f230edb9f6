"""A figure of scores in both slots: what rose, fell, stayed or must not be compared."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Direction = Literal["giam", "tang", "giu_nguyen", "khong_so_sanh"]


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
        if self.before is None or self.now is None or self.apart:
            return None
        return self.now - self.before

    @property
    def direction(self) -> Direction:
        """Which way the figure went."""
        change = self.change
        if change is None:
            return "khong_so_sanh"
        if change == 0:
            return "giu_nguyen"
        return "tang" if change > 0 else "giam"

    @property
    def size(self) -> Decimal:
        """The change without its sign; zero where nothing is compared."""
        return abs(self.change or Decimal(0))
