"""What aggregating lists gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from phuluc.aggregate.fates import Availability, Fate
from phuluc.aggregate.overdue import OverdueCounts
from phuluc.aggregate.rules_file import RuleSet
from phuluc.aggregate.span import Span
from phuluc.aggregate.tally import Tally
from phuluc.errors import PhuLucError


@dataclass(frozen=True)
class ListReport:
    """What was understood of one list: its name, the headers that are left out as personal, those nobody knows."""

    where: str
    personal: tuple[str, ...]
    unmapped: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """Outcome of aggregating lists.

    Attributes:
        span: the period counted.
        rules: the definitions counted by.
        able: which parts of which indicators there are.
        tally: the figures and the account of all rows.
        lists: what was read.
        partial: lists without a field that others carry, by field.
        strange: values nobody understands, by field.
        blank: lists whose column of a field holds nothing, by field.
        unused: headers that the mapping file names and no list has.
        failed: files (or sheets) that were left out, with their reasons.
        written: the files written.
        missing: how many stand in the lists of what indicators lack, by indicator.
        overdue: what was told of overdue dossiers, None where it was not asked for.
    """

    span: Span
    rules: RuleSet
    able: Availability
    tally: Tally
    lists: tuple[ListReport, ...]
    partial: Mapping[str, tuple[str, ...]]
    strange: Mapping[str, tuple[str, ...]]
    blank: Mapping[str, tuple[str, ...]]
    unused: tuple[str, ...] = ()
    failed: tuple[PhuLucError, ...] = ()
    written: tuple[Path, ...] = ()
    missing: Mapping[str, int] = field(default_factory=dict)
    overdue: OverdueCounts | None = None

    @property
    def lacks_earlier(self) -> bool:
        """Whether what is counted from the beginning of time has nothing from before the period in the lists."""
        cumulative = [code for code, scope in self.able.scopes.items() if scope.until and not scope.since]
        return bool(cumulative and self.tally.units and not self.tally.fates[Fate.CUMULATIVE_ONLY])

    @property
    def needs_a_look(self) -> bool:
        """Whether something was left out that a person should know of."""
        left_out = self.failed or self.partial or self.strange or self.blank or self.tally.unknown_units
        doubts = self.overdue is not None and self.overdue.doubts
        return bool(left_out or doubts or self.unused or self.lacks_period)

    @property
    def lacks_period(self) -> bool:
        """Whether the lists have no dossier that was received within the period: most often it is a slip."""
        return not self.tally.fates[Fate.COUNTED]
