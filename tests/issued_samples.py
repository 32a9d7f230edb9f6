"""Issued annexes for tests: the real one of Bình Định quý I/2024, and a large one of 135 communes."""

from __future__ import annotations

import json
import random
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

from phuluc.annexes.issued import (
    ColumnKind,
    HeaderCell,
    IssuedAnnex,
    IssuedCell,
    IssuedDocument,
    IssuedRow,
    IssuedTable,
)
from phuluc.domain.indicators import SEVEN_INDICATORS, Indicator

FIGURES = Path(__file__).parent / "data" / "binh_dinh_2024_q1.json"
TARGET = "Chỉ tiêu được giao (%)"
LEADS = {
    1: "1. Các chỉ tiêu: (i) DVC trực tuyến có phát sinh hồ sơ trực tuyến, (ii) Hồ sơ trực tuyến, (iii) Tỷ lệ TTHC "
    "cung cấp thanh toán trực tuyến có phát sinh giao dịch trực tuyến, (iv) Thanh toán trực tuyến",
    2: "2. Các chỉ tiêu: (i) Số hóa thành phần hồ sơ, (ii) Khai thác, sử dụng lại thông tin số hóa và (iii) Cấp kết "
    "quả điện tử",
}
#: Sub-columns by indicator, as domain knowledge (not the code under test) has them.
SUB_COLUMNS = {
    "dvc_phat_sinh": (TARGET, "DVCTT có phát sinh HS", "Kết quả", "Tỷ lệ (%)"),
    "ho_so_truc_tuyen": (TARGET, "Kết quả", "Tỷ lệ (%)"),
    "tttt_phat_sinh": (TARGET, "TTHC phát sinh thanh toán", "Kết quả", "Tỷ lệ (%)"),
    "thanh_toan_truc_tuyen": (TARGET, "Tổng số HS có thanh toán", "Kết quả", "Tỷ lệ (%)"),
    "so_hoa": (TARGET, "Kết quả", "Tỷ lệ (%)"),
    "khai_thac_su_dung_lai": (TARGET, "Kết quả", "Tỷ lệ (%)"),
    "cap_ket_qua_dien_tu": (TARGET, "Tổng số hồ sơ đã giải quyết (tính lũy kế)", "Kết quả", "Tỷ lệ (%)"),
}


def indicators_of(table: int) -> list[Indicator]:
    return [indicator for indicator in SEVEN_INDICATORS if indicator.table == table]


def _header(indicators: list[Indicator]) -> tuple[HeaderCell, ...]:
    leading = ("TT", "Cơ quan, đơn vị", "Tổng số HS tiếp nhận")
    cells = [HeaderCell(0, column, 2, 1, text) for column, text in enumerate(leading)]
    column = len(leading)
    for indicator in indicators:
        captions = SUB_COLUMNS[indicator.code]
        cells.append(HeaderCell(0, column, 1, len(captions), indicator.heading))
        cells.extend(HeaderCell(1, column + k, 1, 1, text) for k, text in enumerate(captions))
        column += len(captions)
    return tuple(cells)


def issued_table(number: int, rows: list[tuple[IssuedCell, ...]], notes: tuple[str, ...] = ()) -> IssuedTable:
    indicators = indicators_of(number)
    kinds: list[ColumnKind] = ["order", "name", "count"]
    for indicator in indicators:
        kinds += ["percent", *["count"] * (len(SUB_COLUMNS[indicator.code]) - 2), "rate"]
    widths = {"order": 2.5, "name": 12.0}
    return IssuedTable(
        lead=LEADS[number],
        header=_header(indicators),
        column_kinds=tuple(kinds),
        column_widths=tuple(widths.get(kind, 4.5) for kind in kinds),
        rows=tuple(IssuedRow("unit", row) for row in rows),
        notes=notes,
    )


def _figures(indicator: Indicator, entry: dict[str, Any]) -> tuple[IssuedCell, ...]:
    own = len(SUB_COLUMNS[indicator.code]) == 4
    if entry["status"] == "not_applicable":
        return ("-",) * (4 if own else 3)
    rate = entry["published_rate"] if entry["published_rate"] is not None else "-"
    target = entry["target"] if entry["target"] is not None else "-"
    numerator = entry["numerator"] if entry["numerator"] is not None else "-"
    return (target, entry["denominator"], numerator, rate) if own else (target, numerator, rate)


