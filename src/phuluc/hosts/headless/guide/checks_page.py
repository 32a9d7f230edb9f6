"""Every check: what it looks for, how grave it is, what to do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from phuluc.checks.catalogue import CATALOGUE, Check
from phuluc.checks.scores.catalogue import SCORE_CATALOGUE
from phuluc.hosts.headless.guide.markdown import page, sentence
from phuluc.report.typed import catalogue as typed
from phuluc.results import Severity

SEVERITY_NAMES: Final[dict[Severity, str]] = {"error": "LỖI", "warning": "CẢNH BÁO", "note": "GHI CHÚ"}
_INTRODUCTION: Final = (
    "Nút **Kiểm tra số liệu** (lệnh `phuluc check SO.xlsx`) ghi các phát hiện vào trang **Kiểm tra**; bấm vào vị trí "
    "để đến ô. Kiểm tra không sửa số liệu.\n\n"
    "- **LỖI**: số chắc chắn sai hoặc không dùng được. Còn lỗi thì chưa lập phụ lục.\n"
    "- **CẢNH BÁO**: nên xem lại; vẫn lập được phụ lục.\n"
    "- **GHI CHÚ**: giải thích điều dễ hiểu nhầm, thường không phải sửa.\n\n"
    "Trang **Đối chiếu** giữ những số mà tệp nguồn đã in (tỷ lệ, tăng giảm, số nêu trong lời văn). Nguồn in sai thì "
    "xóa dòng ấy ở trang **Đối chiếu** rồi kiểm tra lại; số của sổ không lấy từ trang này."
)
_PARTS: Final = (
    ("Ô, đơn vị và 07 chỉ tiêu", "Các mục về ô và tên đơn vị dùng cho mọi loại sổ.", CATALOGUE),
    ("Sổ điểm Bộ chỉ số 766", "Cho `diem-tuan`, `diem-thang`, `diem-xa`.", SCORE_CATALOGUE),
    (
        "Báo cáo gõ tay",
        "Lệnh `phuluc check SO.xlsx --report BAO_CAO.docx` so các số gõ trong báo cáo với sổ.",
        typed.CATALOGUE,
    ),
)


def checks_page() -> bytes:
    """Write docs/huong-dan/kiem-tra.md."""
    return page("Kiểm tra số liệu: phát hiện và cách xử lý", _INTRODUCTION, *(_part(*part) for part in _PARTS))


def _part(title: str, about: str, checks: Iterable[Check]) -> str:
    return "\n\n".join((f"## {title}", about, *map(_entry, checks)))


def _entry(check: Check) -> str:
    return (
        f"### {check.title}\n\n{SEVERITY_NAMES[check.severity]} · `{check.code}`\n\n"
        f"- Khi nào: {sentence(check.looks_for)}\n- Xử lý: {sentence(check.remedy)}"
    )
