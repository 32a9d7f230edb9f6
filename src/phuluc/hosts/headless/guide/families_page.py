"""Every family: what it is for, how its figures come in, which annexes and columns it has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from phuluc.annexes.bay_chi_tieu import TIER_MODELS, annex_layout
from phuluc.annexes.families import (
    COMMUNE_SCORES,
    FAMILIES,
    MONTHLY_SCORES,
    SEVEN_TARGETS,
    WEEKLY_SCORES,
    Family,
)
from phuluc.annexes.layout import Content, HeaderGroup, SheetLayout, Zone
from phuluc.annexes.rules_in_book import rule_texts
from phuluc.annexes.score_families import score_tables
from phuluc.annexes.score_tables import ScoreTable
from phuluc.domain.slot_rules import rules_on
from phuluc.hosts.headless.guide.markdown import page, sentence, table

#: What people have to know beyond the tables; `phuluc build` stops where a family says nothing.
ABOUT: Final[Mapping[str, str]] = {
    SEVEN_TARGETS: (
        "Cho báo cáo tháng, quý, năm về 07 chỉ tiêu: mỗi cấp một phụ lục, mỗi đơn vị một dòng. Nhập tử số, mẫu số, chỉ "
        "tiêu được giao; sổ tính tỷ lệ, đạt hay chưa, còn thiếu bao nhiêu, tỷ lệ chung của cấp và toàn tỉnh, "
        "xếp hạng.\n\n"
        "Nguồn nhập: phụ lục làm tay (.xlsx), bảng dài (.csv, .xlsx)."
    ),
    WEEKLY_SCORES: (
        "Cho thông báo tuần: điểm của tỉnh, của các sở và địa phương so với kỳ trước, xếp theo điểm. Nhập hai kỳ: "
        "`--slot previous` cho kỳ trước, không có `--slot` là kỳ này.\n\n"
        "Nguồn nhập: tệp xuất của Cổng DVCQG (.xlsx, .json, .csv), bảng HTML mang đuôi .xls, bảng dài (.csv)."
    ),
    MONTHLY_SCORES: (
        "Cho công văn tháng: kết quả đúng hạn, mức độ hài lòng, số hóa, bản sao điện tử, điểm và xếp loại. Dòng có số "
        "thứ tự “I” là của tỉnh, không xếp hạng.\n\nNguồn nhập: như thông báo tuần."
    ),
    COMMUNE_SCORES: (
        "Cho một xã, phường, đặc khu so sánh hai kỳ: từng mục với số liệu dạng “a/b”, tỷ lệ, tăng giảm, điểm sáu trục, "
        "thứ hạng.\n\nNguồn nhập: bảng dài (.csv)."
    ),
}
_INTRODUCTION: Final = (
    "Chọn loại khi tạo sổ: nút **Tạo sổ mới** hoặc `phuluc new LOẠI -o so.xlsx`. Mô hình chính quyền: `2 cấp` (từ "
    '01/7/2025) là mặc định; thêm `--set "mo_hinh=3 cấp"` cho số liệu trước đó. Mỗi loại có ví dụ đủ đầu vào và kết '
    "quả trong thư mục [examples](../../examples/README.md).\n\n"
    "Ba bản của mỗi loại: `live` (hàm của phần bổ trợ), `native` (công thức Excel thường, không phải cài gì), `macro` "
    "(.xlsm, hàm nằm trong sổ, máy cần có Python)."
)


def families_page() -> bytes:
    """Write docs/huong-dan/cac-loai.md."""
    return page("Các loại phụ lục", _INTRODUCTION, *map(_family, FAMILIES.values()))


def _family(family: Family) -> str:
    head = f"## {family.kind}\n\n{sentence(family.meaning)}\n\n{ABOUT[family.kind]}"
    example = (
        f"Ví dụ: [examples/{family.kind}](../../examples/{family.kind}/README.md).\n\n"
        f"![Trang đầu của phụ lục ban hành](../pictures/{family.kind}-phu-luc.png)"
    )
    return "\n\n".join((head, example, *_sheets(family)))


def _sheets(family: Family) -> Iterator[str]:
    """The sheets of figures; those with equal columns together."""
    if family.kind == SEVEN_TARGETS:
        tiers = TIER_MODELS[family.default_model]
        sheets: list[SheetLayout] = [annex_layout(tier, label) for tier, label in tiers]
    else:
        sheets = list(score_tables(family.kind, family.default_model))
    labels: dict[str, list[str]] = {}
    for sheet in sheets:
        labels.setdefault(_columns(sheet) + _rows(sheet), []).append(sheet.label)
    for text, names in labels.items():
        yield f"### Trang {', '.join(names)}\n\n{text}"


def _columns(sheet: SheetLayout) -> str:
    rows = [_group(group, printed=_is_printed(sheet, zone)) for zone in sheet.zones for group in zone.groups]
    return table(("nhóm cột", "nhập", "sổ tính", "in"), rows)


def _is_printed(sheet: SheetLayout, zone: Zone) -> bool:
    return zone.is_issued and not (isinstance(sheet, ScoreTable) and not sheet.is_issued)


def _group(group: HeaderGroup, *, printed: bool) -> tuple[str, ...]:
    def listed(*contents: Content) -> str:
        return "; ".join(_readable(column.caption) for column in group.columns if column.content in contents)

    return _readable(group.caption), listed("input"), listed("formula", "overridable"), "có" if printed else "không"


def _rows(sheet: SheetLayout) -> str:
    if not isinstance(sheet, ScoreTable) or sheet.tiers or not sheet.rows:
        return ""
    return f"\n\n{len(sheet.rows)} dòng cố định, từ “{sheet.rows[0].name}” đến “{sheet.rows[-1].name}”."


#: Places that "Thông tin" fills, as people call them.
_PLACES: Final = {
    "nam_so_sanh": "năm so sánh",
    "moc_ky_truoc": "mốc kỳ trước",
    "ngay_ky_truoc": "ngày kỳ trước",
    "ngay_ky_nay": "ngày kỳ này",
    "dia_danh": "địa danh",
}


def _readable(caption: str) -> str:
    rules = rules_on(None)
    for name, text in rule_texts(rules, rules).items():
        caption = caption.replace(f"{{{name}}}", str(text))
    for place, name in _PLACES.items():
        caption = caption.replace(f"{{{place}}}", f"[{name}]")
    return caption
