"""Gives an empty book of scores the units of a source."""

from __future__ import annotations

from phuluc.actions.cell_writing import write_cells
from phuluc.actions.clock import now
from phuluc.actions.opening import score_book_from_bytes
from phuluc.actions.scores.book import ScoreWorkingBook
from phuluc.annexes.families import FAMILIES, THREE_TIERS
from phuluc.annexes.score_families import ScoreBookSpec, ScoreUnitSpec, score_tables
from phuluc.annexes.settings import SET_BY_PROGRAM
from phuluc.domain.figures import CellValue
from phuluc.domain.score_figures import PARENT_TIER, ScoreTier
from phuluc.domain.units import canonical_name
from phuluc.importers.score_records import ScoreRecords
from phuluc.workbook.build.score_book import build_score_book
from phuluc.workbook.file_book import FileBook

_TIERS: tuple[ScoreTier, ...] = ("cap_tinh", "cap_huyen", "cap_xa")
Units = dict[ScoreTier, tuple[ScoreUnitSpec, ...]]


def units_of(source: ScoreRecords) -> Units:
    """List the units of a source by tier, in its order, by canonical name, with their codes."""
    found: dict[ScoreTier, dict[str, ScoreUnitSpec]] = {}
    for record in source.records:
        for tier in _TIERS:
            if record.scope == tier and record.name:
                spec = ScoreUnitSpec(canonical_name(record.name), record.code)
                # Communes of one name in two provinces have two codes.
                found.setdefault(tier, {}).setdefault(record.code or spec.name, spec)
    return {tier: tuple(units.values()) for tier, units in found.items()}


def take_over_scores(
    book: FileBook, working: ScoreWorkingBook, source: ScoreRecords, file_name: str
) -> tuple[FileBook, ScoreWorkingBook]:
    """Give an empty book the units of a source: built anew where nobody worked in it, else by inserted rows."""
    units = units_of(source)
    if not units or working.has_units():
        return book, working
    if not _is_as_built(book, working):
        take_over_scores_in_place(working, source)
        return book, working
    model = _model(working, units)
    spec = ScoreBookSpec(working.kind, working.edition, model, units, _settings(working), now().date())
    return score_book_from_bytes(build_score_book(spec), file_name)


def take_over_scores_in_place(working: ScoreWorkingBook, source: ScoreRecords) -> None:
    """Give an empty book the units of a source by inserting rows into its tables."""
    units = units_of(source)
    for table in working.tables:
        listed = [unit for tier in table.tiers if tier != PARENT_TIER for unit in units.get(tier, ())]
        if not listed or (table.rows and not table.has_parent):
            continue
        skipped = 1 if table.has_parent else 0
        working.fit(f"{table.key}_bang", len(listed) + skipped)
        rows = working.rows(table.key)
        columns = {role: working.column(table.key, role) for role in ("tt", "don_vi")}
        cells: dict[tuple[int, int], CellValue] = {}
        for offset, unit in enumerate(listed):
            row = rows.first + skipped + offset
            cells |= {(row, columns["tt"]): offset + 1, (row, columns["don_vi"]): unit.name}
            if ("ma", "") in table.positions() and unit.code:
                cells[row, working.column(table.key, "ma")] = unit.code
        write_cells(working.book, rows.sheet, cells)


def _model(working: ScoreWorkingBook, units: Units) -> str:
    """The book's model, or the one that has the source's tiers."""
    needed = set(units)
    for model in (working.model, *FAMILIES[working.kind].models):
        known = {tier for table in score_tables(working.kind, model) for tier in table.tiers}
        if needed <= known:
            return model
    return THREE_TIERS if "cap_huyen" in needed and FAMILIES[working.kind].models else working.model


def _settings(working: ScoreWorkingBook) -> dict[str, str | int | float | None]:
    values = {entry.key: working.setting(entry.key) for entry in working.entries if entry.kind not in SET_BY_PROGRAM}
    return {key: None if value == "" or isinstance(value, bool) else value for key, value in values.items()}


def _is_as_built(book: FileBook, working: ScoreWorkingBook) -> bool:
    """Tell whether a book is, part by part, the one built from its own settings."""
    spec = ScoreBookSpec(working.kind, working.edition, working.model, settings=_settings(working), today=now().date())
    fresh, _ = score_book_from_bytes(build_score_book(spec), "")
    names = book.package.part_names
    return names == fresh.package.part_names and all(
        book.package.content(part) == fresh.package.content(part) for part in names
    )
