"""The figures of an annex as they stand in cells: what importers produce, what a working book holds, what checks judge.

An `Entry` keeps both what a cell contains and what it means, so that a check can name the cell and quote it.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple, Union

from phuluc.domain.indicators import Tier
from phuluc.domain.values import NotApplicable

#: What a cell hands over: numbers come as int or float, text as str, nothing as None.
CellValue = Union[str, int, float, bool, None]
#: int for counts; Decimal for targets and printed rates (percent points); None is blank, "not yet entered".
EntryValue = Union[int, Decimal, NotApplicable, None]


class EntryFlaw(enum.Enum):
    """Why the content of a cell is not what belongs there. The value names the cause in Vietnamese."""

    TEXT_NUMBER = "số gõ dạng chữ"  # understood: value is set
    MALFORMED = "không phải số"
    AMBIGUOUS = "số có thể hiểu hai cách"
    NEGATIVE = "số âm"
    NOT_WHOLE = "số lẻ ở cột đếm"
    BOOLEAN = "giá trị đúng/sai"
    ERROR_VALUE = "ô báo lỗi"


class Entry(NamedTuple):
    """One cell of a table. A book of the whole country has a quarter of a million, hence a tuple.

    Attributes:
        value: the meaning; None where blank or where `flaw` leaves none.
        raw: the content as the file holds it.
        where: "Phụ lục 1!F12".
        flaw: what is wrong with the content, None when nothing is.
    """

    value: EntryValue
    raw: CellValue
    where: str
    flaw: EntryFlaw | None = None

    @property
    def is_blank(self) -> bool:
        return self.value is None and self.flaw is None


@dataclass(frozen=True)
class IndicatorEntries:
    """The cells of one indicator of one unit.

    Attributes:
        target: percent points.
        numerator: count ("Kết quả").
        denominator: the effective one: the own column, or the total received where that rules.
        own_denominator: the cell of the optional own denominator, None where the table has no such column.
        denominator_is_estimated: the own denominator was computed back from a printed rate.
        rate: the cell "Tỷ lệ", percent points: typed in a hand-made annex, computed in a working book.
    """

    target: Entry
    numerator: Entry
    denominator: Entry
    rate: Entry
    own_denominator: Entry | None = None
    denominator_is_estimated: bool = False


@dataclass(frozen=True)
class UnitRow:
    """One row of one table.

    Attributes:
        order: the number in column "TT", None where blank.
        name: the name as it stands in the cell, footnote marks included.
        unit: its canonical name (`phuluc.domain.units.canonical_name`).
        where: address of the name's cell.
        total_received: count.
        indicators: by indicator code; those of this table only.
    """

    order: int | None
    name: str
    unit: str
    where: str
    total_received: Entry
    indicators: dict[str, IndicatorEntries]


@dataclass(frozen=True)
class TotalRow:
    """A printed row of totals or averages ("Tổng cộng", "Bình quân") under a table of a hand-made annex."""

    name: str
    where: str
    entries: dict[str, IndicatorEntries]


@dataclass(frozen=True)
class FigureTable:
    """One of the two tables of an annex. `number` is 1 or 2; `notes` are the "Ghi chú" lines under it."""

    number: int
    rows: tuple[UnitRow, ...]
    notes: tuple[str, ...] = ()
    totals: tuple[TotalRow, ...] = ()


@dataclass(frozen=True)
class AnnexFigures:
    """One annex: the units of one tier in two tables. `annex` is its label, "Phụ lục 1"."""

    annex: str
    tier: Tier
    tables: tuple[FigureTable, ...]


@dataclass(frozen=True)
class PrintedRate:
    """A rate as a source printed it, kept aside for the check, never used as truth.

    Attributes:
        rate: percent points as printed; NotApplicable where "-" stood.
        source: file and cell it was read from, "so_tay.xlsx, Phụ lục 1!J8".
        where: cell of the working book that keeps it.
        printed_name: the unit's name as the source printed it.
    """

    tier: Tier
    unit: str
    printed_name: str
    indicator: str
    rate: Decimal | NotApplicable
    source: str
    where: str


@dataclass(frozen=True)
class PublishedRate:
    """A total as published or typed for comparison: `tier` None is the whole province. Percent points."""

    tier: Tier | None
    indicator: str
    rate: Entry


@dataclass(frozen=True)
class PeriodFigure:
    """One figure of another period (the slot "Kỳ trước"). Counts are integers, target is percent points."""

    tier: Tier
    unit: str
    indicator: str
    target: Decimal | NotApplicable | None
    denominator: int | NotApplicable | None
    numerator: int | NotApplicable | None
    where: str


@dataclass(frozen=True)
class DeclaredTarget:
    """What was set above the units: percent points, None where nothing was set."""

    central: Decimal | None
    floor: Decimal | None


@dataclass(frozen=True)
class StaleFormula:
    """A formula that was not calculated now: its cell shows what was stored at an earlier time."""

    where: str
    formula: str
    reason: str


@dataclass(frozen=True)
class BookFigures:
    """All figures of a working book of family bay-chi-tieu.

    Attributes:
        kind: "bay-chi-tieu".
        settings: the entries of "Thông tin" by key, as text ("" where blank).
        digits: decimals of rates, 0 to 2.
        declared: central targets and floors by indicator code.
        published: totals typed or imported for comparison.
        printed: rates printed in the source.
        previous: the slot "Kỳ trước", empty where none was imported.
        previous_period: label of that slot's period, "tháng 02/2024"; "" where it is not known.
        stale: formulas anywhere in the book that could not be calculated.
    """

    kind: str
    settings: dict[str, str]
    digits: int
    annexes: tuple[AnnexFigures, ...]
    declared: dict[str, DeclaredTarget] = field(default_factory=dict)
    published: tuple[PublishedRate, ...] = ()
    printed: tuple[PrintedRate, ...] = ()
    previous: tuple[PeriodFigure, ...] = ()
    previous_period: str = ""
    stale: tuple[StaleFormula, ...] = ()
