"""Cells the book computes: what stands there must be what the figures of the row give, also where it was typed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from phuluc.checks.scores import catalogue
from phuluc.checks.scores.wording import row_name
from phuluc.checks.wording import content_text
from phuluc.domain.figures import CellValue
from phuluc.domain.score_cells import CellKey, ScoreFigures, ScoreRow
from phuluc.domain.scores import TREND_NAMES, score_change, score_trend
from phuluc.domain.values import NotApplicable
from phuluc.domain.vietnamese_numbers import format_number, round_half_up
from phuluc.results import Finding

#: Half of the last digit that any cell of a score has: what calculating in binary leaves.
_SAME: Final = Decimal("0.000001")


def check_computed(figures: ScoreFigures) -> Iterator[Finding]:
    """Compare changes, trends and grades with the scores beside them."""
    for table in figures.tables:
        for row in table.rows:
            for key, entry in row.results.items():
                expected = _expected(figures, row, key)
                if expected is not None and entry.raw not in (None, "") and not _same(entry.raw, expected):
                    yield catalogue.TYPED_OVER.finding(
                        entry.where,
                        f"{row_name(row)}: ô tự tính phải là {_shown(expected)}",
                        content_text(entry.raw),
                    )


def _expected(figures: ScoreFigures, row: ScoreRow, key: CellKey) -> Decimal | str | None:
    """What a cell must hold; None for columns and rows about which nothing can be said."""
    role, code = key
    now, before = row.number("nay", code), row.number("truoc", code)
    if role in ("tang_giam", "xu_huong"):
        if now is not None and before is not None and figures.apart:
            return figures.apart
        change, trend = score_change(now, before), score_trend(now, before)
        if isinstance(change, NotApplicable) or isinstance(trend, NotApplicable):
            return "-"
        return round_half_up(change, figures.digits) if role == "tang_giam" else TREND_NAMES[trend]
    if role == "xep_loai":
        return figures.current_rules.grade(now) or "-"
    return None


def _same(present: CellValue, expected: Decimal | str) -> bool:
    if isinstance(expected, str):
        return isinstance(present, str) and present.strip().casefold() == expected.casefold()
    if isinstance(present, bool) or not isinstance(present, (int, float)):
        return False
    return abs(Decimal(repr(present)) - expected) < _SAME


def _shown(expected: Decimal | str) -> str:
    return f"“{expected}”" if isinstance(expected, str) else format_number(expected)
