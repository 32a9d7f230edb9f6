"""All checks over the figures of a book of scores."""

from __future__ import annotations

from phuluc.domain.score_cells import ScoreFigures
from phuluc.results import Finding


def run_score_checks(figures: ScoreFigures) -> list[Finding]:
    """Find everything that is wrong with the figures of a book of scores."""
    return []
