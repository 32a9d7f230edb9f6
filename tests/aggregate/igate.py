"""A list as VNPT iGate exports it, with personal data, in the forms people get it in."""

from __future__ import annotations

import html
from collections.abc import Sequence
from pathlib import Path

import xlsxwriter

HEADER = (
    "STT", "Số hồ sơ", "Tên thủ tục hành chính", "Tên lĩnh vực", "Phòng ban", "Ngày tiếp nhận", "Ngày hẹn trả",
    "Ngày kết thúc xử lý", "Cơ quan/đơn vị", "Chủ hồ sơ", "Số điện thoại", "Cán bộ xử lý hiện tại", "Trạng thái hồ sơ",
)  # fmt: skip
PERSON, PHONE, CLERK = "Nguyễn Thị Riêng Tư", "0905123456.0", "Trần Văn Cán Bộ"
Row = Sequence[str]


def dossier(
    number: int, unit: str = "UBND xã An Hòa", received: str = "05/01/2026 08:00:00", *, due: str = "15/01/2026 17:00",
    finished: str = "12/01/2026 10:00:00", status: str = "Đã trả kết quả",
) -> Row:  # fmt: skip
    return (
        str(number), f"H26.10-260105-{number:04}", "Đăng ký khai sinh", "Hộ tịch", "Một cửa", received, due, finished,
        unit, PERSON, PHONE, CLERK, status,
    )  # fmt: skip


def write_xlsx(path: Path, *sheets: Sequence[Row]) -> Path:
    """A title, an empty row, the header, then the rows; one sheet for each list of rows."""
    with xlsxwriter.Workbook(path) as book:
        for rows in sheets:
            sheet = book.add_worksheet()
            sheet.write_row(0, 0, ["DANH SÁCH HỒ SƠ"])
            for number, row in enumerate([HEADER, *rows], start=2):
                sheet.write_row(number, 0, row)
    return path


def write_web_table(path: Path, rows: Sequence[Row]) -> Path:
    """The HTML table that systems name .xls."""
    lines = "".join(f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in row)}</tr>" for row in [HEADER, *rows])
    title = f"<tr><th colspan='{len(HEADER)}'>DANH SÁCH HỒ SƠ</th></tr>"
    path.write_text(f"<html><body><table>{title}{lines}</table></body></html>", encoding="utf-8")
    return path


def write_csv(path: Path, rows: Sequence[Row], separator: str = ",", encoding: str = "utf-8-sig") -> Path:
    path.write_bytes("".join(f"{separator.join(row)}\r\n" for row in [HEADER, *rows]).encode(encoding))
    return path
