"""The workbook of figures: long form as `phuluc import` reads it, the account of all rows, duplicates, definitions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from phuluc.aggregate.fates import Fate
from phuluc.aggregate.fields import FieldCatalogue
from phuluc.aggregate.outcome import Outcome
from phuluc.aggregate.overdue import DOUBT_NAMES
from phuluc.aggregate.rules_file import Condition, Rule
from phuluc.aggregate.sheets import SheetFile
from phuluc.domain.indicators import INDICATORS_BY_CODE, Tier

FIGURES_SHEET: Final = "Số liệu"
QUALITY_SHEET: Final = "Chất lượng"
DUPLICATES_SHEET: Final = "Trùng mã"
RULES_SHEET: Final = "Định nghĩa"
HEADER: Final = ("kỳ", "cấp", "đơn vị", "mã chỉ tiêu", "tên chỉ tiêu", "mẫu số", "tử số", "tổng số HS tiếp nhận")
_TIERS: Final[dict[Tier, str]] = {"cap_tinh": "cấp tỉnh", "cap_huyen": "cấp huyện", "cap_xa": "cấp xã"}
FATE_NAMES: Final[Mapping[Fate, str]] = {
    Fate.COUNTED: "Tiếp nhận trong kỳ, có trong số liệu",
    Fate.CUMULATIVE_ONLY: "Tiếp nhận trước kỳ, chỉ có trong số đã giải quyết lũy kế",
    Fate.DUPLICATE: "Trùng mã hồ sơ (mỗi mã giữ một dòng)",
    Fate.REPEATED_HEADER: "Dòng tiêu đề lặp lại",
    Fate.TOTAL_ROW: "Dòng tổng cộng, dòng ký tên dưới danh sách",
    Fate.NO_CODE: "Không có mã hồ sơ",
    Fate.STRANGE_VALUE: "Có giá trị không hiểu được (xem dưới)",
    Fate.NOT_RECEIVED: "Mới đăng ký hoặc không được tiếp nhận",
    Fate.BAD_DATES: "Ngày trống, không đọc được hoặc kết thúc trước khi tiếp nhận",
    Fate.OUTSIDE_PERIOD: "Ngoài kỳ",
    Fate.NO_UNIT: "Không có cơ quan giải quyết",
    Fate.UNKNOWN_UNIT: "Cơ quan giải quyết chưa rõ cấp hoặc không có trong danh sách đơn vị",
}
PERIOD_LACKING: Final = "Danh sách không có hồ sơ nào tiếp nhận trong kỳ này: xem lại kỳ (--period) và danh sách."
EARLIER_LACKING: Final = (
    "Danh sách không có hồ sơ tiếp nhận trước kỳ, nên số đã giải quyết (lũy kế) chỉ gồm hồ sơ tiếp nhận trong kỳ."
)


def write_figures(
    path: Path, outcome: Outcome, duplicates: Iterable[Sequence[object]], catalogue: FieldCatalogue
) -> None:
    """Write the workbook of figures; `duplicates` are rows of code, units, number of rows."""
    with SheetFile(path) as book:
        book.table(FIGURES_SHEET, HEADER, (24, 10, 52, 26, 76, 12, 12, 14), figure_rows(outcome))
        book.account(QUALITY_SHEET, (66, 16, 80), quality_rows(outcome, catalogue))
        if outcome.tally.fates[Fate.DUPLICATE]:
            header = ("mã hồ sơ", "cơ quan giải quyết (dòng được giữ)", "dòng khác ghi cơ quan", "số dòng")
            book.table(DUPLICATES_SHEET, header, (32, 50, 50, 10), duplicates)
        book.account(RULES_SHEET, (44, 70, 80), rule_rows(outcome, catalogue))


def figure_rows(outcome: Outcome) -> Iterator[tuple[object, ...]]:
    """Give the figures in long form, a row for each indicator; a figure the lists do not tell is blank.

    Without a row of its own an import would say nothing of the figure that the book keeps from another list.
    """
    for figures in outcome.tally.units:
        for code, part in figures.parts.items():
            tier = _TIERS[figures.unit.tier] if figures.unit.tier else ""
            heading = INDICATORS_BY_CODE[code].heading
            counts = (part.denominator, part.numerator, figures.received)
            yield outcome.span.label, tier, figures.unit.name, code, heading, *counts


def quality_rows(outcome: Outcome, catalogue: FieldCatalogue) -> Iterator[tuple[object, ...]]:
    """Give the account: input rows = counted + explained, then all that a person should know."""
    tally = outcome.tally
    yield (f"Kỳ: {outcome.span.label} ({outcome.span.first:%d/%m/%Y} – {outcome.span.last:%d/%m/%Y})",)
    yield ("Tổng số dòng đọc được:", tally.rows)
    for fate, name in FATE_NAMES.items():
        yield name, tally.fates[fate]
    yield ("Cộng các dòng trên:", sum(tally.fates.values()))
    for heading, lines in _notes(outcome, catalogue):
        if lines:
            yield ()
            yield (heading,)
            yield from lines


def _notes(outcome: Outcome, catalogue: FieldCatalogue) -> Iterator[tuple[str, list[tuple[object, ...]]]]:
    names = {code: entry.name for code, entry in catalogue.fields.items()}
    yield (
        "Số liệu không có (để trống, không phải 0)",
        [
            (INDICATORS_BY_CODE[code].heading, None, f"thiếu cột: {', '.join(names[field] for field in missing)}")
            for code, missing in outcome.able.missing.items()
        ],
    )
    yield "Kỳ báo cáo", [(PERIOD_LACKING,)] if outcome.lacks_period else []
    yield "Số lũy kế", [(EARLIER_LACKING,)] if outcome.lacks_earlier else []
    yield "Chưa xét được quá hạn (từng hồ sơ ở danh sách quá hạn)", list(doubt_rows(outcome))
    yield (
        "Cột chỉ có ở một số danh sách nên không dùng",
        [(names[code], None, f"không có ở: {_some(without)}") for code, without in outcome.partial.items()],
    )
    yield "Cột khai trong tệp ánh xạ mà không danh sách nào có", [(caption,) for caption in outcome.unused]
    yield (
        "Cột có tiêu đề mà không có giá trị nào",
        [(names[code], None, f"trống ở: {_some(where)}") for code, where in outcome.blank.items()],
    )
    yield (
        "Đơn vị chưa rõ cấp (khai trong tệp ánh xạ, mục [don_vi] hoặc [cap])",
        [(name, number) for name, number in outcome.tally.unknown_units.items()],
    )
    yield (
        "Giá trị không hiểu được (khai trong tệp ánh xạ, mục [gia_tri])",
        [(names[code], None, _some(values)) for code, values in outcome.strange.items()],
    )
    yield "Tệp, trang không đọc được", [(str(error.where), None, str(error)) for error in outcome.failed]
    yield (
        "Cột không nhận ra (không dùng)",
        [(entry.where, None, ", ".join(entry.unmapped)) for entry in outcome.lists if entry.unmapped],
    )
    yield (
        "Cột có dữ liệu cá nhân (không đọc)",
        [(entry.where, None, ", ".join(entry.personal)) for entry in outcome.lists if entry.personal],
    )
    yield "Danh sách đã đọc", [(entry.where, None, "") for entry in outcome.lists]


def doubt_rows(outcome: Outcome) -> list[tuple[str, int]]:
    """Give why dossiers could not be judged overdue or in time, with their numbers."""
    doubts = outcome.overdue.doubts if outcome.overdue is not None else {}
    return [(DOUBT_NAMES[doubt], count) for doubt, count in sorted(doubts.items())]


def _some(texts: Sequence[str]) -> str:
    more = f"; … ({len(texts)})" if len(texts) > 20 else ""
    return "; ".join(f"“{text[:60]}”" for text in texts[:20]) + more


def rule_rows(outcome: Outcome, catalogue: FieldCatalogue) -> Iterator[tuple[object, ...]]:
    """Give the definitions in words, with their sources."""
    rules = outcome.rules
    until = f" đến ngày {rules.valid_until:%d/%m/%Y}" if rules.valid_until else ""
    yield (f"{rules.name}; áp dụng cho kỳ từ ngày {rules.valid_from:%d/%m/%Y}{until}",)
    yield ("Nguồn", rules.source)
    yield ()
    for scope in rules.scopes.values():
        yield scope.name, _words(scope.conditions, catalogue), scope.source
    for code, rule in rules.rules.items():
        yield ()
        yield (INDICATORS_BY_CODE[code].heading,)
        yield "Mẫu số", _part_words(rule, (*rule.denominator, *_own(rule, outcome)), catalogue), rule.source
        yield "Tử số: trong đó", _words(rule.numerator, catalogue)


def _own(rule: Rule, outcome: Outcome) -> tuple[Condition, ...]:
    return rule.own if set(rule.own) <= set(outcome.able.denominators.get(rule.indicator, ())) else ()


def _part_words(rule: Rule, conditions: Sequence[Condition], catalogue: FieldCatalogue) -> str:
    counted = "Số thủ tục khác nhau có hồ sơ thuộc" if rule.counted == "thu_tuc" else "Số hồ sơ thuộc"
    words = _words(conditions, catalogue)
    return f"{counted}: {rule.scope.name}" + (f"; {words}" if words else "")


def _words(conditions: Sequence[Condition], catalogue: FieldCatalogue) -> str:
    return "; ".join(_condition_words(condition, catalogue) for condition in conditions)


def _condition_words(condition: Condition, catalogue: FieldCatalogue) -> str:
    entry = catalogue.fields[condition.field]
    if not condition.codes:
        return f"có {entry.name}"
    codes = ", ".join(
        f"{code} ({entry.labels[code].lower()})" if code in entry.labels else str(code) for code in condition.codes
    )
    return f"{entry.name} {condition.operator}: {codes}"
