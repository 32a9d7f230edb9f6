"""The steps of "Hướng dẫn" in books of scores."""

from __future__ import annotations

from typing import Final

from phuluc.annexes.families import COMMUNE_SCORES, WEEKLY_SCORES
from phuluc.annexes.score_settings import NOT_COMPARABLE
from phuluc.annexes.score_tables import CHANGED_UNIT_COLUMN
from phuluc.domain.score_figures import NO_DATA_TEXT
from phuluc.domain.unit_changes import COMPARED_ANYWAY, MERGED, NOT_COMPARED, REARRANGED
from phuluc.workbook.build.guide_sheet import RECORD_STEP, Colour
from phuluc.workbook.build.styles import EXCEEDS, MET, MISSED, NEAR, NOT_APPLICABLE

COLOURS: Final[tuple[Colour, ...]] = (
    (MET, "+2,72", "Tăng so với kỳ trước"),
    (MISSED, "-3,31", "Giảm so với kỳ trước"),
    (NEAR, NOT_COMPARABLE, "Hai kỳ khác cơ sở tính, đơn vị hợp nhất hoặc sắp xếp lại: không tính tăng, giảm"),
    (NOT_APPLICABLE, "-", "Thiếu số liệu một trong hai kỳ"),
    (EXCEEDS, "101,2", "Lớn hơn điểm tối đa: số liệu sai, cần sửa"),
)
_SETTINGS: Final = (
    "Trang “Thông tin”: điền kỳ, ngày số liệu của hai kỳ, cơ sở tính, thứ hạng. Số và ngày văn bản để trống đến khi có."
)
_BASIS: Final = (
    f"Hai kỳ khác cơ sở tính, hoặc một kỳ lũy kế, một kỳ trong kỳ: cột tăng, giảm ghi “{NOT_COMPARABLE}”. Vẫn muốn so "
    "sánh thì đặt “Vẫn so sánh dù khác cơ sở tính” là Có."
)
_CHANGED: Final = (
    f"Đơn vị hợp nhất, sắp xếp lại giữa hai ngày số liệu: cột tăng, giảm ghi “{MERGED}”, “{REARRANGED}”. Đơn vị không "
    f"thay đổi thì chọn “{COMPARED_ANYWAY}” ở cột “{CHANGED_UNIT_COLUMN.caption}”; biết thêm đơn vị thay đổi thì chọn "
    f"“{NOT_COMPARED}”."
)
_REFRESH: Final = (
    "Làm mới (lệnh phuluc refresh): tính lại, xếp thứ tự in, xếp hạng, kiểm tra; trang “Biến động” có danh sách tăng, "
    "giảm, giữ nguyên và biểu đồ; trang “Quy tắc” ghi điểm tối đa, mức xếp loại của hai kỳ theo ngày số liệu."
)
_LAST: Final = (
    "Trang “Kiểm tra”: bấm vào vị trí để đến ô; xử lý hết các dòng “Lỗi”, xem các dòng “Cảnh báo”.",
    "Lưu phụ lục (lệnh phuluc annex): chỉ có các trang Phụ lục, chữ đen trên nền trắng, không công thức.",
    "Sang kỳ sau (lệnh phuluc next-period): số liệu kỳ này thành kỳ trước, ô nhập kỳ này để trống.",
    RECORD_STEP,
)
_UNITS: Final = (
    "Trang “Phụ lục …”: gõ hoặc dán số liệu hai kỳ vào các ô màu vàng; mỗi đơn vị một dòng.",
    f"Đơn vị Cổng không có số: gõ “{NO_DATA_TEXT}”; đơn vị đó không xếp hạng và xếp cuối. Ô trống nghĩa là chưa nhập.",
    (
        "Thêm đơn vị: chèn dòng giữa hai vạch xám của bảng. Bớt đơn vị: xóa cả dòng. Công thức của dòng mới được bổ "
        "sung khi làm mới."
    ),
)
_OVERDUE: Final = "Trang “Hồ sơ quá hạn”: gõ nhóm, đơn vị, số hồ sơ; câu trong thông báo tự ghép khi làm mới."
_ITEMS: Final = (
    (
        "Trang “Phụ lục I”: cột Số liệu gõ “a/b” (tỷ lệ tự tính), một số đếm, hoặc để trống; cột Tỷ lệ gõ được khi "
        "nguồn chỉ cho tỷ lệ. Tăng, giảm là điểm phần trăm của tỷ lệ."
    ),
    "Trang “Tổng hợp”: điểm sáu trục và tổng điểm hai kỳ; câu ở mục VII của Phụ lục I tự ghép từ đây.",
)


def guide_steps(kind: str) -> tuple[str, ...]:
    """Return the steps of a family."""
    if kind == COMMUNE_SCORES:
        return (_SETTINGS, *_ITEMS, _BASIS, _REFRESH, *_LAST)
    return (_SETTINGS, *_UNITS, _BASIS, _CHANGED, *((_OVERDUE,) if kind == WEEKLY_SCORES else ()), _REFRESH, *_LAST)
