"""A new working workbook of family bay-chi-tieu, all sheets in their order."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import BinaryIO, Final

from xlsxwriter import Workbook

from phuluc.annexes.bay_chi_tieu import BookSpec, annex_layout
from phuluc.annexes.lists import ranking_area_name
from phuluc.annexes.settings import SETTING_ENTRIES
from phuluc.domain.indicators import TIER_TITLES
from phuluc.workbook.build.annex_sheet import AnnexSheetBuilder
from phuluc.workbook.build.guide_sheet import build_guide_sheet
from phuluc.workbook.build.list_sheets import ListSheetsBuilder, RankingBlock
from phuluc.workbook.build.overview_sheet import build_overview_sheet
from phuluc.workbook.build.settings_sheet import build_settings_sheet, initial_settings
from phuluc.workbook.build.styles import FONT, Styles
from phuluc.workbook.build.summary_sheet import SummarySheetBuilder

#: Written into every file we make, so that equal input gives equal bytes.
FIXED_DATE: Final = datetime(2024, 1, 1, tzinfo=UTC)
#: The calculation engine of Excel 2019 and 365. A file that claims an older one is recalculated when it is opened.
_NEWEST_ENGINE: Final = 191029


def build_book(spec: BookSpec) -> bytes:
    """Build the workbook of `spec`; equal specs give equal bytes."""
    stream = BytesIO()
    workbook = assemble_book(spec, stream)
    workbook.close()
    return stream.getvalue()


def assemble_book(spec: BookSpec, target: BinaryIO) -> Workbook:
    """Put all sheets of `spec` into a workbook; who closes it may add to it before."""
    settings = initial_settings(SETTING_ENTRIES, spec)
    spec = replace(spec, settings=settings)
    workbook = empty_workbook(target, title="Sổ làm việc lập phụ lục 07 chỉ tiêu")
    styles = Styles(workbook)
    layouts = tuple(annex_layout(tier, label) for tier, label in spec.tiers)
    build_settings_sheet(workbook, styles, SETTING_ENTRIES, settings)
    summary = SummarySheetBuilder(workbook, styles, spec, layouts)
    for layout in layouts:
        AnnexSheetBuilder(workbook, styles, layout, spec).build(summary.annex_totals(layout.tier))
    summary.build()
    build_overview_sheet(workbook, styles, spec, layouts, summary)
    lists = ListSheetsBuilder(workbook, styles)
    lists.build_ranking(
        [RankingBlock(TIER_TITLES[tier], ranking_area_name(tier), len(spec.unit_rows(tier))) for tier, _ in spec.tiers]
    )
    lists.build_findings()
    build_guide_sheet(workbook, styles, spec.edition)
    lists.build_previous()
    lists.build_printed()
    lists.build_record()
    if spec.edition == "macro":
        put_functions_inside(workbook)
    return workbook


def empty_workbook(target: BinaryIO, *, title: str) -> Workbook:
    """Begin a working workbook; `title` goes into its properties."""
    workbook = Workbook(target, {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False})
    workbook.set_properties({"title": title, "created": FIXED_DATE})
    # A book opens with the figures it holds, without calculating: there may be no add-in, no Python to repeat them.
    workbook.set_calc_mode("auto", _NEWEST_ENGINE)
    workbook.calc_on_load = False
    workbook.formats[0].set_font_name(FONT)
    return workbook


def put_functions_inside(workbook: Workbook) -> None:
    """Add the VBA that calls Python."""
    # Other editions do without the VBA and without reading xlwings' text.
    from phuluc.functions import CATALOGUE  # noqa: PLC0415
    from phuluc.workbook.vba.assembly import book_modules, vba_project  # noqa: PLC0415

    project = vba_project(book_modules(CATALOGUE), sheets=len(workbook.worksheets()))
    workbook.add_vba_project(BytesIO(project), is_stream=True)
