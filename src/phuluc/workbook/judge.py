"""Judges a file before any reader touches it, and reads its parts.

Limits follow Apache POI's ZipSecureFile (inflate ratio 0.01 beyond 100 KiB), with 200 MB an entry and 1,000 entries.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import Path
from typing import Final

from phuluc.workbook.errors import (
    BinaryWorkbookError,
    DamagedWorkbookError,
    EmptyFileError,
    FolderGivenError,
    ForbiddenMarkupError,
    MissingWorkbookError,
    NotAWorkbookError,
    OldExcelFileError,
    OtherDocumentError,
    PasswordProtectedError,
    SuspiciousEntryError,
    TextTableError,
    UnreadableFileError,
    WebPageError,
    WorkbookFileError,
    ZipBombError,
)

MINIMUM_INFLATE_RATIO: Final = 0.01
GRACE_SIZE: Final = 100 * 1024
LARGEST_ENTRY: Final = 200 * 1000 * 1000
LARGEST_PACKAGE: Final = 1000 * 1000 * 1000
#: Of a list of dossiers, whose one sheet may be full: 1,048,576 rows of some 14 cells are 0.8 GB.
LARGEST_LIST: Final = 3 * 1000 * 1000 * 1000
MOST_ENTRIES: Final = 1000

_OLE_MAGIC: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_FLAG: Final = 0x1
#: Of a UTF-16 part every other byte is zero.
_ELEMENT: Final = re.compile(rb"<\0?[A-Za-z]")
_MARKUP_SUFFIXES: Final = (".xml", ".rels", ".vml")
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
)


def read_parts(path: Path) -> dict[str, bytes]:
    """Read all parts of an .xlsx or .xlsm package, in the order of the archive.

    Raises:
        WorkbookFileError: one subclass per cause, see `phuluc.workbook.errors`.
    """
    data = _read_file(path)
    if not data.startswith(b"PK"):
        raise _judge_other_bytes(path, data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            _judge_entries(path, entries)
            _judge_kind(path, archive, {entry.filename for entry in entries})
            parts = {entry.filename: archive.read(entry) for entry in entries}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise DamagedWorkbookError(path, f"gói zip không đọc được ({error})") from error
    for name, content in parts.items():
        if name.lower().endswith(_MARKUP_SUFFIXES):
            _judge_markup(path, name, content)
    return parts


def judge_large_package(path: Path) -> None:
    """Judge an .xlsx or .xlsm package without holding its parts: a reader of streams takes them one by one.

    Raises:
        WorkbookFileError: one subclass per cause, see `phuluc.workbook.errors`.
    """
    if not zipfile.is_zipfile(path):
        data = _read_file(path)
        raise (
            DamagedWorkbookError(path, "gói zip chép thiếu")
            if data.startswith(b"PK")
            else _judge_other_bytes(path, data)
        )
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            _judge_entries(path, entries, largest=LARGEST_LIST)
            _judge_kind(path, archive, {entry.filename for entry in entries})
            for entry in entries:
                if entry.filename.lower().endswith(_MARKUP_SUFFIXES):
                    _judge_markup(path, entry.filename, _prolog(archive, entry))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise DamagedWorkbookError(path, f"gói zip không đọc được ({error})") from error


def _prolog(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """What stands before the first element and may declare a document type; at most a mebibyte."""
    start = b""
    with archive.open(entry) as part:
        while len(start) < 1024 * 1024 and not _ELEMENT.search(start):
            more = part.read(4096)
            if not more:
                break
            start += more
    return start


def _read_file(path: Path) -> bytes:
    if path.is_dir():
        raise FolderGivenError(path)
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise MissingWorkbookError(path) from error
    except NotADirectoryError as error:
        raise MissingWorkbookError(path) from error
    except OSError as error:
        raise UnreadableFileError(path, error.strerror or str(error)) from error
    if not data:
        raise EmptyFileError(path)
    return data


def _judge_other_bytes(path: Path, data: bytes) -> WorkbookFileError:
    if data.startswith(_OLE_MAGIC):
        return _judge_ole(path, data)
    for magic, kind in _OTHER_KINDS:
        if data.startswith(magic):
            return OtherDocumentError(path, kind)
    text = _as_text(data)
    if text is None:
        return NotAWorkbookError(path, data[:8])
    start = text.lstrip("\ufeff \t\r\n")
    if start.startswith("<"):
        return WebPageError(path)
    return TextTableError(path, start.splitlines()[0][:80] if start else "")


def _judge_ole(path: Path, data: bytes) -> WorkbookFileError:
    """Tell OLE files apart by the names of their streams, which stand in UTF-16 in the directory."""
    if _has_stream(data, "EncryptedPackage") or _has_stream(data, "EncryptionInfo"):
        return PasswordProtectedError(path)
    if _has_stream(data, "Workbook") or _has_stream(data, "Book"):
        return OldExcelFileError(path)
    if _has_stream(data, "WordDocument"):
        return OtherDocumentError(path, "văn bản Word 97-2003")
    return OtherDocumentError(path, "tệp OLE không phải bảng tính")


def _has_stream(data: bytes, name: str) -> bool:
    return f"{name}\0".encode("utf-16-le") in data


def _as_text(data: bytes) -> str | None:
    """The start of the file as text, None where it is binary."""
    head = data[:4096]
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


def _judge_entries(path: Path, entries: list[zipfile.ZipInfo], *, largest: int = LARGEST_ENTRY) -> None:
    if len(entries) > MOST_ENTRIES:
        raise ZipBombError(path, f"{len(entries)} thành phần, giới hạn {MOST_ENTRIES}")
    seen: set[str] = set()
    for entry in entries:
        name = entry.filename
        folded = name.casefold()
        if name.startswith("/") or "\\" in entry.orig_filename or ".." in name.split("/") or folded in seen:
            raise SuspiciousEntryError(path, name)
        seen.add(folded)
        if entry.flag_bits & _ENCRYPTED_FLAG:
            raise PasswordProtectedError(path)
        if entry.file_size > largest:
            raise ZipBombError(path, f"{name} bung ra {entry.file_size} byte, giới hạn {largest}")
        ratio = entry.compress_size / entry.file_size if entry.file_size else 1
        if entry.file_size > GRACE_SIZE and ratio < MINIMUM_INFLATE_RATIO:
            raise ZipBombError(path, f"{name} có tỷ lệ nén {ratio:.4f}, giới hạn {MINIMUM_INFLATE_RATIO}")
    total = sum(entry.file_size for entry in entries)
    most = max(largest, LARGEST_PACKAGE)
    if total > most:
        raise ZipBombError(path, f"tổng cộng bung ra {total} byte, giới hạn {most}")


def _judge_kind(path: Path, archive: zipfile.ZipFile, names: set[str]) -> None:
    if "xl/workbook.bin" in names:
        raise BinaryWorkbookError(path)
    if "word/document.xml" in names:
        raise OtherDocumentError(path, "văn bản Word (.docx)")
    if "ppt/presentation.xml" in names:
        raise OtherDocumentError(path, "bản trình chiếu PowerPoint (.pptx)")
    if "mimetype" in names and archive.read("mimetype").startswith(b"application/vnd.oasis"):
        raise OtherDocumentError(path, "tài liệu OpenDocument (.ods, .odt)")
    if "[Content_Types].xml" not in names:
        raise OtherDocumentError(path, "tệp nén zip")


def _judge_markup(path: Path, name: str, content: bytes) -> None:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        content = content.decode("utf-16", errors="replace").encode("utf-8")
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise ForbiddenMarkupError(path, name)
