"""Làm mới of a book of scores: formulas mended, rows sorted, everything recalculated, the lists filled."""

from __future__ import annotations

from decimal import Decimal

from phuluc.actions.cell_writing import write_cells, write_list
from phuluc.actions.clock import now
from phuluc.actions.mend import fill_empty
from phuluc.actions.refresh import write_findings
from phuluc.actions.scores import movements as moved
from phuluc.actions.scores.book import ScoreWorkingBook
from phuluc.actions.scores.changed_units import mark_changed_units
from phuluc.actions.scores.grade_counts import grade_counts
from phuluc.actions.scores.overdue import overdue_sentences
from phuluc.actions.scores.ranking import ScoreStanding, as_ranking, score_rankings
from phuluc.actions.scores.read import read_score_figures, text_of, whole_or_float
from phuluc.actions.scores.slot_rules import write_slot_rules
from phuluc.actions.scores.sort_rows import sort_rows
from phuluc.annexes import lists, score_lists
from phuluc.annexes.score_formulas import row_formulas
from phuluc.annexes.score_tables import AXES_KEY, SCORE, ScoreTable
from phuluc.book_port import Area
from phuluc.checks.scores.runner import run_score_checks
from phuluc.domain.figures import CellValue
from phuluc.domain.score_cells import ScoreFigures, ScoreRow, ScoreTableFigures
from phuluc.domain.scores import rank_change
from phuluc.domain.values import NotApplicable
from phuluc.results import Progress, RefreshResult, no_progress

_STEPS = 4
_AXIS_LETTERS = 46
#: What a figure beside a bar takes up of the length of the axis.
_FIGURE_ROOM = 0.12


def refresh_scores(working: ScoreWorkingBook, *, progress: Progress = no_progress) -> RefreshResult:
    """Refresh an open working book of scores."""
    progress("Bổ sung công thức, xếp thứ tự in", 0, _STEPS)
    notices = write_slot_rules(working) + mark_changed_units(working) + sort_rows(working)
    mended = sum(_mend(working, table) for table in working.tables)
    progress("Tính lại", 1, _STEPS)
    unevaluated = working.book.recalculate()
    progress("Xếp hạng và kiểm tra", 2, _STEPS)
    figures = read_score_figures(working)
    ranked = score_rankings(working.tables, figures)
    _write_rankings(working, ranked, figures)
    _write_movements(working, figures)
    if working.has_overdue:
        sentences: list[list[CellValue]] = [[text] for text in overdue_sentences(figures.overdue)]
        write_list(working.book, working.fit(score_lists.OVERDUE_SENTENCES_NAME, len(sentences)), sentences)
    write_findings(working, run_score_checks(figures))
    if mended:
        notices.append(f"Đã bổ sung {mended} công thức cho các dòng mới")
    rankings = tuple(as_ranking(table, standing) for table, standing in ranked)
    return RefreshResult(rankings, tuple(unevaluated), tuple(notices))


def _mend(working: ScoreWorkingBook, table: ScoreTable) -> int:
    rows = working.rows(table.key)
    if not rows.count:
        return 0
    columns = {key: working.column(table.key, *key) for key in table.positions()}
    block = Area(rows.sheet, rows.first, min(columns.values()), rows.last, max(columns.values()))
    formulas = row_formulas(table, columns, working.edition, has_rules=working.has_rules)
    templates = {columns[key]: text for key, text in formulas.items()}
    headings = table.heading_rows() if not table.has_parent else frozenset()
    skipped = _rows_marked(working, table, headings) if headings else set()
    return fill_empty(working, block, templates, without=skipped)


def _rows_marked(working: ScoreWorkingBook, table: ScoreTable, marks: frozenset[str]) -> set[int]:
    rows, column = working.rows(table.key), working.column(table.key, "tt")
    orders = working.book.values(Area(rows.sheet, rows.first, column, rows.last, column))
    return {rows.first + offset for offset, (order,) in enumerate(orders) if text_of(order) in marks}


def _write_rankings(
    working: ScoreWorkingBook, ranked: list[tuple[ScoreTable, list[ScoreStanding]]], figures: ScoreFigures
) -> None:
    if not ranked:
        return
    for table, standing in ranked:
        area = working.fit(lists.ranking_area_name(table.key), len(standing))
        write_list(working.book, area, [_ranking_row(item, figures) for item in standing])
    tie_name = ranked[0][0].tie_break[1]
    label = f"Tiêu chí: điểm kỳ này; bằng điểm thì {tie_name} cao hơn xếp trước, rồi theo thứ tự danh sách"
    _put(working, lists.RANKING_CRITERION_NAME, label)
    _put(working, lists.RANKING_DATE_NAME, _stamp())


def _ranking_row(item: ScoreStanding, figures: ScoreFigures) -> list[CellValue]:
    gained = rank_change(item.rank, item.previous_rank)
    if isinstance(gained, NotApplicable):
        moved_text = "-"
    elif apart := figures.apart_of(item.row):
        moved_text = apart
    else:
        moved_text = "giữ nguyên" if gained == 0 else f"{'tăng' if gained > 0 else 'giảm'} {abs(gained)} bậc"
    return [
        "-" if item.rank is None else item.rank,
        item.row.unit,
        None if item.score is None else whole_or_float(item.score),
        figures.current_rules.grade(item.score) or "-",
        "-" if item.previous_rank is None else item.previous_rank,
        moved_text,
        item.explanation or None,
    ]


