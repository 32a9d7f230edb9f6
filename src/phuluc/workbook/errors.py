"""Why a workbook cannot be read or saved: one class per cause, each told to the person in Vietnamese."""

from __future__ import annotations

from pathlib import Path

from phuluc.errors import PhuLucError

_SAVE_AS_XLSX = "Mở tệp bằng Excel hoặc LibreOffice, chọn Lưu thành (Save As) loại Excel Workbook (*.xlsx) rồi làm lại"
_GET_ANOTHER = "Xin lại tệp từ nơi gửi hoặc dùng bản sao lưu"


class WorkbookFileError(PhuLucError):
    """Base of what is wrong with a workbook's file."""


class MissingWorkbookError(WorkbookFileError):
    def __init__(self, path: Path) -> None:
        super().__init__("không có tệp này", where=str(path), remedy="Kiểm tra lại tên tệp và thư mục")


class FolderGivenError(WorkbookFileError):
    def __init__(self, path: Path) -> None:
        super().__init__(
            "đây là thư mục, không phải tệp bảng tính", where=str(path), remedy="Chỉ rõ tệp .xlsx cần dùng"
        )


class EmptyFileError(WorkbookFileError):
    def __init__(self, path: Path) -> None:
        super().__init__("tệp rỗng (0 byte)", where=str(path), remedy=_GET_ANOTHER)


class UnreadableFileError(WorkbookFileError):
    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            "không đọc được tệp",
            where=str(path),
            found=reason,
            remedy="Kiểm tra quyền đọc tệp, đóng chương trình đang giữ tệp",
        )


class PasswordProtectedError(WorkbookFileError):
    def __init__(self, path: Path) -> None:
        super().__init__(
            "tệp được đặt mật khẩu nên không đọc được",
            where=str(path),
            remedy="Mở tệp bằng mật khẩu, vào Tệp > Thông tin > Bảo vệ sổ làm việc để bỏ mật khẩu mở tệp rồi lưu lại",
        )


class OldExcelFileError(WorkbookFileError):
    def __init__(self, path: Path) -> None:
        super().__init__(
            "tệp thuộc định dạng Excel 97-2003 (.xls), chương trình chỉ đọc .xlsx và .xlsm",
            where=str(path),
            remedy=_SAVE_AS_XLSX,
        )


class BinaryWorkbookError(WorkbookFileError):
    def __init__(self, path: Path) -> None:
        super().__init__(
            "tệp thuộc định dạng Excel nhị phân (.xlsb), chương trình chỉ đọc .xlsx và .xlsm",
            where=str(path),
            remedy=_SAVE_AS_XLSX,
        )


class WebPageError(WorkbookFileError):
    def __init__(self, path: Path) -> None:
        super().__init__(
            "tệp thực ra là trang web (HTML/XML) mang đuôi bảng tính", where=str(path), remedy=_SAVE_AS_XLSX
        )


class TextTableError(WorkbookFileError):
    def __init__(self, path: Path, first_line: str) -> None:
        super().__init__(
            "tệp thực ra là văn bản (CSV) mang đuôi bảng tính", where=str(path), found=first_line, remedy=_SAVE_AS_XLSX
        )


class OtherDocumentError(WorkbookFileError):
    """A picture, a PDF, a Word document, an ODS: known, but no Excel workbook."""

    def __init__(self, path: Path, kind: str) -> None:
        super().__init__(
            "tệp không phải bảng tính Excel", where=str(path), found=kind, remedy="Chọn đúng tệp .xlsx hoặc .xlsm"
        )


class NotAWorkbookError(WorkbookFileError):
    def __init__(self, path: Path, first_bytes: bytes) -> None:
        super().__init__(
            "tệp không phải bảng tính Excel",
            where=str(path),
            found=f"các byte đầu {first_bytes.hex(' ')}",
            remedy="Chọn đúng tệp .xlsx hoặc .xlsm",
        )


class DamagedWorkbookError(WorkbookFileError):
    """A truncated or inconsistent package."""

    def __init__(self, path: Path | str, reason: str) -> None:
        super().__init__("tệp bảng tính bị hỏng hoặc chép thiếu", where=str(path), found=reason, remedy=_GET_ANOTHER)


