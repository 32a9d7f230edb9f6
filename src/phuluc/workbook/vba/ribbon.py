"""The tab "Phụ lục": its buttons, declared once for the ribbon's XML and for the macros of a workbook."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from lxml import etree

from phuluc.workbook.markup import parse, serialise

#: The procedure behind every button; it hands the button's id to Python.
CALLBACK: Final = "PhuLuc_Run"
_NAMESPACE: Final = "http://schemas.microsoft.com/office/2009/07/customui"


@dataclass(frozen=True)
class Button:
    """A button.

    Attributes:
        id: what Python is told, `phuluc.hosts.excel.ribbon.dispatch(id)`.
        macro: the name of the macro that does the same in a workbook that carries its functions.
        label: on the button.
        screentip: the first line of its tip.
        supertip: what it does and what it leaves alone, at most 1,024 characters.
        image: a name of Excel's own pictures.
    """

    id: str
    macro: str
    label: str
    screentip: str
    supertip: str
    image: str
    size: Literal["large", "normal"] = "large"


@dataclass(frozen=True)
class Group:
    id: str
    label: str
    buttons: tuple[Button, ...]


GROUPS: Final = (
    Group(
        "grpBook",
        "Sổ làm việc",
        (
            Button(
                "btnNew", "PhuLuc_TaoSoMoi", "Tạo sổ mới", "Tạo sổ làm việc mới",
                "Chọn loại phụ lục và nơi lưu, rồi mở sổ trống để điền đơn vị, chỉ tiêu và số liệu.", "FileNew",
            ),
            Button(
                "btnImport", "PhuLuc_NhapSoLieu", "Nhập số liệu", "Nhập số liệu từ tệp",
                "Đọc phụ lục làm tay, bảng số liệu (.xlsx, .csv) hoặc tệp điểm xuất từ Cổng Dịch vụ công quốc gia vào "
                "sổ đang mở. Sổ trống lấy luôn các đơn vị của tệp; những gì không khớp được liệt kê kèm lý do.",
                "ImportExcel",
            ),
            Button(
                "btnAggregate", "PhuLuc_TongHopHoSo", "Tổng hợp hồ sơ", "Đếm số liệu từ danh sách hồ sơ",
                "Đọc danh sách hồ sơ xuất từ hệ thống một cửa (.xlsx, .csv, .xls, .parquet), đếm số liệu của các chỉ "
                "tiêu ra tệp để nhập, kèm bảng giải thích từng dòng không tính. Không đọc dữ liệu cá nhân.",
                "PivotTableInsert",
            ),
            Button(
                "btnNextPeriod", "PhuLuc_KyMoi", "Kỳ mới", "Bắt đầu kỳ báo cáo mới",
                "Sau khi bạn xác nhận: số liệu kỳ này chuyển thành kỳ trước, các ô nhập được xóa trống. Chỉ tiêu, đơn "
                "vị và phần bạn tự thêm được giữ nguyên.", "CalendarInsert",
            ),
        ),
    ),
    Group(
        "grpFigures",
        "Tính và kiểm tra",
        (
            Button(
                "btnRefresh", "PhuLuc_LamMoiXepHang", "Làm mới xếp hạng", "Tính lại và xếp hạng",
                "Tính lại sổ, sắp xếp trang Xếp hạng theo tiêu chí ở trang Thông tin, ghi ngày làm mới. Phần bạn ghi "
                "thêm bên cạnh được giữ nguyên.", "RefreshAll",
            ),
            Button(
                "btnCheck", "PhuLuc_KiemTraSoLieu", "Kiểm tra số liệu", "Tìm sai sót trong số liệu",
                "Ghi các phát hiện vào trang Kiểm tra, mỗi dòng có đường dẫn đến ô liên quan và cách xử lý. Không sửa "
                "số liệu.", "ErrorChecking",
            ),
        ),
    ),
    Group(
        "grpIssue",
        "Ban hành",
        (
            Button(
                "btnAnnex", "PhuLuc_LuuPhuLuc", "Lưu phụ lục", "Lưu phụ lục để ban hành",
                "Lưu các phụ lục thành tệp Excel chỉ có giá trị và tệp PDF, theo thể thức Nghị định 30/2020/NĐ-CP. "
                "Kiểm tra còn lỗi thì hỏi lại trước khi lưu.", "FileSaveAsPdfOrXps",
            ),
            Button(
                "btnReport", "PhuLuc_SoanBaoCao", "Soạn báo cáo", "Soạn báo cáo bằng lời",
                "Viết báo cáo từ số liệu của sổ thành tệp Word, theo thể thức Nghị định 30/2020/NĐ-CP. Câu chữ lấy từ "
                "tệp mẫu câu mà cơ quan đổi được.", "FileSaveAsWordDocx",
            ),
            Button(
                "btnFreeze", "PhuLuc_CoDinhCongThuc", "Cố định công thức", "Thay hàm Phụ lục bằng công thức thường",
                "Lưu một bản sao mà các hàm của Phụ lục được thay bằng công thức của Excel hoặc giá trị, để gửi đến "
                "máy không cài Phụ lục.", "PasteValues",
            ),
        ),
    ),
    Group(
        "grpHelp",
        "Hướng dẫn",
        (
            Button(
                "btnHelp", "PhuLuc_TroGiup", "Trợ giúp", "Hướng dẫn dùng Phụ lục",
                "Các hàm, các nút và cách xử lý khi gặp lỗi.", "Help",
            ),
        ),
    ),
)  # fmt: skip


def ribbon_xml() -> bytes:
    """Give customUI14.xml, for Excel 2010 and later."""
    root = parse(f'<customUI xmlns="{_NAMESPACE}"/>'.encode())
    tabs = _add(_add(root, "ribbon"), "tabs")
    tab = _add(tabs, "tab", id="tabPhuLuc", label="Phụ lục")
    for group in GROUPS:
        parent = _add(tab, "group", id=group.id, label=group.label)
        for button in group.buttons:
            _add(
                parent, "button", id=button.id, label=button.label, size=button.size, imageMso=button.image,
                onAction=CALLBACK, screentip=button.screentip, supertip=button.supertip,
            )  # fmt: skip
    etree.indent(root)
    return serialise(root)


def _add(parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{_NAMESPACE}}}{tag}", attributes)
