"""The figures of a working book of scores as they stand in cells, for actions and checks that name the cell.

Columns are known by (role, code): role "truoc" is the previous slot, "nay" the current one, code "diem" the total.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from phuluc.domain.figures import CellValue, Entry
from phuluc.domain.score_figures import SlotInfo

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

    from phuluc.domain.slot_rules import SlotRules

#: (role, code)
CellKey = tuple[str, str]

# What a kept text is of: the book computes or counts it, or somebody wrote it elsewhere in the document.
PRINTED_CHANGE: Final = "Tăng, giảm"
PRINTED_ORDER: Final = "Số thứ tự"
PRINTED_GRADE: Final = "Xếp loại"
PRINTED_RANK: Final = "Hạng"
PRINTED_CLAIM: Final = "Số trong lời văn"
PRINTED_COUNT: Final = "Số lượng trong lời văn"
PRINTED_DAY: Final = "Ngày in ở bảng"
PRINTED_RATE_NOW: Final = "Tỷ lệ kỳ này"
PRINTED_RATE_BEFORE: Final = "Tỷ lệ kỳ trước"


@dataclass(frozen=True)
class ScoreRow:
    """One row of a table.

    Attributes:
        order: what stands in column "STT": a number, "I" of a parent or section, "1.2", "a)".
        name: as it stands in the cell.
        unit: canonical name; the name itself where the rows are no units.
        item: how an item is called throughout the book, "1.2a"; "" where the rows are units.
        code: of the agency, "" where none was given.
        where: address of the name's cell.
        row: number of the row in its sheet.
        is_ranked: whether it takes part in rankings: no parent, no section.
        inputs: the cells figures are entered into.
        results: what the formula cells show.
        changed: what the book says happened to the unit between the slots, "" where nothing did.
        apart: why its slots must not be compared although those of others may; "" where they may.
    """

    order: CellValue
    name: str
    unit: str
    item: str
    code: str
    where: str
    row: int
    is_ranked: bool
    inputs: Mapping[CellKey, Entry]
    results: Mapping[CellKey, Entry]
    changed: str = ""
    apart: str = ""

    def number(self, role: str, code: str) -> Decimal | None:
        """The number of an input cell, None where there is none that can be used."""
        entry = self.inputs.get((role, code))
        value = None if entry is None else entry.value
        if isinstance(value, int):
            return Decimal(value)
        return value if isinstance(value, Decimal) else None


@dataclass(frozen=True)
class ScoreTableFigures:
    """One table: its key, its label ("Phụ lục II"), its rows in order, its row of totals where it has one."""

    key: str
    label: str
    rows: tuple[ScoreRow, ...]
    total: ScoreRow | None = None


@dataclass(frozen=True)
class PrintedText:
    """What a source printed where the book computes: kept aside for the check, never used as truth.

    Attributes:
        table: label of the table, "Phụ lục I"; "Thông tin" or "Lời văn" beside tables.
        name: unit, indicator or item.
        what: which column, Vietnamese.
        text: as printed.
        source: file and cell.
        where: cell of the working book that keeps it.
    """

    table: str
    name: str
    what: str
    text: str
    source: str
    where: str


@dataclass(frozen=True)
class OverdueRow:
    """Overdue dossiers of one unit."""

    group: str
    unit: str
    count: Entry
    where: str


@dataclass(frozen=True)
class ScoreFigures:
    """All figures of a working book of a score family.

    Attributes:
        kind: the family.
        settings: the entries of "Thông tin" by key, as text ("" where blank).
        digits: decimals of scores and rates.
        previous, current: what the two slots are.
        previous_rules, current_rules: the rules of scoring that hold for them.
        apart: what cells of changes say where the slots must not be compared; "" where they may.
        tables: in the order of the sheets.
        printed: what sources printed.
        overdue: the list of overdue dossiers.
    """

    kind: str
    settings: Mapping[str, str]
    digits: int
    previous: SlotInfo
    current: SlotInfo
    previous_rules: SlotRules
    current_rules: SlotRules
    apart: str
    tables: tuple[ScoreTableFigures, ...]
    printed: tuple[PrintedText, ...] = ()
    overdue: tuple[OverdueRow, ...] = field(default=())

    def apart_of(self, row: ScoreRow) -> str:
        """Say why the slots of a row must not be compared, "" where they may."""
        return self.apart or row.apart

    def rules(self, role: str) -> SlotRules:
        """Return the rules of the slot a column belongs to; those of the current one for columns of neither."""
        return self.previous_rules if role == "truoc" else self.current_rules

    def table(self, key: str) -> ScoreTableFigures | None:
        """Return a table by its key."""
        return next((table for table in self.tables if table.key == key), None)
