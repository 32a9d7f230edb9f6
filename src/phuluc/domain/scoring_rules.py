"""The rules of scoring, with the dates from which they hold: axes, components, conversions, bands, bases.

They are data, not code: `data/quy_tac_cham_diem.csv`, one rule a line with its source and how certain it is. A new rule
is a new line with its own dates; a rule that ends keeps its line, with the date of its end. An office may put lines of
its own over them.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal, Union

from phuluc.domain.data_table import DataLine, DataTableError, own_text, shipped_text, table_lines
from phuluc.domain.score_figures import AXIS_CODES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Part = Union[int, Decimal]
RuleKind = Literal["Cơ sở tính", "Trục", "Thành phần", "Xếp loại"]

FILE_NAME: Final = "quy_tac_cham_diem.csv"
_KINDS: Final[tuple[RuleKind, ...]] = ("Cơ sở tính", "Trục", "Thành phần", "Xếp loại")
_REMEDIES: Final = {"Loại": f"Chọn một trong: {'; '.join(_KINDS)}", "Từ ngày": "Ghi ngày/tháng/năm, ví dụ 01/01/2026"}
_COLUMNS: Final = (
    "Loại",
    "Mã",
    "Thuộc trục",
    "Mã trên Cổng",
    "Tên",
    "Điểm",
    "Ngưỡng đạt điểm tối đa (%)",
    "Điểm khi mẫu số bằng 0",
    "Từ ngày",
    "Đến ngày",
    "Nguồn",
    "Độ chắc chắn",
    "Ghi chú",
)


@dataclass(frozen=True)
class Rule:
    """One line of the file.

    Attributes:
        kind: what the rule is about.
        code: of a basis ("2026"), an axis ("ckmb") or a component ("3.2"); "" for a band.
        axis: code of the axis a component belongs to.
        portal_codes: codes under which the portal exports it.
        name: Vietnamese; of a band the grade.
        points: maximum of an axis or component, least score of a band; None for a basis, and for a band that an office
            does not use on those days.
        threshold: rate in percent points from which a component has its maximum.
        points_without_denominator: points of a component whose denominator is 0; None where that is not known.
        valid_from, valid_to: first and last day; None for a rule still in force.
        source: where it is from, Vietnamese.
        certainty: how certain it is, Vietnamese.
        note: Vietnamese.
    """

    kind: RuleKind
    code: str
    axis: str
    portal_codes: tuple[str, ...]
    name: str
    points: Decimal | None
    threshold: Decimal | None
    points_without_denominator: Decimal | None
    valid_from: dt.date
    valid_to: dt.date | None
    source: str
    certainty: str
    note: str

    def is_in_force(self, day: dt.date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


def scoring_rules() -> tuple[Rule, ...]:
    """All rules, past ones included, in the order of the file; those of the office last.

    A line of the office holds on its days instead of the shipped one for the same thing, which keeps its other days.

    Raises:
        DataTableError: a line cannot be understood.
    """
    return _rules(*own_text(FILE_NAME))


@lru_cache(maxsize=2)
def _rules(own_lines: str, file: str) -> tuple[Rule, ...]:
    shipped = parse_rules(shipped_text(FILE_NAME))
    if not own_lines:
        return shipped
    own = parse_rules(own_lines, file)
    return (*(part for rule in shipped for part in _beside(rule, own)), *own)


def parse_rules(text: str, file: str = FILE_NAME) -> tuple[Rule, ...]:
    """Read rules from the text of such a file.

    Raises:
        DataTableError: the header or a line cannot be understood, or two rules for one thing hold on one day.
    """
    rules = tuple(_rule(line) for line in table_lines(file, text, _COLUMNS))
    _require_one_at_a_time(rules, file)
    return rules


def rules_in_force(kind: RuleKind, day: dt.date) -> tuple[Rule, ...]:
    """Give the rules of a kind that hold on a day, in the order of the file."""
    return tuple(rule for rule in scoring_rules() if rule.kind == kind and rule.is_in_force(day))


def axis_names() -> dict[str, str]:
    """Give what each axis is called by code: as today's rules, those without an end, call it."""
    return {rule.code: rule.name for rule in scoring_rules() if rule.kind == "Trục" and rule.valid_to is None}


def all_axis_names() -> tuple[tuple[str, str], ...]:
    """Give code and name of every axis under every rule, past ones too: what a source may call it."""
    return tuple((rule.code, rule.name) for rule in scoring_rules() if rule.kind == "Trục")


def portal_codes() -> dict[str, str]:
    """Give the code of each axis by the codes, in small letters, under which the portal exports it."""
    return _portal_codes(*own_text(FILE_NAME))


@lru_cache(maxsize=2)
def _portal_codes(own_lines: str, file: str) -> dict[str, str]:
    axes = (rule for rule in _rules(own_lines, file) if rule.kind == "Trục")
    return {code.lower(): rule.code for rule in axes for code in rule.portal_codes}


def axis_maxima(day: dt.date | None) -> dict[str, Decimal]:
    """Give the maximum of every axis by code, on a day or, without one, by the rules that have no end."""
    axes = (rule for rule in scoring_rules() if rule.kind == "Trục" and rule.points is not None)
    return {
        rule.code: rule.points or Decimal(0)
        for rule in axes
        if (rule.valid_to is None if day is None else rule.is_in_force(day))
    }


