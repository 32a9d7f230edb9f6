"""What stands in cells, scores above their maximum, units that stand twice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Final

from phuluc.checks import catalogue
from phuluc.checks.cell_content import CHECK_OF_FLAW
from phuluc.checks.scores import catalogue as scores
from phuluc.checks.scores.wording import SLOT_NAMES, row_name
from phuluc.checks.wording import content_text
from phuluc.domain.axes import AXES
from phuluc.domain.figures import Entry, EntryFlaw
from phuluc.domain.legacy_encodings import is_legacy_text
from phuluc.domain.score_cells import CellKey, ScoreFigures, ScoreRow, ScoreTableFigures
from phuluc.domain.scoring_rules import axis_maximum
from phuluc.domain.vietnamese_numbers import format_number
from phuluc.results import Finding

_AXES: Final = frozenset(axis.code for axis in AXES)
_HUNDRED: Final = Decimal(100)
_COUNTS: Final = frozenset(
    {"ban_sao", "hang", "so_lieu", "chung_thuc", "chung_thuc_trien_khai", "qua_han_cong", "qua_han_tinh"}
)


def check_content(figures: ScoreFigures) -> Iterator[Finding]:
    """Name every flawed cell, every figure above its maximum, every row without a name or named twice."""
    for table in figures.tables:
        rows = (*table.rows, *((table.total,) if table.total else ()))
        for row in rows:
            for key, entry in row.inputs.items():
                yield from _flaw(row, entry)
                yield from _maximum(figures, row, key, entry)
        yield from _units(table)
    for overdue in figures.overdue:
        if overdue.count.flaw is not None:
            check = CHECK_OF_FLAW[overdue.count.flaw]
            yield check.finding(
                overdue.where, f"{overdue.unit}: {overdue.count.flaw.value}", content_text(overdue.count.raw)
            )
    if not figures.current.period:
        yield catalogue.PERIOD_MISSING.finding("Thông tin", "Chưa nhập kỳ báo cáo", "ô trống")


def _flaw(row: ScoreRow, entry: Entry) -> Iterator[Finding]:
    if entry.flaw is None:
        return
    explained = entry.flaw.value
    if entry.flaw is EntryFlaw.TEXT_NUMBER and entry.value is not None:
        explained = f"{explained}, đã hiểu là {format_number(Decimal(str(entry.value)))}"
    yield CHECK_OF_FLAW[entry.flaw].finding(entry.where, f"{row_name(row)}: {explained}", content_text(entry.raw))


def _maximum(figures: ScoreFigures, row: ScoreRow, key: CellKey, entry: Entry) -> Iterator[Finding]:
    value = row.number(*key)
    most = _most(figures, row, key)
    if value is None or most is None or value <= most:
        return
    slot = SLOT_NAMES.get(key[0], "")
    yield scores.ABOVE_MAXIMUM.finding(
        entry.where, f"{row_name(row)}, {slot}: lớn hơn mức tối đa {format_number(most)}", content_text(entry.raw)
    )


def _most(figures: ScoreFigures, row: ScoreRow, key: CellKey) -> Decimal | None:
    role, code = key
    if role == "toi_da" or code in _COUNTS:
        return None
    if code in _AXES:
        slot = figures.previous if role == "truoc" else figures.current
        return _axis_maximum(code, slot.as_of or dt.datetime.now(tz=dt.UTC).date())
    own = row.number("toi_da", "diem")
    return own if own is not None and code in ("diem", "trung_binh") else _HUNDRED


@cache
def _axis_maximum(code: str, day: dt.date) -> Decimal:
    return axis_maximum(code, day)


def _units(table: ScoreTableFigures) -> Iterator[Finding]:
    first: dict[str, ScoreRow] = {}
    for row in table.rows:
        if not row.name:
            if any(not entry.is_blank for entry in row.inputs.values()):
                yield catalogue.UNIT_NAMELESS.finding(row.where, "Dòng có số liệu nhưng không có tên", "ô trống")
            continue
        if is_legacy_text(row.name):
            yield catalogue.LEGACY_NAME.finding(row.where, "Tên không phải chữ Unicode", f"“{row.name}”")
        name = row.item or row.unit
        earlier = first.setdefault(name, row)
        if earlier is not row:
            yield catalogue.UNIT_TWICE.finding(
                row.where, f"{row_name(row)}: đã có ở ô {earlier.where} của cùng bảng", f"“{row.name}”"
            )
