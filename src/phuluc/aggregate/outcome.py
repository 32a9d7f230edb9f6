"""What aggregating lists gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from phuluc.aggregate.fates import Availability, Fate
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
        failed: files (or sheets) that were left out, with their reasons.
        written: the files written.
    """

    span: Span
    rules: RuleSet
    able: Availability
    tally: Tally
    lists: tuple[ListReport, ...]
    partial: Mapping[str, tuple[str, ...]]
    strange: Mapping[str, tuple[str, ...]]
    blank: Mapping[str, tuple[str, ...]]
    failed: tuple[PhuLucError, ...] = ()
    written: tuple[Path, ...] = ()

    @property
    def lacks_earlier(self) -> bool:
        """Whether what is counted from the beginning of time has nothing from before the period in the lists."""
        cumulative = [code for code, scope in self.able.scopes.items() if scope.until and not scope.since]
        return bool(cumulative and self.tally.units and not self.tally.fates[Fate.CUMULATIVE_ONLY])

    @property
    def needs_a_look(self) -> bool:
        """Whether something was left out that a person should know of."""
        return bool(self.failed or self.partial or self.strange or self.blank or self.tally.unknown_units)
