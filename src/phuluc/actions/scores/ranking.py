"""The ranking of the units of a table by score: parents and units without a score are never ranked."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from phuluc.annexes.score_tables import SCORE, ScoreTable
from phuluc.domain.aliases import Ties
from phuluc.domain.criteria import TIES_LABELS
from phuluc.domain.ranking import ranks
from phuluc.domain.score_cells import ScoreFigures, ScoreRow, ScoreTableFigures
from phuluc.domain.score_figures import NO_DATA_TEXT
from phuluc.domain.values import NOT_APPLICABLE
from phuluc.results import RankedUnit, Ranking

CRITERION = "diem"
CRITERION_LABEL = "Điểm kỳ này"


@dataclass(frozen=True)
class ScoreStanding:
    """A unit in the ranking; None where it is not ranked in that slot."""

    row: ScoreRow
    score: Decimal | None
    rank: int | None
    previous_rank: int | None
    explanation: str


def standings(table: ScoreTable, figures: ScoreTableFigures, ties: Ties) -> list[ScoreStanding]:
    """Rank the units of a table, the best first; those without a score follow in list order.

    Equal scores stand in the order of the table's tie-break; with "lien-tiep" they take consecutive ranks in it.
    """
    units = [row for row in figures.rows if row.is_ranked and row.name]
    key, tie_name = table.tie_break
    before = dict(
        zip((row.row for row in units), ranks([row.number("truoc", SCORE) for row in units], ties), strict=True)
    )
    scored = [row for row in units if row.number("nay", SCORE) is not None]
    scored.sort(key=lambda row: (_of(row, "nay", SCORE), _of(row, *key)), reverse=True)
    places = ranks([row.number("nay", SCORE) for row in scored], ties)
    found = []
    for index, (row, place) in enumerate(zip(scored, places, strict=True)):
        why = _explained(scored, index, key, tie_name)
        found.append(ScoreStanding(row, row.number("nay", SCORE), place, before[row.row], why))
    missing = [row for row in units if row.number("nay", SCORE) is None]
    return found + [ScoreStanding(row, None, None, before[row.row], _why_missing(row)) for row in missing]


def score_rankings(
    tables: tuple[ScoreTable, ...], figures: ScoreFigures
) -> list[tuple[ScoreTable, list[ScoreStanding]]]:
    """The standings of all ranked tables, in the way with ties chosen in "Thông tin"."""
    chosen = figures.settings.get("kieu_dong_hang")
    ties: Ties = next((key for key, label in TIES_LABELS.items() if label == chosen), "chung")
    found = []
    for table in tables:
        listed = figures.table(table.key)
        if table.is_ranked and listed is not None:
            found.append((table, standings(table, listed, ties)))
    return found


def as_ranking(table: ScoreTable, standing: list[ScoreStanding]) -> Ranking:
    """A ranking as every family reports it."""
    rows = tuple(
        RankedUnit(item.rank, item.row.unit, None if item.score is None else float(item.score), item.explanation)
        for item in standing
    )
    return Ranking(table.tiers[-1], CRITERION, CRITERION_LABEL, rows)


def _of(row: ScoreRow, role: str, code: str) -> Decimal:
    return row.number(role, code) or Decimal(0)


def _explained(scored: list[ScoreRow], index: int, key: tuple[str, str], tie_name: str) -> str:
    row, score = scored[index], scored[index].number("nay", SCORE)
    ahead = scored[index - 1] if index else None
    behind = scored[index + 1] if index + 1 < len(scored) else None
    equal_ahead = ahead is not None and ahead.number("nay", SCORE) == score
    equal_behind = behind is not None and behind.number("nay", SCORE) == score
    if ahead is not None and equal_ahead:
        apart = _of(ahead, *key) != _of(row, *key)
        reason = f"vì {tie_name} thấp hơn" if apart else "theo thứ tự danh sách"
        return f"Bằng điểm {ahead.unit}; xếp sau {reason}"
    if behind is not None and equal_behind:
        return f"Bằng điểm {behind.unit}"
    return ""


def _why_missing(row: ScoreRow) -> str:
    entry = row.inputs.get(("nay", SCORE))
    return NO_DATA_TEXT if entry is not None and entry.value is NOT_APPLICABLE else "Chưa có điểm"
