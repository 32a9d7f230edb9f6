"""The sheet "Hướng dẫn": the steps, the colours, the functions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from xlsxwriter import Workbook

from phuluc.annexes.editions import Edition
from phuluc.annexes.lists import GUIDE_SHEET
from phuluc.workbook.build.canvas import Canvas
from phuluc.workbook.build.styles import EXCEEDS, MET, MISSED, MUTED_INK, NEAR, NOT_APPLICABLE, Styles

#: How cells look, an example, and what it means.
Colour = tuple[Mapping[str, object], str, str]

RECORD_STEP: Final = (
    "Trang “Nhật ký”: chương trình ghi việc đã làm với sổ. Xem phụ lục đã lập còn khớp sổ không: lệnh phuluc verify."
)
_STEPS: Final = (
    (
        "Trang “Thông tin”: điền kỳ báo cáo, cơ quan, số chữ số thập phân, tiêu chí xếp hạng. Số và ngày văn "
        "bản để trống đến khi có."
    ),
    (
        "Trang “Phụ lục …”: gõ hoặc dán số liệu vào các ô màu vàng. Mỗi đơn vị là một dòng, dùng chung cho "
        "bảng 1 và bảng 2."
    ),
    ("Đơn vị không phát sinh: gõ dấu “-” vào cả mẫu số và kết quả. Ô trống nghĩa là chưa nhập, không phải bằng 0."),
    (
        "Thêm đơn vị: chèn dòng giữa hai vạch xám của bảng. Bớt đơn vị: xóa cả dòng. Công thức của dòng mới "
        "được bổ sung khi làm mới."
    ),
    ("Muốn chèn, xóa, chuyển dòng mà Excel báo trang được bảo vệ: chọn Review > Unprotect Sheet (không có mật khẩu)."),
    (
        "Chỉ tiêu Khai thác, sử dụng lại: có số hồ sơ đủ điều kiện thì nhập ở “Phần theo dõi”; để trống thì "
        "tính trên tổng số hồ sơ tiếp nhận."
    ),
    "Làm mới (lệnh phuluc refresh): tính lại, xếp hạng, kiểm tra; kết quả ở trang “Xếp hạng” và “Kiểm tra”.",
    "Trang “Kiểm tra”: bấm vào vị trí để đến ô; xử lý hết các dòng “Lỗi”, xem các dòng “Cảnh báo”.",
    (
        "Trang “Tổng hợp”: tỷ lệ chung của cấp và toàn tỉnh là tổng kết quả chia tổng mẫu số, không phải "
        "bình quân các tỷ lệ."
    ),
    (
        "Lưu phụ lục (lệnh phuluc annex): chỉ có các trang Phụ lục, chữ đen trên nền trắng, không công thức, "
        "kèm PDF nếu cần."
    ),
    (
        "Sang kỳ sau (lệnh phuluc next-period): số liệu chuyển sang trang “Kỳ trước”, ô nhập để trống, chỉ tiêu "
        "và đơn vị giữ nguyên."
    ),
    RECORD_STEP,
)
_COLOURS: Final[tuple[Colour, ...]] = (
    (MET, "92,5", "Đạt chỉ tiêu (xét trên tỷ lệ chưa làm tròn)"),
    (NEAR, "57,4", "Gần đạt: thấp hơn chỉ tiêu không quá ngưỡng ở trang “Thông tin”"),
    (MISSED, "31,0", "Chưa đạt"),
    (NOT_APPLICABLE, "-", "Không phát sinh, không đánh giá"),
    (EXCEEDS, "101,2", "Kết quả lớn hơn mẫu số: số liệu sai, cần sửa"),
)


def build_guide_sheet(
    workbook: Workbook,
    styles: Styles,
    edition: Edition,
    steps: Sequence[str] = _STEPS,
    colours: Sequence[Colour] = _COLOURS,
) -> None:
    """Write the guide; editions with function cells also explain the functions."""
    canvas = Canvas(workbook, GUIDE_SHEET)
    sheet = canvas.sheet
    for column, width in enumerate((5, 34, 58, 58)):
        sheet.set_column(column, column, width)
    canvas.merge(1, 1, 4, "HƯỚNG DẪN", styles.title(14))
    row = _section(canvas, styles, 3, "Các bước làm")
    text = styles.get(text_wrap=True, align="left")
    for number, step in enumerate(steps, start=1):
        canvas.put(row, 1, number, styles.get(align="center", bold=True))
        canvas.merge(row, 2, 4, step, text)
        row += 1
    row = _section(canvas, styles, row + 1, "Ý nghĩa màu ở cột tỷ lệ" if colours is _COLOURS else "Ý nghĩa màu")
    for look, example, meaning in colours:
        canvas.put(row, 2, example, styles.get(align="center", border=1, **look))
        canvas.merge(row, 3, 4, meaning, text)
        row += 1
    if edition == "native":
        row = _section(canvas, styles, row + 1, "Bản này dùng công thức Excel thường, không cần cài thêm gì")
    else:
        _write_functions(canvas, styles, row + 1)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _section(canvas: Canvas, styles: Styles, row: int, title: str) -> int:
    canvas.merge(row, 1, 4, title, styles.get(bold=True, font_size=12, bottom=1))
    return row + 1


def _write_functions(canvas: Canvas, styles: Styles, row: int) -> None:
    from phuluc.functions import CATALOGUE, usage  # noqa: PLC0415 - the native edition does without

    row = _section(canvas, styles, row, "Các hàm (máy tiếng Việt ngăn tham số bằng “;”, máy tiếng Anh bằng “,”)")
    text = styles.get(text_wrap=True, align="left", border=1, border_color="#BFBFBF")
    code = styles.get(text_wrap=True, align="left", border=1, border_color="#BFBFBF", font_size=10)
    for function in CATALOGUE:
        both = f"{usage(function, ';')}\n{usage(function, ',')}"
        canvas.put(row, 2, function.name, styles.get(bold=True, border=1, border_color="#BFBFBF"))
        canvas.put(row, 3, function.summary, text)
        canvas.put(row, 4, both, code)
        canvas.sheet.set_row(row - 1, 36)
        row += 1
    canvas.merge(
        row,
        1,
        4,
        "Nếu ô hiện #NAME?: máy chưa cài Phụ lục; số đã tính lần trước vẫn còn trong tệp gốc.",
        styles.get(italic=True, font_color=MUTED_INK),
    )
