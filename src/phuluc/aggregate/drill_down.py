"""Lists to act on: which dossiers an indicator still lacks, which stand in the lists twice. No personal data."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import ibis
import ibis.expr.types as ir

from phuluc.aggregate import fields as f
from phuluc.aggregate.engines import Engine
from phuluc.aggregate.errors import IndicatorNotAvailableError, UnitNotInListsError
from phuluc.aggregate.fates import Availability, holds
from phuluc.aggregate.fields import FieldCatalogue
from phuluc.aggregate.rules_file import RuleSet
from phuluc.aggregate.sheets import SheetFile
from phuluc.aggregate.tally import procedure_key
from phuluc.aggregate.units import Unit, UnitBook
from phuluc.domain.indicators import INDICATORS_BY_CODE
from phuluc.domain.units import unit_key
from phuluc.domain.vietnamese_numbers import clean_text


@dataclass(frozen=True)
class WantedDossiers:
    """The dossiers that are left once duplicates are taken out, of all units or of one."""

    rows: ir.Table
    rules: RuleSet
    units: UnitBook
    engine: Engine
    catalogue: FieldCatalogue

    def unit(self, written: str | None) -> Unit | None:
        """Give the unit of a name as it stands in the lists; None where its tier is unknown."""
        unit = self.units.unit(written)
        return unit if unit is not None and unit.tier is not None else None

    def of_unit(self, name: str) -> WantedDossiers:
        """Give those of one unit, in any spelling.

        Raises:
            UnitNotInListsError: nothing is missing of a unit that is not there, and a list without a line would say so.
        """
        key = unit_key(name)
        every = [written for (written,) in records(self.rows.select(f.UNIT).distinct(), self.engine)]
        spellings = [written for written in every if unit_key(self.units.name(written)) == key]
        if not any(map(self.unit, spellings)):
            raise UnitNotInListsError(
                "Danh sách hồ sơ không có đơn vị này",
                found=f"“{name}”",
                remedy="Ghi tên như trong danh sách hồ sơ hoặc tệp ánh xạ",
            )
        return replace(self, rows=self.rows.filter(self.rows[f.UNIT].isin(spellings)))


@dataclass(frozen=True)
class MissingList:
    """Writes what counts below the line of an indicator and not above it."""

    dossiers: WantedDossiers
    able: Availability

    def write(self, path: Path, indicator: str) -> int:
        """Write the list of an indicator, given by its code; returns the number of lines.

        Raises:
            IndicatorNotAvailableError: the lists do not carry what it needs.
        """
        if indicator not in self.able.numerators:
            fields = self.dossiers.catalogue.fields
            names = (fields[field].name for field in self.able.missing[indicator])
            raise IndicatorNotAvailableError(
                f"Không lập được danh sách còn thiếu của chỉ tiêu “{INDICATORS_BY_CODE[indicator].heading}”",
                found=f"danh sách hồ sơ không có cột: {', '.join(names)}",
                remedy="Xuất danh sách có các cột này, hoặc khai tên cột trong tệp ánh xạ (--mapping)",
            )
        rule, rows = self.dossiers.rules.rules[indicator], self.dossiers.rows
        below = rows[f"in_{rule.scope.code}"] & holds(rows, self.able.denominators[indicator])
        above = below & holds(rows, self.able.numerators[indicator])
        lines = self._procedures(below, above) if rule.counted == "thu_tuc" else self._codes(below & ~above)
        header = ("cơ quan giải quyết", "thủ tục", "số hồ sơ") if rule.counted == "thu_tuc" else (
            "cơ quan giải quyết", "mã hồ sơ", "ngày tiếp nhận",
        )  # fmt: skip
        counts: Counter[str] = Counter()
        with SheetFile(path) as book:
            widths = (46, 90, 12) if rule.counted == "thu_tuc" else (46, 36, 16)
            total = book.table("Còn thiếu", header, widths, self._counted(lines, counts))
            book.table("Theo đơn vị", ("cơ quan giải quyết", "còn thiếu"), (46, 14), counts.most_common())
        return total

    @staticmethod
    def _counted(lines: Iterator[tuple[Unit, object, object]], counts: Counter[str]) -> Iterator[tuple[object, ...]]:
        for unit, *rest in lines:
            counts[unit.name] += 1
            yield unit.name, *rest

    def _codes(self, test: ir.BooleanValue) -> Iterator[tuple[Unit, object, object]]:
        """List dossiers by unit, whatever its spelling: the engine sorts, since they may be millions."""
        rows = self.dossiers.rows
        found = rows.filter(test).select(unit=rows[f.UNIT], code=rows.code, day=rows[f.RECEIVED])
        for written, code, day in records(found.order_by(self._unit_order(found), "code"), self.dossiers.engine):
            unit = self.dossiers.unit(written)
            if unit is not None:
                yield unit, code, written_date(day)

    def _unit_order(self, found: ir.Table) -> ir.StringValue:
        """Give what units are sorted by: their names where the lists write them so, else the first of their spellings.

        Only names with several spellings are looked up: a test a value costs.
        """
        spellings: dict[str, list[str]] = {}
        for (written,) in records(found.select("unit").distinct(), self.dossiers.engine):
            spellings.setdefault(self.dossiers.units.name(written), []).append(written or "")
        others = [(other, min(several)) for several in spellings.values() for other in set(several) - {min(several)}]
        if not others:
            return found.unit
        return ibis.cases(*((found.unit == other, first) for other, first in sorted(others)), else_=found.unit)

    def _procedures(self, below: ir.BooleanValue, above: ir.BooleanValue) -> Iterator[tuple[Unit, object, object]]:
        """List procedures of each unit none of whose dossiers counts above the line, with how many there are."""
        rows = self.dossiers.rows
        flagged = rows.filter(below).select(unit=rows[f.UNIT], procedure=rows[f.PROCEDURE], above=above.cast("int8"))
        grouped = flagged.group_by("unit", "procedure").aggregate(size=flagged.count(), above=flagged.above.max())
        sizes: Counter[tuple[Unit, str]] = Counter()
        written_as: dict[str, str] = {}
        served: set[tuple[Unit, str]] = set()
        for written, procedure, size, is_above in records(grouped, self.dossiers.engine):
            unit, key = self.dossiers.unit(written), procedure_key(procedure)
            if unit is None or not key:
                continue
            sizes[unit, key] += size
            written_as[key] = max(written_as.get(key, ""), clean_text(procedure))
            if is_above:
                served.add((unit, key))
        for unit, key in sorted(set(sizes) - served, key=lambda pair: (pair[0].name, pair[1])):
            yield unit, written_as[key], sizes[unit, key]


def duplicate_rows(ranked: ir.Table, engine: Engine, units: UnitBook) -> Iterator[tuple[object, ...]]:
    """List codes that stand more than once: code, unit of the copy that was kept, other copies' units, rows."""
    unit = ranked[f.UNIT].fill_null("")
    copies = ranked.group_by("code").aggregate(
        times=ranked.count(),
        kept=unit.max(where=ranked["copy"] == 0),
        least=unit.min(where=ranked["copy"] > 0),
        greatest=unit.max(where=ranked["copy"] > 0),
    )
    repeated = copies.filter(copies.times > 1).order_by("code")
    for code, times, kept, *others in records(repeated.select("code", "times", "kept", "least", "greatest"), engine):
        first = units.name(kept)
        yield code, first, "; ".join(sorted(set(map(units.name, others)) - {first, ""})), times


def records(table: ir.Table, engine: Engine) -> Iterator[tuple[Any, ...]]:
    """Give the rows of a table as tuples."""
    for batch in engine.batches(table):
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def written_date(day: object) -> str:
    """Give a day as dd/MM/yyyy; "" for none."""
    return f"{day:%d/%m/%Y}" if isinstance(day, dt.date) else ""
