"""`phuluc aggregate`: lists of dossiers in, figures for `phuluc import` out."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Literal

from phuluc.aggregate import fields as f
from phuluc.aggregate.counting import fetched, find_duplicates, measures, summarise, without_duplicates
from phuluc.aggregate.dossiers import DossierReader, Dossiers
from phuluc.aggregate.drill_down import MissingList, WantedDossiers, duplicate_rows
from phuluc.aggregate.duckdb_engine import DuckEngine, watched_connection
from phuluc.aggregate.engines import Engine
from phuluc.aggregate.errors import (
    IndicatorNotAvailableError,
    NoListsError,
    PeriodNeededError,
    UnfitListsError,
    UnitWithoutListError,
    UnknownIndicatorError,
)
from phuluc.aggregate.fates import RECEIVED_SCOPE, Fate, availability
from phuluc.aggregate.fields import FieldCatalogue, field_catalogue
from phuluc.aggregate.figures_file import write_figures
from phuluc.aggregate.headers import HeaderReader
from phuluc.aggregate.judged_rows import judged_rows
from phuluc.aggregate.mapping import read_mapping
from phuluc.aggregate.outcome import ListReport, Outcome
from phuluc.aggregate.overdue import OverdueCounts, OverdueList
from phuluc.aggregate.rules_file import rules_in_force
from phuluc.aggregate.sources.list_files import find_lists
from phuluc.aggregate.span import Span, smallest_span, span_of
from phuluc.aggregate.staging import Stage
from phuluc.aggregate.tally import Tallier
from phuluc.aggregate.units import UnitBook, listed_units
from phuluc.aggregate.watched_query import Tell
from phuluc.errors import PhuLucError
from phuluc.importers.captions import indicator_of
from phuluc.importers.text_keys import caption_key
from phuluc.results import Progress, no_progress

EngineName = Literal["duckdb", "spark"]
_STEPS: Final = 5
_STAGE: Final = "Tổng hợp (%)"


@dataclass(frozen=True)
class Request:
    """What is asked.

    Attributes:
        lists: files and folders.
        output: the workbook of figures.
        engine: where expressions run; `master` is Spark's.
        mapping: a mapping file.
        units: a list of units; no other unit is known where it is given.
        period: name or days; the shortest that holds all days of receipt when None.
        missing: indicators whose missing dossiers are listed, each in a workbook beside the figures.
        unit: only this unit in these lists.
        overdue: whether overdue dossiers are listed.
        strict: whether a broken file stops everything.
        logs: a folder for Spark's log, which otherwise goes with the temporary files of the run.
    """

    lists: Sequence[Path]
    output: Path
    engine: EngineName = "duckdb"
    master: str | None = None
    mapping: Path | None = None
    units: Path | None = None
    period: str | None = None
    missing: Sequence[str] = ()
    unit: str | None = None
    overdue: bool = False
    strict: bool = False
    logs: Path | None = None


def aggregate_lists(request: Request, *, progress: Progress = no_progress) -> Outcome:
    """Aggregate lists and write the figures, and the lists asked for.

    Raises:
        PhuLucError: nothing can be read, what is asked for cannot be told, or a file cannot be written; nothing of
            this run is left then but workbooks written before.
    """
    indicators = [_indicator(text) for text in request.missing]
    if request.unit is not None and not (indicators or request.overdue):
        raise UnitWithoutListError(
            "Tùy chọn --unit chỉ dùng khi lập danh sách hồ sơ; số liệu luôn gồm mọi đơn vị",
            found=f"--unit “{request.unit}”",
            remedy="Thêm --missing hoặc --overdue, hoặc bỏ --unit",
        )
    span = span_of(request.period) if request.period else None
    catalogue = field_catalogue()
    outputs = _outputs(request, indicators)
    # They may lie among the lists.
    beside = [path for path in (request.mapping, request.units) if path]
    files = find_lists(request.lists, leave_out=[*outputs.values(), *beside])
    with tempfile.TemporaryDirectory(prefix="phuluc-") as name:
        folder = Path(name)
        steps = _Steps(progress)
        with _engine(request, folder, steps.within) as engine:
            return _Run(request, catalogue, engine, folder, progress, steps, outputs).run(files, span)


def _indicator(text: str) -> str:
    code = indicator_of(text)
    if code is None:
        raise UnknownIndicatorError(
            "Không có chỉ tiêu này", found=f"“{text}”", remedy="Ghi mã hoặc tên của một trong 07 chỉ tiêu"
        )
    return code


def _outputs(request: Request, indicators: Sequence[str]) -> dict[str, Path]:
    """The workbooks of a run: "" is the figures, "overdue" the overdue dossiers, an indicator's code what it lacks."""
    output = request.output
    paths = {"": output, **{code: output.with_name(f"{output.stem}-thieu-{code}.xlsx") for code in indicators}}
    return paths | ({"overdue": output.with_name(f"{output.stem}-qua-han.xlsx")} if request.overdue else {})