def unit_cells(unit: dict[str, Any], table: int) -> tuple[IssuedCell, ...]:
    cells: tuple[IssuedCell, ...] = (
        unit["order"],
        unit["name_printed"][f"table_{table}"],
        unit["total_received"]["value"],
    )
    for indicator in indicators_of(table):
        cells += _figures(indicator, unit["indicators"][indicator.code])
    return cells


def _notes(source: dict[str, Any], tier: str, table: int) -> tuple[str, ...]:
    if tier != "cap_tinh":
        return ()
    lines = [f"{note['marker']} {note['text']}" for note in source["footnotes"] if note["table"] == table]
    return (f"Ghi chú: {lines[0]}", *lines[1:])


def binh_dinh_figures() -> dict[str, Any]:
    figures: dict[str, Any] = json.loads(FIGURES.read_text(encoding="utf-8"))
    return figures


def binh_dinh() -> IssuedDocument:
    """The three annexes of the report of quý I năm 2024."""
    source = binh_dinh_figures()
    annexes = tuple(
        IssuedAnnex(
            sheet_name=tier["annex"],
            label=tier["annex"],
            title=tier["title"],
            caption=tier["caption"],
            tables=tuple(
                issued_table(number, [unit_cells(unit, number) for unit in tier["units"]], _notes(source, code, number))
                for number in (1, 2)
            ),
        )
        for code, tier in source["tiers"].items()
    )
    return IssuedDocument(annexes, title="07 chỉ tiêu quý I năm 2024", keywords=("Phụ lục", "07 chỉ tiêu"))


def _drawn(draw: random.Random, captions: int, received: int) -> tuple[IssuedCell, ...]:
    if draw.random() < 0.05:
        return ("-",) * captions
    denominator = draw.randint(1, received) if captions == 4 else received
    numerator = draw.randint(0, denominator)
    rate = float((Decimal(100 * numerator) / denominator).quantize(Decimal("0.1"), ROUND_HALF_UP))
    target = draw.choice((55, 60, 90, 100))
    return (target, denominator, numerator, rate) if captions == 4 else (target, numerator, rate)


def communes(count: int = 135) -> IssuedDocument:
    """One annex with `count` communes, drawn from a fixed seed."""
    draw = random.Random(766)  # noqa: S311 - sample figures
    kinds = ("xã", "phường", "đặc khu")
    names = ("Nhơn Châu", "Hoài Nhơn Đông", "Vĩnh Thịnh", "Ia Krái", "Bình Khê", "An Toàn", "Kông Chro", "Quy Nhơn Bắc")
    units = [f"UBND {draw.choice(kinds)} {draw.choice(names)} {number}" for number in range(1, count + 1)]
    received = [draw.randint(40, 12_345) for _ in units]
    tables = []
    for number in (1, 2):
        rows: list[tuple[IssuedCell, ...]] = []
        for order, (unit, total) in enumerate(zip(units, received, strict=True), start=1):
            cells: tuple[IssuedCell, ...] = (order, unit, total)
            for indicator in indicators_of(number):
                cells += _drawn(draw, len(SUB_COLUMNS[indicator.code]), total)
            rows.append(cells)
        tables.append(issued_table(number, rows, ("Ghi chú: (*) số liệu minh họa.",)))
    annex = IssuedAnnex(
        sheet_name="Phụ lục 2",
        label="Phụ lục 2",
        title="CẤP XÃ: 07 chỉ tiêu liên quan đến Bộ chỉ số phục vụ người dân, doanh nghiệp trong quý III năm 2026",
        caption="(Kèm theo Báo cáo số     /BC-VPUBND ngày     tháng     năm 2026 của Văn phòng UBND tỉnh)",
        tables=tuple(tables),
    )
    return IssuedDocument((annex,), title="07 chỉ tiêu quý III năm 2026")
