"""How many units have each grade, for the chart of "Biến động"."""

from __future__ import annotations

from phuluc.annexes.score_tables import SCORE
from phuluc.domain.score_cells import ScoreFigures, ScoreTableFigures


def grade_counts(listed: ScoreTableFigures, figures: ScoreFigures, room: int) -> tuple[list[str], list[list[int]]]:
    """Count the ranked units of each grade in both slots, each slot by its own rules.

    Args:
        listed: the table of units.
        figures: its book.
        room: columns the chart has; grades beyond them are counted together in the last one, which names them all.

    Returns:
        Names of the grades, the best of the current slot first, and the counts of the previous and the current slot.
    """
    names = list(dict.fromkeys(name for role in ("nay", "truoc") for _, name in figures.rules(role).bands))
    counts = [_counts(listed, figures, role, names) for role in ("truoc", "nay")]
    if len(names) <= room:
        return names, counts
    kept = room - 1
    return [*names[:kept], ", ".join(names[kept:])], [[*slot[:kept], sum(slot[kept:])] for slot in counts]


def _counts(listed: ScoreTableFigures, figures: ScoreFigures, role: str, names: list[str]) -> list[int]:
    rules = figures.rules(role)
    grades = [rules.grade(row.number(role, SCORE)) for row in listed.rows if row.is_ranked]
    return [grades.count(name) for name in names]
