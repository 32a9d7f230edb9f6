"""The office's own lines over the tables of rules and of changed units: files of the same names in its settings."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Final

from phuluc.domain.data_table import put_over, shipped_text
from phuluc.domain.scoring_rules import FILE_NAME
from phuluc.domain.unit_changes import CHANGES_FILE
from phuluc.errors import PhuLucError
from phuluc.report import wordings_in_force
from phuluc.workbook.saving import save_atomically

TABLES: Final = (FILE_NAME, CHANGES_FILE)


class UnreadableTableError(PhuLucError):
    """A table of the office cannot be read."""


class TablesExistError(PhuLucError):
    """There is a table already where a copy is to be put."""


def use_office_tables() -> None:
    """Take the office's lines into account from now on, or no longer.

    Raises:
        UnreadableTableError: a file cannot be read or is no text in Unicode.
    """
    for name in TABLES:
        path = wordings_in_force.user_folder() / name
        put_over(name, _text(path) if path.is_file() else "", str(path))


def copy_tables(folder: Path) -> list[Path]:
    """Put copies of the shipped tables into a folder, to be read and to take lines from.

    Raises:
        TablesExistError: one of them is there already.
        PhuLucError: they cannot be written.
    """
    paths = [folder / name for name in TABLES]
    there = next((path for path in paths if path.exists()), None)
    if there is not None:
        raise TablesExistError(
            "Đã có tệp, chương trình không ghi đè", where=str(there), remedy="Chọn thư mục khác sau -o"
        )
    folder.mkdir(parents=True, exist_ok=True)
    for path in paths:
        # With a byte order mark, so that a spreadsheet program reads it as UTF-8.
        save_atomically(path, shipped_text(path.name).encode("utf-8-sig"))
    return paths


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
        encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
        return unicodedata.normalize("NFC", content.decode(encoding))
    except OSError as error:
        raise UnreadableTableError(
            "Không đọc được bảng của cơ quan", where=str(path), remedy="Đóng tệp nếu đang mở, kiểm tra quyền đọc"
        ) from error
    except UnicodeDecodeError as error:
        raise UnreadableTableError(
            "Bảng của cơ quan không phải chữ Unicode", where=str(path), remedy="Lưu lại với dạng CSV UTF-8"
        ) from error
