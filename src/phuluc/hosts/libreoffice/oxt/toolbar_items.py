"""The buttons of the menu and the toolbar "Phụ lục"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class ToolbarItem:
    """`action` is the name the dispatcher knows, and the icon's; `tip` says what a press does."""

    action: str
    label: str
    tip: str


ITEMS: Final = (
    ToolbarItem("import", "Nhập số liệu…", "Nhập số liệu từ phụ lục làm tay, tệp xuất từ Cổng hoặc bảng .csv"),
    ToolbarItem("refresh", "Cập nhật và xếp hạng", "Tính lại mọi công thức và lập lại bảng xếp hạng"),
    ToolbarItem("check", "Kiểm tra số liệu", "Tìm chỗ sai, thiếu hoặc đáng ngờ và ghi vào trang Kiểm tra"),
    ToolbarItem("annex", "Lập phụ lục…", "Ghi phụ lục để ban hành ra tệp .xlsx và .pdf"),
)
