"""The entries of a package, judged by the archive's directory before anything is inflated.

Limits follow Apache POI's ZipSecureFile (inflate ratio 0.01 beyond 100 KiB, 1,000 entries), with less for an entry.
"""

from __future__ import annotations

import itertools
import unicodedata
import zipfile
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from phuluc.workbook.errors import (
    BinaryWorkbookError,
    OtherDocumentError,
    PasswordProtectedError,
    SuspiciousEntryError,
    ZipBombError,
)
from phuluc.workbook.size_text import size_text

MINIMUM_INFLATE_RATIO: Final = 0.01
GRACE_SIZE: Final = 100 * 1024
MOST_ENTRIES: Final = 1000


@dataclass(frozen=True)
class InflatedLimits:
    """What an entry, and all entries together, may inflate to, in bytes."""

    entry: int
    package: int


#: A reader holds all parts at once.
IN_MEMORY: Final = InflatedLimits(200 * 1000 * 1000, 500 * 1000 * 1000)

_ENCRYPTED_FLAG: Final = 0x1


def judge_entries(path: Path, entries: Sequence[zipfile.ZipInfo], limits: InflatedLimits) -> None:
    """Refuse names that lead elsewhere or stand twice, entries over each other, and what inflates beyond the limits.

    Raises:
        SuspiciousEntryError, PasswordProtectedError, ZipBombError: the message names limit and measure.
    """
    if len(entries) > MOST_ENTRIES:
        raise ZipBombError(path, f"{len(entries)} thành phần, giới hạn {MOST_ENTRIES}")
    _judge_names(path, entries)
    for entry in entries:
        if entry.flag_bits & _ENCRYPTED_FLAG:
            raise PasswordProtectedError(path)
        _judge_size(path, entry, limits.entry)
    total = sum(entry.file_size for entry in entries)
    if total > limits.package:
        raise ZipBombError(path, f"tổng cộng bung ra {size_text(total)}, giới hạn {size_text(limits.package)}")
    _judge_places(path, entries)


def _judge_names(path: Path, entries: Sequence[zipfile.ZipInfo]) -> None:
    seen: set[str] = set()
    for entry in entries:
        name = entry.filename
        folded = unicodedata.normalize("NFC", name).casefold()
        leads_elsewhere = (
            entry.orig_filename != name
            or "\\" in name
            or ":" in name
            or any(step in ("", ".", "..") for step in name.split("/"))
            or not name.isprintable()
        )
        if leads_elsewhere or folded in seen:
            raise SuspiciousEntryError(path, entry.orig_filename)
        seen.add(folded)


def _judge_size(path: Path, entry: zipfile.ZipInfo, largest: int) -> None:
    if entry.file_size > largest:
        raise ZipBombError(
            path, f"{entry.filename} bung ra {size_text(entry.file_size)}, giới hạn {size_text(largest)}"
        )
    ratio = entry.compress_size / entry.file_size if entry.file_size else 1
    if entry.file_size > GRACE_SIZE and ratio < MINIMUM_INFLATE_RATIO:
        raise ZipBombError(path, f"{entry.filename} bung ra quá {1 / MINIMUM_INFLATE_RATIO:.0f} lần cỡ đã nén")


def _judge_places(path: Path, entries: Sequence[zipfile.ZipInfo]) -> None:
    """Entries that share bytes of the archive make a small file inflate without any entry looking large."""
    placed = sorted(entries, key=lambda entry: entry.header_offset)
    for entry, following in itertools.pairwise(placed):
        if entry.header_offset + entry.compress_size > following.header_offset:
            raise SuspiciousEntryError(path, f"{entry.filename} chồng lên {following.filename}")


def judge_kind(path: Path, archive: zipfile.ZipFile, names: Collection[str]) -> None:
    """Refuse packages that are something else than an Excel workbook.

    Raises:
        BinaryWorkbookError, OtherDocumentError: named for what they are.
    """
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
