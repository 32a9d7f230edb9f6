"""What stands in cells, scores above their maximum, units that stand twice."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from phuluc.checks import catalogue
from phuluc.checks.cell_content import CHECK_OF_FLAW
from phuluc.checks.scores import catalogue as scores
from phuluc.checks.scores.wording import SLOT_NAMES, row_name
from phuluc.checks.wording import content_text
from phuluc.domain.figures import Entry, EntryFlaw
from phuluc.domain.legacy_encodings import is_legacy_text
from phuluc.domain.score_cells import CellKey, ScoreFigures, ScoreRow, ScoreTableFigures
from phuluc.domain.score_figures import AXIS_CODES
from phuluc.domain.vietnamese_numbers import format_number
from phuluc.results import Finding

_AXES_KEY: Final = "truc"
#: Columns of points: of an axis in the table of axes, of all of them elsewhere.
_POINTS: Final = frozenset({"diem", "trung_binh"})
_HUNDRED: Final = Decimal(100)
_COUNTS: Final = frozenset(
    {"ban_sao", "hang", "so_lieu", "chung_thuc", "chung_thuc_trien_khai", "qua_han_cong", "qua_han_tinh"}
)


def check_content(figures: ScoreFigures) -> Iterator[Finding]:
    """Name every flawed cell, every figure above its maximum, every row without a name or named twice."""
    for table in figures.tables:
        rows = (*table.rows, *((table.total,) if table.total else ()))
        axes = dict(zip((row.row for row in table.rows), AXIS_CODES, strict=False)) if table.key == _AXES_KEY else {}
        for row in rows:
            for key, entry in row.inputs.items():
                yield from _flaw(row, entry)
                yield from _maximum(figures, row, axes.get(row.row, ""), key, entry)
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


def _maximum(figures: ScoreFigures, row: ScoreRow, axis: str, key: CellKey, entry: Entry) -> Iterator[Finding]:
    value = row.number(*key)
    most = _most(figures, axis, key)
    if value is None or most is None or value <= most:
        return
    slot = SLOT_NAMES.get(key[0], "")
    yield scores.ABOVE_MAXIMUM.finding(
        entry.where, f"{row_name(row)}, {slot}: lớn hơn mức tối đa {format_number(most)}", content_text(entry.raw)
    )


def _most(figures: ScoreFigures, axis: str, key: CellKey) -> Decimal | None:
    role, code = key
    if role == "toi_da" or code in _COUNTS:
        return None
    rules = figures.rules(role)
    if axis or code in AXIS_CODES:
        return rules.maxima.get(axis if code in _POINTS else code, _HUNDRED)
    return rules.whole if code in _POINTS else _HUNDRED


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