class ZipBombError(WorkbookFileError):
    """A part inflates beyond the limits. Limits follow Apache POI's ZipSecureFile, with a lower entry size."""

    def __init__(self, path: Path, found: str) -> None:
        super().__init__(
            "tệp bung ra lớn bất thường nên không được mở, để tránh treo máy",
            where=str(path),
            found=found,
            remedy="Nếu tin nguồn gửi, mở tệp bằng Excel, xóa các dòng và cột trống có định dạng rồi lưu lại",
        )


class SuspiciousEntryError(WorkbookFileError):
    """An entry name that would leave its folder, or one name twice."""

    def __init__(self, path: Path, entry: str) -> None:
        super().__init__("tệp có thành phần mang tên không hợp lệ", where=str(path), found=entry, remedy=_GET_ANOTHER)


class ForbiddenMarkupError(WorkbookFileError):
    """A document type or entity declaration: no office program writes one."""

    def __init__(self, path: Path, entry: str) -> None:
        super().__init__(
            "tệp chứa khai báo DTD/thực thể XML, thường dùng để tấn công",
            where=str(path),
            found=entry,
            remedy=_GET_ANOTHER,
        )


class WorkbookLockedError(WorkbookFileError):
    def __init__(self, path: Path, lock: Path) -> None:
        super().__init__(
            "tệp đang mở trong Excel hoặc LibreOffice nên không ghi đè được",
            where=str(path),
            found=f"tệp khóa {lock.name}",
            remedy="Đóng tệp rồi làm lại, hoặc lưu ra tên khác; nếu không ai mở tệp, xóa tệp khóa đó",
        )


class NotWritableError(WorkbookFileError):
    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            "không ghi được tệp, tệp cũ còn nguyên",
            where=str(path),
            found=reason,
            remedy="Đóng tệp nếu đang mở, kiểm tra quyền ghi của thư mục, hoặc lưu vào thư mục khác",
        )


class DiskFullError(WorkbookFileError):
    def __init__(self, path: Path) -> None:
        super().__init__(
            "ổ đĩa hết chỗ, tệp cũ còn nguyên", where=str(path), remedy="Giải phóng dung lượng hoặc lưu vào ổ đĩa khác"
        )


class MissingFolderError(WorkbookFileError):
    def __init__(self, path: Path) -> None:
        super().__init__(
            "thư mục để lưu tệp không tồn tại", where=str(path), remedy="Tạo thư mục trước hoặc chọn thư mục khác"
        )


class WrongExtensionError(WorkbookFileError):
    """A file with macros must be called .xlsm, one without .xlsx: Excel opens neither under the other's name."""

    def __init__(self, path: Path, wanted: str) -> None:
        super().__init__(
            "đuôi tệp không khớp nội dung, Excel sẽ không mở", where=str(path), remedy=f"Đặt tên tệp với đuôi {wanted}"
        )


class MacroSheetError(WorkbookFileError):
    def __init__(self, where: str) -> None:
        super().__init__(
            "sổ có trang macro kiểu Excel 4, tệp .xlsx không chứa được",
            where=where,
            remedy="Lưu bản cố định với đuôi .xlsm, hoặc xóa các trang ấy trước",
        )


class UnknownSheetError(WorkbookFileError):
    def __init__(self, sheet: str, known: list[str]) -> None:
        super().__init__(
            "không có trang tính này", where=sheet, found=", ".join(known), remedy="Kiểm tra tên trang tính"
        )


class TextTooLongError(WorkbookFileError):
    def __init__(self, where: str, length: int) -> None:
        super().__init__(
            "chữ trong ô vượt giới hạn 32.767 ký tự của Excel",
            where=where,
            found=f"{length} ký tự",
            remedy="Rút ngắn nội dung",
        )


class BeyondSheetError(WorkbookFileError):
    def __init__(self, where: str) -> None:
        super().__init__(
            "vượt quá giới hạn 1.048.576 dòng, 16.384 cột của trang tính",
            where=where,
            remedy="Chia bảng ra nhiều trang tính",
        )
