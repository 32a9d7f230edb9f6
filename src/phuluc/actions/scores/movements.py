"""What rose, fell and stayed between the two slots, ordered by size: for lists, sentences and charts."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from phuluc.annexes.score_lists import CHART_ROWS
from phuluc.annexes.score_tables import SCORE, ScoreTable
from phuluc.domain.score_cells import ScoreFigures, ScoreRow, ScoreTableFigures
from phuluc.domain.score_changes import DIRECTIONS, ComparedFigure, Direction

DIRECTION_LABELS: Final[dict[Direction, str]] = {
    "giam": "Giảm",
    "tang": "Tăng",
    "giu_nguyen": "Giữ nguyên",
    "khong_so_sanh": "Không so sánh",
}


@dataclass(frozen=True)
class Movement(ComparedFigure):
    """One row of a table between the slots."""

    row: ScoreRow


def movements(table: ScoreTable, figures: ScoreFigures) -> list[Movement]:
    """The rows of a table that have a figure: falls, rises (the greatest first), then what stayed or has no change."""
    listed = figures.table(table.key)
    code = table.compared
    if listed is None or not code:
        return []
    found = [_movement(row, code, figures) for row in listed.rows if _counts(table, row, code)]
    return sorted(found, key=lambda item: (DIRECTIONS.index(item.direction), -item.size))


def summary(found: list[Movement]) -> str:
    """The counts with two digits: "Giảm: 05; tăng: 04; giữ nguyên: 03"."""
    counts = {key: sum(item.direction == key for item in found) for key in DIRECTION_LABELS}
    parts = [f"{DIRECTION_LABELS[key].lower()}: {counts[key]:02}" for key in ("giam", "tang", "giu_nguyen")]
    parts += [f"không so sánh được: {counts['khong_so_sanh']:02}"] if counts["khong_so_sanh"] else []
    text = "; ".join(parts)
    return text[0].upper() + text[1:]


def greatest(found: list[Movement]) -> list[Movement]:
    """The rises and falls a chart has room for, from the greatest rise to the greatest fall."""
    rises = [item for item in found if item.direction == "tang"]
    falls = [item for item in found if item.direction == "giam"]
    half = CHART_ROWS // 2
    kept_falls = falls[: max(half, CHART_ROWS - len(rises))]
    kept_rises = rises[: CHART_ROWS - len(kept_falls)]
    return [*kept_rises, *reversed(kept_falls)]


def extremes(table: ScoreTableFigures) -> tuple[list[ScoreRow], list[ScoreRow]]:
    """The best and the last units by current score that a chart has room for; no unit is both."""
    scored = [row for row in table.rows if row.is_ranked and row.number("nay", SCORE) is not None]
    scored.sort(key=lambda row: row.number("nay", SCORE) or Decimal(0), reverse=True)
    if len(scored) <= CHART_ROWS:
        middle = (len(scored) + 1) // 2
        return scored[:middle], scored[middle:]
    half = CHART_ROWS // 2
    return scored[:half], scored[-half:]


def _counts(table: ScoreTable, row: ScoreRow, code: str) -> bool:
    if table.is_ranked and not row.is_ranked:
        return False
    return any(not row.inputs[role, code].is_blank for role in ("truoc", "nay"))


def _movement(row: ScoreRow, code: str, figures: ScoreFigures) -> Movement:
    name = f"{row.item}. {row.name}" if row.item else row.unit or row.name
    return Movement(name, row.number("truoc", code), row.number("nay", code), figures.apart_of(row), row)
