"""Files that are not what their names say, as offices send them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
from msoffcrypto.format.ooxml import OOXMLFile

from phuluc.workbook.file_book import FileBook
from tests.acceptance.command import QUARTER, ROOT
from tests.acceptance.packages import parts, written

TEMPLATE = ROOT / "workbook_templates" / "bay-chi-tieu" / "bay-chi-tieu-3cap-live.xlsx"
_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)


def missing(path: Path) -> Path:
    return path


def folder(path: Path) -> Path:
    path.mkdir()
    return path


def empty(path: Path) -> Path:
    path.write_bytes(b"")
    return path


def truncated(path: Path) -> Path:
    path.write_bytes(TEMPLATE.read_bytes()[:20_000])
    return path


def encrypted(path: Path) -> Path:
    """A book with a password to open it, encrypted as Excel does."""
    with TEMPLATE.open("rb") as plain, path.open("wb") as file:
        OOXMLFile(plain).encrypt("mật khẩu", file)
    return path


def old_excel(path: Path) -> Path:
    """An .xls: an OLE file with a stream "Workbook"."""
    path.write_bytes(_OLE_MAGIC + bytes(504) + "Workbook\0".encode("utf-16-le") + bytes(1024))
    return path


def picture(path: Path) -> Path:
    path.write_bytes(_PNG)
    return path


def zip_bomb(path: Path) -> Path:
    """A small book with a sheet that inflates to 50 MB of nothing."""
    content = parts(TEMPLATE)
    content["xl/worksheets/sheet1.xml"] += b" " * 50_000_000
    return written(path, content)


def word_document(path: Path) -> Path:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<document/>")
    path.write_bytes(buffer.getvalue())
    return path


def other_family(path: Path) -> Path:
    """A working book of a family this program does not know."""
    book = FileBook.open(TEMPLATE)
    book.set_values(book.names()["thong_tin_loai"], [["diem-quy"]])
    book.save(path)
    return path


def foreign(path: Path) -> Path:
    """A workbook that has nothing to do with annexes."""
    book = openpyxl.Workbook()
    book.active["A1"] = "Danh sách trực tuần"
    book.save(path)
    return path


def without_headers(path: Path) -> Path:
    """The hand-made annex with both header rows of every table deleted."""
    book = openpyxl.load_workbook(QUARTER)
    for sheet in book:
        for area in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(area))
        for row in reversed(range(1, sheet.max_row + 1)):
            texts = [str(cell.value) for cell in sheet[row] if cell.value]
            if "TT" in texts or any(text.startswith("Chỉ tiêu") for text in texts):
                sheet.delete_rows(row)
    book.save(path)
    return path


#: What stands where a working book should, and a word its message must have.
BOOKS: dict[str, tuple[Callable[[Path], Path], str]] = {
    "missing": (missing, "không có tệp"),
    "folder": (folder, "thư mục"),
    "empty": (empty, "rỗng"),
    "truncated": (truncated, "hỏng hoặc chép thiếu"),
    "encrypted": (encrypted, "mật khẩu"),
    "xls": (old_excel, "Excel 97-2003"),
    "picture": (picture, "ảnh PNG"),
    "zip bomb": (zip_bomb, "bung ra lớn bất thường"),
    "word": (word_document, "Word"),
    "other family": (other_family, "loại phụ lục khác"),
    "foreign": (foreign, "không phải sổ làm việc"),
}
#: What stands where a source of figures should.
SOURCES: dict[str, tuple[Callable[[Path], Path], str]] = {
    **{name: case for name, case in BOOKS.items() if name not in ("other family", "foreign")},
    "foreign": (foreign, "phụ lục"),
    "without headers": (without_headers, "tiêu đề"),
}
