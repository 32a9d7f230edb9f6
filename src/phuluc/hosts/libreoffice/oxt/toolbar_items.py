"""The buttons of the menu and the toolbar "Phụ lục": those of Excel's ribbon, in its order and words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class ToolbarItem:
    """`button` is the id of the ribbon's button, `icon` the name of the drawing, `begins_group` draws a line before."""

    button: str
    label: str
    icon: str
    begins_group: bool = False


ITEMS: Final = (
    ToolbarItem("btnNew", "Tạo sổ mới", "new"),
    ToolbarItem("btnImport", "Nhập số liệu", "import"),
    ToolbarItem("btnAggregate", "Tổng hợp hồ sơ", "aggregate"),
    ToolbarItem("btnNextPeriod", "Kỳ mới", "next_period"),
    ToolbarItem("btnRefresh", "Làm mới xếp hạng", "refresh", begins_group=True),
    ToolbarItem("btnCheck", "Kiểm tra số liệu", "check"),
    ToolbarItem("btnAnnex", "Lưu phụ lục", "annex", begins_group=True),
    ToolbarItem("btnReport", "Soạn báo cáo", "report"),
    ToolbarItem("btnFreeze", "Cố định công thức", "freeze"),
    ToolbarItem("btnHelp", "Trợ giúp", "help", begins_group=True),
)
