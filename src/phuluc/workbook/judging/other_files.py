"""What a file is that is no package: told by its content, never by its name."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from phuluc.domain.quoting import are_captions
from phuluc.workbook.errors import (
    NotAWorkbookError,
    OldExcelFileError,
    OtherDocumentError,
    PasswordProtectedError,
    RightsProtectedError,
    TextTableError,
    WebPageError,
    WorkbookFileError,
)

_OLE_MAGIC: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: The first record of Excel 2 to 4, which stood alone in the file.
_BIFF_STARTS: Final = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")
_OTHER_KINDS: Final[tuple[tuple[bytes, str], ...]] = (
    (b"\x89PNG", "ảnh PNG"),
    (b"\xff\xd8\xff", "ảnh JPEG"),
    (b"GIF8", "ảnh GIF"),
    (b"BM", "ảnh BMP"),
    (b"RIFF", "ảnh hoặc âm thanh RIFF"),
    (b"II*\x00", "ảnh TIFF"),
    (b"MM\x00*", "ảnh TIFF"),
    (b"%PDF", "tài liệu PDF"),
    (b"{\\rtf", "văn bản RTF"),
    (b"Rar!", "tệp nén RAR"),
    (b"7z\xbc\xaf", "tệp nén 7z"),
    (b"\x1f\x8b", "tệp nén gzip"),
    (b"MZ", "chương trình Windows"),
    (b"\x7fELF", "chương trình Linux"),
)
_SAMPLE: Final = 4096


def refusal_of(path: Path, data: bytes) -> WorkbookFileError:
    """Give the error that names what the file is."""
    if data.startswith(_OLE_MAGIC):
        return _judge_ole(path, data)
    if data.startswith(_BIFF_STARTS):
        return OldExcelFileError(path)
    for magic, kind in _OTHER_KINDS:
        if data.startswith(magic):
            return OtherDocumentError(path, kind)
    text = _as_text(data)
    if text is None:
        return NotAWorkbookError(path)
    start = text.lstrip("\ufeff \t\r\n")
    if start.startswith("<"):
        return WebPageError(path)
    first = start.splitlines()[0] if start else ""
    return TextTableError(path, first[:80] if are_captions([first]) else "")


def _judge_ole(path: Path, data: bytes) -> WorkbookFileError:
    """Tell OLE files apart by the names of their streams, which stand in UTF-16 in the directory."""
    if _has_stream(data, "DRMEncryptedDataSpace") or _has_stream(data, "\tDRMContent"):
        return RightsProtectedError(path)
    if _has_stream(data, "EncryptedPackage") or _has_stream(data, "EncryptionInfo"):
        return PasswordProtectedError(path)
    if _has_stream(data, "Workbook") or _has_stream(data, "Book"):
        return OldExcelFileError(path)
    if _has_stream(data, "WordDocument"):
        return OtherDocumentError(path, "văn bản Word 97-2003")
    if _has_stream(data, "PowerPoint Document"):
        return OtherDocumentError(path, "bản trình chiếu PowerPoint 97-2003")
    return OtherDocumentError(path, "tệp Office đời cũ, không phải bảng tính")


def _has_stream(data: bytes, name: str) -> bool:
    return f"{name}\0".encode("utf-16-le") in data


def _as_text(data: bytes) -> str | None:
    """The start of the file as text, None where it is binary."""
    head = data[:_SAMPLE]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", errors="replace")
    if b"\x00" in head:
        return None
    try:
        return head.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start >= len(head) - 3:  # a character cut in half at the end of the sample
            return head[: error.start].decode("utf-8")
    control = sum(byte < 9 or 13 < byte < 32 for byte in head)
    return None if control else head.decode("cp1258", errors="replace")
