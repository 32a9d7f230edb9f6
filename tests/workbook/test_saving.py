"""Saving is whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from phuluc.book_port import Area
from phuluc.workbook import errors
from phuluc.workbook.file_book import FileBook
from phuluc.workbook.saving import save_atomically
from tests.trust.faults import Disk
from tests.workbook.staff_book import ANNEX


def test_equal_content_gives_equal_bytes(staff_file: Path, tmp_path: Path) -> None:
    """The archive holds no date and keeps the order."""
    for name in ("a.xlsx", "b.xlsx"):
        FileBook.open(staff_file).save(tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


@pytest.mark.parametrize("lock", ["~${}", ".~lock.{}#"])
def test_an_open_file_is_not_overwritten(staff_file: Path, lock: str) -> None:
    """The lock files of Excel and LibreOffice beside the target refuse the save."""
    before = staff_file.read_bytes()
    staff_file.with_name(lock.format(staff_file.name)).write_bytes(b"")
    with pytest.raises(errors.WorkbookLockedError):
        FileBook.open(staff_file).save(staff_file)
    assert staff_file.read_bytes() == before


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (errno.ENOSPC, errors.DiskFullError),
        (errno.EACCES, errors.NotWritableError),
        (errno.EROFS, errors.NotWritableError),
    ],
)
@pytest.mark.parametrize("step", ["open", "write", "flush", "replace"])
def test_a_failed_save_leaves_the_old_file_and_no_debris(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, expected: type[Exception], step: str
) -> None:
    """Whatever step fails, the old file is whole and the temporary file is gone."""
    path = tmp_path / "so.xlsx"
    path.write_bytes(b"cu")

    Disk(tmp_path, monkeypatch).fail(step, OSError(number, os.strerror(number)))
    with pytest.raises(expected):
        save_atomically(path, b"moi")
    assert path.read_bytes() == b"cu"
    assert [entry.name for entry in tmp_path.iterdir()] == ["so.xlsx"]


def test_permissions_and_links_survive(tmp_path: Path) -> None:
    """The file keeps its permissions; a link stays a link to the file that was written."""
    path, link = tmp_path / "so.xlsx", tmp_path / "lien ket.xlsx"
    path.write_bytes(b"cu")
    path.chmod(0o640)
    link.symlink_to(path)
    save_atomically(link, b"moi")
    assert link.is_symlink()
    assert path.read_bytes() == b"moi"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_wrong_places_to_save(staff_file: Path, tmp_path: Path) -> None:
    """A folder, a folder that is not there, a suffix that belies the content: each its own refusal."""
    book = FileBook.open(staff_file)
    with pytest.raises(errors.FolderGivenError):
        save_atomically(tmp_path, b"")
    with pytest.raises(errors.MissingFolderError):
        book.save(tmp_path / "khong co" / "a.xlsx")
    with pytest.raises(errors.WrongExtensionError, match=r"\.xlsx"):
        book.save(tmp_path / "a.xlsm")


def test_unknown_sheet_is_named_with_those_there_are(staff_file: Path) -> None:
    """Asking for a sheet that is not there tells which are."""
    with pytest.raises(errors.UnknownSheetError, match=ANNEX):
        FileBook.open(staff_file).values(Area("Phụ lục 9", 1, 1, 1, 1))


def test_a_new_file_held_for_a_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a virus scanner holds the new file for a moment, as on Windows, the save tries again."""
    monkeypatch.setattr("phuluc.workbook.saving._TRIES", 3)
    monkeypatch.setattr("phuluc.workbook.saving._PAUSE", 0)
    put, refusals = os.replace, [PermissionError(13, "held"), PermissionError(13, "held")]

    def held(source: Path, target: Path) -> None:
        if Path(target).name == "so.xlsx" and refusals:
            raise refusals.pop()
        put(source, target)

    monkeypatch.setattr(os, "replace", held)
    save_atomically(tmp_path / "so.xlsx", b"moi")
    assert (tmp_path / "so.xlsx").read_bytes() == b"moi"
    assert refusals == []
