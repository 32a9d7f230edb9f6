"""Overdue dossiers by unit and group for the weekly notice, and those of which nobody can tell whether they are."""

from __future__ import annotations

import datetime as dt
import enum
import itertools
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import ibis
import ibis.expr.types as ir

from phuluc.aggregate import fields as f
from phuluc.aggregate.drill_down import WantedDossiers, records, written_date
from phuluc.aggregate.errors import IndicatorNotAvailableError
from phuluc.aggregate.fates import Fate, holds
from phuluc.aggregate.rules_file import OverdueGroup
from phuluc.aggregate.sheets import SheetFile
from phuluc.aggregate.span import Span
from phuluc.aggregate.units import Unit
from phuluc.domain.units import unit_key

_NO_DOSSIER: Final = (Fate.REPEATED_HEADER, Fate.TOTAL_ROW, Fate.NO_CODE)
#: Stands for the state of a dossier that was not yet resolved on the last day that is looked at.
_RESOLVED_LATER: Final = 100
_OTHER_GROUP: Final = "Đơn vị khác"
DOUBTS_SHEET: Final = "Cần kiểm tra"


class Doubt(enum.IntEnum):
    """Why nobody can tell whether a dossier is overdue; the first that applies is the one told."""

    STRANGE_VALUE = 1
    BAD_DATES = 2
    NO_FINISH = 3
    NO_DUE_DAY = 4
    DUE_BEFORE_RECEIPT = 5
    FINISH_WITHOUT_STATE = 6
    NO_UNIT = 7


DOUBT_NAMES: Final[Mapping[Doubt, str]] = {
    Doubt.STRANGE_VALUE: "Có giá trị không hiểu được",
    Doubt.BAD_DATES: "Ngày trống, không đọc được hoặc kết thúc trước khi tiếp nhận",
    Doubt.NO_FINISH: "Đã xong nhưng không có ngày kết thúc",
    Doubt.NO_DUE_DAY: "Ngày hẹn trả trống hoặc không đọc được",
    Doubt.DUE_BEFORE_RECEIPT: "Hẹn trả trước ngày tiếp nhận",
    Doubt.FINISH_WITHOUT_STATE: "Có ngày kết thúc mà trạng thái chưa xong",
    Doubt.NO_UNIT: "Quá hạn, nhưng cơ quan giải quyết trống hoặc chưa rõ cấp",
}


@dataclass(frozen=True)
class OverdueCounts:
    """How many were listed.

    Attributes:
        until: the day up to which dossiers that are not finished were looked at.
        open: not finished, and the day of return has passed.
        late: finished within the period, after that day.
        doubts: those that could not be judged.
    """

    until: dt.date
    open: int
    late: int
    doubts: Mapping[Doubt, int]


@dataclass(frozen=True)
class _Line:
    group: str
    unit: str
    code: str
    received: str
    due: str
    finished: str
    days: int
    status: str


