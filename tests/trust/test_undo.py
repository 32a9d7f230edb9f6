"""The version before a command comes back, as often as commands wrote, and work done since is not thrown away."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from phuluc.workbook import versions
from phuluc.workbook.saving import save_atomically
from tests.acceptance.command import phuluc
from tests.trust.matrix import Office

pytestmark = pytest.mark.usefixtures("own_state")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A file that three commands replaced: a, then b, then c, now d."""
    path = tmp_path / "sổ.xlsx"
    for content in b"abcd":
        save_atomically(path, bytes([content]))
    return path


def test_each_undo_goes_one_version_back(book: Path) -> None:
    """Undo after undo leads to the oldest version, redo after redo back to the newest."""
    seen = []
    while phuluc("undo", book).status == 0:
        seen.append(book.read_bytes())
    assert seen == [b"c", b"b", b"a"]
    seen = []
    while phuluc("undo", book, "--redo").status == 0:
        seen.append(book.read_bytes())
    assert seen == [b"b", b"c", b"d"]


def test_work_done_since_is_not_thrown_away(book: Path) -> None:
    """A file edited after the command is left alone; with --force what goes can be had back."""
    book.write_bytes(b"an afternoon's typing")
    outcome = phuluc("undo", book)
    assert outcome.status == 2
    assert "đã được sửa" in outcome.err
    assert book.read_bytes() == b"an afternoon's typing"
    assert phuluc("undo", book, "--force").status == 0
    assert book.read_bytes() == b"c"
    assert phuluc("undo", book, "--redo").status == 0
    assert book.read_bytes() == b"an afternoon's typing"


def test_a_file_that_is_gone_comes_back(book: Path) -> None:
    """Where the file itself was lost, its last kept version is put in its place."""
    book.unlink()
    assert phuluc("undo", book).status == 0
    assert book.read_bytes() == b"c"


def test_a_command_that_never_finished_does_not_count(book: Path) -> None:
    """A version kept by a command that was killed before it wrote is passed over."""
    versions.keep_version(book.resolve(), b"d", b"never written")
    assert phuluc("undo", book).status == 0
    assert book.read_bytes() == b"c"


def test_the_list_of_versions(book: Path, tmp_path: Path) -> None:
    """--list names each version by its time and changes nothing."""
    outcome = phuluc("undo", book, "--list")
    assert outcome.status == 0
    assert len(outcome.out.splitlines()) == 4
    assert book.read_bytes() == b"d"
    assert "Không có bản cũ" in phuluc("undo", tmp_path / "khác.xlsx", "--list").out


def test_nothing_to_undo(tmp_path: Path) -> None:
    """A file that no command replaced has nothing to come back, and the message says what is kept."""
    (tmp_path / "x.xlsx").write_bytes(b"x")
    outcome = phuluc("undo", tmp_path / "x.xlsx")
    assert outcome.status == 2
    assert "Chỉ giữ bản trước các lệnh" in outcome.err
    assert phuluc("undo", tmp_path / "không có" / "x.xlsx").status == 2
    assert phuluc("undo", tmp_path).status == 2


def test_an_equal_content_is_no_version(book: Path) -> None:
    """Writing what stands there already keeps nothing."""
    before = len(versions.versions_of(book.resolve()))
    save_atomically(book, b"d")
    assert len(versions.versions_of(book.resolve())) == before


def test_versions_are_bounded(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No file has more than ten versions, and all together no more than the limit; the oldest go first."""
    for number in range(20):
        save_atomically(book, f"{number:02d}".encode() * 50)
    kept = versions.versions_of(book.resolve())
    assert len(kept) == versions.MOST_VERSIONS == 10
    assert kept[-1].content() == b"18" * 50
    monkeypatch.setattr(versions, "LARGEST_TOTAL", 450)
    save_atomically(book, b"x")
    assert sum(version.size for version in versions.versions_of(book.resolve())) <= 450
    assert versions.versions_of(book.resolve())[-1].content() == b"19" * 50


def test_versions_are_for_their_owner_alone(book: Path, own_state: Path) -> None:
    """Folders and copies are readable by nobody else, and their names tell neither the file nor its folder."""
    for entry in [own_state / "versions", *(own_state / "versions").rglob("*")]:
        assert stat.S_IMODE(entry.stat().st_mode) & 0o077 == 0, entry
        assert "sổ" not in entry.name
        assert book.stem not in str(entry.relative_to(own_state))


def test_undo_after_every_command_in_place(tmp_path: Path) -> None:
    """import, refresh and next-period on the book itself are each taken back to the byte."""
    office = Office(tmp_path)
    for command in (("import", office.source), ("next-period",), ("refresh",)):
        before = office.book.read_bytes()
        assert phuluc(*command, office.book).status == 0
        if office.book.read_bytes() != before:
            assert phuluc("undo", office.book).status == 0
        assert office.book.read_bytes() == before
    assert len(versions.versions_of(office.book.resolve(), "sau")) >= 1
