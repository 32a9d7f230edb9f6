"""Counts as the engine gives them, by units as written, put together into figures and the account of all rows."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from phuluc.aggregate.counting import Measures
from phuluc.aggregate.fates import IN_FIGURES, RECEIVED_SCOPE, Fate
from phuluc.aggregate.rules_file import RuleSet
from phuluc.aggregate.units import Unit, UnitBook
from phuluc.domain.indicators import TIER_TITLES
from phuluc.domain.vietnamese_numbers import clean_text

#: A code that a spreadsheet took for a number lost its last zeros: 1.0001 is 1.000100.
_CODE_AS_NUMBER: Final = re.compile(r"(\d)\.(\d{1,5})")
#: Dossiers by procedure.
_Counts = dict[str, int]


@dataclass(frozen=True)
class Part:
    """Denominator and numerator of one indicator of one unit; None where the lists do not carry what it needs."""

    denominator: int | None
    numerator: int | None


@dataclass(frozen=True)
class UnitFigures:
    """The figures of one unit."""

    unit: Unit
    received: int
    parts: Mapping[str, Part]


@dataclass(frozen=True)
class Tally:
    """Figures by unit, and what became of every row.

    Attributes:
        units: in the order of tiers, then of names.
        fates: rows by what became of them; their sum is the number of input rows.
        unknown_units: rows by the name of units whose tier nothing tells.
    """

    units: tuple[UnitFigures, ...]
    fates: Mapping[Fate, int]
    unknown_units: Mapping[str, int]

    @property
    def rows(self) -> int:
        return sum(self.fates.values())


class Tallier:
    """Adds up summaries; rows of duplicates are taken away again."""

    def __init__(self, rules: RuleSet, wanted: Measures, units: UnitBook) -> None:
        self._rules = rules
        self._wanted = wanted
        self._book = units
        self._fates: Counter[Fate] = Counter()
        self._unknown: Counter[str] = Counter()
        self._counts: defaultdict[Unit, defaultdict[str, _Counts]] = defaultdict(
            lambda: defaultdict(lambda: defaultdict(int))
        )

    def add(self, summary: Mapping[str, Sequence[Any]], *, sign: int = 1) -> None:
        """Take the columns of a summary; with `sign` -1 its rows are duplicates."""
        received = summary[self._wanted.scopes[RECEIVED_SCOPE]]
        units: list[Unit | None] = []
        for fate, unit, number, within in zip(summary["fate"], summary["unit"], summary["rows"], received, strict=True):
            units.append(self._account(Fate(fate), unit, sign * number, sign * within))
        if sign < 0:
            self._fates[Fate.DUPLICATE] += sum(summary["rows"])
        procedures = [procedure_key(written) for written in summary["procedure"]]
        for name in (f"c{place}" for place in range(len(self._wanted.tests))):
            for unit, procedure, value in zip(units, procedures, summary[name], strict=True):
                if value and unit is not None:
                    self._counts[unit][name][procedure] += sign * value

    def _account(self, fate: Fate, written: str | None, number: int, received: int) -> Unit | None:
        """Book rows under what became of them; give the unit of those that are in the figures."""
        if fate not in IN_FIGURES:
            self._fates[fate] += number
            return None
        unit = self._book.unit(written)
        if unit is None:
            self._fates[Fate.NO_UNIT] += number
        elif unit.tier is None:
            self._fates[Fate.UNKNOWN_UNIT] += number
            self._unknown[unit.name] += number
        else:
            self._fates[Fate.COUNTED] += received
            self._fates[Fate.CUMULATIVE_ONLY] += number - received
            return unit
        return None

    def result(self) -> Tally:
        tiers = list(TIER_TITLES)
        ordered = sorted(
            self._counts, key=lambda unit: (tiers.index(unit.tier) if unit.tier else len(tiers), unit.name)
        )
        units = tuple(figures for unit in ordered if (figures := self._figures(unit)) is not None)
        unknown = {name: number for name, number in self._unknown.most_common() if number}
        return Tally(units, {fate: self._fates[fate] for fate in Fate}, unknown)

    def _figures(self, unit: Unit) -> UnitFigures | None:
        counts = self._counts[unit]
        if not any(number for parts in counts.values() for number in parts.values()):
            return None
        received = sum(counts.get(self._wanted.scopes[RECEIVED_SCOPE], {}).values())
        parts = {code: self._part(counts, code) for code in self._rules.rules}
        return UnitFigures(unit, received, parts)

    def _part(self, counts: Mapping[str, _Counts], code: str) -> Part:
        distinct = self._rules.rules[code].counted == "thu_tuc"

        def count(name: str | None) -> int | None:
            if name is None:
                return None
            found = counts.get(name, {})
            if distinct:
                return sum(number > 0 for procedure, number in found.items() if procedure)
            return sum(found.values())

        return Part(count(self._wanted.denominators.get(code)), count(self._wanted.numerators.get(code)))


@lru_cache(maxsize=16384)
def procedure_key(written: str | None) -> str:
    """Give the one spelling of a procedure's code or name; "" for a blank."""
    text = clean_text(written or "").casefold()
    match = _CODE_AS_NUMBER.fullmatch(text)
    return f"{match[1]}.{match[2]:0<6}" if match else text
