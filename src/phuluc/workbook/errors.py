"""Why a workbook cannot be read or saved: one class per cause, each told to the person in Vietnamese."""

from __future__ import annotations

from pathlib import Path

from phuluc.errors import PhuLucError
from phuluc.workbook.size_text import size_text

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
        super().__init__("tệp rỗng", where=str(path), remedy=_GET_ANOTHER)


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


class RightsProtectedError(WorkbookFileError):
    """Encrypted by rights management (IRM, sensitivity labels)."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            "tệp bị khóa theo quyền (IRM, nhãn bảo mật) nên không đọc được",
            where=str(path),
            remedy="Mở tệp bằng tài khoản có quyền, bỏ hạn chế trong Tệp > Thông tin > Bảo vệ sổ làm việc rồi lưu lại",
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
    def __init__(self, path: Path) -> None:
        super().__init__(
            "tệp không phải bảng tính Excel",
            where=str(path),
            remedy="Chọn đúng tệp .xlsx hoặc .xlsm",
        )


class NotADocumentError(WorkbookFileError):
    """Neither a .docx nor plain text where a report is to be read."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            "tệp không phải văn bản Word .docx hay tệp chữ .txt",
            where=str(path),
            remedy="Mở báo cáo bằng Word hoặc LibreOffice, lưu thành .docx hoặc .txt rồi làm lại",
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


class TooManyCellsError(WorkbookFileError):
    """A sheet with more cells, or reaching further, than any annex."""

    def __init__(self, path: Path, sheet: str, found: str, limit: int) -> None:
        super().__init__(
            "trang tính dùng vùng ô lớn bất thường nên không được mở, để tránh treo máy",
            where=str(path),
            found=f"{sheet}: {found}, giới hạn {limit} ô",
            remedy="Mở tệp bằng Excel, bấm Ctrl+End để thấy ô cuối, xóa hẳn (Delete) các dòng, cột trống rồi lưu lại",
        )


class TooLargeFileError(WorkbookFileError):
    def __init__(self, path: Path, size: int, limit: int) -> None:
        super().__init__(
            "tệp quá lớn nên không được mở",
            where=str(path),
            found=f"{size_text(size)}, giới hạn {size_text(limit)}",
            remedy="Bỏ ảnh, trang và dòng không cần thiết rồi lưu lại, hoặc chia thành nhiều tệp",
        )


class NoOrdinaryFileError(WorkbookFileError):
    """A pipe, a device, a socket: reading one may never end."""

    def __init__(self, path: Path) -> None:
        super().__init__("đây không phải tệp thông thường", where=str(path), remedy="Chỉ rõ tệp .xlsx cần dùng")


class SuspiciousEntryError(WorkbookFileError):
    """An entry name that would leave its folder, or one name twice."""

    def __init__(self, path: Path, entry: str) -> None:
        super().__init__("tệp có thành phần mang tên không hợp lệ", where=str(path), found=entry, remedy=_GET_ANOTHER)


class ForbiddenMarkupError(WorkbookFileError):
    """A document type or entity declaration: no office program writes one."""

    def __init__(self, path: Path, entry: str) -> None:
        super().__init__(
            "tệp chứa đoạn mã thường dùng để tấn công máy đọc tệp",
            where=str(path),
            found=entry,
            remedy=_GET_ANOTHER,
        )


class RefusedContentError(WorkbookFileError):
    """Content that runs programs as soon as the file is opened; a book with it is neither worked in nor handed on."""

    def __init__(self, path: Path | str, found: str) -> None:
        super().__init__(
            "tệp chứa nội dung có thể tự chạy chương trình (DDE, macro Excel 4.0)",
            where=str(path),
            found=found,
            remedy="Đừng bấm Cập nhật hay Bật nội dung; trong Excel xóa ô, tên hoặc liên kết đó (Dữ liệu > Sửa "
            "liên kết > Ngắt liên kết) rồi lưu lại; nếu không rõ ai tạo, xin lại tệp từ nơi gửi",
        )


class WorkbookLockedError(WorkbookFileError):
    """Another program holds the file open; `holder` is who, "" where the lock does not tell."""

    def __init__(self, path: Path, lock: Path, program: str, holder: str) -> None:
        super().__init__(
            f"tệp đang mở trong {program} nên không ghi đè được",
            where=str(path),
            found=f"{holder} (tệp khóa {lock.name})" if holder else f"tệp khóa {lock.name}",
            remedy="Đóng tệp rồi làm lại, hoặc lưu ra tên khác; nếu không ai mở tệp, xóa tệp khóa đó",
        )


class WorkbookBusyError(WorkbookFileError):
    """Another command is writing the same file at this moment."""

    def __init__(self, path: Path) -> None:
        super().__init__("một lệnh khác đang ghi chính tệp này", where=str(path), remedy="Đợi lệnh đó xong rồi làm lại")


class ChangedMeanwhileError(WorkbookFileError):
    """The file is not the one that was read: somebody saved it while the command was at work."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            "tệp vừa được chương trình hoặc lệnh khác lưu trong lúc lệnh này chạy, nên chưa ghi gì",
            where=str(path),
            remedy="Đợi bên kia lưu xong rồi chạy lại lệnh này",
        )


class DriveGoneError(WorkbookFileError):
    """A network drive or a stick that is not there any more."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            "mất kết nối tới ổ đĩa hoặc ổ mạng khi đang ghi",
            where=str(path),
            remedy="Khi có lại kết nối, mở tệp xem bản cũ còn nguyên rồi chạy lại lệnh, hoặc lưu vào ổ đĩa trong máy",
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
