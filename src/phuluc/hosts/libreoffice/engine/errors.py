"""What can go wrong between xlwings and LibreOffice, one class per cause.

Each is also an `xlwings.XlwingsError`, so that code written for Excel catches it where it catches Excel's.
"""

from __future__ import annotations

from xlwings import XlwingsError

from phuluc.errors import PhuLucError


class EngineError(PhuLucError, XlwingsError):
    """Base of the engine's errors."""


class UnoMissingError(EngineError):
    """LibreOffice is not there, or without its Python bridge."""

    def __init__(self) -> None:
        super().__init__(
            "Không tìm thấy LibreOffice hoặc phần nối Python (UNO) của nó",
            remedy="Cài LibreOffice Calc; trên Debian, Ubuntu cài thêm gói python3-uno; "
            "hoặc đặt biến PHULUC_SOFFICE trỏ tới chương trình soffice",
        )


class OfficeStartError(EngineError):
    """LibreOffice was started and did not answer."""

    @classmethod
    def from_exit_code(cls, code: int) -> OfficeStartError:
        return cls(
            "LibreOffice không khởi động được",
            found=f"mã thoát {code}",
            remedy="Mở thử LibreOffice bằng tay rồi làm lại",
        )

    @classmethod
    def from_seconds(cls, seconds: float) -> OfficeStartError:
        return cls(
            f"LibreOffice không trả lời sau {seconds:.0f} giây nên đã bị dừng",
            remedy="Làm lại khi máy rảnh hơn",
        )


class OfficeGoneError(EngineError):
    """LibreOffice, or the document, was closed or died under our hands."""

    def __init__(self, where: str = "") -> None:
        super().__init__(
            "LibreOffice hoặc bảng tính đã bị đóng giữa chừng",
            where=where,
            remedy="Mở lại LibreOffice và bảng tính rồi làm lại",
        )


class OfficeRefusedError(EngineError):
    """LibreOffice refused a call."""

    @classmethod
    def from_message(cls, where: str, message: str) -> OfficeRefusedError:
        return cls(
            "LibreOffice không thực hiện được lệnh này",
            where=where,
            found=message.strip()[:300],
            remedy="Kiểm tra trang tính có bị khóa, ô có bị gộp hoặc tệp có đang mở ở nơi khác không",
        )


class NotSupportedError(EngineError, NotImplementedError):
    """Something xlwings offers and this engine does not."""

    @classmethod
    def from_member(cls, member: str) -> NotSupportedError:
        return cls(
            "Chức năng này chưa dùng được trong LibreOffice",
            where=member,
            remedy="Làm bước này bằng tay, hoặc dùng Excel",
        )


class BookOpenError(EngineError):
    """LibreOffice gave no document for a file."""

    @classmethod
    def from_path(cls, path: str) -> BookOpenError:
        return cls(
            "LibreOffice không mở được tệp này",
            where=path,
            remedy="Kiểm tra tệp có phải bảng tính, mật khẩu có đúng không",
        )


class BookLockedError(EngineError):
    """A file can only be read, because another program or user holds it."""

    @classmethod
    def from_path(cls, path: str) -> BookLockedError:
        return cls(
            "Tệp đang được mở ở nơi khác nên chỉ đọc được",
            where=path,
            remedy="Đóng tệp ở chương trình hoặc máy kia rồi mở lại",
        )


class FileFormatError(EngineError):
    """LibreOffice cannot write the format that the file's name asks for."""

    @classmethod
    def from_path(cls, path: str, known: list[str]) -> FileFormatError:
        return cls(
            "LibreOffice không ghi được định dạng tệp này",
            where=path,
            remedy=f"Lưu với đuôi tệp khác: {', '.join(known)}",
        )


class AddressError(EngineError):
    """Neither an address of cells nor a name that stands for cells."""

    @classmethod
    def from_text(cls, sheet: str, text: str) -> AddressError:
        return cls(
            "Không phải địa chỉ ô, cũng không phải tên vùng của bảng tính",
            where=sheet,
            found=text,
            remedy="Kiểm tra tên vùng có bị xóa hoặc đổi không",
        )


class NameWithoutCellsError(EngineError):
    """A defined name that stands for no range of cells."""

    @classmethod
    def from_name(cls, name: str) -> NameWithoutCellsError:
        return cls(
            "Tên này không chỉ một vùng ô",
            where=name,
            remedy="Sửa tên trong Trang tính > Vùng và biểu thức có tên > Quản lý",
        )


class MixedValidationError(EngineError):
    """Cells of one range have different validation rules."""

    def __init__(self, where: str) -> None:
        super().__init__(
            "Các ô trong vùng có quy tắc nhập khác nhau",
            where=where,
            remedy="Xóa quy tắc của cả vùng trước rồi đặt lại",
        )


class MacroMissingError(EngineError):
    """No macro of that name."""

    @classmethod
    def from_name(cls, name: str) -> MacroMissingError:
        return cls(
            "Không tìm thấy macro trong bảng tính",
            where=name,
            remedy="Kiểm tra tên mô-đun và tên macro",
        )
