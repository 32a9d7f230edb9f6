"""Soạn báo cáo: the figures of a book in words, as a .docx."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from phuluc.actions.families import family_of
from phuluc.actions.named_book import NamedBook
from phuluc.actions.opening import open_any_book
from phuluc.actions.record import RecordLine, keep_for, record_line, try_to_record
from phuluc.actions.save_annex import apply_settings
from phuluc.annexes.settings import LATER_KEYS, resolve
from phuluc.errors import PhuLucError
from phuluc.report.families import FAMILIES
from phuluc.report.model import ReportText
from phuluc.report.wordings_in_force import own_wordings, wordings_in_force
from phuluc.results import Progress, ReportResult, no_progress
from phuluc.workbook.saving import save_atomically


class WordingsExistError(PhuLucError):
    """The office has a file of wordings there already."""


def write_report(
    book: Path, output: Path, *, settings: Mapping[str, str], progress: Progress = no_progress
) -> ReportResult:
    """Write the report of a working book; the book itself is not changed.

    Args:
        book: the working book; wordings of the office may stand beside it.
        output: the .docx.
        settings: entries of "Thông tin" for this report only, by key or label.
        progress: told of each stage.

    Raises:
        PhuLucError: the book cannot be read, a file of wordings is wrong, or the output cannot be written.
    """
    progress("Tính lại", 0, 3)
    _, working = open_any_book(book)
    apply_settings(working, settings)
    result = _save(working, output, book.parent, settings=settings, progress=progress)
    keep_for(book, _done(working, output))
    return result


def save_open_report(
    working: NamedBook,
    output: Path,
    book_folder: Path | None,
    *,
    settings: Mapping[str, str] | None = None,
    progress: Progress = no_progress,
) -> ReportResult:
    """Write the report of an open working book, which is calculated, and otherwise changed in its record alone.

    Args:
        working: the book.
        output: the .docx.
        book_folder: where the office's wordings may stand, None where the book was never saved.
        settings: entries the book is too old to hold, by key or label.
        progress: told of each stage.

    Raises:
        PhuLucError: a file of wordings is wrong, or the output cannot be written.
    """
    result = _save(working, output, book_folder, settings=settings or {}, progress=progress)
    try_to_record(working, _done(working, output))
    return result


def _save(
    working: NamedBook, output: Path, book_folder: Path | None, *, settings: Mapping[str, str], progress: Progress
) -> ReportResult:
    # The library takes a moment to load, and only this action needs it.
    from phuluc.report.docx_file import save_report  # noqa: PLC0415

    working.book.recalculate()
    progress("Soạn câu", 1, 3)
    text = report_text(working, book_folder, settings)
    progress("Ghi báo cáo", 2, 3)
    save_report(text, output)
    return ReportResult(text.notices, output)


def _done(working: NamedBook, output: Path) -> RecordLine:
    return record_line(working, "Soạn báo cáo", "", output=output)


def report_text(working: NamedBook, book_folder: Path | None, settings: Mapping[str, str]) -> ReportText:
    """Put the figures of a book that is up to date into words."""
    family = FAMILIES[working.kind]
    actions = family_of(working)
    figures = actions.figures(working)
    given = resolve(actions.entries(working), settings)
    later = {key: str(value or "") for key, value in given.items() if key in LATER_KEYS}
    figures = replace(figures, settings={**figures.settings, **later})
    return family.compose(figures, wordings_in_force(family, book_folder))


def copy_wordings(book: Path, output: Path | None) -> Path:
    """Put a copy of the product's wordings where the office can change it: beside the book, or at `output`.

    Raises:
        WordingsExistError: there is a file of that name, which may hold the office's work.
        PhuLucError: the book cannot be read, or the copy cannot be written.
    """
    _, working = open_any_book(book)
    family = FAMILIES[working.kind]
    path = output or book.parent / family.file_name
    if path.exists():
        raise WordingsExistError(
            "Đã có tệp mẫu câu, chương trình không ghi đè",
            where=str(path),
            remedy="Sửa tệp đó, hoặc chọn tên khác sau -o",
        )
    # With a byte order mark, so that every Notepad reads it as UTF-8.
    save_atomically(path, own_wordings(family).encode("utf-8-sig"))
    return path
