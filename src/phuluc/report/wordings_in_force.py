"""Where wordings come from: the product's own, over them those of the user, over them those beside the book."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import platformdirs

from phuluc.report.errors import UnreadableWordingError
from phuluc.report.families import ReportFamily
from phuluc.report.wording_file import Wording, WordingLine, decode_text, judge_wordings, read_wordings


def own_wordings(family: ReportFamily) -> str:
    """The product's own file of wordings, as text."""
    return (files("phuluc.report") / "wordings" / f"{family.kind}.txt").read_text(encoding="utf-8")


def user_folder() -> Path:
    """Where this user's wordings stand for all books."""
    return Path(platformdirs.user_config_dir("phuluc", appauthor=False))


def wordings_in_force(family: ReportFamily, book_folder: Path | None) -> Wording:
    """Read the wordings of a family; a wording of an office replaces the product's own of that name.

    Args:
        family: the family.
        book_folder: the folder of the book, None where it was never saved.

    Raises:
        WordingError: a file cannot be read, names an unknown wording, or has a placeholder nothing fills; the file and
            its line are named.
    """
    merged: dict[str, tuple[WordingLine, ...]] = dict(read_wordings(own_wordings(family), f"{family.kind}.txt"))
    for folder in (user_folder(), book_folder):
        if folder is None or not (folder / family.file_name).is_file():
            continue
        path = folder / family.file_name
        given = read_wordings(decode_text(_content(path), str(path)), str(path))
        judge_wordings(given, family.placeholders, family.numbers, str(path))
        merged |= given
    return Wording(merged)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableWordingError(
            "Không đọc được tệp mẫu câu", where=str(path), remedy="Đóng tệp nếu đang mở, kiểm tra quyền đọc"
        ) from error
