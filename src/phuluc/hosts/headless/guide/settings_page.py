"""Every setting: the entries of "Thông tin" by family, variables of the environment, files of settings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from phuluc.annexes.families import FAMILIES, SEVEN_TARGETS
from phuluc.annexes.score_settings import setting_entries
from phuluc.annexes.settings import SET_BY_PROGRAM, SETTING_ENTRIES, SettingEntry
from phuluc.domain.scoring_rules import FILE_NAME
from phuluc.domain.unit_changes import CHANGES_FILE
from phuluc.hosts.headless.guide.markdown import page, table
from phuluc.report.families import FAMILIES as REPORTS

#: Variables of the environment a person may set; those of developers stand in docs/developing.md.
VARIABLES: Final = (
    ("PHULUC_SOFFICE", "Đường dẫn đến chương trình soffice của LibreOffice, khi Phụ lục không tự tìm thấy."),
    ("PHULUC_DEBUG", "Đặt là 1: khi lệnh gặp sự cố thì in thêm chi tiết kỹ thuật cho người hỗ trợ."),
    ("PHULUC_NO_PAUSE", "Đặt là 1: `install.cmd`, `uninstall.cmd` xong thì đóng ngay, không chờ bấm phím."),
)
#: Settings of the connection from Excel to Python; `phuluc install` writes them.
CONNECTION: Final = (
    ("INTERPRETER_WIN", "Đường dẫn đến python.exe có cài Phụ lục."),
    ("USE UDF SERVER", "Luôn là True: hàm trong ô chạy ở một tiến trình Python riêng."),
    ("ADD_WORKBOOK_TO_PYTHONPATH", "Luôn là False: không chạy mã Python nằm cạnh sổ."),
    ("TEMP DIR", "Thư mục tạm, khi thư mục tạm của Windows có tên mà Excel không truyền được."),
    ("PYTHONPATH", "Thư mục tìm thêm mã Python; thường để trống."),
)
_INTRODUCTION: Final = (
    "Mọi mục của trang **Thông tin** sửa được ngay trong sổ, hoặc đặt bằng lệnh: "
    '`phuluc new … --set "dia_danh=tỉnh Gia Lai"` (dùng khóa hoặc tên mục). Lệnh `annex` và `report` cũng nhận `--set`'
    ", chỉ cho lần chạy ấy."
)


def entries(kind: str) -> tuple[SettingEntry, ...]:
    """The entries of a family, in the order of its sheet."""
    return SETTING_ENTRIES if kind == SEVEN_TARGETS else setting_entries(kind)


def settings_page() -> bytes:
    """Write docs/huong-dan/thiet-dat.md."""
    return page("Thiết đặt", _INTRODUCTION, *map(_family, FAMILIES), _variables(), _files())


def _family(kind: str) -> str:
    rows = (_row(entry) for entry in entries(kind))
    return f"## Trang Thông tin: {kind}\n\n{table(('mục', 'khóa', 'ban đầu', 'giải thích'), rows)}"


def _row(entry: SettingEntry) -> tuple[str, str, str, str]:
    if entry.kind in SET_BY_PROGRAM:
        return entry.label, f"`{entry.key}`", "chương trình đặt", entry.note
    return entry.label, f"`{entry.key}`", entry.default, _explained(entry)


def _explained(entry: SettingEntry) -> str:
    choices = f"Chọn: {'; '.join(entry.choices)}" if entry.choices else ""
    says_nothing_more = set(entry.note.split(" / ")) <= {*entry.choices, "Chọn trong danh sách"}
    note = "" if says_nothing_more else entry.note
    return ". ".join(part.rstrip(".") for part in (note, choices) if part)


def _variables() -> str:
    return "## Biến môi trường\n\n" + table(("biến", "để làm gì"), _named(VARIABLES))


def _files() -> str:
    wordings = ", ".join(f"`{report.file_name}`" for report in REPORTS.values())
    return (
        "## Tệp thiết đặt\n\n"
        f"- Mẫu câu của báo cáo: {wordings}, cạnh sổ hoặc trong thư mục cấu hình của người dùng "
        "(Windows: `%LOCALAPPDATA%\\phuluc`). Cách đổi: [bao-cao.md](../bao-cao.md).\n"
        f"- Quy tắc chấm điểm và đơn vị đổi tên, sáp nhập: `{FILE_NAME}`, `{CHANGES_FILE}`. Lệnh "
        "`phuluc rules -o THU_MUC` chép ra để xem và sửa bằng Excel; bản của cơ quan đặt ở cùng thư mục cấu hình. "
        "Điểm tối đa, mức xếp loại của sổ lấy theo bảng này, ngày số liệu và cơ sở tính, mỗi lần làm mới (trang "
        "“Quy tắc” của sổ); loại không dùng nữa thì ghi một dòng cùng tên, để trống cột “Điểm”.\n"
        "- Tên cột, đơn vị, giá trị trong danh sách hồ sơ mà cơ quan gọi khác đi: tệp .toml của lệnh "
        "`phuluc aggregate --mapping`.\n"
        "- `%USERPROFILE%\\.PhuLuc\\PhuLuc.conf`: nối Excel với Python, do `phuluc install` ghi:\n\n"
        + table(("khóa", "nghĩa"), _named(CONNECTION))
    )


def _named(items: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    return ((f"`{name}`", meaning) for name, meaning in items)