@dataclass(frozen=True)
class OverdueList:
    """Writes overdue dossiers: those not finished when the period ended, those finished late within it.

    Where the period has not ended, `today` is the day up to which is counted: nothing is overdue before its day.
    """

    dossiers: WantedDossiers
    span: Span
    today: dt.date

    @property
    def until(self) -> dt.date:
        return min(self.span.last, self.today)

    def write(self, path: Path) -> OverdueCounts:
        """Write overdue dossiers by group and unit, their codes, and those that could not be judged.

        Raises:
            IndicatorNotAvailableError: the lists carry no due date, finish or state.
        """
        self._require_fields()
        lines, without_unit = self._lines()
        open_, late = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
        for line in lines:
            (late if line.finished else open_)[line.group, line.unit] += 1
        groups = self.dossiers.rules.overdue_groups
        order = {group.name: place for place, group in enumerate(groups)}
        pairs = sorted({(line.group, line.unit) for line in lines}, key=lambda pair: (order.get(pair[0], 99), pair[1]))
        doubts = Counter[Doubt]()
        with SheetFile(path) as book:
            columns: tuple[str, ...] = (
                "nhóm", "cơ quan giải quyết", f"chưa xong, quá hạn đến {self.until:%d/%m/%Y}", "xong trong kỳ, quá hạn",
            )  # fmt: skip
            book.table("Theo đơn vị", columns, (40, 46, 22, 16), ((*pair, open_[pair], late[pair]) for pair in pairs))
            columns = (
                "nhóm", "cơ quan giải quyết", "mã hồ sơ", "ngày hẹn trả", "ngày kết thúc", "trạng thái",
                "số ngày quá hạn",
            )  # fmt: skip
            ordered = sorted(lines, key=lambda line: (order.get(line.group, 99), line.unit, -line.days, line.code))
            rows = ((one.group, one.unit, one.code, one.due, one.finished, one.status, one.days) for one in ordered)
            book.table("Hồ sơ quá hạn", columns, (40, 46, 32, 14, 14, 36, 12), rows)
            columns = (
                "lý do", "cơ quan giải quyết", "mã hồ sơ", "ngày tiếp nhận", "ngày hẹn trả", "ngày kết thúc",
                "trạng thái",
            )  # fmt: skip
            doubtful = itertools.chain(self._told(without_unit, doubts), self._doubtful(doubts))
            # There may be as many as dossiers, and most often there is none.
            for one in itertools.islice(doubtful, 1):
                book.table(DOUBTS_SHEET, columns, (58, 46, 32, 14, 14, 14, 36), itertools.chain([one], doubtful))
        return OverdueCounts(self.until, open_.total(), late.total(), doubts)

    def _require_fields(self) -> None:
        lacking = [field for field in (f.DUE, f.FINISHED, f.STATUS) if field not in self.dossiers.rows.columns]
        if lacking:
            names = self.dossiers.catalogue.fields
            raise IndicatorNotAvailableError(
                "Không lập được danh sách hồ sơ quá hạn",
                found=f"thiếu cột: {', '.join(names[field].name for field in lacking)}",
                remedy="Xuất danh sách có các cột này, hoặc khai tên cột trong tệp ánh xạ (--mapping)",
            )

    def _judged(self) -> ir.Table:
        """Tell of dossiers of the period what is in doubt (`doubt`) and whether they are overdue; others are left."""
        rows, first, last = self.dossiers.rows, ibis.literal(self.span.first), ibis.literal(self.until)
        received, due, finished = rows[f.RECEIVED], rows[f.DUE], rows[f.FINISHED]
        is_resolved = rows[f.STATUS].isin([9, 10]).fill_null(False)
        is_done = is_resolved & (ibis.coalesce(finished, received) <= last).fill_null(False)
        # A finish nobody knows is looked for in the period of receipt alone.
        is_due_here = ~is_done | (ibis.coalesce(finished, received) >= first).fill_null(True)
        doubt = ibis.cases(
            (rows.fate == int(Fate.STRANGE_VALUE), int(Doubt.STRANGE_VALUE)),
            (rows.fate == int(Fate.BAD_DATES), int(Doubt.BAD_DATES)),
            (is_done & finished.isnull(), int(Doubt.NO_FINISH)),
            (due.isnull(), int(Doubt.NO_DUE_DAY)),
            (due < received, int(Doubt.DUE_BEFORE_RECEIPT)),
            # By its finish it was in time, by its state it is late.
            (~is_resolved & (finished <= due) & (due < last), int(Doubt.FINISH_WITHOUT_STATE)),
            else_=0,
        )
        is_looked_at = (
            rows.fate.notin([int(fate) for fate in _NO_DOSSIER])
            & ((received <= last) | received.isnull()).fill_null(True)
            & holds(rows, self.dossiers.rules.overdue)
            & is_due_here
        )
        told = rows.filter(is_looked_at).select(
            unit=rows[f.UNIT],
            code=rows.code,
            received=received,
            due=due,
            # A finish after the last day that is looked at is none yet.
            finished=ibis.cases((is_done | (doubt > 0), finished)),
            # The state is that of the day of the export, which may be long after the last that is looked at.
            status=ibis.cases((is_resolved & ~is_done & (doubt == 0), _RESOLVED_LATER), else_=rows[f.STATUS]),
            doubt=doubt.cast("int8"),
            overdue=ibis.cases((is_done, finished > due), else_=due < last).fill_null(False),
        )
        return told.filter((told.doubt > 0) | told.overdue)

    def _lines(self) -> tuple[list[_Line], list[_Line]]:
        """List overdue dossiers, and apart those of units nobody knows."""
        judged = self._judged()
        lines: list[_Line] = []
        without_unit: list[_Line] = []
        picked = judged.filter(judged.doubt == 0).drop("doubt", "overdue")
        for written, code, received, due, finished, status in records(picked, self.dossiers.engine):
            unit = self.dossiers.unit(written)
            group = group_of(unit, self.dossiers.rules.overdue_groups) if unit else ""
            days = ((finished or self.until) - due).days
            line = _Line(
                group,
                self.dossiers.units.name(written),
                code,
                written_date(received),
                written_date(due),
                written_date(finished),
                days,
                self._status(status),
            )
            (lines if unit else without_unit).append(line)
        return lines, without_unit

    @staticmethod
    def _told(lines: Sequence[_Line], counts: Counter[Doubt]) -> Iterator[tuple[object, ...]]:
        for line in sorted(lines, key=lambda line: (line.unit, line.code)):
            counts[Doubt.NO_UNIT] += 1
            dates = (line.received, line.due, line.finished)
            yield DOUBT_NAMES[Doubt.NO_UNIT], line.unit, line.code, *dates, line.status

    def _doubtful(self, counts: Counter[Doubt]) -> Iterator[tuple[object, ...]]:
        judged = self._judged()
        found = judged.filter(judged.doubt > 0).order_by("doubt", "unit", "code")
        picked = found.drop("overdue").relocate("doubt")
        for doubt, written, code, *days, status in records(picked, self.dossiers.engine):
            counts[Doubt(doubt)] += 1
            dates = map(written_date, days)
            yield DOUBT_NAMES[Doubt(doubt)], self.dossiers.units.name(written), code, *dates, self._status(status)

    def _status(self, code: Any) -> str:
        if code == _RESOLVED_LATER:
            return f"Xong sau ngày {self.until:%d/%m/%Y}"
        return self.dossiers.catalogue.fields[f.STATUS].labels.get(code, "")


def group_of(unit: Unit, groups: Sequence[OverdueGroup]) -> str:
    """Give the group of the overdue list a unit is told under; names go before tiers."""
    key = unit_key(unit.name)
    for group in groups:
        if any(key.startswith(unit_key(prefix)) for prefix in group.prefixes):
            return group.name
    return next((group.name for group in groups if group.tier is not None and group.tier == unit.tier), _OTHER_GROUP)
