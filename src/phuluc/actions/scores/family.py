"""The actions of the score families."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from phuluc.actions.clock import now
from phuluc.actions.model_setting import model_and_settings
from phuluc.actions.scores.book import ScoreWorkingBook
from phuluc.actions.scores.export import export_scores
from phuluc.actions.scores.import_scores import import_score_file, import_scores_into
from phuluc.actions.scores.issue import issued_scores
from phuluc.actions.scores.next_period import next_score_period
from phuluc.actions.scores.office_tables import use_office_tables
from phuluc.actions.scores.read import read_score_figures
from phuluc.actions.scores.refresh import refresh_scores
from phuluc.annexes.editions import Edition
from phuluc.annexes.families import FAMILIES
from phuluc.annexes.issued import IssuedDocument
from phuluc.annexes.score_families import ScoreBookSpec, ScoreUnitSpec
from phuluc.annexes.score_settings import setting_entries
from phuluc.annexes.settings import SettingEntry, resolve
from phuluc.book_port import UnevaluatedFormula
from phuluc.checks.cell_content import stale_findings
from phuluc.checks.scores.runner import run_score_checks
from phuluc.domain.figures import StaleFormula
from phuluc.domain.score_cells import ScoreFigures
from phuluc.domain.score_figures import ScoreTier, SlotName
from phuluc.importers.unit_list import read_units
from phuluc.results import Finding, ImportResult, NextPeriodResult, Progress, RefreshResult
from phuluc.workbook.build.score_book import build_score_book
from phuluc.workbook.file_book import FileBook


class _ScoreActions:
    def build(self, kind: str, edition: Edition, units_file: Path | None, settings: Mapping[str, str]) -> bytes:
        models = FAMILIES[kind].models
        chosen, given = model_and_settings(settings, models)
        listed = read_units(units_file, chosen) if units_file and models else {}
        model = chosen or (models[1] if "cap_huyen" in listed else FAMILIES[kind].default_model)
        units: dict[ScoreTier, tuple[ScoreUnitSpec, ...]] = {
            tier: tuple(ScoreUnitSpec(unit.name) for unit in found) for tier, found in listed.items()
        }
        use_office_tables()
        entered = resolve(setting_entries(kind), given)
        return build_score_book(ScoreBookSpec(kind, edition, model, units, entered, now().date()))

    def entries(self, working: ScoreWorkingBook) -> tuple[SettingEntry, ...]:
        return working.entries

    def import_file(
        self, source: Path, file: FileBook, working: ScoreWorkingBook, *, slot: SlotName, progress: Progress
    ) -> tuple[FileBook, ImportResult]:
        return import_score_file(source, file, working, slot=slot, progress=progress)

    def import_into(
        self, working: ScoreWorkingBook, source: Path, _file_name: str, *, slot: SlotName, progress: Progress
    ) -> ImportResult:
        return import_scores_into(working, source, slot=slot, progress=progress)

    def refresh(self, working: ScoreWorkingBook, *, progress: Progress) -> RefreshResult:
        return refresh_scores(working, progress=progress)

    def findings(self, working: ScoreWorkingBook, unevaluated: Sequence[UnevaluatedFormula]) -> list[Finding]:
        stale = [StaleFormula(item.where, item.formula, item.reason) for item in unevaluated]
        return [*run_score_checks(read_score_figures(working)), *stale_findings(stale)]

    def figures(self, working: ScoreWorkingBook) -> ScoreFigures:
        return read_score_figures(working)

    def issued(self, working: ScoreWorkingBook) -> IssuedDocument:
        return issued_scores(working)

    def export(self, working: ScoreWorkingBook) -> Mapping[str, Any]:
        return export_scores(working, read_score_figures(working))

    def next_period(self, working: ScoreWorkingBook, *, progress: Progress) -> NextPeriodResult:
        return next_score_period(working, progress=progress)


ACTIONS: Final = _ScoreActions()
