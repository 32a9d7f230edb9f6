"""Units of lists as units of figures: one name each, and the tier it reports in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from phuluc.aggregate.errors import AmbiguousUnitError
from phuluc.aggregate.mapping import ListMapping
from phuluc.aggregate.rules_file import RuleSet
from phuluc.domain.indicators import Tier
from phuluc.domain.units import canonical_name, infer_tier, unit_key
from phuluc.domain.vietnamese_numbers import clean_text
from phuluc.importers.unit_list import read_units


@dataclass(frozen=True)
class Unit:
    """A unit of the figures; `tier` is None where nothing tells it."""

    name: str
    tier: Tier | None


class UnitBook:
    """Finds the unit of a name: by the mapping file, the list of units where one was given, then its name."""

    def __init__(
        self, rules: RuleSet, mapping: ListMapping, listed: Mapping[str, Unit] | None, *, has_districts: bool
    ) -> None:
        """Take `listed`, units by key: where given, no other unit is known."""
        self._aliases = mapping.units
        self._tiers = mapping.tiers
        self._listed = listed
        self._begins = [(unit_key(name), tier) for name, tier in rules.tiers.items()]
        self._has_districts = has_districts
        self._known: dict[str | None, Unit | None] = {}

    def unit(self, written: str | None) -> Unit | None:
        """Give the unit of a name as it stands in a list; None for a blank."""
        if written not in self._known:
            self._known[written] = self._find(written)
        return self._known[written]

    def name(self, written: str | None) -> str:
        """Give the name of the unit, whether its tier is known or not; "" for a blank."""
        unit = self.unit(written)
        return unit.name if unit is not None else ""

    def _find(self, written: str | None) -> Unit | None:
        text = clean_text(written or "")
        if not text:
            return None
        name = canonical_name(self._aliases.get(unit_key(text), text))
        key = unit_key(name)
        if self._listed is not None:
            return self._listed.get(key, Unit(name, None))
        return Unit(name, self._tiers.get(key) or self._tier(name, key))

    def _tier(self, name: str, key: str) -> Tier | None:
        by_rule = next((tier for begin, tier in self._begins if key.startswith(begin)), None)
        return by_rule or infer_tier(name, legacy=self._has_districts)


def listed_units(path: Path | None) -> dict[str, Unit] | None:
    """Read a list of units, by key; None without one.

    Raises:
        AmbiguousUnitError: a unit stands in it under two tiers, neither of which its name tells.
    """
    if path is None:
        return None
    found: dict[str, Unit] = {}
    for tier, entries in read_units(path).items():
        for entry in entries:
            key, unit = unit_key(entry.name), Unit(canonical_name(entry.name), tier)
            other = found.setdefault(key, unit)
            if other.tier != tier:
                found[key] = _of_one_tier(other, unit, path)
    return found


def _of_one_tier(first: Unit, second: Unit, path: Path) -> Unit:
    """Choose of two tiers that of the name: lists of three tiers name districts once more for their communes.

    Raises:
        AmbiguousUnitError: the name tells neither.
    """
    told = infer_tier(first.name, legacy=True)
    for unit in (first, second):
        if unit.tier == told:
            return unit
    raise AmbiguousUnitError(
        "Danh sách đơn vị có một đơn vị ở hai cấp",
        where=path.name,
        found=f"“{first.name}”",
        remedy="Giữ đơn vị này ở một cấp",
    )