def basis_on(day: dt.date) -> str:
    """Give the id of the basis scores of a day are computed on, "" before there was any.

    The form in which the portal gave them tells more surely: importers take the basis from it where they know it.
    """
    return next((rule.code for rule in rules_in_force("Cơ sở tính", day)), "")


def basis_name(basis: str) -> str:
    """Give the Vietnamese name of a basis, "" for an unknown one."""
    return next((rule.name for rule in scoring_rules() if rule.kind == "Cơ sở tính" and rule.code == basis), "")


def recomputed_score(axis: str, counts: Mapping[str, tuple[Part, int]], day: dt.date) -> Fraction | None:
    """Recompute the score of an axis from its components, to check the portal's and never to replace it.

    Args:
        axis: its code.
        counts: numerator and denominator by component, keyed by the component's code or the portal's; where only the
            rate is known, its percent points and 100.
        day: whose rules hold.

    Returns:
        Points, exact; None where the rules of that day do not cover the whole axis, where a component is missing, or
        where nothing is known of a denominator of 0.
    """
    components = [rule for rule in rules_in_force("Thành phần", day) if rule.axis == axis]
    points = [_component_points(rule, counts) for rule in components]
    known = [value for value in points if value is not None]
    covered = sum(rule.points or 0 for rule in components)
    if not components or len(known) < len(points) or covered != axis_maxima(day).get(axis):
        return None
    return sum(known, Fraction(0))


def _component_points(rule: Rule, counts: Mapping[str, tuple[Part, int]]) -> Fraction | None:
    found = next((counts[code] for code in (rule.code, *rule.portal_codes) if code in counts), None)
    if found is None or rule.points is None or rule.threshold is None:
        return None
    numerator, denominator = found
    if denominator == 0:
        zero = rule.points_without_denominator
        return None if zero is None else Fraction(zero)
    reached = 100 * Fraction(numerator) / denominator / Fraction(rule.threshold)
    return Fraction(rule.points) * min(Fraction(1), reached)


def _rule(line: DataLine) -> Rule:
    kind = next((kind for kind in _KINDS if kind == line.text("Loại")), None)
    valid_from = line.day("Từ ngày")
    if kind is None or valid_from is None:
        bad = "Loại" if kind is None else "Từ ngày"
        raise DataTableError(f"cột “{bad}” không hợp lệ", where=line.where, found=line.text(bad), remedy=_REMEDIES[bad])
    code, points = line.text("Mã"), line.number("Điểm")
    if kind == "Trục" and code not in AXIS_CODES:
        remedy = f"Dùng một trong: {', '.join(AXIS_CODES)}"
        raise DataTableError("sổ không có cột cho trục này", where=line.where, found=f"“{code}”", remedy=remedy)
    if kind == "Trục" and points is None:
        raise DataTableError("thiếu điểm", where=line.where, remedy="Ghi điểm tối đa của trục")
    return Rule(
        kind=kind,
        code=code,
        axis=line.text("Thuộc trục"),
        portal_codes=tuple(code.strip() for code in line.text("Mã trên Cổng").split(",") if code.strip()),
        name=line.text("Tên"),
        points=points,
        threshold=line.number("Ngưỡng đạt điểm tối đa (%)"),
        points_without_denominator=line.number("Điểm khi mẫu số bằng 0"),
        valid_from=valid_from,
        valid_to=line.day("Đến ngày"),
        source=line.text("Nguồn"),
        certainty=line.text("Độ chắc chắn"),
        note=line.text("Ghi chú"),
    )


def _thing(rule: Rule) -> tuple[str, str, str]:
    """What a rule is about: at most one for a thing holds on a day."""
    return rule.kind, rule.axis, "" if rule.kind == "Cơ sở tính" else rule.code or rule.name


def _beside(rule: Rule, own: Iterable[Rule]) -> list[Rule]:
    """What is left of a shipped rule on the days on which none of the office's rules is about the same thing."""
    parts = [rule]
    for other in own:
        if _thing(other) == _thing(rule):
            parts = [left for part in parts for left in _without_days_of(part, other)]
    return parts


def _without_days_of(rule: Rule, other: Rule) -> list[Rule]:
    if not (other.is_in_force(rule.valid_from) or rule.is_in_force(other.valid_from)):
        return [rule]
    day = dt.timedelta(days=1)
    left = [replace(rule, valid_to=other.valid_from - day)] if rule.valid_from < other.valid_from else []
    if other.valid_to is not None and (rule.valid_to is None or rule.valid_to > other.valid_to):
        left.append(replace(rule, valid_from=other.valid_to + day))
    return left


def _require_one_at_a_time(rules: Iterable[Rule], file: str) -> None:
    """Two lines that hold on one day for one thing would leave the choice to the order of lines."""
    seen: dict[tuple[str, str, str], list[Rule]] = {}
    for rule in rules:
        for other in seen.setdefault(_thing(rule), []):
            if other.is_in_force(rule.valid_from) or rule.is_in_force(other.valid_from):
                raise DataTableError(
                    "hai quy tắc cùng hiệu lực một ngày",
                    where=file,
                    found=f"{rule.kind} “{rule.name}” từ {other.valid_from:%d/%m/%Y} và từ {rule.valid_from:%d/%m/%Y}",
                    remedy="Ghi “Đến ngày” cho quy tắc cũ",
                )
        seen[_thing(rule)].append(rule)
