"""What rose, fell and stayed between the two slots of a book of scores, for sentences."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from phuluc.annexes.score_tables import AXES_KEY, PARENT_ORDER, SCORE
from phuluc.domain.score_cells import ScoreFigures, ScoreRow, ScoreTableFigures
from phuluc.domain.score_changes import ComparedFigure, Direction
from phuluc.domain.score_figures import AXIS_CODES


def changes_in(rows: Iterable[ScoreRow], code: str, figures: ScoreFigures) -> list[ComparedFigure]:
    """Compare the rows that have a figure in either slot, in their order."""
    found = []
    for row in rows:
        before, now = row.number("truoc", code), row.number("nay", code)
        if before is not None or now is not None:
            found.append(ComparedFigure(row.unit or row.name, before, now, figures.apart_of(row)))
    return found


def in_direction(changes: Iterable[ComparedFigure], direction: Direction) -> list[ComparedFigure]:
    """Those that went one way, the greatest first; equal ones stay in their order."""
    kept = [item for item in changes if item.direction == direction]
    return sorted(kept, key=lambda item: -item.size)


@dataclass(frozen=True)
class AxisScore:
    """One axis of the one who is scored.

    Attributes:
        code: "tdgq".
        name: "Tiến độ giải quyết".
        score: points in both slots.
        maximum: points, None where it is not entered.
        mean: points of the whole country, None where it is not known.
        rate: percent points, None where the portal gives none.
        rank: None where the portal gives none.
    """

    code: str
    name: str
    score: ComparedFigure
    maximum: Decimal | None
    mean: Decimal | None
    rate: Decimal | None
    rank: int | None


def axes_of(figures: ScoreFigures) -> list[AxisScore]:
    """The axes of the province or the commune that have a score, in the order of their table."""
    table = figures.table(AXES_KEY)
    parent = _parent(figures)
    found = []
    for row, code in zip(table.rows if table else (), AXIS_CODES, strict=False):
        before, now = (
            _first(row.number(role, SCORE), parent.number(role, code) if parent else None) for role in ("truoc", "nay")
        )
        if now is None:
            continue
        rank = row.number("nay", "hang")
        found.append(
            AxisScore(
                code,
                row.name,
                ComparedFigure(row.name, before, now, figures.apart),
                row.number("toi_da", SCORE),
                row.number("nay", "trung_binh"),
                row.number("nay", "ty_le"),
                None if rank is None else int(rank),
            )
        )
    return found


def total_of(figures: ScoreFigures) -> ComparedFigure:
    """The total score of the province or the commune."""
    table, parent = figures.table(AXES_KEY), _parent(figures)
    total = table.total if table else None
    before, now = (
        _first(total.number(role, SCORE) if total else None, parent.number(role, SCORE) if parent else None)
        for role in ("truoc", "nay")
    )
    return ComparedFigure("", before, now, figures.apart)


def parent_figure(figures: ScoreFigures, code: str) -> Decimal | None:
    """A present figure of the parent's row ("UBND tỉnh"), None where no table has it."""
    for table in figures.tables:
        row = _parent_row(table)
        if row is not None and ("nay", code) in row.inputs:
            return row.number("nay", code)
    return None


def _parent(figures: ScoreFigures) -> ScoreRow | None:
    """The parent's row in a table of scores."""
    rows = (_parent_row(table) for table in figures.tables)
    return next((row for row in rows if row is not None and ("nay", SCORE) in row.inputs), None)


def _parent_row(table: ScoreTableFigures) -> ScoreRow | None:
    rows = (row for row in table.rows if str(row.order).strip() == PARENT_ORDER and row.unit)
    return None if table.key == AXES_KEY else next(rows, None)


def _first(*values: Decimal | None) -> Decimal | None:
    return next((value for value in values if value is not None), None)
