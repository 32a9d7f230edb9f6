"""The six axes against the total, in each slot and between the slots."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from phuluc.checks.scores import catalogue
from phuluc.checks.scores.wording import SLOT_NAMES, decimals_in, row_name, signed, where_of
from phuluc.domain.score_cells import ScoreFigures, ScoreRow
from phuluc.domain.score_figures import AXIS_CODES
from phuluc.domain.vietnamese_numbers import format_number
from phuluc.results import Finding

_AXES_KEY: Final = "truc"
_HALF: Final = Decimal("0.5")


@dataclass(frozen=True)
class _Scored:
    """One who is scored, in one slot: the total and where it stands, the axes as far as they are known."""

    name: str
    where: str
    total: Decimal
    axes: tuple[Decimal, ...]


def check_axes(figures: ScoreFigures) -> Iterator[Finding]:
    """Compare the sum of the axes with the total; what six roundings explain is no finding."""
    for table in figures.tables:
        if table.key == _AXES_KEY and table.total is not None:
            slots = [_from_rows(table.rows, table.total, role) for role in ("truoc", "nay")]
            yield from _slots(slots, is_compared=not figures.apart)
        elif table.key != _AXES_KEY:
            for row in table.rows:
                slots = [_from_row(row, role) for role in ("truoc", "nay")]
                yield from _slots(slots, is_compared=not figures.apart_of(row))


def _slots(pair: Sequence[_Scored | None], *, is_compared: bool) -> Iterator[Finding]:
    for role, scored in zip(("truoc", "nay"), pair, strict=True):
        if scored is not None:
            yield from _sum(scored, role)
    before, now = pair
    if before is not None and now is not None and is_compared:
        yield from _changes(before, now)


def _sum(scored: _Scored, role: str) -> Iterator[Finding]:
    added = sum(scored.axes, Decimal(0))
    if abs(added - scored.total) > _rounding(scored.axes) + _rounding((scored.total,)):
        yield catalogue.AXES_DIFFER.finding(
            scored.where,
            f"{scored.name}, {SLOT_NAMES[role]}: sáu trục cộng lại là {format_number(added)}",
            format_number(scored.total),
        )


def _changes(before: _Scored, now: _Scored) -> Iterator[Finding]:
    added = sum(now.axes, Decimal(0)) - sum(before.axes, Decimal(0))
    change = now.total - before.total
    # Printed changes of axes are rounded once each, like the axes of one slot.
    allowed = max(_rounding(before.axes), _rounding(now.axes)) + _rounding((now.total, before.total))
    if abs(added - change) > allowed:
        yield catalogue.AXIS_CHANGES_DIFFER.finding(
            now.where, f"{now.name}: tăng, giảm của sáu trục cộng lại là {signed(added)}", signed(change)
        )


def _rounding(values: Sequence[Decimal]) -> Decimal:
    """How far the sum of rounded values may be from the true one: half a unit of the last decimal each."""
    decimals = max(decimals_in(value) for value in values)
    return len(values) * _HALF.scaleb(-decimals)


def _from_row(row: ScoreRow, role: str) -> _Scored | None:
    total = row.number(role, "diem")
    axes = [row.number(role, code) for code in AXIS_CODES]
    known = tuple(value for value in axes if value is not None)
    if total is None or len(known) < len(axes):
        return None
    return _Scored(row_name(row), where_of(row, (role, "diem")), total, known)


def _from_rows(rows: Sequence[ScoreRow], total_row: ScoreRow, role: str) -> _Scored | None:
    total = total_row.number(role, "diem")
    known = tuple(value for row in rows if (value := row.number(role, "diem")) is not None)
    if total is None or len(known) < len(AXIS_CODES):
        return None
    return _Scored("Tổng điểm", where_of(total_row, (role, "diem")), total, known)
