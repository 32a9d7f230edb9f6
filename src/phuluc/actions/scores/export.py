"""`phuluc export` of a book of scores. The shape is a contract; see docs."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TypedDict

from phuluc.actions.scores.book import ScoreWorkingBook
from phuluc.actions.scores.movements import Movement, movements
from phuluc.actions.scores.ranking import CRITERION, ScoreStanding, score_rankings
from phuluc.actions.scores.read import whole_or_float
from phuluc.annexes.score_tables import AXES_KEY, SCORE, ScoreTable
from phuluc.domain.score_cells import ScoreFigures, ScoreRow, ScoreTableFigures
from phuluc.domain.score_changes import ComparedFigure
from phuluc.domain.score_figures import AXIS_CODES

Number = int | float | None


class ExportedScore(TypedDict):
    """One unit; null where there is no figure."""

    order: int | None
    unit: str
    current: Number
    previous: Number
    change: Number
    trend: str | None
    rank: int | None
    previous_rank: int | None
    grade: str | None
    axes: dict[str, Number]


class ExportedScoreTable(TypedDict):
    annex: str
    tier: str
    rows: list[ExportedScore]


class ExportedItem(TypedDict):
    """One indicator or item that is no unit: rates in percent points."""

    item: str
    name: str
    current: Number
    previous: Number
    change: Number
    trend: str | None


class ExportedItems(TypedDict):
    annex: str
    rows: list[ExportedItem]


class ExportedScoreRank(TypedDict):
    rank: int | None
    unit: str
    score: Number


class ExportedScoreRanking(TypedDict):
    tier: str
    by: str
    rows: list[ExportedScoreRank]


class ExportedScores(TypedDict):
    kind: str
    period: str
    previous_period: str
    comparable: bool
    tables: list[ExportedScoreTable]
    items: list[ExportedItems]
    rankings: list[ExportedScoreRanking]


def export_scores(working: ScoreWorkingBook, figures: ScoreFigures) -> ExportedScores:
    """The figures of a book of scores in the shape of `phuluc export`: scores as they are, changes exact."""
    ranked = score_rankings(working.tables, figures)
    by_key = {table.key: standing for table, standing in ranked}
    pairs = [(table, listed) for table in working.tables if (listed := figures.table(table.key)) is not None]
    tables = [_units(table, listed, by_key[table.key], figures) for table, listed in pairs if table.key in by_key]
    owners = [_owner(table, listed, figures) for table, listed in pairs if table.key == AXES_KEY]
    items = [_items(table, movements(table, figures)) for table, _ in pairs if table.compared and not table.tiers]
    return {
        "kind": figures.kind,
        "period": figures.current.period,
        "previous_period": figures.previous.period,
        "comparable": not figures.apart,
        "tables": [*tables, *owners],
        "items": items,
        "rankings": [_ranking(table, standing) for table, standing in ranked],
    }


def _units(
    table: ScoreTable, listed: ScoreTableFigures, standing: list[ScoreStanding], figures: ScoreFigures
) -> ExportedScoreTable:
    by_row = {item.row.row: item for item in standing}
    rows = [_score(row, by_row.get(row.row), figures) for row in listed.rows if row.name]
    return {"annex": table.label, "tier": table.tiers[-1], "rows": rows}


def _owner(table: ScoreTable, listed: ScoreTableFigures, figures: ScoreFigures) -> ExportedScoreTable:
    """The one who is scored, whose axes are the rows of "Tổng hợp"."""
    settings = figures.settings
    total = listed.total
    axes = {code: row.number("nay", SCORE) for code, row in zip(AXIS_CODES, listed.rows, strict=False)}
    current = total.number("nay", SCORE) if total else None
    previous = total.number("truoc", SCORE) if total else None
    row = _record(None, settings.get("dia_danh", ""), current, previous, axes, figures, figures.apart)
    row["rank"], row["previous_rank"] = (_whole(settings.get(key, "")) for key in ("hang_nay", "hang_truoc"))
    return {"annex": table.label, "tier": table.tiers[0], "rows": [row]}


def _score(row: ScoreRow, standing: ScoreStanding | None, figures: ScoreFigures) -> ExportedScore:
    axes = {code: row.number("nay", code) for code in AXIS_CODES}
    order = row.order
    number = int(order) if isinstance(order, (int, float)) and not isinstance(order, bool) else None
    slots = row.number("nay", SCORE), row.number("truoc", SCORE)
    found = _record(number, row.unit, *slots, axes, figures, figures.apart_of(row))
    if standing is not None:
        found["rank"], found["previous_rank"] = standing.rank, standing.previous_rank
    return found


def _record(
    order: int | None,
    unit: str,
    current: Decimal | None,
    previous: Decimal | None,
    axes: Mapping[str, Decimal | None],
    figures: ScoreFigures,
    apart: str,
) -> ExportedScore:
    compared = ComparedFigure(unit, previous, current, apart)
    return {
        "order": order,
        "unit": unit,
        "current": _plain(current),
        "previous": _plain(previous),
        "change": _plain(compared.change),
        "trend": _trend(compared),
        "rank": None,
        "previous_rank": None,
        "grade": figures.current_rules.grade(current) or None,
        "axes": {code: _plain(value) for code, value in axes.items()},
    }


def _trend(compared: ComparedFigure) -> str | None:
    return None if compared.change is None else compared.direction


def _items(table: ScoreTable, found: list[Movement]) -> ExportedItems:
    rows: list[ExportedItem] = [
        {
            "item": item.row.item,
            "name": item.row.name,
            "current": _plain(item.now),
            "previous": _plain(item.before),
            "change": _plain(item.change),
            "trend": _trend(item),
        }
        for item in sorted(found, key=lambda item: item.row.row)
    ]
    return {"annex": table.label, "rows": rows}


def _ranking(table: ScoreTable, standing: list[ScoreStanding]) -> ExportedScoreRanking:
    rows: list[ExportedScoreRank] = [
        {"rank": item.rank, "unit": item.row.unit, "score": _plain(item.score)} for item in standing
    ]
    return {"tier": table.tiers[-1], "by": CRITERION, "rows": rows}


def _plain(value: Decimal | None) -> Number:
    return None if value is None else whole_or_float(value)


def _whole(text: str) -> int | None:
    return int(text) if text.isdigit() else None
