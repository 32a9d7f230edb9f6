"""Lists to act on: which dossiers an indicator still lacks, which are overdue. Codes only, no personal data."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import ibis
import ibis.expr.types as ir

from phuluc.aggregate import fields as f
from phuluc.aggregate.engines import Engine
from phuluc.aggregate.errors import IndicatorNotAvailableError
from phuluc.aggregate.fates import Availability, Fate, holds
from phuluc.aggregate.fields import FieldCatalogue
from phuluc.aggregate.rules_file import OverdueGroup, RuleSet
from phuluc.aggregate.sheets import SheetFile
from phuluc.aggregate.span import Span
from phuluc.aggregate.tally import procedure_key
from phuluc.aggregate.units import Unit, UnitBook
from phuluc.domain.indicators import INDICATORS_BY_CODE
from phuluc.domain.units import unit_key
from phuluc.domain.vietnamese_numbers import clean_text

_NOT_JUDGED: Final = (Fate.REPEATED_HEADER, Fate.TOTAL_ROW, Fate.NO_CODE, Fate.STRANGE_VALUE, Fate.BAD_DATES)
_OTHER_GROUP: Final = "Đơn vị khác"


@dataclass(frozen=True)
class DrillDown:
    """Writes lists from the dossiers that are left once duplicates are taken out."""

    rows: ir.Table
    rules: RuleSet
    able: Availability
    units: UnitBook
    engine: Engine
    catalogue: FieldCatalogue
    span: Span

    def write_missing(self, path: Path, indicator: str, unit: str | None) -> int:
        """Write what counts below the line of an indicator and not above it; returns the number of lines.

        Args:
            path: of the workbook.
            indicator: its code.
            unit: only this unit, in any spelling; all when None.

        Raises:
            IndicatorNotAvailableError: the lists do not carry what it needs.
        """
        if indicator not in self.able.numerators:
            names = (self.catalogue.fields[field].name for field in self.able.missing[indicator])
            raise IndicatorNotAvailableError(
                f"Không lập được danh sách còn thiếu của chỉ tiêu “{INDICATORS_BY_CODE[indicator].heading}”",
                found=f"danh sách hồ sơ không có cột: {', '.join(names)}",
                remedy="Xuất danh sách có các cột này, hoặc khai tên cột trong tệp ánh xạ (--mapping)",
            )
        rule = self.rules.rules[indicator]
        below = self.rows[f"in_{rule.scope.code}"] & holds(self.rows, self.able.denominators[indicator])
        above = below & holds(self.rows, self.able.numerators[indicator])
        lines = self._procedures(below, above) if rule.counted == "thu_tuc" else self._codes(below & ~above)
        header = ("cơ quan giải quyết", "thủ tục", "số hồ sơ") if rule.counted == "thu_tuc" else (
            "cơ quan giải quyết", "mã hồ sơ", "ngày tiếp nhận",
        )  # fmt: skip
        wanted = unit_key(unit) if unit else None
        counts: Counter[str] = Counter()
        with SheetFile(path) as book:
            widths = (46, 90, 12) if rule.counted == "thu_tuc" else (46, 36, 16)
            total = book.table("Còn thiếu", header, widths, self._counted(lines, wanted, counts))
            book.table("Theo đơn vị", ("cơ quan giải quyết", "còn thiếu"), (46, 14), counts.most_common())
        return total

    @staticmethod
    def _counted(
        lines: Iterator[tuple[Unit, object, object]], wanted: str | None, counts: Counter[str]
    ) -> Iterator[tuple[object, ...]]:
        for unit, *rest in lines:
            if wanted is None or unit_key(unit.name) == wanted:
                counts[unit.name] += 1
                yield unit.name, *rest

    def _codes(self, test: ir.BooleanValue) -> Iterator[tuple[Unit, object, object]]:
        found = self.rows.filter(test).select(unit=self.rows[f.UNIT], code=self.rows.code, day=self.rows[f.RECEIVED])
        for written, code, day in self._sorted(found, "code"):
            unit = self._known(written)
            if unit is not None:
                yield unit, code, _date(day)

    def _procedures(self, below: ir.BooleanValue, above: ir.BooleanValue) -> Iterator[tuple[Unit, object, object]]:
        """List procedures of each unit none of whose dossiers counts above the line, with how many there are."""
        flagged = self.rows.filter(below).select(
            unit=self.rows[f.UNIT], procedure=self.rows[f.PROCEDURE], above=above.cast("int8")
        )
        grouped = flagged.group_by("unit", "procedure").aggregate(size=flagged.count(), above=flagged.above.max())
        sizes: Counter[tuple[Unit, str]] = Counter()
        written_as: dict[str, str] = {}
        served: set[tuple[Unit, str]] = set()
        for written, procedure, size, is_above in _records(grouped, self.engine):
            unit, key = self._known(written), procedure_key(procedure if isinstance(procedure, str) else None)
            if unit is None or not key:
                continue
            sizes[unit, key] += size
            written_as[key] = max(written_as.get(key, ""), clean_text(str(procedure)))
            if is_above:
                served.add((unit, key))
        for unit, key in sorted(set(sizes) - served, key=lambda pair: (pair[0].name, pair[1])):
            yield unit, written_as[key], sizes[unit, key]

    def write_overdue(self, path: Path, unit: str | None) -> int:
        """Write overdue dossiers by group and unit, and their codes; returns their number.

        Of `unit` alone, in any spelling, or of all when None.

        Overdue is what was not finished when the period ended although the day of return had passed, and what was
        finished within the period after that day.

        Raises:
            IndicatorNotAvailableError: the lists carry no due date, finish or state.
        """
        lacking = [field for field in (f.DUE, f.FINISHED, f.STATUS) if field not in self.rows.columns]
        if lacking:
            raise IndicatorNotAvailableError(
                "Không lập được danh sách hồ sơ quá hạn",
                found=f"thiếu cột: {', '.join(self.catalogue.fields[field].name for field in lacking)}",
                remedy="Xuất danh sách có các cột này, hoặc khai tên cột trong tệp ánh xạ (--mapping)",
            )
        wanted = unit_key(unit) if unit else None
        lines = [line for line in self._overdue() if wanted is None or unit_key(line[1]) == wanted]
        open_, late = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
        for line in lines:
            (late if line[4] else open_)[line[0], line[1]] += 1
        order = {group.name: place for place, group in enumerate(self.rules.overdue_groups)}
        pairs = sorted({(line[0], line[1]) for line in lines}, key=lambda pair: (order.get(pair[0], 99), pair[1]))
        with SheetFile(path) as book:
            header = ("nhóm", "cơ quan giải quyết", "chưa xong, quá hạn", "xong trong kỳ, quá hạn")
            book.table("Theo đơn vị", header, (40, 46, 14, 16), ((*pair, open_[pair], late[pair]) for pair in pairs))
            columns = ("nhóm", "cơ quan giải quyết", "mã hồ sơ", "ngày hẹn trả", "ngày kết thúc", "số ngày quá hạn")
            ordered = sorted(lines, key=lambda line: (order.get(line[0], 99), line[1], -line[5], line[2]))
            book.table("Hồ sơ quá hạn", columns, (40, 46, 32, 14, 14, 12), ordered)
        return len(lines)

    def _overdue(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        rows, last = self.rows, ibis.literal(self.span.last)
        done = rows[f.STATUS].isin([9, 10]).fill_null(False) & (
            ibis.coalesce(rows[f.FINISHED], rows[f.RECEIVED]) <= last
        ).fill_null(False)
        late = done & (rows[f.FINISHED] > rows[f.DUE]) & (rows[f.FINISHED] >= ibis.literal(self.span.first))
        waiting = ~done & (rows[f.DUE] < last)
        found = rows.filter(
            ~rows.fate.isin([int(fate) for fate in _NOT_JUDGED])
            & (rows[f.RECEIVED] <= last)
            & holds(rows, self.rules.overdue)
            & (late | waiting).fill_null(False)
        )
        picked = found.select(
            unit=found[f.UNIT], code=found.code, due=found[f.DUE], finished=ibis.cases((done, found[f.FINISHED]))
        )
        for written, code, due, finished in _records(picked, self.engine):
            unit = self._known(written)
            if unit is not None and isinstance(due, dt.date):
                until = finished if isinstance(finished, dt.date) else self.span.last
                yield (
                    group_of(unit, self.rules.overdue_groups),
                    unit.name,
                    str(code),
                    _date(due),
                    _date(finished),
                    (until - due).days,
                )

    def _known(self, written: object) -> Unit | None:
        unit = self.units.unit(written if isinstance(written, str) else None)
        return unit if unit is not None and unit.tier is not None else None

    def _sorted(self, table: ir.Table, column: str) -> Iterator[tuple[Any, ...]]:
        """Give rows by unit, whatever its spelling, then by `column`: the engine sorts, since they may be millions."""
        return _records(table.order_by("unit", column), self.engine)


def group_of(unit: Unit, groups: Sequence[OverdueGroup]) -> str:
    """Give the group of the overdue list a unit is told under; names go before tiers."""
    key = unit_key(unit.name)
    for group in groups:
        if any(key.startswith(unit_key(prefix)) for prefix in group.prefixes):
            return group.name
    return next((group.name for group in groups if group.tier is not None and group.tier == unit.tier), _OTHER_GROUP)


def duplicate_rows(ranked: ir.Table, engine: Engine, units: UnitBook) -> Iterator[tuple[object, ...]]:
    """List codes that stand more than once: code, number of rows, unit of the copy that was kept."""
    copies = ranked.group_by("code").aggregate(times=ranked.count(), unit=ranked[f.UNIT].max(where=ranked["copy"] == 0))
    repeated = copies.filter(copies.times > 1).order_by("code")
    for code, times, written in _records(repeated.select("code", "times", "unit"), engine):
        unit = units.unit(written if isinstance(written, str) else None)
        yield code, times, unit.name if unit else ""


def _records(table: ir.Table, engine: Engine) -> Iterator[tuple[Any, ...]]:
    for batch in engine.batches(table):
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _date(day: object) -> str:
    return f"{day:%d/%m/%Y}" if isinstance(day, dt.date) else ""