def _write_movements(working: ScoreWorkingBook, figures: ScoreFigures) -> None:
    for table in working.tables:
        if not table.compared:
            continue
        found = moved.movements(table, figures)
        area = working.fit(score_lists.movement_area_name(table.key), len(found))
        write_list(working.book, area, [_movement_row(number, item) for number, item in _numbered(found)])
        _put(working, score_lists.movement_summary_name(table.key), moved.summary(found) if found else None)
        _write_charts(working, table, figures, found)
    _put(working, score_lists.MOVEMENT_DATE_NAME, _stamp())


def _numbered(found: list[moved.Movement]) -> list[tuple[int, moved.Movement]]:
    counts: dict[str, int] = {}
    numbered = []
    for item in found:
        counts[item.direction] = counts.get(item.direction, 0) + 1
        numbered.append((counts[item.direction], item))
    return numbered


def _movement_row(number: int, item: moved.Movement) -> list[CellValue]:
    values = [None if value is None else whole_or_float(value) for value in (item.before, item.now, item.change)]
    return [moved.DIRECTION_LABELS[item.direction], number, item.name, *values]


def _write_charts(
    working: ScoreWorkingBook, table: ScoreTable, figures: ScoreFigures, found: list[moved.Movement]
) -> None:
    listed = figures.table(table.key)
    if listed is None:
        return
    if table.key == AXES_KEY:
        _write_chart(working, table, "bien_dong", [_slots(row) for row in listed.rows])
        return
    changes = _change_bars(moved.greatest(found))
    _write_chart(working, table, "bien_dong", changes, nothing=_why_nothing_moved(found))
    if table.is_ranked:
        best, last = moved.extremes(listed)
        scores: list[list[CellValue]] = [
            *([shortened(row.unit), _score(row), None] for row in best),
            *([shortened(row.unit), None, _score(row)] for row in last),
        ]
        _write_chart(working, table, "cao_thap", scores)
        _write_chart(working, table, "xep_loai", _grade_columns(working, table, listed, figures))


def _why_nothing_moved(found: list[moved.Movement]) -> str:
    """What the chart of changes says where it has no bar."""
    if not any(item.before is not None and item.now is not None for item in found):
        return score_lists.NOTHING_TO_DRAW
    is_compared = any(item.change is not None for item in found)
    return score_lists.NOTHING_MOVED if is_compared else score_lists.NOTHING_COMPARED


def _grade_columns(
    working: ScoreWorkingBook, table: ScoreTable, listed: ScoreTableFigures, figures: ScoreFigures
) -> list[list[CellValue]]:
    """How many units have each grade; blank, not 0, in a slot without scores."""
    room = working.area(score_lists.chart_area_name(table.key, "xep_loai")).height - 2
    names, counts = grade_counts(listed, figures, room)
    return [[name, *(slot[at] if any(slot) else None for slot in counts)] for at, name in enumerate(names)]


def _change_bars(found: list[moved.Movement]) -> list[list[CellValue]]:
    """The bars of the chart of changes: rises and falls are two series, so that each has its colour.

    A third, which is not seen, is longer than the longest by what a figure takes up beside it.
    """
    changes = [whole_or_float(item.change or Decimal(0)) for item in found]
    room = _FIGURE_ROOM * (max([*changes, 0]) - min([*changes, 0]))
    ends = {min(changes, default=0): -room, max(changes, default=0): room}
    return [
        [
            shortened(item.name),
            change if change > 0 else None,
            change if change < 0 else None,
            round(change + ends[change], 2) if change in ends and change * ends[change] > 0 else None,
        ]
        for item, change in zip(found, changes, strict=True)
    ]


def shortened(name: str) -> str:
    """A name as the axis of a chart has room for it."""
    return name if len(name) <= _AXIS_LETTERS else f"{name[: _AXIS_LETTERS - 1].rstrip()}…"


def _score(row: ScoreRow) -> CellValue:
    score = row.number("nay", SCORE)
    return None if score is None else whole_or_float(score)


def _slots(row: ScoreRow) -> list[CellValue]:
    values = (row.number(role, SCORE) for role in ("truoc", "nay"))
    return [row.name, *(None if value is None else whole_or_float(value) for value in values)]


def _write_chart(
    working: ScoreWorkingBook,
    table: ScoreTable,
    chart: str,
    rows: list[list[CellValue]],
    *,
    nothing: str = score_lists.NOTHING_TO_DRAW,
) -> None:
    area = working.area(score_lists.chart_area_name(table.key, chart))
    if all(value is None for row in rows for value in row[1:]):
        rows = [[None] * area.width for _ in range(area.height - 2)]
        rows[score_lists.middle_row(len(rows))][0] = nothing
    write_list(working.book, area, rows[: area.height - 2])


def _put(working: ScoreWorkingBook, name: str, text: str | None) -> None:
    cell = working.area(name)
    write_cells(working.book, cell.sheet, {(cell.top, cell.left): text})


def _stamp() -> str:
    moment = now()
    return f"Cập nhật lúc {moment:%H:%M} ngày {moment:%d/%m/%Y}"
