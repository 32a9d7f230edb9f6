"""Nhập số liệu of family bay-chi-tieu: figures of a source into the tables or into "Kỳ trước"."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from phuluc.actions.families import Slot
from phuluc.actions.fill_tables import FillReport, fill_annex
from phuluc.actions.kept_aside import keep_previous_period, keep_printed_rates, keep_printed_totals
from phuluc.actions.refresh import refresh_targets
from phuluc.actions.take_over import take_over, take_over_in_place
from phuluc.actions.working_book import WorkingBook
from phuluc.annexes.bay_chi_tieu import SCOPE_TITLES
from phuluc.domain.periods import same_period
from phuluc.importers.sniff import read_source
from phuluc.importers.source import SourceFigures
from phuluc.results import ImportResult, Progress, UnmatchedItem, no_progress
from phuluc.workbook.file_book import FileBook

_STEPS: Final = 4


def import_targets_file(
    source: Path, file: FileBook, working: WorkingBook, *, slot: Slot, progress: Progress = no_progress
) -> tuple[FileBook, ImportResult]:
    """Read figures from `source` into a book that is a file, then refresh it.

    An empty book takes over the tiers and units of the source; in one with units only theirs are filled.

    Args:
        source: a hand-made annex workbook, or a table in long form (.xlsx, .csv).
        file: the file.
        working: the book in it.
        slot: "current" for the tables, "previous" for the sheet "Kỳ trước".
        progress: told of each stage.

    Returns:
        The filled book, which may be another one, and what was done.
    """
    progress("Đọc nguồn", 0, _STEPS)
    figures = read_source(source)
    progress("Điền số liệu", 2, _STEPS)
    if slot == "current" and not working.has_units():
        taken = take_over(file, working, figures, working.file_name)
        file, working = taken.book, taken.working
    return file, _put_in(working, figures, slot, progress)


def import_targets_into(
    working: WorkingBook, source: Path, file_name: str, *, slot: Slot, progress: Progress = no_progress
) -> ImportResult:
    """Read figures from `source` into an open working book, then refresh it.

    An empty book takes over the units of the source as far as it has their tiers.

    Raises:
        OtherTiersError: the empty book lacks a tier of the source.
        PhuLucError: the source cannot be read.
    """
    progress("Đọc nguồn", 0, _STEPS)
    figures = read_source(source)
    progress("Điền số liệu", 2, _STEPS)
    if slot == "current" and not working.has_units():
        take_over_in_place(working, figures, file_name)
    return _put_in(working, figures, slot, progress)


def _put_in(working: WorkingBook, figures: SourceFigures, slot: Slot, progress: Progress) -> ImportResult:
    notices = list(figures.notices)
    report = FillReport()
    if slot == "previous":
        units, report.figures = keep_previous_period(working, figures)
        report.matched.append(f"Kỳ trước ({figures.period or 'không rõ kỳ'}): {units} đơn vị, {report.figures} ô")
    else:
        report.unmatched.extend(_other_period(working, figures))
        _fill(working, figures, report, notices)
        units = len(report.units)
    progress("Tính lại, xếp hạng, kiểm tra", 3, _STEPS)
    refreshed = refresh_targets(working)
    return ImportResult(
        units=units,
        figures=report.figures,
        matched=tuple(report.matched),
        unmatched=(*figures.unmatched, *report.unmatched),
        notices=(*notices, *refreshed.notices),
        unevaluated=refreshed.unevaluated,
    )


def _other_period(working: WorkingBook, source: SourceFigures) -> list[UnmatchedItem]:
    """Tell of figures of another period than the book's: nothing in the tables would show it."""
    of_book = str(working.setting("ky_bao_cao") or "")
    if not source.period or not of_book or same_period(source.period, of_book):
        return []
    reason = f"sổ ghi kỳ “{of_book}”; số liệu vẫn được nhập, nếu nhầm tệp thì hoàn tác"
    return [UnmatchedItem(source.source_name, f"kỳ {source.period}", reason)]


def _fill(working: WorkingBook, source: SourceFigures, report: FillReport, notices: list[str]) -> None:
    tiers = {layout.tier for layout in working.layouts}
    for annex in source.annexes:
        if annex.tier in tiers:
            fill_annex(working, annex, report)
        else:
            scope = SCOPE_TITLES[annex.tier].lower()
            report.unmatched.append(UnmatchedItem(annex.annex, scope, "sổ không có phụ lục cho cấp này"))
    kept = keep_printed_rates(working, source)
    if kept:
        notices.append(f"Giữ {kept} tỷ lệ in ở nguồn trong trang “Đối chiếu” để kiểm tra, không dùng để tính")
    notices.extend(keep_printed_totals(working, source))
