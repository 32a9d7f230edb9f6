"""What actions report back; hosts turn it into messages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from phuluc.book_port import UnevaluatedFormula

#: Called with (what is being done, in Vietnamese; steps done; steps in all).
Progress = Callable[[str, int, int], None]

Severity = Literal["error", "warning", "note"]


def no_progress(_stage: str, _done: int, _total: int) -> None:
    """Report nothing."""


@dataclass(frozen=True)
class Finding:
    """One thing that can be wrong with the figures.

    Attributes:
        code: stable code of the check, "ty_le_khac_in".
        severity: error refuses the annex; warning wants a look; note explains.
        where: "Phụ lục 1!G12".
        what: what is wrong, Vietnamese.
        found: what stands there, quoted.
        remedy: what to do, Vietnamese.
    """

    code: str
    severity: Severity
    where: str
    what: str
    found: str
    remedy: str


@dataclass(frozen=True)
class ReportFinding(Finding):
    """A figure typed in a report that the workbook contradicts, or that could not be held against it.

    Attributes:
        sentence: the words around the figure, as they stand.
        expected: what the workbook says, "98,3% (20.462/20.824)"; "" where that is not known.
    """

    sentence: str
    expected: str


@dataclass(frozen=True)
class ReportCheck:
    """Outcome of holding a report against a workbook: `figures` were understood, `agreeing` of them agree."""

    findings: tuple[ReportFinding, ...]
    figures: int
    agreeing: int


@dataclass(frozen=True)
class UnmatchedItem:
    """Something in a source that found no place: where it stands, what it is, why it did not match."""

    where: str
    found: str
    reason: str


@dataclass(frozen=True)
class ImportResult:
    """Outcome of an import.

    Attributes:
        units: units that received figures.
        figures: cells written.
        matched: what matched, a line a table of the book, Vietnamese.
        unmatched: what of the source (or of the book) found no partner.
        notices: what was understood in a particular way (names harmonised, denominators estimated), Vietnamese.
    """

    units: int
    figures: int
    matched: tuple[str, ...] = ()
    unmatched: tuple[UnmatchedItem, ...] = ()
    notices: tuple[str, ...] = ()
    unevaluated: tuple[UnevaluatedFormula, ...] = ()


@dataclass(frozen=True)
class RankedUnit:
    """One line of a ranking; `rank` and `score` are None for a unit without figures."""

    rank: int | None
    unit: str
    score: float | None
    explanation: str = ""


@dataclass(frozen=True)
class Ranking:
    """The ranking of one tier. `criterion` is the key of the criterion, `criterion_label` its Vietnamese name."""

    tier: str
    criterion: str
    criterion_label: str
    rows: tuple[RankedUnit, ...]


@dataclass(frozen=True)
class RefreshResult:
    """Outcome of a refresh."""

    rankings: tuple[Ranking, ...]
    unevaluated: tuple[UnevaluatedFormula, ...] = ()
    notices: tuple[str, ...] = field(default=())


@dataclass(frozen=True)
class NextPeriodResult:
    """Outcome of starting the next period.

    Attributes:
        previous_period: what the closed period is called, "" where "Thông tin" did not say.
        period: what the new one is called, "" where it has to be typed.
        units: rows whose figures became those of the previous period.
        emptied: input cells emptied.
        notices: what was kept or has to be done by hand, Vietnamese.
        destination: where the figures went, Vietnamese.
        stays: what stays as it is, Vietnamese.
    """

    previous_period: str
    period: str
    units: int
    emptied: int
    notices: tuple[str, ...] = ()
    unevaluated: tuple[UnevaluatedFormula, ...] = ()
    destination: str = "trang “Kỳ trước”"
    stays: str = "chỉ tiêu giữ nguyên"


@dataclass(frozen=True)
class FreezeResult:
    """Outcome of freezing.

    Attributes:
        formulas: cells turned into ordinary formulas.
        values: "Trang!Ô" of the cells turned into values.
        notices: what else the copy carries, Vietnamese.
        macros_left_out: the copy has none of the macros of the book.
        macro_calls: cells that called functions only macros can have given it; they have their values too.
    """

    formulas: int
    values: tuple[str, ...]
    unevaluated: tuple[UnevaluatedFormula, ...] = ()
    notices: tuple[str, ...] = ()
    macros_left_out: bool = False
    macro_calls: tuple[str, ...] = ()


@dataclass(frozen=True)
class AnnexResult:
    """Outcome of saving the annex; where `refused`, nothing was written and `findings` say why."""

    findings: tuple[Finding, ...]
    refused: bool
    written: tuple[Path, ...] = ()


@dataclass(frozen=True)
class Difference:
    """A place where an issued annex says otherwise than its workbook.

    Attributes:
        where: the cell of the annex, "Phụ lục 1!G12"; its sheet alone for what the annex lacks.
        table: "Phụ lục 1, bảng 2"; "" for what belongs to no table.
        unit: the row, "" where the difference is none of a row.
        column: the captions of the column, "" where the difference is none of a cell.
        annex: what the annex says, as text; "" for nothing.
        book: what the workbook says now.
    """

    where: str
    table: str
    unit: str
    column: str
    annex: str
    book: str


AnnexBytes = Literal["issued", "saved_again", "unknown"]


@dataclass(frozen=True)
class Verification:
    """Outcome of holding an issued annex against its workbook.

    Attributes:
        differences: cell by cell; none where the annex still equals the book.
        traced: the annex carries the marks it was issued with.
        annex_changed: its cells are others than those issued; None where it carries no marks.
        book_changed: the book would issue other figures than it did then; None where the annex carries no marks.
        content: whether the annex is, byte for byte, one that the record of the book knows.
        issued: what the record tells of its issue ("05/04/2024 08:30, phuluc 0.1.0"), "" where it knows nothing.
        periods: of the annex and of the book where the book has gone on to another one.
    """

    differences: tuple[Difference, ...]
    traced: bool
    annex_changed: bool | None
    book_changed: bool | None
    content: AnnexBytes
    issued: str = ""
    periods: tuple[str, str] | None = None


@dataclass(frozen=True)
class ReportResult:
    """Outcome of writing the report; `notices` are what the person should know about it, Vietnamese."""

    notices: tuple[str, ...]
    written: Path
