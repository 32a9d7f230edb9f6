"""Làm mới: formulas mended, everything recalculated, "Xếp hạng" and "Kiểm tra" filled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from phuluc.actions.cell_writing import write_cells, write_links, write_list
from phuluc.actions.clock import now
from phuluc.actions.families import family_of
from phuluc.actions.mend import mend_formulas
from phuluc.actions.named_book import NamedBook
from phuluc.actions.opening import carried_notices, open_any_book
from phuluc.actions.ranking import chosen_rankings
from phuluc.actions.read_figures import read_figures
from phuluc.actions.record import RecordLine, record_line, write_record, write_record_with_kept
from phuluc.actions.working_book import WorkingBook
from phuluc.annexes import lists
from phuluc.annexes.addresses import LINK_PREFIX
from phuluc.book_port import Book
from phuluc.checks.runner import run_checks
from phuluc.domain.figures import CellValue
from phuluc.results import Finding, Progress, Ranking, RefreshResult, Severity, no_progress

SEVERITY_LABELS: Final[dict[Severity, str]] = {"error": "Lỗi", "warning": "Cảnh báo", "note": "Ghi chú"}
_STEPS: Final = 4


def refresh_book(book: Path, output: Path | None, *, progress: Progress = no_progress) -> RefreshResult:
    """Refresh a working book file.

    Args:
        book: the file; changed only where `output` is None.
        output: where the refreshed book goes.
        progress: told of each stage.

    Raises:
        PhuLucError: the file cannot be read or written, or is no book of ours.
    """
    file, working = open_any_book(book)
    result = family_of(working).refresh(working, progress=progress)
    write_record_with_kept(working, book, [_done(working)])
    result = replace(result, notices=(*result.notices, *carried_notices(file, working)))
    progress("Ghi tệp", _STEPS, _STEPS)
    file.save(output or book)
    return result


def refresh(working: NamedBook, *, progress: Progress = no_progress) -> RefreshResult:
    """Refresh an open working book of any family."""
    result = family_of(working).refresh(working, progress=progress)
    write_record(working, [_done(working)])
    return result


def _done(working: NamedBook) -> RecordLine:
    return record_line(working, "Làm mới", "")


def refresh_targets(working: WorkingBook, *, progress: Progress = no_progress) -> RefreshResult:
    """Refresh an open working book of family bay-chi-tieu."""
    progress("Bổ sung công thức", 0, _STEPS)
    mended = mend_formulas(working)
    progress("Tính lại", 1, _STEPS)
    unevaluated = working.book.recalculate()
    progress("Xếp hạng và kiểm tra", 2, _STEPS)
    figures = read_figures(working, unevaluated)
    rankings = chosen_rankings(figures)
    _write_rankings(working, rankings)
    write_findings(working, run_checks(figures))
    if _lists_are_read(working.book):
        progress("Tính lại theo xếp hạng", 3, _STEPS)
        unevaluated = working.book.recalculate()
    notices = (f"Đã bổ sung {mended} công thức cho các dòng mới",) if mended else ()
    return RefreshResult(tuple(rankings), tuple(unevaluated), notices)


def write_findings(working: NamedBook, findings: Sequence[Finding]) -> None:
    """Fill the sheet "Kiểm tra" and its summary line."""
    counts = [
        f"{label}: {sum(finding.severity == severity for finding in findings)}"
        for severity, label in SEVERITY_LABELS.items()
    ]
    area = working.fit(lists.FINDINGS_AREA_NAME, len(findings))
    severities, links, texts = area.left, area.left + 1, area.left + 2
    write_list(
        working.book, replace(area, right=severities), [[SEVERITY_LABELS[finding.severity]] for finding in findings]
    )
    write_links(working.book, replace(area, left=links, right=links), [finding.where for finding in findings])
    write_list(
        working.book,
        replace(area, left=texts),
        [[finding.what, finding.found or None, finding.remedy or None, finding.code] for finding in findings],
    )
    summary = working.area(lists.FINDINGS_SUMMARY_NAME)
    write_cells(working.book, summary.sheet, {(summary.top, summary.left): "   ".join(counts)})


def _write_rankings(working: WorkingBook, rankings: Sequence[Ranking]) -> None:
    for ranking, layout in zip(rankings, working.layouts, strict=True):
        rows: list[list[CellValue]] = [
            ["-" if row.rank is None else row.rank, row.unit, row.score, row.explanation or None]
            for row in ranking.rows
        ]
        area = working.fit(lists.ranking_area_name(layout.tier), len(rows))
        write_list(working.book, area, rows)
    label = f"Tiêu chí: {rankings[0].criterion_label}" if rankings else None
    moment = now()
    stamp = f"Cập nhật lúc {moment:%H:%M} ngày {moment:%d/%m/%Y}"
    for name, text in ((lists.RANKING_CRITERION_NAME, label), (lists.RANKING_DATE_NAME, stamp)):
        cell = working.area(name)
        write_cells(working.book, cell.sheet, {(cell.top, cell.left): text})


def _lists_are_read(book: Book) -> bool:
    """Tell whether a formula that staff wrote may read the lists: ours never do, links but name cells."""
    ours = (lists.RANKING_SHEET, lists.FINDINGS_SHEET)
    for sheet in book.sheet_names():
        # On the sheets of the lists, any formula may.
        signs = ("",) if sheet in ours else ours
        if any(_has_formula_with(signs, row) for row in book.formulas(book.used_area(sheet))):
            return True
    return False


def _has_formula_with(signs: Sequence[str], row: Sequence[str | None]) -> bool:
    # The row as one text first: a book of the whole country has 150,000 formulas.
    together = "\n".join(filter(None, row))
    if not together or not any(sign in together for sign in signs):
        return False
    formulas = (text for text in row if text and not text.startswith(LINK_PREFIX))
    return any(sign in text for text in formulas for sign in signs)
