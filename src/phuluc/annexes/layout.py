"""The layout of an annex' working sheet: columns, header tree, rows, and the defined names that address them.

The two tables stand side by side, so that a unit is one row: it is entered, inserted and deleted once, the frozen
panes and the repeated print rows serve both tables, and neither can get out of step with the other. Printed and issued
they come one after the other, as they always have.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import Final, Literal, cast

from phuluc.domain.indicators import Tier

ColumnKind = Literal["order", "name", "count", "percent", "rate", "flag", "text", "score", "change", "pair", "grade"]
Content = Literal["input", "formula", "overridable"]

LABEL_ROW: Final = 1
TITLE_ROW: Final = 2
CAPTION_ROW: Final = 3
LEAD_ROW: Final = 5
HEADER_ROW: Final = 6
#: A thin empty row above the first unit and one below the last: ranges run from one to the other, so that a row
#: inserted anywhere between them, also at the very top or end, is inside.
TOP_EDGE_ROW: Final = 8
FIRST_UNIT_ROW: Final = 9
NOTE_ROWS: Final = 3


@dataclass(frozen=True)
class Column:
    """One column of a working sheet.

    Attributes:
        role: what it holds, the last part of its defined name ("tu_so", "mau_so", "ty_le", …).
        indicator: code of its indicator, "" for columns about the unit.
        caption: header text.
        content: "overridable" is a formula that staff may type over.
        width: in characters.
    """

    role: str
    indicator: str
    caption: str
    kind: ColumnKind
    content: Content
    width: float


@dataclass(frozen=True)
class HeaderGroup:
    """Columns under one merged caption; an empty caption leaves each column's own header two rows high."""

    caption: str
    columns: tuple[Column, ...]


@dataclass(frozen=True)
class Zone:
    """A block of columns: table 1, table 2, or the part for follow-up that is not issued."""

    title: str
    groups: tuple[HeaderGroup, ...]
    is_issued: bool

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        return tuple(column for group in self.groups for column in group.columns)


@dataclass(frozen=True)
class SheetLayout:
    """A working sheet; zones stand left to right with one narrow column between them.

    Attributes:
        key: first part of the defined names of its columns.
        label: name of the sheet, and the line above its title.
        zones: left to right.
    """

    key: str
    label: str
    zones: tuple[Zone, ...]

    def zone_left(self, number: int) -> int:
        """Return the 1-based first column of zone `number` (from 0)."""
        return 1 + sum(len(zone.columns) + 1 for zone in self.zones[:number])

    @property
    def last_column(self) -> int:
        return self.zone_left(len(self.zones)) - 2

    def positions(self) -> dict[tuple[str, str], int]:
        """1-based column by (role, indicator)."""
        return {
            (column.role, column.indicator): self.zone_left(number) + offset
            for number, zone in enumerate(self.zones)
            for offset, column in enumerate(zone.columns)
        }

    def columns(self) -> dict[tuple[str, str], Column]:
        """Return the columns by (role, indicator)."""
        return {(column.role, column.indicator): column for zone in self.zones for column in zone.columns}

    def column_name(self, role: str, indicator: str = "") -> str:
        """Return the defined name of a column's cells, from the top edge row to the bottom edge row."""
        return column_name(self.key, role, indicator)


@dataclass(frozen=True)
class AnnexLayout(SheetLayout):
    """The working sheet of one annex of the seven targets; its key is the tier."""

    @property
    def tier(self) -> Tier:
        return cast("Tier", self.key)


@cache
def column_name(key: str, role: str, indicator: str = "") -> str:
    """Return the defined name of a column of figures: "cap_tinh_ho_so_truc_tuyen_tu_so", "cap_xa_don_vi"."""
    return "_".join(part for part in (key, indicator, role) if part)
