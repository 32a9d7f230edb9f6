"""A new working workbook of a score family, all sheets in their order."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Final

from phuluc.annexes.lists import ranking_area_name
from phuluc.annexes.score_families import BOOK_TITLES, WITH_OVERDUE, ScoreBookSpec
from phuluc.annexes.score_lists import PRINTED_COLUMNS, RANKING_COLUMNS
from phuluc.annexes.score_settings import COMPARABLE_KEY, comparable_formula, setting_entries
from phuluc.annexes.score_tables import ScoreTable
from phuluc.domain.indicators import TIER_TITLES
from phuluc.workbook.build.book import empty_workbook, put_functions_inside
from phuluc.workbook.build.canvas import Formula
from phuluc.workbook.build.guide_sheet import build_guide_sheet
from phuluc.workbook.build.list_sheets import ListSheetsBuilder, RankingBlock
from phuluc.workbook.build.movement_sheet import build_movement_sheet
from phuluc.workbook.build.overdue_sheet import build_overdue_sheet
from phuluc.workbook.build.rules_sheet import build_rules_sheet
from phuluc.workbook.build.score_guide import COLOURS, guide_steps
from phuluc.workbook.build.score_sheet import ScoreSheetBuilder
from phuluc.workbook.build.settings_sheet import build_settings_sheet, initial_settings
from phuluc.workbook.build.styles import Styles

_PRINTED_TITLE: Final = "SỐ IN Ở NGUỒN (giữ để đối chiếu, không dùng để tính)"


def build_score_book(spec: ScoreBookSpec) -> bytes:
    """Build the workbook of `spec`; equal specs give equal bytes."""
    stream = BytesIO()
    entries = setting_entries(spec.kind)
    settings = initial_settings(entries, spec)
    spec = replace(spec, settings=settings)
    workbook = empty_workbook(stream, title=BOOK_TITLES[spec.kind].capitalize())
    styles = Styles(workbook)
    computed = {COMPARABLE_KEY: Formula(comparable_formula())}
    build_settings_sheet(workbook, styles, entries, settings, title=BOOK_TITLES[spec.kind], formulas=computed)
    for table in spec.tables:
        ScoreSheetBuilder(workbook, styles, table, spec).build()
    if spec.kind in WITH_OVERDUE:
        build_overdue_sheet(workbook, styles)
    build_movement_sheet(workbook, styles, spec)
    lists = ListSheetsBuilder(workbook, styles)
    ranked = [table for table in spec.tables if table.is_ranked]
    if ranked:
        lists.build_ranking(
            [RankingBlock(_tier_title(table), ranking_area_name(table.key), len(spec.rows(table))) for table in ranked],
            RANKING_COLUMNS,
        )
    lists.build_findings()
    build_rules_sheet(workbook, styles, *spec.rules)
    build_guide_sheet(workbook, styles, spec.edition, guide_steps(spec.kind), COLOURS)
    lists.build_printed(PRINTED_COLUMNS, _PRINTED_TITLE)
    lists.build_record()
    if spec.edition == "macro":
        put_functions_inside(workbook)
    workbook.close()
    return stream.getvalue()


def _tier_title(table: ScoreTable) -> str:
    return ", ".join(title for tier, title in TIER_TITLES.items() if tier in table.tiers)
