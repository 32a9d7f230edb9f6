"""The figures of Bình Định quý I/2024 as a working book holds them, for tests."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from phuluc.domain.figures import (
    AnnexFigures,
    BookFigures,
    DeclaredTarget,
    Entry,
    FigureTable,
    IndicatorEntries,
    PrintedRate,
    PublishedRate,
    UnitRow,
)
from phuluc.domain.indicators import SEVEN_INDICATORS, Tier
from phuluc.domain.units import canonical_name
from phuluc.domain.values import NOT_APPLICABLE
from phuluc.domain.vietnamese_numbers import parse_number, round_half_up

DATA = Path(__file__).parent.parent / "data"
TIERS: tuple[Tier, ...] = ("cap_tinh", "cap_huyen", "cap_xa")
#: Row of the first unit of table 1 and of table 2 on each annex' sheet.
FIRST_ROWS = {1: 9, 2: 39}
PERIOD = "quý I năm 2024"


def source() -> dict[str, Any]:
    return json.loads((DATA / "binh_dinh_2024_q1.json").read_text(encoding="utf-8"))


def quarter_one(*, estimated: bool = True) -> BookFigures:
    """The book after import; `estimated`: the 17 hidden denominators were computed back from the printed rates."""
    data = source()
    annexes, printed = [], []
    for tier in TIERS:
        annex_data = data["tiers"][tier]
        tables = tuple(_table(annex_data, number, estimated=estimated) for number in (1, 2))
        annexes.append(AnnexFigures(annex_data["annex"], tier, tables))
        printed += [rate for number in (1, 2) for rate in _printed(annex_data, tier, number)]
    return BookFigures(
        kind="bay-chi-tieu",
        settings={"ky_bao_cao": PERIOD},
        digits=1,
        annexes=tuple(annexes),
        declared={
            i.code: DeclaredTarget(Decimal(i.central_target), None if i.floor is None else Decimal(i.floor))
            for i in SEVEN_INDICATORS
        },
        published=tuple(_published(data)),
        printed=tuple(printed),
    )


def _table(annex: dict[str, Any], number: int, *, estimated: bool) -> FigureTable:
    rows = []
    for position, unit in enumerate(annex["units"]):
        where = f"{annex['annex']}!{{}}{FIRST_ROWS[number] + position}"
        received = Entry(unit["total_received"]["value"], unit["total_received"]["value"], where.format("C"))
        indicators = [i for i in SEVEN_INDICATORS if i.table == number]
        rows.append(
            UnitRow(
                order=unit["order"],
                name=unit["name_printed"][f"table_{number}"],
                unit=canonical_name(unit["name_printed"][f"table_{number}"]),
                where=where.format("B"),
                total_received=received,
                indicators={
                    i.code: _entries(
                        unit["indicators"][i.code], where, "DHLP"[n], received, i.code, estimated=estimated
                    )
                    for n, i in enumerate(indicators)
                },
            )
        )
    return FigureTable(number, tuple(rows))


def _entries(
    data: dict[str, Any], where: str, column: str, received: Entry, code: str, *, estimated: bool
) -> IndicatorEntries:
    target_cell, own_cell, numerator_cell, rate_cell = (where.format(chr(ord(column) + n)) for n in range(4))
    missing = data["status"] == "not_applicable"
    numerator = NOT_APPLICABLE if missing else data["numerator"]
    own: Entry | None = None
    hidden = estimated and data["denominator_basis"] == "hidden" and not _reproduced(data, received)
    if data["denominator_basis"] == "own_column":
        denominator = own = Entry(data["denominator"], data["denominator"], own_cell)
    elif hidden:
        value = int(round_half_up(Decimal(100 * numerator) / Decimal(str(data["published_rate"])), 0))
        denominator = own = Entry(value, value, own_cell)
    elif missing and code in {"dvc_phat_sinh", "tttt_phat_sinh", "thanh_toan_truc_tuyen", "cap_ket_qua_dien_tu"}:
        denominator = own = Entry(NOT_APPLICABLE, "-", own_cell)
    else:
        denominator = received
        own = Entry(None, None, own_cell) if code == "khai_thac_su_dung_lai" else None
    target = NOT_APPLICABLE if data["target_printed"] == "-" else Decimal(str(data["target"]))
    return IndicatorEntries(
        target=Entry(target, str(target), target_cell),
        numerator=Entry(numerator, "-" if missing else numerator, numerator_cell),
        denominator=denominator,
        rate=rate_entry(numerator, denominator.value, rate_cell),
        own_denominator=own,
        denominator_is_estimated=hidden,
    )


def _reproduced(data: dict[str, Any], received: Entry) -> bool:
    """Whether the total received gives the printed rate."""
    return rate_entry(data["numerator"], received.value, "").value == Decimal(str(data["published_rate"]))


def rate_entry(numerator: Any, denominator: Any, where: str) -> Entry:
    """The rate as the working book computes it, to one decimal."""
    if not isinstance(numerator, int) or not isinstance(denominator, int) or not denominator:
        return Entry(NOT_APPLICABLE, "-", where)
    tenths = (2000 * numerator + denominator) // (2 * denominator)
    return Entry(Decimal(tenths) / 10, tenths / 10, where)


def _printed(annex: dict[str, Any], tier: Tier, number: int) -> list[PrintedRate]:
    found = []
    for unit in annex["units"]:
        name = unit["name_printed"][f"table_{number}"]
        for indicator in (i for i in SEVEN_INDICATORS if i.table == number):
            rate = parse_number(unit["indicators"][indicator.code]["rate_printed"])
            assert rate is not None
            where = f"Tỷ lệ in!D{len(found) + 2}"
            source_cell = f"so_tay.xlsx, {annex['annex']}!J{unit['order']}"
            found.append(PrintedRate(tier, canonical_name(name), name, indicator.code, rate, source_cell, where))
    return found


def _published(data: dict[str, Any]) -> list[PublishedRate]:
    found = []
    for indicator in data["indicators"]:
        for group, average in indicator["published_averages"].items():
            row = len(found) + 2
            value = Decimal(str(average["value"]))
            found.append(
                PublishedRate(
                    None if group == "ca_tinh" else group,
                    indicator["code"],
                    Entry(value, average["value"], f"Tổng hợp!K{row}"),
                )
            )
    return found
