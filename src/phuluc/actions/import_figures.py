"""Nhập số liệu: figures of a source into a working book."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

from phuluc.actions.families import Slot, family_of
from phuluc.actions.named_book import NamedBook
from phuluc.actions.opening import carried_notices, open_any_book, working_book
from phuluc.actions.record import RecordLine, read_record, record_line, write_record, write_record_with_kept
from phuluc.results import ImportResult, Progress, no_progress

_STEPS: Final = 4


def import_figures(
    source: Path, book: Path, output: Path | None, *, slot: Slot = "current", progress: Progress = no_progress
) -> ImportResult:
    """Read figures from `source` into `book`, then refresh it.

    An empty book takes over the tiers and units of the source; in one with units only theirs are filled.

    Args:
        source: what the book's family understands; its kind is told by its content.
        book: a working book; changed only where `output` is None.
        output: where the filled book goes.
        slot: "current" or "previous".
        progress: told of each stage.

    Raises:
        PhuLucError: source or book cannot be read, or the result cannot be written; nothing was changed.
    """
    progress("Mở sổ làm việc", 0, _STEPS)
    file, working = open_any_book(book)
    carried = carried_notices(file, working)
    before = read_record(working)
    file, result = family_of(working).import_file(source, file, working, slot=slot, progress=progress)
    result = replace(result, notices=(*result.notices, *carried))
    # An empty book may have become another one that was built for the units of the source.
    filled = working_book(file, book.name)
    write_record_with_kept(filled, book, [_done(filled, source, slot, result), *before])
    file.save(output or book)
    progress("Xong", _STEPS, _STEPS)
    return result


def import_into(
    working: NamedBook, source: Path, file_name: str, *, slot: Slot = "current", progress: Progress = no_progress
) -> ImportResult:
    """Read figures from `source` into an open working book, then refresh it.

    An empty book takes over the units of the source as far as it has their tiers.

    Args:
        working: the book.
        source: as for `import_figures`.
        file_name: of the book, for messages.
        slot: as for `import_figures`.
        progress: told of each stage.

    Raises:
        OtherTiersError: the empty book lacks a tier of the source.
        PhuLucError: the source cannot be read.
    """
    result = family_of(working).import_into(working, source, file_name, slot=slot, progress=progress)
    write_record(working, [_done(working, source, slot, result)])
    return result


def _done(working: NamedBook, source: Path, slot: Slot, result: ImportResult) -> RecordLine:
    outcome = f"{result.units} đơn vị, {result.figures} số liệu, {len(result.unmatched)} mục không khớp"
    outcome += ", vào kỳ trước" if slot == "previous" else ""
    return record_line(working, "Nhập số liệu", outcome, source=source)
