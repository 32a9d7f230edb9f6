"""Nhật ký: what was done to a working book, in its last sheet, newest first.

No line tells of people or folders: a file is known by its name and the SHA-256 of its content.
"""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from phuluc import __version__
from phuluc.actions.cell_writing import write_list
from phuluc.actions.clock import now
from phuluc.actions.families import family_of
from phuluc.actions.named_book import NamedBook
from phuluc.annexes.lists import RECORD_AREA_NAME, RECORD_COLUMNS
from phuluc.annexes.trace import figures_mark
from phuluc.domain.data_table import own_text, shipped_text
from phuluc.domain.figures import CellValue
from phuluc.domain.scoring_rules import FILE_NAME
from phuluc.domain.unit_changes import CHANGES_FILE
from phuluc.errors import PhuLucError
from phuluc.results import Finding, Severity
from phuluc.workbook.kept_record import keep_line, kept_lines
from phuluc.workbook.saving import content_mark

PROGRAM: Final = f"phuluc {__version__}"
_MARK_LETTERS: Final = 12


@dataclass(frozen=True)
class RecordLine:
    """One thing that was done; the fields are the columns of the sheet.

    Attributes:
        moment: "05/04/2024 08:30".
        what: "Nhập số liệu".
        file: name of the file read or written besides the book, "" for none.
        outcome: in a few words.
        figures: mark of the figures the book would issue afterwards.
        read: SHA-256 of the file read: the source, or the book's own file before.
        written: SHA-256 of the file written.
        program: name and version.
        rules: version of the tables of rules.
    """

    moment: str
    what: str
    file: str
    outcome: str
    figures: str
    read: str
    written: str
    program: str
    rules: str


def rules_version() -> str:
    """The version of the tables of rules: the start of the SHA-256 of their texts, the office's own lines included."""
    texts = [text for name in (FILE_NAME, CHANGES_FILE) for text in (shipped_text(name), own_text(name)[0])]
    return content_mark("\n".join(texts).encode())[:_MARK_LETTERS]


def record_line(
    working: NamedBook, what: str, outcome: str, *, source: Path | None = None, output: Path | None = None
) -> RecordLine:
    """Describe what was just done to a book whose cells are up to date.

    Args:
        working: the book.
        what: the action as its button is called.
        outcome: in a few words.
        source: a file that was read besides the book.
        output: a file that was written besides the book.
    """
    named = output or source
    return RecordLine(
        f"{now():%d/%m/%Y %H:%M}",
        what,
        "" if named is None else named.name,
        outcome,
        _figures_of(working),
        working.file_mark if source is None else _hash_of(source),
        "" if output is None else _hash_of(output),
        PROGRAM,
        rules_version(),
    )


def read_record(working: NamedBook) -> list[RecordLine]:
    """The lines of a book, the newest first; none where the book is older than the sheet."""
    if not working.has_name(RECORD_AREA_NAME):
        return []
    area = working.area(RECORD_AREA_NAME)
    lines = working.book.values(dataclasses.replace(area, top=area.top + 1, bottom=area.bottom - 1))
    known = len(RECORD_COLUMNS)
    return [_line_of(["" if cell is None else str(cell) for cell in line[:known]]) for line in lines if any(line)]


def write_record(working: NamedBook, lines: Iterable[RecordLine]) -> None:
    """Add lines to the record of an open book; the oldest go where there is no room for more.

    A book that is older than the sheet, or whose sheet somebody removed, stays as it is.
    """
    if not working.has_name(RECORD_AREA_NAME):
        return
    area = working.area(RECORD_AREA_NAME)
    present = read_record(working)
    known = {_identity(line) for line in present}
    every = [*(line for line in lines if _identity(line) not in known), *present]
    newest_first = _without_repeats(sorted(every, key=lambda line: _sorting(line.moment), reverse=True))
    rows: list[list[CellValue]] = [[text or None for text in dataclasses.astuple(line)] for line in newest_first]
    write_list(working.book, area, rows[: max(area.height - 2, 0)])


def try_to_record(working: NamedBook, line: RecordLine) -> None:
    """Add the line of an action that wrote another file; a book open for reading only goes without it."""
    # Whatever the program throws: the annex or report is written, and that must not be taken for a failure.
    with contextlib.suppress(Exception):
        write_record(working, [line])


def write_record_with_kept(working: NamedBook, book: Path, lines: Iterable[RecordLine]) -> None:
    """Add lines to the record of a book file, and those of the commands that had left the file as it was."""
    write_record(working, [*lines, *record_kept_for(book)])


def keep_for(book: Path, line: RecordLine) -> None:
    """Keep a line of a command that leaves the book file as it is."""
    keep_line(book, dataclasses.astuple(line))


def record_kept_for(book: Path) -> list[RecordLine]:
    """The lines of the commands that left a book file as it was, the newest first."""
    return [_line_of(line) for line in kept_lines(book)]


def counts_of(findings: Iterable[Finding]) -> str:
    """The outcome of a check in a few words."""
    severities = [finding.severity for finding in findings]
    labels: tuple[tuple[Severity, str], ...] = (("error", "lỗi"), ("warning", "cảnh báo"), ("note", "ghi chú"))
    return ", ".join(f"{severities.count(severity)} {label}" for severity, label in labels)


def _identity(line: RecordLine) -> RecordLine:
    """What tells a line from others; the same thing done with the same outcome in one minute is one."""
    return line if line.file else dataclasses.replace(line, read="")


def _without_repeats(newest_first: list[RecordLine]) -> list[RecordLine]:
    """Of the same thing done over and over with the same outcome, one line with the last moment is enough."""
    kept: list[RecordLine] = []
    for line in newest_first:
        if kept and not line.written and dataclasses.replace(kept[-1], moment=line.moment, read=line.read) == line:
            kept[-1] = dataclasses.replace(line, moment=kept[-1].moment)
        else:
            kept.append(line)
    return kept


def _line_of(texts: list[str]) -> RecordLine:
    fields = len(dataclasses.fields(RecordLine))
    return RecordLine(*[*texts, *[""] * fields][:fields])


def _sorting(moment: str) -> str:
    """Day and month last come first; what staff typed there sorts somewhere."""
    return moment[6:10] + moment[3:5] + moment[:2] + moment[10:]


def _figures_of(working: NamedBook) -> str:
    try:
        return figures_mark(family_of(working).issued(working))
    except PhuLucError:  # a book that lost what only an annex needs is told so when it is issued
        return ""


def _hash_of(path: Path) -> str:
    try:
        return content_mark(path.read_bytes())
    except OSError:  # it was there a moment ago; the figures are in the book
        return ""
