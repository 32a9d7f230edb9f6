"""What a family of annexes does at each action: the one registry the actions go by.

Every entry point (refresh, check, import, …) asks it for the family of the open book. A family's module is loaded by
the action that needs it: a command must not wait for what only other families import.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, Final, Literal, Protocol, cast

from phuluc.actions.named_book import NamedBook
from phuluc.annexes.editions import Edition
from phuluc.annexes.families import FAMILIES, SEVEN_TARGETS
from phuluc.annexes.issued import IssuedDocument
from phuluc.annexes.settings import SettingEntry
from phuluc.book_port import UnevaluatedFormula
from phuluc.errors import PhuLucError
from phuluc.results import Finding, ImportResult, NextPeriodResult, Progress, RefreshResult
from phuluc.workbook.file_book import FileBook

Slot = Literal["current", "previous"]


class UnknownKindError(PhuLucError):
    """There is no such family of annexes."""


class FamilyActions(Protocol):
    """The actions of a family, on open books of its own class."""

    def build(self, kind: str, edition: Edition, units_file: Path | None, settings: Mapping[str, str]) -> bytes:
        """Build an empty working book."""
        ...

    def entries(self, working: Any) -> tuple[SettingEntry, ...]:
        """The entries of its "Thông tin"."""
        ...

    def import_file(
        self, source: Path, file: FileBook, working: Any, *, slot: Slot, progress: Progress
    ) -> tuple[FileBook, ImportResult]:
        """Import into a book that is a file; an empty one may be built anew."""
        ...

    def import_into(
        self, working: Any, source: Path, file_name: str, *, slot: Slot, progress: Progress
    ) -> ImportResult:
        """Import into an open book."""
        ...

    def refresh(self, working: Any, *, progress: Progress) -> RefreshResult: ...

    def findings(self, working: Any, unevaluated: Sequence[UnevaluatedFormula]) -> list[Finding]:
        """Check figures that are up to date but for the formulas that could not be evaluated."""
        ...

    def figures(self, working: Any) -> Any:
        """The figures of a book that is up to date, as its report is written from them."""
        ...

    def issued(self, working: Any) -> IssuedDocument:
        """The annexes of figures that are up to date."""
        ...

    def export(self, working: Any) -> Mapping[str, Any]:
        """The figures as plain data."""
        ...

    def next_period(self, working: Any, *, progress: Progress) -> NextPeriodResult: ...


_TARGETS: Final = "phuluc.actions.targets_family"
_SCORES: Final = "phuluc.actions.scores.family"


def family_named(kind: str) -> FamilyActions:
    """Return the actions of a family.

    Raises:
        UnknownKindError: there is none of this name.
    """
    if kind not in FAMILIES:
        raise UnknownKindError(
            "Chưa có loại phụ lục này", found=kind, remedy=f"Các loại hiện có: {', '.join(FAMILIES)}"
        )
    module = import_module(_TARGETS if kind == SEVEN_TARGETS else _SCORES)
    return cast("FamilyActions", module.ACTIONS)


def family_of(working: NamedBook) -> FamilyActions:
    """Return the actions of a book's family."""
    return family_named(working.kind)
