"""A working book that somebody changed gives the right figures, or says what is wrong: never a wrong one in silence."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from phuluc.actions.compare_annex import differences
from phuluc.actions.families import family_of
from phuluc.actions.opening import open_any_book
from phuluc.annexes.issued import IssuedDocument
from phuluc.domain.units import canonical_name, without_marks
from phuluc.hosts.headless import wording
from phuluc.importers.issued_annex import IssuedFile, read_issued
from phuluc.results import Difference, no_progress
from phuluc.workbook.issue_annex import write_issued_workbook
from tests.score_documents import document_book
from tests.trust.book_mutations import FIGURES, FORM, TABLES, Mutation, Place, Table
from tests.trust.effort import EFFORT

#: Columns that follow from the figures of other rows.
_CONSEQUENCES = ("TT", "STT")


def cases(ways: Mapping[str, Mutation]) -> list[Any]:
    """Every way in one of the tables in turn; three times the effort tries each way in each table."""
    return [
        pytest.param(way, table, seed, id=f"{way}, {table.kind} {table.key}, {seed}")
        for number, way in enumerate(ways)
        for seed in range(EFFORT)
        for table in (TABLES[(number + seed) % len(TABLES)],)
    ]


@dataclass(frozen=True)
class Told:
    """What a book would issue, and every line said about it by a refresh and a check."""

    document: IssuedDocument
    lines: frozenset[str]

    @classmethod
    def by(cls, path: Path) -> Told:
        _, working = open_any_book(path)
        family = family_of(working)
        refreshed = family.refresh(working, progress=no_progress)
        findings = family.findings(working, refreshed.unevaluated)
        said = f"{wording.refresh_report(refreshed)}\n{wording.findings_report(findings)}"
        return cls(family.issued(working), frozenset(said.casefold().splitlines()))


@dataclass(frozen=True)
class Right:
    """A filled book, and the annex that is right for it."""

    book: Path
    told: Told
    annex: IssuedFile


@pytest.fixture(scope="module")
def right(tmp_path_factory: pytest.TempPathFactory, quarter_live: Path) -> dict[str, Right]:
    folder = tmp_path_factory.mktemp("sổ đúng")
    weekly = folder / "diem-tuan.xlsx"
    document_book("diem-tuan", weekly)
    found = {}
    for kind, book in (("bay-chi-tieu", quarter_live), ("diem-tuan", weekly)):
        told, annex = Told.by(book), folder / f"phụ lục {kind}.xlsx"
        write_issued_workbook(told.document, annex, digits=2)
        found[kind] = Right(book, told, read_issued(annex))
    return found


@dataclass(frozen=True)
class Changed:
    """Where a book was changed: the units that stood there, and the cells of its row, "phụ lục 1!%s12"."""

    names: frozenset[str]
    row: re.Pattern[str]

    def is_in(self, lines: frozenset[str]) -> bool:
        """Whether a line gives a cell of the row."""
        return any(self.row.search(line) for line in lines)


def mutated(mutate: Mutation, table: Table, seed: int, right: Right, folder: Path) -> tuple[Told, Changed]:
    """Change one thing in a copy of a book."""
    path = Path(shutil.copy(right.book, folder / "sổ.xlsx"))
    place = Place(path, table, random.Random(f"{table.key} {seed}"))  # noqa: S311 - the same places in every run
    names = frozenset(bare(name) for name in place.names)
    row = re.compile(rf"{re.escape(place.sheet.casefold())}![a-z]+{place.row}\b")
    mutate(place)
    return Told.by(path), Changed(names, row)


def bare(name: str) -> str:
    """A unit's name as messages give it."""
    return without_marks(canonical_name(name)).casefold()


def changes(found: Told, right: Right) -> list[Difference]:
    """Where the annex would say something else; not what only follows from other rows."""
    units = {
        str(row.cells[1])
        for annex in found.document.annexes
        for table in annex.tables
        for row in table.rows
        if row.kind == "unit"
    }
    return [
        item
        for item in differences(found.document, right.annex)
        if item.column not in _CONSEQUENCES and (item.unit in units or item.column == "dòng")
    ]


@pytest.mark.parametrize(("way", "table", "seed"), cases(FORM))
def test_a_changed_form_changes_no_figure(
    way: str, table: Table, seed: int, right: dict[str, Right], tmp_path: Path
) -> None:
    """Names in other spellings, rows moved, hidden or blank, sheets renamed: the annex says the same of every unit."""
    found, place = mutated(FORM[way], table, seed, right[table.kind], tmp_path)
    names = {cell.text for annex in found.document.annexes for one in annex.tables for cell in one.header[:2]}
    # The annex prints a name as it is spelled in the book.
    assert [item for item in changes(found, right[table.kind]) if item.column not in names] == []
    assert place.names


@pytest.mark.parametrize(("way", "table", "seed"), cases(FIGURES))
def test_a_changed_figure_is_told(way: str, table: Table, seed: int, right: dict[str, Right], tmp_path: Path) -> None:
    """Each unit of which the annex says something else is named in a line that the right book does not give."""
    found, place = mutated(FIGURES[way], table, seed, right[table.kind], tmp_path)
    new_lines = found.lines - right[table.kind].told.lines
    untold = []
    for item in changes(found, right[table.kind]):
        known_as = {bare(item.unit)}
        if item.column == "dòng":
            # Where a unit came or went, the line may know it by the name that stood there.
            known_as |= place.names
        if not any(name in line for line in new_lines for name in known_as) and not place.is_in(new_lines):
            untold.append(item)
    assert not untold, "\n".join(map(str, [*untold, *sorted(new_lines)]))
