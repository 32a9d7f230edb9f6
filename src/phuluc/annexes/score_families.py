"""The score families: which tables each has, which of its sheets hold lists, and what a new book is built from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from phuluc.annexes import diem_thang, diem_tuan, diem_xa
from phuluc.annexes.editions import Edition
from phuluc.annexes.families import COMMUNE_SCORES, MONTHLY_SCORES, WEEKLY_SCORES
from phuluc.annexes.score_tables import BLANK_ROWS, PARENT_ORDER, FixedRow, ScoreTable
from phuluc.domain.score_figures import ScoreTier, SlotInfo
from phuluc.domain.slot_rules import SlotRules, rules_of_slots

_TABLES: Final[dict[str, Callable[[str], tuple[ScoreTable, ...]]]] = {
    WEEKLY_SCORES: diem_tuan.tables,
    MONTHLY_SCORES: diem_thang.tables,
    COMMUNE_SCORES: diem_xa.tables,
}
#: What a working book of the family is about, for its first sheet and its properties.
BOOK_TITLES: Final[dict[str, str]] = {
    WEEKLY_SCORES: "SỔ LÀM VIỆC LẬP THÔNG BÁO TUẦN VỀ BỘ CHỈ SỐ 766",
    MONTHLY_SCORES: "SỔ LÀM VIỆC LẬP PHỤ LỤC THÁNG VỀ BỘ CHỈ SỐ 766",
    COMMUNE_SCORES: "SỔ LÀM VIỆC SO SÁNH SỐ LIỆU BỘ CHỈ SỐ 766 CỦA XÃ",
}
#: Families whose document lists overdue dossiers.
WITH_OVERDUE: Final = frozenset({WEEKLY_SCORES})


@dataclass(frozen=True)
class ScoreUnitSpec:
    """A unit of a new book: name, and code of the agency where it is known."""

    name: str
    code: str = ""


@dataclass(frozen=True)
class ScoreBookSpec:
    """What a new book of a score family is built from.

    Attributes:
        kind: the family.
        edition: which formulas its cells hold.
        model: model of government; "" where it makes no difference.
        units: by tier, in the order of their rows; a tier without units gets ten empty rows.
        settings: cell values of "Thông tin" by key, over the defaults.
        today: whose rules of scoring hold where the settings tell neither day nor basis; None for those without an end.
    """

    kind: str
    edition: Edition
    model: str
    units: dict[ScoreTier, tuple[ScoreUnitSpec, ...]] = field(default_factory=dict)
    settings: dict[str, str | int | float | None] = field(default_factory=dict)
    today: date | None = None

    @property
    def tables(self) -> tuple[ScoreTable, ...]:
        return score_tables(self.kind, self.model)

    @property
    def rules(self) -> tuple[SlotRules, SlotRules]:
        """The rules of scoring of the previous and of the current slot."""
        previous, current = (
            SlotInfo(
                as_of=_day(self.settings.get(f"ngay_ky_{role}")), basis=str(self.settings.get(f"co_so_{role}") or "")
            )
            for role in ("truoc", "nay")
        )
        return rules_of_slots(previous, current, self.today)

    def rows(self, table: ScoreTable) -> tuple[tuple[FixedRow, str], ...]:
        """Return the rows a table begins with, each with the code of its agency."""
        units = [unit for tier in table.tiers for unit in self.units.get(tier, ())]
        fixed = tuple((row, "") for row in table.rows)
        if not table.tiers or (table.rows and not table.has_parent):
            return fixed
        if not units:
            return (*fixed, *((FixedRow("", ""), ""),) * BLANK_ROWS)
        parent = [row for row, _ in fixed if row.order == PARENT_ORDER]
        listed = [unit for unit in units if unit.name not in {row.name for row in parent}]
        return (*fixed, *((FixedRow(number, unit.name), unit.code) for number, unit in enumerate(listed, start=1)))


def _day(serial: str | float | None) -> date | None:
    return date(1899, 12, 30) + timedelta(days=int(serial)) if isinstance(serial, (int, float)) and serial else None


def score_tables(kind: str, model: str) -> tuple[ScoreTable, ...]:
    """Return the tables of a family under a model of government."""
    return _TABLES[kind](model)
