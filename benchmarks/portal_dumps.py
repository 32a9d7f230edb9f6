"""Synthetic exports of the national portal in the real forms: the dump of 2025, JSON of 2026, CSV, HTML named .xls."""

from __future__ import annotations

import csv
import html
import json
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from openpyxl import Workbook

AGENCIES = 14
PROVINCE = 135
COUNTRY = 3321
PROVINCE_NAME = "tỉnh Bình Minh"
CODES = ("TDGQ", "MDHL", "MDSH", "TTTT", "CLGQ", "CKMB")
_DUMP_HEADER = (
    *("ID", "TEN", "TEN_COQUAN", "MA_COQUAN", "LOAI_COQUAN", "CAPDONVIID", "ID_COQUAN"),
    *CODES,
    *("TONG_SCORE", "ROW_STT"),
)
_OFFICES = (
    *("Sở Nội vụ", "Sở Tài chính", "Sở Nông nghiệp và Môi trường", "Sở Văn hóa, Thể thao và Du lịch"),
    *("Sở Khoa học và Công nghệ", "Sở Công Thương", "Sở Dân tộc và Tôn giáo", "Thanh tra tỉnh", "Sở Xây dựng"),
    *("Sở Y tế", "Sở Giáo dục và Đào tạo", "Sở Tư pháp", "Ban Quản lý Khu kinh tế", "Sở Ngoại vụ"),
)
_FIRST_SYLLABLES = (
    "Tân Long Phú Vĩnh Bình Hòa An Mỹ Thạnh Đông Châu Cần Giồng Hội Nhơn Phước Thới Trung Xuân Yên Đại Đức Gia Hải "
    "Hưng Khánh Kim Lạc Liên Lộc Lương Minh Nam Nghĩa Ngọc Phong Phúc Quang Quảng Quế Sơn Tam Tây Thanh Thành Thái "
    "Thiện Thọ Thuận Thượng Tiên Tịnh Trà Tuy Văn Việt Vân Vạn Ý Phụng"
)
_SECOND_SYLLABLES = (
    "Hội Phú Bình Thạnh An Hòa Mỹ Đông Tây Nam Bắc Trung Thành Lợi Lộc Phước Long Sơn Hải Giang Hà Xuân Thu Kiên Cường "
    "Thịnh Vượng Khánh Tiến Tân Quang Minh Trí Đức Nghĩa Tín Lễ Hiếu Dũng Thắng Lâm Điền Trạch Khê Bằng Ninh Yên Lạc "
    "Hưng Thới Trị Hậu Tường Vân Châu Ngãi"
)
_FIRST, _SECOND = _FIRST_SYLLABLES.split(), _SECOND_SYLLABLES.split()


@dataclass(frozen=True)
class PortalUnit:
    """A unit as the portal knows it; points by the portal's codes."""

    code: str
    name: str
    group: str
    points: dict[str, Decimal]

    @property
    def total(self) -> Decimal:
        return sum(self.points.values(), Decimal(0))


def portal_units(communes: int = PROVINCE, agencies: int = AGENCIES, date: int = 0) -> list[PortalUnit]:
    """The units of a list, the highest total first, as the portal sorts; `date` moves their scores a little."""
    listed = [
        PortalUnit(f"H99.{number:02}", _with_province(_OFFICES[number - 1]), "AGENCY", _points(number, date))
        for number in range(1, agencies + 1)
    ]
    for number in range(communes):
        kind = "phường" if number % 5 == 4 else "xã"
        place = f"{_FIRST[number % len(_FIRST)]} {_SECOND[number // len(_FIRST)]}"
        name = _with_province(f"UBND {kind} {place}")
        listed.append(PortalUnit(f"H99.{number + 101}", name, "COMMUNE", _points(number + 101, date)))
    return sorted(listed, key=lambda unit: (-unit.total, unit.code))


def _with_province(name: str) -> str:
    return f"{name} - {PROVINCE_NAME}"


def _points(number: int, date: int) -> dict[str, Decimal]:
    """Points with at most two decimals; every seventh unit keeps its score from date to date."""
    moved = 0 if number % 7 == 0 else date
    hundredths = {
        "TDGQ": 2000 - (number * 37 + moved * 61) % 480,
        "MDHL": 1800 - (number * 13 + moved * 7) % 90,
        "MDSH": 2075 - (number * 53 + moved * 29) % 700,
        "TTTT": 1000 - (number * 29 + moved * 17) % 300,
        "CLGQ": 1146 - (number * 19 + moved * 23) % 350,
        "CKMB": 1179,
    }
    return {code: Decimal(value) / 100 for code, value in hundredths.items()}


def write_dump(path: Path, units: list[PortalUnit]) -> None:
    """The dump of 2025: a sheet a group, every number a text with a dot, ranks over the common list."""
    book = Workbook(write_only=True)
    for sheet_name, group, kind, level in (("Sở Ban", "AGENCY", "2", "1"), ("Xã Phường", "COMMUNE", "3", "2")):
        sheet = book.create_sheet(sheet_name)
        sheet.append(_DUMP_HEADER)
        for rank, unit in enumerate(units, start=1):
            if unit.group == group:
                identity = str(400_000 + rank)
                points = [plain(unit.points[code]) for code in CODES]
                row = (identity, unit.name, unit.name, unit.code, kind, level, identity, *points, plain(unit.total))
                sheet.append((*row, str(rank)))
    book.save(path)


def write_json(path: Path, units: list[PortalUnit], **told: str) -> None:
    """The form of 2026, with what the export tells of its period."""
    lists: dict[str, list[dict[str, object]]] = {"agencies": [], "communes": []}
    for unit in units:
        scores = {"ONLINE" if code == "CLGQ" else code: float(value) for code, value in unit.points.items()}
        record = {"departmentName": unit.name, "departmentCode": unit.code, "childGroup": unit.group}
        target = lists["agencies" if unit.group == "AGENCY" else "communes"]
        target.append({**record, "totalScore": float(unit.total), "groupScores": scores})
    path.write_text(json.dumps({**told, **lists}, ensure_ascii=False), encoding="utf-8")


def write_csv(path: Path, units: list[PortalUnit]) -> None:
    codes = ("CKMB", "TDGQ", "CLGQ", "TTTT", "MDHL", "MDSH")
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(("code", "name", "group", "ckmb", "tdgq", "dvctt", "tttt", "mdhl", "mdsh", "total"))
        for unit in units:
            points = (plain(unit.points[code]) for code in codes)
            writer.writerow((unit.code, unit.name, unit.group, *points, plain(unit.total)))


def write_html(path: Path, units: list[PortalUnit]) -> None:
    """A page with a table, under whatever name it is given."""
    header = "".join(f"<th>{caption}</th>" for caption in _DUMP_HEADER[1:])
    lines = []
    for rank, unit in enumerate(units, start=1):
        name, kind = html.escape(unit.name), "2" if unit.group == "AGENCY" else "3"
        points = [plain(unit.points[code]) for code in CODES]
        cells = (name, name, unit.code, kind, "", "", *points, plain(unit.total), str(rank))
        lines.append(f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>")
    page = (
        f'<html><head><meta charset="utf-8"></head><body><table><tr>{header}</tr>{"".join(lines)}</table></body></html>'
    )
    path.write_text(page, encoding="utf-8")


def plain(value: Decimal) -> str:
    """18.00 as the portal writes it: "18"."""
    return f"{value.normalize():f}"
