"""A workbook as staff have it: our annex sheet, and all they added around it."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import xlsxwriter

ANNEX = "Phụ lục 1"
OWN_SHEET = "Trang riêng"
FIRST, LAST = 9, 14


@dataclass(frozen=True)
class Declared:
    name: str
    implementation: Callable[..., Any]


def indicator_rate(numerator: float | None, denominator: float | None, digits: float = 1) -> object:
    """A stand-in with the contract of INDICATOR_RATE."""
    if numerator is None:
        return ""
    if not denominator:
        return "-"
    if isinstance(numerator, str) or isinstance(denominator, str):
        raise TypeError("chữ ở chỗ của số")
    scale = 10 ** int(digits)
    return (200 * int(numerator) * scale + int(denominator)) // (2 * int(denominator)) / scale


def count_filled(cells: list[list[object]]) -> object:
    """A function of a range that refuses what is no number."""
    total = 0
    for row in cells:
        for value in row:
            if value is not None and not isinstance(value, (int, float)):
                raise ValueError("chữ ở chỗ của số")
            total += value is not None
    return total


CATALOGUE = (Declared("INDICATOR_RATE", indicator_rate), Declared("GROUP_COUNT", count_filled))


def picture() -> io.BytesIO:
    """A red PNG of 8 × 8."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    pixels = b"".join(b"\x00" + b"\xff\x00\x00" * 8 for _ in range(8))
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0))
    return io.BytesIO(b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(pixels)) + chunk(b"IEND", b""))


def write_staff_book(path: Path) -> Path:
    """Rows 9 to 14 hold six units: B name, C numerator, D denominator, E target, F rate, G the staff's own column."""
    book = xlsxwriter.Workbook(path)
    annex = book.add_worksheet(ANNEX)
    own = book.add_worksheet(OWN_SHEET)
    hidden = book.add_worksheet("_ẩn")
    hidden.very_hidden()
    grid = book.add_format({"border": 1})
    rate = book.add_format({"border": 1, "num_format": "0.0", "bg_color": "#EEF3FA"})
    annex.write_string("A1", "Phụ lục 1", book.add_format({"bold": True}))
    annex.write_rich_string("A2", "Ban hành ", book.add_format({"italic": True}), "kèm theo", " Báo cáo")
    annex.merge_range("A3:G3", "CẤP TỈNH", grid)
    for row in range(FIRST, LAST + 1):
        annex.write_number(f"A{row}", row - FIRST + 1, grid)
        annex.write_string(f"B{row}", f"Sở số {row}", grid)
        annex.write_number(f"C{row}", 10 * row, grid)
        annex.write_number(f"D{row}", 200, grid)
        annex.write_number(f"E{row}", 60, grid)
        annex.write_formula(f"F{row}", f"=INDICATOR_RATE(C{row},D{row})", rate, 5 * row)
        annex.write_formula(f"G{row}", f"=C{row}/D{row}-E{row}/100", grid, row / 20 - 0.6)
    annex.write_formula("F16", f"=SUM(C{FIRST}:C{LAST})", rate, 690)
    annex.write_formula("G16", "=ROUND(SUM(tu_so)/2,0)", grid, 345)
    annex.write_formula("G17", "=NOSUCH(C9)", grid, "giữ nguyên")
    annex.write_formula("G18", '=G17&"!"', grid, "cũ")
    annex.conditional_format(
        f"F{FIRST}:F{LAST}", {"type": "cell", "criteria": "<", "value": f"$E{FIRST}", "format": grid}
    )
    annex.conditional_format(f"C{FIRST}:C{LAST}", {"type": "data_bar", "data_bar_2010": True})
    annex.data_validation(f"C{FIRST}:D{LAST}", {"validate": "integer", "criteria": ">=", "value": 0})
    annex.insert_textbox("I2", "Ghi chú của phòng Kiểm soát TTHC", {"textlink": f"='{ANNEX}'!$B$12"})
    annex.insert_image("I8", "dau.png", {"image_data": picture()})
    annex.write_comment("C12", "Số liệu chờ xác minh")
    annex.add_sparkline("H9", {"range": f"'{ANNEX}'!C9:E9"})
    annex.add_sparkline("H14", {"range": f"'{ANNEX}'!C14:E14"})
    annex.insert_button("I14", {"caption": "Tính lại", "macro": "TinhLai"})
    chart = book.add_chart({"type": "column"})
    chart.add_series(
        {
            "categories": f"='{ANNEX}'!$B${FIRST}:$B${LAST}",
            "values": f"='{ANNEX}'!$F${FIRST}:$F${LAST}",
        }
    )
    own.insert_chart("D2", chart)
    own.write_formula("A1", f"='{ANNEX}'!C12*2", None, 240)
    own.write_formula("A2", f"=SUM('{ANNEX}'!C{FIRST}:C{LAST})", None, 690)
    own.write_formula("A3", '=TRIM("  đủ ")', None, "đủ")
    own.write_array_formula("B1:B2", f"{{='{ANNEX}'!C9:C10*1}}", None, 90)
    own.write_number("B2", 100)
    annex.freeze_panes(8, 2)
    annex.repeat_rows(6, 7)
    annex.print_area("A1:G18")
    annex.set_h_pagebreaks([11])
    annex.autofilter(f"A8:G{LAST}")
    annex.ignore_errors({"number_stored_as_text": f"C{FIRST}:D{LAST}"})
    book.define_name("tu_so", f"='{ANNEX}'!$C${FIRST}:$C${LAST}")
    book.define_name("bang", f"='{ANNEX}'!$A${FIRST}:$G${LAST}")
    book.define_name("ty_le_chuan", "=0.6")
    book.set_calc_mode("auto")
    book.close()
    return path
