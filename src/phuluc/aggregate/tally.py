"""Counts as the engine gives them, by units as written, put together into figures and the account of all rows."""

from __future__ import annotations

import operator
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, Literal, TypeVar

from phuluc.aggregate.counting import Measures
from phuluc.aggregate.fates import IN_FIGURES, RECEIVED_SCOPE, Fate
from phuluc.aggregate.rules_file import RuleSet
from phuluc.aggregate.units import Unit, UnitBook
from phuluc.domain.indicators import TIER_TITLES
from phuluc.domain.vietnamese_numbers import clean_text

#: A code that a spreadsheet took for a number lost its last zeros: 1.0001 is 1.000100.
_CODE_AS_NUMBER: Final = re.compile(r"(\d)\.(\d{1,5})")
#: Counts in an order agreed on.
_Row = tuple[int, ...]
_Key = TypeVar("_Key")


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
        self._names = [f"c{place}" for place in range(len(wanted.tests))]
        self._distinct = _names_by_procedure(rules, wanted)
        #: Counts in the order of `_names`.
        self._counts: dict[Unit, _Row] = {}
        #: By key of procedure, counts in the order of `_distinct`.
        self._procedures: defaultdict[Unit, dict[str, _Row]] = defaultdict(dict)

    def add(self, summary: Mapping[str, Sequence[Any]], *, sign: Literal[1, -1] = 1) -> None:
        """Take the columns of a summary; with `sign` -1 its rows are duplicates."""
        received = self._names.index(self._wanted.scopes[RECEIVED_SCOPE])
        units: dict[str | None, Unit] = {}
        groups: defaultdict[tuple[int, str | None], list[int]] = defaultdict(list)
        for place, key in enumerate(zip(summary["fate"], summary["unit"], strict=True)):
            groups[key].append(place)
        columns = [summary[name] for name in ("rows", *self._names)]
        for (fate, written), places in groups.items():
            rows, *counts = (sum(map(column.__getitem__, places)) for column in columns)
            unit = self._account(Fate(fate), written, sign * rows, sign * counts[received])
            if unit is not None:
                units[written] = unit
                _add_rows([(self._counts, unit)], [tuple(counts)], sign)
        if sign < 0:
            self._fates[Fate.DUPLICATE] += sum(summary["rows"])
        if self._distinct:
            self._add_procedures(summary, units, sign)

    def _add_procedures(
        self, summary: Mapping[str, Sequence[Any]], units: Mapping[str | None, Unit], sign: Literal[1, -1]
    ) -> None:
        nowhere: dict[str, _Row] = {}
        books = {
            written: self._procedures[units[written]] if written in units else nowhere
            for written in set(summary["unit"])
        }
        keys = {written: procedure_key(written) for written in set(summary["procedure"])}
        places = (
            (books[written], keys[procedure])
            for written, procedure in zip(summary["unit"], summary["procedure"], strict=True)
        )
        _add_rows(places, zip(*(summary[name] for name in self._distinct), strict=True), sign)

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
            (unit for unit, counts in self._counts.items() if any(counts)),
            key=lambda unit: (tiers.index(unit.tier) if unit.tier else len(tiers), unit.name),
        )
        # Names decide where numbers do not, so that the order of rows and the engine make no difference.
        unknown = {
            name: -less for less, name in sorted((-number, name) for name, number in self._unknown.items()) if less
        }
        return Tally(tuple(map(self._figures, ordered)), {fate: self._fates[fate] for fate in Fate}, unknown)

    def _figures(self, unit: Unit) -> UnitFigures:
        counts = dict(zip(self._names, self._counts[unit], strict=True))
        occurring = [row for procedure, row in self._procedures[unit].items() if procedure]
        distinct = {name: sum(row[place] > 0 for row in occurring) for place, name in enumerate(self._distinct)}

        def part(code: str) -> Part:
            found = distinct if self._rules.rules[code].counted == "thu_tuc" else counts
            below, above = self._wanted.denominators.get(code), self._wanted.numerators.get(code)
            return Part(None if below is None else found[below], None if above is None else found[above])

        return UnitFigures(
            unit, counts[self._wanted.scopes[RECEIVED_SCOPE]], {code: part(code) for code in self._rules.rules}
        )


def _names_by_procedure(rules: RuleSet, wanted: Measures) -> list[str]:
    """Names of counts of which procedures, not dossiers, are the figure."""
    parts = (wanted.denominators, wanted.numerators)
    return sorted({names[code] for names in parts for code in names if rules.rules[code].counted == "thu_tuc"})


def _add_rows(places: Iterable[tuple[dict[_Key, _Row], _Key]], rows: Iterable[_Row], sign: Literal[1, -1]) -> None:
    """Add each row to what stands at its place, or take it away there."""
    join = operator.add if sign > 0 else operator.sub
    for (sums, key), row in zip(places, rows, strict=True):
        known = sums.get(key)
        if known is None:
            sums[key] = row if sign > 0 else tuple(map(operator.neg, row))
        else:
            sums[key] = tuple(map(join, known, row))


@lru_cache(maxsize=16384)
def procedure_key(written: str | None) -> str:
    """Give the one spelling of a procedure's code or name; "" for a blank."""
    text = clean_text(written or "").casefold()
    match = _CODE_AS_NUMBER.fullmatch(text)
    return f"{match[1]}.{match[2]:0<6}" if match else text
