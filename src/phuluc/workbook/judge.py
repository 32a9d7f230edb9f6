"""The one door for files from outside: each is judged here before any reader touches it.

Every importer and command comes through `read_parts` (packages) or `read_text_file` (delimited text); readers are
handed the bytes that were judged and never the path, so that what was judged is what is read.
"""

from __future__ import annotations

import io
import lzma
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from typing import Final

from phuluc.workbook.errors import (
    DamagedWorkbookError,
    EmptyFileError,
    FolderGivenError,
    MissingWorkbookError,
    NoOrdinaryFileError,
    NotADocumentError,
    TooLargeFileError,
    UnreadableFileError,
)
from phuluc.workbook.judging.large_lists import judge_list_package
from phuluc.workbook.judging.markup import judge_markup
from phuluc.workbook.judging.other_files import refusal_of
from phuluc.workbook.judging.package_entries import IN_MEMORY, judge_entries, judge_kind
from phuluc.workbook.judging.sheet_extents import judge_extents
from phuluc.workbook.os_reasons import reason_of

LARGEST_FILE: Final = 200 * 1000 * 1000
LARGEST_TEXT: Final = 50 * 1000 * 1000
#: Three full sheets of a list of dossiers.
LARGEST_LIST: Final = 500 * 1000 * 1000
#: What the standard library raises on archives that are not what they say.
_UNREADABLE: Final = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError),
    *(NotImplementedError, RuntimeError, ValueError, IndexError, KeyError),
)


def read_parts(path: Path) -> dict[str, bytes]:
    """Read all parts of an .xlsx or .xlsm package, in the order of the archive.

    Raises:
        WorkbookFileError: one subclass per cause, see `phuluc.workbook.errors`.
    """
    return parts_of(path, read_file(path))


def parts_of(path: Path, data: bytes) -> dict[str, bytes]:
    """Judge the content of a file already read and give its parts; `path` is for messages only.

    Raises:
        WorkbookFileError: one subclass per cause.
    """
    if not data.startswith(b"PK"):
        raise refusal_of(path, data)
    parts = _judged_parts(path, data, judge_kind)
    judge_extents(path, parts)
    return parts


def read_list_package(path: Path, tell: Callable[[float], None] = lambda _share: None) -> bytes:
    """Read an .xlsx or .xlsm package whose sheets may be full lists; its parts are judged one piece after the other.

    Args:
        path: the file.
        tell: learns what share is judged, from 0 to 1.

    Raises:
        WorkbookFileError: one subclass per cause.
    """
    data = read_file(path, LARGEST_LIST)
    if not data.startswith(b"PK"):
        raise refusal_of(path, data)
    for share in _named_for_damage(path, judge_list_package(path, data)):
        tell(share)
    return data


def _named_for_damage(path: Path, shares: Iterator[float]) -> Iterator[float]:
    """Hand on shares; what is raised by who takes them is not put down to the file."""
    while True:
        try:
            share = next(shares, None)
        except _UNREADABLE as error:
            raise DamagedWorkbookError(path, f"gói zip không đọc được ({error})") from error
        if share is None:
            return
        yield share


def read_document_parts(path: Path, data: bytes) -> dict[str, bytes]:
    """Read all parts of a .docx, judged by the same rules as a workbook.

    Args:
        path: for messages.
        data: the file, which begins as a zip does.

    Raises:
        WorkbookFileError: as `read_parts`.
        NotADocumentError: the package is no text document.
    """
    return _judged_parts(path, data, _judge_document)


def _judged_parts(
    path: Path, data: bytes, judge_kind: Callable[[Path, zipfile.ZipFile, Collection[str]], None]
) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.filename.endswith("/")]
            judge_entries(path, entries, IN_MEMORY)
            judge_kind(path, archive, {entry.filename for entry in entries})
            parts = {entry.filename: archive.read(entry) for entry in entries}
    except _UNREADABLE as error:
        raise DamagedWorkbookError(path, f"gói zip không đọc được ({error})") from error
    for name, content in parts.items():
        judge_markup(path, name, content)
    return parts


def repacked(parts: Mapping[str, bytes]) -> bytes:
    """The judged parts as an archive for a reader of archives: it sees these parts and no others."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return buffer.getvalue()


def read_text_file(path: Path) -> bytes:
    """Read a text file whole, within `LARGEST_TEXT`.

    Raises:
        WorkbookFileError: it cannot be read, or is too large.
    """
    return read_file(path, LARGEST_TEXT)


def read_file(path: Path, largest: int = LARGEST_FILE) -> bytes:
    """Read an ordinary file of at most `largest` bytes.

    Raises:
        WorkbookFileError: one subclass per cause.
    """
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise FolderGivenError(path)
        if not stat.S_ISREG(status.st_mode):
            raise NoOrdinaryFileError(path)
        if status.st_size > largest:
            raise TooLargeFileError(path, status.st_size, largest)
        with path.open("rb") as file:
            data = file.read(largest + 1)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise MissingWorkbookError(path) from error
    except OSError as error:
        raise UnreadableFileError(path, reason_of(error)) from error
    except ValueError as error:  # a NUL in the name
        raise MissingWorkbookError(path) from error
    if len(data) > largest:
        raise TooLargeFileError(path, len(data), largest)
    if not data:
        raise EmptyFileError(path)
    return data


def _judge_document(path: Path, _archive: zipfile.ZipFile, names: Collection[str]) -> None:
    if not {"word/document.xml", "[Content_Types].xml"} <= set(names):
        raise NotADocumentError(path)
