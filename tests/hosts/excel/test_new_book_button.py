"""The button "Tạo sổ mới", pressed in a program in memory."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from phuluc.actions.opening import open_working_book
from phuluc.annexes.families import FAMILIES, Family
from phuluc.hosts.excel.desk import Desk
from tests.hosts.excel.office import Office
from tests.hosts.excel.quarter_one import empty_book, filled_book


def test_new_book(quarter: Office, tmp_path: Path) -> None:
    """Tạo sổ mới builds the family that was chosen where it was asked for, and opens it."""
    quarter.person.choice, quarter.person.saves = 0, tmp_path / "moi.xlsx"
    quarter.press("btnNew")
    assert [book.name for book in quarter.book.app.books] == ["so.xlsx", "moi.xlsx"]
    _, working = open_working_book(tmp_path / "moi.xlsx")
    assert (working.model, working.edition) == ("2 cấp", "live")


@pytest.mark.parametrize(("place", "family"), [*enumerate(FAMILIES.values())], ids=[*FAMILIES])
def test_every_family_is_offered(
    quarter: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: int, family: Family
) -> None:
    """Every family, in each of its models, can be chosen, in questions that Excel shows whole."""
    made: list[tuple[str, str]] = []
    monkeypatch.setattr(
        "phuluc.hosts.excel.buttons.create_book",
        lambda kind, _path, settings, **_rest: made.append((kind, settings.get("mo_hinh", ""))),
    )
    monkeypatch.setattr(Desk, "open", lambda _desk, _path: None)
    quarter.person.saves = tmp_path / "moi.xlsx"
    for model, _ in enumerate(family.models or ("",)):
        quarter.person.choices = [place, model]
        quarter.press("btnNew")
    assert made == [(family.kind, model) for model in family.models or ("",)]
    assert family.label in quarter.person.asked[0]


def test_new_book_in_the_place_of_a_file(quarter: Office, tmp_path: Path) -> None:
    """Where the person agreed in the dialog to replace a file, the new book takes its place."""
    path = filled_book(tmp_path / "cu.xlsx")
    quarter.person.choice, quarter.person.saves = 0, path
    quarter.press("btnNew")
    assert quarter.person.warned == []
    assert path.read_bytes() == empty_book(tmp_path / "khac.xlsx", model="2 cấp").read_bytes()
    assert [book.name for book in quarter.book.app.books] == ["so.xlsx", "cu.xlsx"]


@pytest.mark.parametrize("folder", ["", "khac"])
def test_new_book_under_the_name_of_an_open_one(quarter: Office, tmp_path: Path, folder: str) -> None:
    """A name that is open, from whatever folder, is refused before anything is written: Excel could not open it."""
    (tmp_path / "khac").mkdir()
    path = empty_book(tmp_path / folder / "SO.xlsx") if folder else tmp_path / "so.xlsx"
    before = path.read_bytes()
    quarter.person.choice, quarter.person.saves = 0, path
    quarter.press("btnNew")
    assert "Sổ cùng tên đang mở" in quarter.person.warned[0]
    assert path.read_bytes() == before


def test_new_book_over_a_file_open_elsewhere(quarter: Office, tmp_path: Path) -> None:
    """A file that somebody else has open stays as it is, and the person is told."""
    path = empty_book(tmp_path / "cu.xlsx")
    (tmp_path / "~$cu.xlsx").write_bytes(b"")
    before = path.read_bytes()
    quarter.person.choice, quarter.person.saves = 0, path
    quarter.press("btnNew")
    assert "đang mở trong Excel" in quarter.person.warned[0]
    assert path.read_bytes() == before


@pytest.mark.filterwarnings("ignore::phuluc.workbook.versions.VersionNotKeptWarning")
def test_a_new_book_that_cannot_be_written_leaves_the_old_file(
    quarter: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When writing fails the file that was to be replaced is whole, nothing else is left, and the person is told."""
    path = empty_book(tmp_path / "cu.xlsx")
    before, beside = path.read_bytes(), set(tmp_path.iterdir())
    quarter.person.choice, quarter.person.saves = 0, path

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "")

    monkeypatch.setattr("os.fsync", full)
    quarter.press("btnNew")
    assert "ổ đĩa hết chỗ" in quarter.person.warned[0]
    assert path.read_bytes() == before
    assert {found for found in tmp_path.iterdir() if found.suffix != ".log"} == beside
