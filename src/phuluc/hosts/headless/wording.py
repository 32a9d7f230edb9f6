"""Results in words, Vietnamese, and as records for JSON."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final, cast

from phuluc.book_port import UnevaluatedFormula
from phuluc.domain.indicators import TIER_TITLES, Tier
from phuluc.results import (
    Finding,
    FreezeResult,
    ImportResult,
    NextPeriodResult,
    RankedUnit,
    Ranking,
    RefreshResult,
    ReportCheck,
    ReportFinding,
    Severity,
)

if TYPE_CHECKING:
    from phuluc.actions.undo import KeptVersion, UndoResult

_SEVERITIES: Final[dict[Severity, str]] = {"error": "LỖI", "warning": "CẢNH BÁO", "note": "GHI CHÚ"}
#: Lines of a ranking that are printed; the whole of it stands in the sheet "Xếp hạng".
_SHOWN_RANKS: Final = 5
_SHOWN_CELLS: Final = 10


def findings_report(findings: Sequence[Finding]) -> str:
    """The findings grouped by severity, errors first, each in its given order, and their counts.

    What to do is told once for findings of one kind that follow each other.
    """
    if not findings:
        return "Không phát hiện vấn đề nào."
    groups = [
        "\n".join(_finding_lines([finding for finding in findings if finding.severity == severity]))
        for severity in _SEVERITIES
        if any(finding.severity == severity for finding in findings)
    ]
    return "\n\n".join([*groups, f"Tổng số: {count_by_severity(findings)}."])


def report_check(result: ReportCheck) -> str:
    """What a report says otherwise than the book, sentence by sentence, and how much was compared."""
    compared = f"Đã đối chiếu {result.figures} số trong báo cáo, {result.agreeing} số khớp sổ."
    if not result.findings:
        return compared
    groups = [
        "\n".join(_report_lines(finding) for finding in result.findings if finding.severity == severity)
        for severity in _SEVERITIES
        if any(finding.severity == severity for finding in result.findings)
    ]
    return "\n\n".join([*groups, f"{compared} {count_by_severity(result.findings).capitalize()}."])


def _report_lines(finding: ReportFinding) -> str:
    lines = [
        f"{_SEVERITIES[finding.severity]}  {finding.where}: {_sentence(finding.what)}",
        f"    Câu: “{finding.sentence}”",
        f"    Báo cáo: {finding.found}" + (f"   Sổ: {finding.expected}" if finding.expected else ""),
    ]
    return "\n".join(lines)


def count_by_severity(findings: Iterable[Finding]) -> str:
    """The counts in words: "2 lỗi, 3 cảnh báo, 0 ghi chú"."""
    severities = [finding.severity for finding in findings]
    return ", ".join(f"{severities.count(severity)} {label.lower()}" for severity, label in _SEVERITIES.items())


def finding_record(finding: Finding) -> dict[str, str]:
    """One element of `phuluc check --json`."""
    return dataclasses.asdict(finding)


def _finding_lines(findings: Iterable[Finding]) -> Iterator[str]:
    for (_, remedy), group in itertools.groupby(findings, key=lambda finding: (finding.code, finding.remedy)):
        lines = list(map(_finding_line, group))
        if not remedy:
            yield from lines
        elif len(lines) == 1:
            yield f"{lines[0]} Cách xử lý: {_sentence(remedy)}"
        else:
            yield from lines
            yield f"    Cách xử lý {len(lines)} mục trên: {_sentence(remedy)}"


def _finding_line(finding: Finding) -> str:
    place = f"{finding.where}: " if finding.where else ""
    line = f"{_SEVERITIES[finding.severity]}  {finding.code}  {place}{_sentence(finding.what)}"
    return f"{line} Thấy: {_sentence(finding.found)}" if finding.found else line


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def import_report(result: ImportResult) -> str:
    """What matched, what was understood in a particular way, what did not match and why."""
    parts = [f"Đã nhập {result.figures} số liệu của {result.units} đơn vị."]
    parts += _listing("Đã khớp", result.matched)
    parts += _listing("Cách hiểu số liệu", result.notices)
    parts += _listing(
        "Không khớp", [f"{item.where}: “{item.found}” – {_sentence(item.reason)}" for item in result.unmatched]
    )
    parts += _unevaluated(result.unevaluated)
    return "\n".join(parts)


def refresh_report(result: RefreshResult) -> str:
    """The heads of the rankings, and what could not be calculated."""
    parts = ["Đã tính lại sổ và cập nhật trang “Xếp hạng”."]
    for ranking in result.rankings:
        parts += ["", *_ranking(ranking)]
    parts += _listing("Lưu ý", result.notices)
    parts += _unevaluated(result.unevaluated)
    return "\n".join(parts)


def refresh_summary(result: RefreshResult) -> str:
    """The same in a few lines, for a message box: who stands first in each tier."""
    parts = ["Đã tính lại sổ, cập nhật trang “Xếp hạng” và trang “Kiểm tra”."]
    for ranking in result.rankings:
        first = [row.unit for row in ranking.rows if row.rank == 1]
        if first:
            others = f" và {len(first) - 1} đơn vị đồng hạng" if len(first) > 1 else ""
            tier = TIER_TITLES.get(cast("Tier", ranking.tier), ranking.tier)
            parts += ["", f"{tier} ({ranking.criterion_label}): hạng 1 là {first[0]}{others}."]
    parts += _listing("Lưu ý", result.notices)
    parts += _unevaluated(result.unevaluated)
    return "\n".join(parts)


def next_period_report(result: NextPeriodResult) -> str:
    """What became the previous period, what was emptied, what is left to do."""
    closed = f" ({result.previous_period})" if result.previous_period else ""
    parts = [
        f"Đã chuyển số liệu của {result.units} đơn vị sang {result.destination}{closed}.",
        f"Đã làm trống {result.emptied} ô nhập, số và ngày văn bản; {result.stays}.",
    ]
    parts += [f"Kỳ mới: {result.period}."] if result.period else []
    parts += _listing("Lưu ý", result.notices)
    parts += _unevaluated(result.unevaluated)
    return "\n".join(parts)


def freeze_report(result: FreezeResult) -> str:
    """How many cells became ordinary formulas, which kept their values only."""
    without_macros = ["Đã bỏ macro của sổ."] if result.macros_left_out else []
    without_macros += _listing("Ô gọi hàm của macro, chỉ còn giá trị", result.macro_calls)
    if not result.formulas and not result.values:
        notices = _listing("Lưu ý", result.notices)
        return "\n".join(["Tệp không có hàm nào của Phụ lục; nội dung giữ nguyên.", *without_macros, *notices])
    parts = [f"Đã đổi {result.formulas} ô thành công thức Excel thường, {len(result.values)} ô thành giá trị."]
    if result.formulas and result.values:
        more = " …" if len(result.values) > _SHOWN_CELLS else ""
        parts.append(f"Ô chỉ còn giá trị: {', '.join(result.values[:_SHOWN_CELLS])}{more}")
    parts += [*without_macros, *_listing("Lưu ý", result.notices)]
    parts += _unevaluated(result.unevaluated)
    return "\n".join(parts)


def undo_report(result: UndoResult) -> str:
    """Which version came back, and how many are left."""
    left = f"; còn giữ {result.left} bản cũ hơn" if result.left else ""
    return f"Đã lấy lại bản được giữ lúc {_moment(result.kept)}{left}."


def versions_report(versions: Sequence[KeptVersion]) -> str:
    """The versions that can come back, the newest first."""
    if not versions:
        return "Không có bản cũ nào được giữ cho tệp này."
    lines = [f"{_moment(version.kept)}   {(version.size + 1023) // 1024} KB" for version in versions]
    return "\n".join(["Các bản đang giữ, mới nhất trước:", *lines])


def _moment(moment: datetime) -> str:
    return moment.astimezone().strftime("%H:%M:%S ngày %d/%m/%Y")


def _ranking(ranking: Ranking) -> list[str]:
    tier = TIER_TITLES.get(cast("Tier", ranking.tier), ranking.tier)
    shown, rest = ranking.rows[:_SHOWN_RANKS], len(ranking.rows[_SHOWN_RANKS:])
    lines = [f"Xếp hạng {tier}, theo: {ranking.criterion_label}", *(_ranked_line(row) for row in shown)]
    return [*lines, f"     … và {rest} đơn vị nữa (xem trang “Xếp hạng”)"] if rest else lines


def _ranked_line(row: RankedUnit) -> str:
    rank = "-" if row.rank is None else str(row.rank)
    score = "" if row.score is None else f": {f'{row.score:.10g}'.replace('.', ',')}"
    explanation = f" ({row.explanation})" if row.explanation else ""
    return f"{rank:>4}  {row.unit}{score}{explanation}"


def _unevaluated(formulas: Iterable[UnevaluatedFormula]) -> list[str]:
    lines = [f"{item.where}: {item.formula} – {_sentence(item.reason)}" for item in formulas]
    return _listing("Công thức chưa tính được, giữ nguyên giá trị cũ", lines)


def _listing(title: str, lines: Sequence[str]) -> list[str]:
    return ["", f"{title} ({len(lines)}):", *(f"  - {line}" for line in lines)] if lines else []
