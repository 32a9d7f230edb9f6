"""Lưu phụ lục: the annex as it is issued, and its PDF."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from phuluc.actions.cell_writing import write_cells
from phuluc.actions.families import family_of
from phuluc.actions.named_book import NamedBook
from phuluc.actions.opening import open_any_book
from phuluc.actions.record import (
    PROGRAM,
    RecordLine,
    counts_of,
    keep_for,
    record_line,
    rules_version,
    try_to_record,
)
from phuluc.annexes.issued import IssuedDocument
from phuluc.annexes.settings import resolve
from phuluc.annexes.titles import setting_name
from phuluc.annexes.trace import LONGEST_TEXT, Trace, figures_mark
from phuluc.errors import PhuLucError
from phuluc.results import AnnexResult, Progress, no_progress
from phuluc.workbook.issue_annex import write_issued_workbook
from phuluc.workbook.pdf import write_pdf

_STEPS: Final = 4


class OverwritesBookError(PhuLucError):
    """The annex would be written over the working book."""


def save_annex(
    book: Path,
    output: Path,
    pdf: Path | None,
    *,
    settings: Mapping[str, str],
    force: bool = False,
    archive: bool = False,
    progress: Progress = no_progress,
) -> AnnexResult:
    """Write the annex of a working book; the book itself is not changed.

    Args:
        book: the working book.
        output: the issued .xlsx.
        pdf: the PDF beside it, None for none.
        settings: entries of "Thông tin" for this annex only, by key or label (number and date of the report).
        force: write although the check has findings of severity error.
        archive: write the PDF as PDF/A, the kind that archives keep.
        progress: told of each stage.

    Returns:
        The findings; `refused` where errors stopped the annex and nothing was written.

    Raises:
        PhuLucError: the book cannot be read, an output not written, or LibreOffice is missing for the PDF.
    """
    if output.resolve() == book.resolve():
        raise OverwritesBookError(
            "Phụ lục không được ghi đè lên sổ làm việc", where=str(output), remedy="Chọn tên tệp khác sau -o"
        )
    progress("Tính lại", 0, _STEPS)
    _, working = open_any_book(book)
    apply_settings(working, settings)
    result = _save(working, output, settings, force=force, progress=progress)
    if result.refused:
        return result
    keep_for(book, _done(working, output, result))
    if pdf is None:
        return result
    progress("Ghi PDF", 3, _STEPS)
    write_pdf(output, pdf, archive=archive)
    return AnnexResult(result.findings, refused=False, written=(output, pdf))


def save_open_annex(
    working: NamedBook, output: Path, *, force: bool = False, progress: Progress = no_progress
) -> AnnexResult:
    """Write the annex of an open working book, which is calculated, and otherwise changed in its record alone.

    Args:
        working: the book.
        output: the issued .xlsx.
        force: write although the check has findings of severity error.
        progress: told of each stage.

    Raises:
        PhuLucError: the output cannot be written.
    """
    result = _save(working, output, {}, force=force, progress=progress)
    if not result.refused:
        try_to_record(working, _done(working, output, result))
    return result


def _save(
    working: NamedBook, output: Path, settings: Mapping[str, str], *, force: bool, progress: Progress
) -> AnnexResult:
    unevaluated = working.book.recalculate()
    progress("Kiểm tra", 1, _STEPS)
    family = family_of(working)
    findings = tuple(family.findings(working, unevaluated))
    if not force and any(finding.severity == "error" for finding in findings):
        return AnnexResult(findings, refused=True)
    progress("Ghi phụ lục", 2, _STEPS)
    digits = working.setting("so_chu_so")
    shown = int(digits) if isinstance(digits, (int, float)) else 1
    document = family.issued(working)
    write_issued_workbook(document, output, digits=shown, trace=_trace(working, document, settings))
    return AnnexResult(findings, refused=False, written=(output,))


def _trace(working: NamedBook, document: IssuedDocument, settings: Mapping[str, str]) -> Trace:
    return Trace(
        working.kind, traced_period(working), PROGRAM, rules_version(), figures_mark(document), settings=settings
    )


def traced_period(working: NamedBook) -> str:
    """The period of a book as its annexes tell it."""
    return str(working.setting("ky_bao_cao") or "")[:LONGEST_TEXT]


def _done(working: NamedBook, output: Path, result: AnnexResult) -> RecordLine:
    return record_line(working, "Lưu phụ lục", counts_of(result.findings), output=output)


def apply_settings(working: NamedBook, settings: Mapping[str, str]) -> None:
    """Put `--set` values into the cells of "Thông tin"; entries the book is too old for are left out.

    Raises:
        UnknownSettingError, BadSettingValueError: a key or value does not fit.
    """
    for key, value in resolve(family_of(working).entries(working), settings).items():
        if not working.has_setting(key):
            continue
        area = working.area(setting_name(key))
        write_cells(working.book, area.sheet, {(area.top, area.left): value})
