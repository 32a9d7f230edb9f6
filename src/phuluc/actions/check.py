"""Kiểm tra số liệu of a working book."""

from __future__ import annotations

from pathlib import Path

from phuluc.actions.families import family_of
from phuluc.actions.named_book import NamedBook
from phuluc.actions.opening import open_any_book
from phuluc.actions.refresh import write_findings
from phuluc.results import Finding, Progress, no_progress


def check_book(book: Path, *, progress: Progress = no_progress) -> list[Finding]:
    """Find what can be wrong in a working book; the file is not changed.

    Formulas are evaluated first, so that a file saved by another program is judged by its figures.

    Raises:
        PhuLucError: the file cannot be read, or is no book of ours.
    """
    progress("Tính lại", 0, 2)
    _, working = open_any_book(book)
    unevaluated = working.book.recalculate()
    progress("Kiểm tra", 1, 2)
    return family_of(working).findings(working, unevaluated)


def check_into(working: NamedBook) -> list[Finding]:
    """Find what can be wrong in an open working book and list it in its sheet "Kiểm tra", with links to the cells."""
    unevaluated = working.book.recalculate()
    findings = family_of(working).findings(working, unevaluated)
    write_findings(working, findings)
    return findings
