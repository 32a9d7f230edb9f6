"""All checks over the figures of a book of scores."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from phuluc.checks.runner import in_order
from phuluc.checks.scores.axes import check_axes
from phuluc.checks.scores.computed import check_computed
from phuluc.checks.scores.content import check_content
from phuluc.checks.scores.items import check_items
from phuluc.checks.scores.printed import check_printed
from phuluc.checks.scores.recomputed import check_recomputed
from phuluc.checks.scores.slots import check_overdue, check_parents, check_slots
from phuluc.domain.score_cells import ScoreFigures
from phuluc.results import Finding

_CHECKS: Final[tuple[Callable[[ScoreFigures], Iterator[Finding]], ...]] = (
    check_content,
    check_computed,
    check_axes,
    check_recomputed,
    check_slots,
    check_parents,
    check_overdue,
    check_items,
    check_printed,
)


def run_score_checks(figures: ScoreFigures) -> list[Finding]:
    """Find everything that is wrong with the figures of a book of scores, in the order of its sheets."""
    found = [finding for check in _CHECKS for finding in check(figures)]
    return in_order(found, (table.label for table in figures.tables))
