"""Units of a book that are not, between its two days, what their names say: merged agencies, rearranged communes.

A refresh marks them in their rows, and the one the book is about in "Thông tin"; cells of changes then say so instead
of a number. What the office wrote into such a cell itself stays.
"""

from __future__ import annotations

from typing import Final

from phuluc.actions.cell_writing import write_cells
from phuluc.actions.scores.book import ScoreWorkingBook
from phuluc.actions.scores.read import day_of, text_of
from phuluc.annexes.score_settings import CHANGED_OWNER_KEY
from phuluc.annexes.score_tables import AXES_KEY, CHANGED_UNIT_ROLE, ScoreTable
from phuluc.annexes.titles import setting_name
from phuluc.book_port import Area
from phuluc.domain.figures import CellValue
from phuluc.domain.score_figures import PARENT_TIER, ScoreTier
from phuluc.domain.unit_changes import MERGED, REARRANGED, TierChanges, changes_between
from phuluc.domain.units import canonical_name, infer_tier

_OURS: Final = ("", MERGED, REARRANGED)
_MOST_NAMED: Final = 5


def mark_changed_units(working: ScoreWorkingBook) -> list[str]:
    """Mark what changed between the days of the slots; say of each table what is newly marked, a sentence each."""
    before, now = (day_of(working.setting(f"ngay_ky_{role}")) for role in ("truoc", "nay"))
    changes = {tier: changes_between(tier, before, now) for table in working.tables for tier in table.tiers}
    _mark_owner(working, changes)
    notices = []
    for table in working.tables:
        if (CHANGED_UNIT_ROLE, "") in table.positions():
            marked = _mark_rows(working, table, changes)
            if marked:
                days = f"giữa {before:%d/%m/%Y} và {now:%d/%m/%Y}"
                notices.append(f"{table.label}: {_named(marked)} hợp nhất hoặc sắp xếp lại {days}, không so sánh")
    return notices


def _mark_owner(working: ScoreWorkingBook, changes: dict[ScoreTier, TierChanges]) -> None:
    """Mark the province or commune the book is about."""
    tier = next(table.tiers[0] for table in working.tables if table.key == AXES_KEY)
    name = text_of(working.setting("dia_danh")).strip()
    full = f"UBND {name}" if name and tier == PARENT_TIER and not name.casefold().startswith("ubnd") else name
    area = working.area(setting_name(CHANGED_OWNER_KEY))
    mark = changes[tier].of(canonical_name(full)) if full else ""
    if text_of(working.setting(CHANGED_OWNER_KEY)) != mark:
        write_cells(working.book, area.sheet, {(area.top, area.left): mark or None})


def _mark_rows(working: ScoreWorkingBook, table: ScoreTable, changes: dict[ScoreTier, TierChanges]) -> list[str]:
    """Mark the rows of a table; return the units that had no mark before."""
    rows = working.rows(table.key)
    if not rows.count:
        return []
    column = working.column(table.key, CHANGED_UNIT_ROLE)
    held = working.book.values(Area(rows.sheet, rows.first, column, rows.last, column))
    anything = any(changes[tier].merged or changes[tier].rearranged for tier in table.tiers)
    if not anything and not any(text_of(cell) for (cell,) in held):
        return []
    cells: dict[tuple[int, int], CellValue] = {}
    fresh = []
    for row, (name, (cell,)) in enumerate(zip(working.names_in(table.key), held, strict=True), rows.first):
        before, unit = text_of(cell).strip(), canonical_name(name) if name else ""
        is_parent = table.has_parent and row == rows.first
        mark = changes[PARENT_TIER if is_parent else _tier_of(unit, table)].of(unit) if unit else ""
        if before in _OURS and before != mark:
            cells[row, column] = mark or None
            fresh += [name] if mark else []
    write_cells(working.book, rows.sheet, cells)
    return fresh


def _tier_of(unit: str, table: ScoreTable) -> ScoreTier:
    inferred = infer_tier(unit, legacy=True)
    return inferred if inferred in table.tiers else table.tiers[-1]


def _named(names: list[str]) -> str:
    more = len(names) - _MOST_NAMED
    return f"{', '.join(names[:_MOST_NAMED])}{f' và {more} đơn vị nữa' if more > 0 else ''}"
