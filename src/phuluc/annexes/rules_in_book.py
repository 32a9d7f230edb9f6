"""Where a book of scores holds the rules of its two slots: the sheet "Quy tắc", and the names its formulas know.

Captions with maxima, input rules, colours and grades look there, so that they follow the table of rules, the day and
the basis of the figures; refresh writes them.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from phuluc.domain.figures import CellValue
from phuluc.domain.printed_numbers import format_number
from phuluc.domain.score_figures import AXIS_CODES
from phuluc.domain.scoring_rules import Rule
from phuluc.domain.slot_rules import SlotRules

RULES_SHEET: Final = "Quy tắc"
_PREFIX: Final = "quy_tac"
#: Roles of the slots, in the order of the sheet.
ROLES: Final = ("nay", "truoc")
#: Bands the sheet has room for.
BAND_ROWS: Final = 8
AXES_AREA_NAME: Final = f"{_PREFIX}_truc"
BANDS_AREA_NAME: Final = f"{_PREFIX}_xep_loai"
#: The sentence on which rules these are.
STAND_NAME: Final = f"{_PREFIX}_hieu_luc"


def maximum_name(axis: str, role: str) -> str:
    """Return the defined name of the points of an axis in a slot; axis "" is all of them together."""
    return f"{_PREFIX}_toi_da_{axis or 'tong'}_{role}"


def maxima_name(role: str) -> str:
    """Return the defined name of the points of all axes in a slot, one below the other."""
    return f"{_PREFIX}_toi_da_{role}"


def axis_name(axis: str) -> str:
    """Return the defined name of what an axis is called."""
    return f"{_PREFIX}_ten_{axis}"


def least_scores_name(role: str) -> str:
    """Return the defined name of the least scores of the grades in a slot."""
    return f"{_PREFIX}_muc_{role}"


def grades_name(role: str) -> str:
    """Return the defined name of the grades in a slot."""
    return f"{_PREFIX}_loai_{role}"


def axis_caption(axis: str, role: str) -> str:
    """Caption of a column of points: what the axis is called and how many it has, with places for both."""
    return f"{{{axis_name(axis)}}} ({{{maximum_name(axis, role)}}})"


def rule_texts(previous: SlotRules, current: SlotRules) -> dict[str, CellValue]:
    """Return what captions take up, by the name of its cell."""
    texts: dict[str, CellValue] = {axis_name(code): name for code, name in current.axis_names.items()}
    for role, rules in (("truoc", previous), ("nay", current)):
        texts |= {maximum_name(code, role): format_number(points) for code, points in rules.maxima.items()}
    return texts


def axis_rows(previous: SlotRules, current: SlotRules) -> list[list[CellValue]]:
    """Rows of the list of axes: axis, code of the portal, points in both slots, source, certainty."""
    rules = {rule.code: rule for rule in (*previous.axes, *current.axes)}
    before, now = previous.maxima, current.maxima
    return [
        [rule.name, ", ".join(rule.portal_codes), cell(now.get(code)), cell(before.get(code)), *_told([rule])]
        for code in AXIS_CODES
        if (rule := rules.get(code)) is not None
    ]


def band_rows(previous: SlotRules, current: SlotRules) -> list[list[CellValue]]:
    """Rows of the list of grades: grade and least score in both slots, source, certainty."""
    rows: list[list[CellValue]] = []
    for at in range(max(len(previous.grades), len(current.grades))):
        pair = [_at(rules.grades, at) for rules in (current, previous)]
        cells = [content for rule in pair for content in ((rule.name, cell(rule.points)) if rule else (None, None))]
        rows.append([*cells, *_told([rule for rule in pair if rule])])
    return rows[:BAND_ROWS]


def stand(previous: SlotRules, current: SlotRules) -> str:
    """Say which rules these are."""
    return f"Kỳ này: {_stand(current)}; kỳ trước: {_stand(previous)}"


def cell(points: Decimal | None) -> int | float | None:
    """Points as a cell holds them."""
    if points is None:
        return None
    return int(points) if points == points.to_integral_value() else float(points)


def _stand(rules: SlotRules) -> str:
    return rules.basis.name if rules.basis else "chưa rõ cơ sở tính"


def _told(rules: Sequence[Rule]) -> tuple[str, str]:
    """Source and certainty; of both slots' rules where they are two."""
    return "; ".join(dict.fromkeys(rule.source for rule in rules)), "; ".join(
        dict.fromkeys(rule.certainty for rule in rules)
    )


def _at(rules: Sequence[Rule], at: int) -> Rule | None:
    return rules[at] if at < len(rules) else None