@contextmanager
def _engine(request: Request, folder: Path, tell: Tell) -> Iterator[Engine]:
    spill = folder / "spill"
    spill.mkdir()
    if request.engine == "duckdb":
        with DuckEngine(spill, tell) as engine:
            yield engine
    else:
        from phuluc.aggregate.spark_engine import SparkEngine  # noqa: PLC0415 - Spark is there for few

        with SparkEngine(spill, request.master, (request.logs or folder) / "spark.log") as spark:
            yield spark


class _Steps:
    """How far a run is, in hundredths: of so many steps so many are done, and of the next one a share."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._done = self._told = 0

    def reach(self, done: int) -> None:
        self._done = done
        self.within(0)

    def within(self, share: float) -> None:
        # A step may have several queries, each of which begins again.
        self._told = max(self._told, round(100 * (self._done + share) / _STEPS))
        self._progress(_STAGE, self._told, 100)


class _Run:
    """One run, its temporary files in `folder`."""

    def __init__(
        self,
        request: Request,
        catalogue: FieldCatalogue,
        engine: Engine,
        folder: Path,
        progress: Progress,
        steps: _Steps,
        outputs: Mapping[str, Path],
    ) -> None:
        self.request = request
        self.catalogue = catalogue
        self.engine = engine
        self.folder = folder
        self.progress = progress
        self.steps = steps
        self.outputs = outputs
        self.mapping = read_mapping(request.mapping, catalogue)
        self.listed = listed_units(request.units)
        # Nothing else asks when a dossier was due.
        self._unneeded = () if request.overdue else (f.DUE,)

    def run(self, files: Sequence[Path], span: Span | None) -> Outcome:
        stage = self._staged(files)
        foreseen: tuple[type[Exception], ...] = (UnfitListsError, *self.engine.failures)
        while True:
            try:
                return self._counted(stage, span)
            except foreseen as error:
                reasons = error.reasons if isinstance(error, UnfitListsError) else stage.damaged()
                if not reasons:
                    raise
                if self.request.strict:
                    raise next(iter(reasons.values())) from error
                stage.leave_out(reasons)

    def _counted(self, stage: Stage, span: Span | None) -> Outcome:
        if not stage.lists:
            raise _no_lists(stage.failed)
        self.steps.reach(0)
        dossiers = DossierReader(self.catalogue, self.mapping, self.engine).read(stage.lists)
        span = span or self._span(dossiers)
        rules = rules_in_force(span.first, self.catalogue)
        able = availability(rules, dossiers.fields)
        if RECEIVED_SCOPE not in able.scopes:
            raise IndicatorNotAvailableError(
                "Danh sách không có cột cho biết hồ sơ nào đã được tiếp nhận",
                found=f"thiếu cột “{self.catalogue.fields[f.STATUS].name}”",
                remedy="Xuất danh sách có cột này, hoặc khai tên cột trong tệp ánh xạ (--mapping)",
            )
        units = UnitBook(rules, self.mapping, self.listed, has_districts=span.has_districts)
        wanted = measures(rules, able)
        tallier = Tallier(rules, wanted, units)
        self.steps.reach(1)
        rows = judged_rows(dossiers, able, span, self.engine)
        duplicates = find_duplicates(rows, self.engine)
        self.steps.reach(2)
        tallier.add(fetched(summarise(rows.short, wanted), self.engine, rows.names))
        if duplicates is not None:
            tallier.add(fetched(summarise(duplicates.dropped, wanted), self.engine), sign=-1)
        self.steps.reach(3)
        tally = tallier.result()
        # Of days that are none some are a sign that the others mean something else.
        if tally.fates[Fate.BAD_DATES] and (reasons := stage.month_first()):
            raise UnfitListsError(reasons)
        outcome = Outcome(
            span,
            rules,
            able,
            tally,
            tuple(ListReport(entry.where, entry.header.personal, entry.header.unmapped) for entry in stage.lists),
            dossiers.partial,
            dossiers.strange,
            stage.blank,
            self._unused_columns(stage),
            tuple(stage.failed),
        )
        if len(self.outputs) > 1:
            single = without_duplicates(rows.table(), duplicates, self.engine)
            listed = WantedDossiers(single, rules, units, self.engine, self.catalogue)
            outcome = self._with_lists(outcome, listed.of_unit(self.request.unit) if self.request.unit else listed)
        # Last, so that there are no figures where a list that was asked for could not be written.
        copies = iter(()) if duplicates is None else duplicate_rows(duplicates.ranked, self.engine, units)
        write_figures(self.outputs[""], outcome, copies, self.catalogue)
        self.steps.reach(_STEPS)
        return replace(outcome, written=tuple(self.outputs.values()))

    def _unused_columns(self, stage: Stage) -> tuple[str, ...]:
        """Give headers that the mapping file names and no list has: slips, which leave a field to other columns."""
        found = {caption_key(caption) for entry in stage.read for caption in entry.header.captions.values()}
        named = self.mapping.captions.items()
        return tuple(
            text for key, text in named if key not in found and self.mapping.columns[key] not in self._unneeded
        )

    def _staged(self, files: Sequence[Path]) -> Stage:
        lists = self.folder / "lists"
        lists.mkdir()
        reader = HeaderReader(self.catalogue, self.mapping.columns, self._unneeded)
        with ExitStack() as opened:
            stage = Stage(lists, lambda: opened.enter_context(watched_connection(self.folder / "spill")), reader)
            stage.take(files, self.progress, strict=self.request.strict)
        return stage

    def _span(self, dossiers: Dossiers) -> Span:
        """Tell the period from the days of receipt."""
        table = dossiers.table()
        days = table.filter(~table.is_header)
        ends = self.engine.fetch(days.aggregate(first=days[f.RECEIVED].min(), last=days[f.RECEIVED].max()))
        first, last = (column[0].as_py() for column in ends.columns)
        if first is None:
            raise PeriodNeededError(
                "Danh sách không có ngày tiếp nhận nào đọc được",
                remedy="Ghi ngày dạng ngày/tháng/năm, hoặc thêm --period",
            )
        return smallest_span(first, last)

    def _with_lists(self, outcome: Outcome, dossiers: WantedDossiers) -> Outcome:
        """Write the lists asked for, and tell how many stand in them."""
        missing: dict[str, int] = {}
        overdue: OverdueCounts | None = None
        for kind, path in self.outputs.items():
            if kind == "overdue":
                today = dt.datetime.now().astimezone().date()
                overdue = OverdueList(dossiers, outcome.span, today).write(path)
            elif kind:
                missing[kind] = MissingList(dossiers, outcome.able).write(path, kind)
        return replace(outcome, missing=missing, overdue=overdue)


def _no_lists(reasons: Sequence[PhuLucError]) -> PhuLucError:
    if len(reasons) == 1:
        return reasons[0]
    return NoListsError(
        "Không đọc được danh sách nào",
        found="; ".join(map(str, reasons[:3])),
        remedy="Sửa từng tệp theo lý do đã nêu rồi chạy lại",
    )
