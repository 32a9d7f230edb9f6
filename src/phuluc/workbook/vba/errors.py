"""Why a VBA project cannot be written: one class per cause."""

from __future__ import annotations

from phuluc.errors import PhuLucError


class VbaError(PhuLucError):
    """Base of what keeps a VBA project from being written."""


class NonAsciiSourceError(VbaError):
    """Source holds the letters of one code page only; another machine would show others."""

    def __init__(self, module: str, line: int, found: str) -> None:
        super().__init__(
            "Mã VBA chỉ được dùng chữ ASCII",
            where=f"{module}, dòng {line}",
            found=found,
            remedy='Viết chữ Việt trong Vn("…")',
        )


class LongLineError(VbaError):
    """The editor of VBA takes at most 1,023 characters a line."""

    def __init__(self, module: str, line: int, length: int) -> None:
        super().__init__(
            "Dòng mã VBA quá dài",
            where=f"{module}, dòng {line}",
            found=f"{length} ký tự",
            remedy="Ngắt dòng, tối đa 1.023 ký tự",
        )


class BadModuleNameError(VbaError):
    """Names start with a letter, hold letters, digits and "_", at most 31, and differ without regard to case."""

    def __init__(self, name: str) -> None:
        super().__init__(
            "Tên mô-đun VBA không hợp lệ hoặc bị trùng",
            found=name,
            remedy="Dùng chữ cái không dấu, chữ số, dấu gạch dưới, tối đa 31 ký tự, không trùng tên",
        )


class IncompressibleSourceError(VbaError):
    """[MS-OVBA] has no form for a last chunk that does not become smaller; text always does."""

    def __init__(self) -> None:
        super().__init__("Không nén được mã VBA", remedy="Kiểm tra mô-đun có phải là văn bản")


class LargeProjectError(VbaError):
    def __init__(self, sectors: int) -> None:
        super().__init__("Dự án VBA quá lớn", found=f"{sectors} cung", remedy="Chia bớt mã sang tệp khác")


class XlwingsTextError(VbaError):
    """The VBA text of the installed xlwings is not the one this version was made for."""

    def __init__(self, found: str) -> None:
        super().__init__(
            "Bản xlwings trên máy không phải bản mà Phụ lục dùng",
            found=found,
            remedy='Chạy: pip install "xlwings==0.37.8"',
        )


class MisplacedHelpTextError(VbaError):
    """A text for Vn() would be read back differently."""

    def __init__(self, text: str) -> None:
        super().__init__("Chữ trong mã VBA không được có dấu { hay ngắt dòng", found=text, remedy="Viết lại câu")
