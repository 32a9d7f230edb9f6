"""The rules of scoring that hold for one slot of a book: maxima and names of the axes, grades."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from phuluc.domain.score_figures import AXIS_CODES
from phuluc.domain.scores import grade
from phuluc.domain.scoring_rules import Rule, scoring_rules

if TYPE_CHECKING:
    from phuluc.domain.score_figures import SlotInfo


@dataclass(frozen=True)
class SlotRules:
    """What holds for the figures of a slot.

    Attributes:
        day: whose rules these are; None for those without an end.
        basis: the rule of the basis they belong to, None where there is none.
        axes: the rule of each axis, in the order of the reports.
        grades: the rules of the grades, the best first.
    """

    day: dt.date | None
    basis: Rule | None
    axes: tuple[Rule, ...]
    grades: tuple[Rule, ...]

    @property
    def maxima(self) -> dict[str, Decimal]:
        """Points of each axis by code."""
        return {rule.code: rule.points or Decimal(0) for rule in self.axes}

    @property
    def whole(self) -> Decimal:
        """Points of all axes together."""
        return sum(self.maxima.values(), Decimal(0))

    @property
    def axis_names(self) -> dict[str, str]:
        """What each axis is called, by code."""
        return {rule.code: rule.name for rule in self.axes}

    @property
    def bands(self) -> tuple[tuple[Decimal, str], ...]:
        """Least score and name of each grade, the best first."""
        return tuple((rule.points or Decimal(0), rule.name) for rule in self.grades)

    def grade(self, score: Decimal | int | None) -> str:
        """Grade a score; "" where there is none, or none of `whole` points."""
        return "" if score is None or not 0 <= score <= self.whole else grade(score, self.bands)


def rules_on(day: dt.date | None) -> SlotRules:
    """Give the rules of a day; without one, those that have no end."""
    held = [rule for rule in scoring_rules() if (rule.valid_to is None if day is None else rule.is_in_force(day))]
    axes = {rule.code: rule for rule in held if rule.kind == "Trục"}
    grades = [rule for rule in held if rule.kind == "Xếp loại" and rule.points is not None]
    return SlotRules(
        day,
        next((rule for rule in held if rule.kind == "Cơ sở tính"), None),
        tuple(axes[code] for code in AXIS_CODES if code in axes),
        tuple(sorted(grades, key=lambda rule: rule.points or Decimal(0), reverse=True)),
    )


def rules_of_slots(previous: SlotInfo, current: SlotInfo, today: dt.date | None) -> tuple[SlotRules, SlotRules]:
    """Give the rules of the previous and of the current slot.

    A slot that tells neither day nor basis is taken for the other's; where neither tells, today's rules hold, or those
    without an end where no day is today's.
    """
    days = [_day(slot, today or dt.date.max) for slot in (previous, current)]
    before, now = days[0] or days[1] or today, days[1] or days[0] or today
    return rules_on(before), rules_on(now)


def rules_of_source(info: SlotInfo, slot: SlotInfo) -> SlotRules:
    """Give the rules of a source of scores; what it does not tell of day and basis is taken from the slot it is for.

    Where neither tells, the rules are those without an end.
    """
    told = replace(info, as_of=info.as_of or slot.as_of, basis=info.basis or slot.basis)
    return rules_on(_day(told, dt.date.max))


def _day(slot: SlotInfo, today: dt.date) -> dt.date | None:
    """The day whose rules hold: that of the figures, or the nearest to it (to today) of their basis.

    The form in which the portal gave scores tells their basis more surely than their day does. A day before there were
    any rules, a slip of the pen, is taken for the first.
    """
    bases = [rule for rule in scoring_rules() if rule.kind == "Cơ sở tính"]
    told = [rule for rule in bases if rule.code == slot.basis]
    if not told and slot.as_of is None:
        return None
    spans = told or bases
    first = min((rule.valid_from for rule in spans), default=dt.date.min)
    last = max((rule.valid_to or dt.date.max for rule in spans), default=dt.date.max)
    return min(max(slot.as_of or today, first), last)
