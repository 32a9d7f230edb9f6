"""Đối chiếu báo cáo: the figures typed in an existing report against a working book."""

from __future__ import annotations

from pathlib import Path

from phuluc.actions.opening import open_working_book
from phuluc.actions.read_figures import read_figures
from phuluc.report.typed.holding import hold_against
from phuluc.report.typed.paragraphs import read_paragraphs
from phuluc.results import Progress, ReportCheck, no_progress


def check_report(book: Path, report: Path, *, progress: Progress = no_progress) -> ReportCheck:
    """Find what a report says otherwise than the book; neither file is changed.

    Args:
        book: the working book.
        report: .docx or .txt.
        progress: told of each stage.

    Raises:
        PhuLucError: one of the files cannot be read.
    """
    paragraphs = read_paragraphs(report)
    progress("Tính lại", 0, 2)
    _, working = open_working_book(book)
    working.book.recalculate()
    progress("Đối chiếu", 1, 2)
    return hold_against(read_figures(working), paragraphs)
