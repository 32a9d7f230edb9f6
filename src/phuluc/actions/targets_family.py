"""The actions of family bay-chi-tieu."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from phuluc.actions.export import export_figures
from phuluc.actions.import_targets import import_targets_file, import_targets_into
from phuluc.actions.issue import issued_document
from phuluc.actions.model_setting import model_and_settings
from phuluc.actions.next_period import next_target_period
from phuluc.actions.read_figures import read_figures
from phuluc.actions.refresh import refresh_targets
from phuluc.actions.working_book import WorkingBook
from phuluc.annexes.bay_chi_tieu import BookSpec, UnitSpec
from phuluc.annexes.editions import Edition
from phuluc.annexes.families import FAMILIES, THREE_TIERS
from phuluc.annexes.issued import IssuedDocument
from phuluc.annexes.settings import SETTING_ENTRIES, SettingEntry, resolve
from phuluc.book_port import UnevaluatedFormula
from phuluc.checks.runner import run_checks
from phuluc.domain.figures import BookFigures
from phuluc.domain.score_figures import SlotName
from phuluc.importers.unit_list import read_units
from phuluc.results import Finding, ImportResult, NextPeriodResult, Progress, RefreshResult
from phuluc.workbook.build.book import build_book
from phuluc.workbook.file_book import FileBook


class _TargetActions:
    def build(self, kind: str, edition: Edition, units_file: Path | None, settings: Mapping[str, str]) -> bytes:
        family = FAMILIES[kind]
        chosen, given = model_and_settings(settings, family.models)
        units = read_units(units_file, chosen) if units_file else {}
        model = chosen or (THREE_TIERS if "cap_huyen" in units else family.default_model)
        listed = {tier: tuple(UnitSpec(unit.name, unit.targets) for unit in found) for tier, found in units.items()}
        return build_book(BookSpec(edition, model, listed, resolve(SETTING_ENTRIES, given)))

    def entries(self, _working: WorkingBook) -> tuple[SettingEntry, ...]:
        return SETTING_ENTRIES

    def import_file(
        self, source: Path, file: FileBook, working: WorkingBook, *, slot: SlotName, progress: Progress
    ) -> tuple[FileBook, ImportResult]:
        return import_targets_file(source, file, working, slot=slot, progress=progress)

    def import_into(
        self, working: WorkingBook, source: Path, file_name: str, *, slot: SlotName, progress: Progress
    ) -> ImportResult:
        return import_targets_into(working, source, file_name, slot=slot, progress=progress)

    def refresh(self, working: WorkingBook, *, progress: Progress) -> RefreshResult:
        return refresh_targets(working, progress=progress)

    def findings(self, working: WorkingBook, unevaluated: Sequence[UnevaluatedFormula]) -> list[Finding]:
        return run_checks(read_figures(working, unevaluated))

    def figures(self, working: WorkingBook) -> BookFigures:
        return read_figures(working)

    def issued(self, working: WorkingBook) -> IssuedDocument:
        return issued_document(working)

    def export(self, working: WorkingBook) -> Mapping[str, Any]:
        return export_figures(read_figures(working))

    def next_period(self, working: WorkingBook, *, progress: Progress) -> NextPeriodResult:
        return next_target_period(working, progress=progress)


ACTIONS: Final = _TargetActions()
