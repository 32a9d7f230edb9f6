"""Kiểm tra số liệu of a working book."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from phuluc.actions.families import family_of
from phuluc.actions.named_book import NamedBook
from phuluc.actions.opening import open_any_book
from phuluc.actions.record import counts_of, keep_for, record_line, write_record
from phuluc.actions.refresh import write_findings
from phuluc.results import Finding, Progress, no_progress

_NAME: Final = "Kiểm tra"


def check_book(book: Path, *, progress: Progress = no_progress) -> list[Finding]:
    """Find what can be wrong in a working book; the file is not changed, its record is kept aside.

    Formulas are evaluated first, so that a file saved by another program is judged by its figures.

    Raises:
        PhuLucError: the file cannot be read, or is no book of ours.
    """
    progress("Tính lại", 0, 2)
    _, working = open_any_book(book)
    unevaluated = working.book.recalculate()
    progress("Kiểm tra", 1, 2)
    findings = family_of(working).findings(working, unevaluated)
    keep_for(book, record_line(working, _NAME, counts_of(findings)))
    return findings


def check_into(working: NamedBook) -> list[Finding]:
    """Find what can be wrong in an open working book and list it in its sheet "Kiểm tra", with links to the cells."""
    unevaluated = working.book.recalculate()
    findings = family_of(working).findings(working, unevaluated)
    write_findings(working, findings)
    write_record(working, [record_line(working, _NAME, counts_of(findings))])
    return findings
