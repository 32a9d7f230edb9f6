"""Small books of family bay-chi-tieu, for sentences in every situation."""

from __future__ import annotations

from decimal import Decimal

from phuluc.domain.figures import (
    AnnexFigures,
    BookFigures,
    DeclaredTarget,
    Entry,
    FigureTable,
    IndicatorEntries,
    PeriodFigure,
    UnitRow,
)
from phuluc.domain.indicators import SEVEN_INDICATORS, Tier
from phuluc.domain.values import NOT_APPLICABLE, NotApplicable

#: Numerator, denominator, target: of one indicator of one unit.
Figure = tuple[int | NotApplicable | None, int | NotApplicable | None, Decimal | NotApplicable | None]
NAMES: dict[Tier, tuple[str, ...]] = {
    "cap_tinh": ("Sở Giao thông vận tải", "Sở Văn hóa, Thể thao và Du lịch", "Sở Y tế", "Thanh tra tỉnh"),
    "cap_xa": ("UBND xã Nhơn Hội", "UBND phường Quy Nhơn", "UBND đặc khu Lý Sơn", "UBND xã An Lão"),
}
LABELS: dict[Tier, str] = {"cap_tinh": "Phụ lục I", "cap_xa": "Phụ lục II"}
IDLE: Figure = (NOT_APPLICABLE, NOT_APPLICABLE, Decimal(60))


def book(
    figures: dict[tuple[Tier, int, str], Figure],
    *,
    floor: Decimal | None = Decimal(60),
    digits: int = 1,
    settings: dict[str, str] | None = None,
    previous: dict[tuple[Tier, int, str], tuple[int, int]] | None = None,
    previous_period: str = "",
) -> BookFigures:
    """A book of two tiers; what `figures` leaves out of a unit's indicators is "-"."""
    return BookFigures(
        kind="bay-chi-tieu",
        settings={"ky_bao_cao": "tháng 3 năm 2026", "mo_hinh": "2 cấp", "co_quan": "Văn phòng UBND tỉnh"}
        | (settings or {}),
        digits=digits,
        annexes=tuple(_annex(tier, figures) for tier in LABELS),
        declared={item.code: DeclaredTarget(None, floor) for item in SEVEN_INDICATORS},
        previous=tuple(
            PeriodFigure(tier, NAMES[tier][unit], code, None, denominator, numerator, "Kỳ trước!C9")
            for (tier, unit, code), (numerator, denominator) in (previous or {}).items()
        ),
        previous_period=previous_period,
    )


def _annex(tier: Tier, figures: dict[tuple[Tier, int, str], Figure]) -> AnnexFigures:
    units = sorted({unit for other, unit, _ in figures if other == tier})
    tables = tuple(FigureTable(number, tuple(_row(tier, unit, number, figures) for unit in units)) for number in (1, 2))
    return AnnexFigures(LABELS[tier], tier, tables)


def _row(tier: Tier, unit: int, number: int, figures: dict[tuple[Tier, int, str], Figure]) -> UnitRow:
    name = NAMES[tier][unit]
    return UnitRow(
        order=unit + 1,
        name=name,
        unit=name,
        where=f"{LABELS[tier]}!B{9 + unit}",
        total_received=Entry(None, None, f"{LABELS[tier]}!C{9 + unit}"),
        indicators={
            item.code: _entries(figures.get((tier, unit, item.code), IDLE))
            for item in SEVEN_INDICATORS
            if item.table == number
        },
    )


def _entries(figure: Figure) -> IndicatorEntries:
    numerator, denominator, target = figure
    where = "Phụ lục I!D9"
    return IndicatorEntries(
        target=Entry(target, None if target is None else str(target), where),
        numerator=Entry(numerator, None if numerator is None else str(numerator), where),
        denominator=Entry(denominator, None if denominator is None else str(denominator), where),
        rate=Entry(None, None, where),
    )
