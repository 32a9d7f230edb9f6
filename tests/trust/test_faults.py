"""Whatever goes wrong while a command writes, the old file is whole, nothing is left beside it, and it is told why."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from phuluc.hosts.headless import commands
from tests.acceptance.command import phuluc
from tests.trust.faults import EXCEL_OWNER, FAULTS, LIBREOFFICE_OWNER
from tests.trust.matrix import COMMANDS, Office, row_of, written_rows


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office(tmp_path_factory.mktemp("văn phòng"))


@pytest.mark.parametrize("fault", FAULTS)
def test_every_command_survives(office: Office, fault: str) -> None:
    """Under each fault every command that writes ends as the table of docs/reliability.md says."""
    assert row_of(office, fault) == written_rows()[fault]


def test_the_table_is_complete() -> None:
    """The document lists the faults that are tried, and no others."""
    assert [name for name in written_rows() if name != "fault"] == list(FAULTS)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("~${}", EXCEL_OWNER, "Nguyễn Lan"),
        ("~${}", bytes([7]) + b"Tran Ha".ljust(54), "Tran Ha"),
        ("~${}", b"", "~$đích.xlsx"),
        (".~lock.{}#", LIBREOFFICE_OWNER, "Trần Văn Bình, máy PC-KSTT"),
        (".~lock.{}#", b",binh,PC\\,1,;", "binh, máy PC,1"),
        (".~lock.{}#", b"\xff\x00\x1b[2J", ".~lock.đích.xlsx#"),
    ],
)
def test_who_holds_the_file_is_named(office: Office, name: str, content: bytes, says: str) -> None:
    """The message says who has the file open, as the lock file tells it."""
    target = office.prepared("refresh")
    lock = target.with_name(name.format(target.name))
    lock.write_bytes(content)
    outcome = phuluc("refresh", target)
    assert outcome.status == 2
    assert says in outcome.err
    assert "\x1b" not in outcome.err


def test_the_table_names_every_command_that_writes() -> None:
    """A command that takes a file to write is tried, or is one of those that install and build."""
    tried = {command.split()[0] for command in COMMANDS}
    reading = {"check", "verify", "export", "functions", "doctor"}
    # It counts for longer than the others write: tests/aggregate/test_lists_as_they_come.py tries the worst faults.
    counting = {"aggregate"}
    # They write into a folder, each file through the same door as "annex".
    folders = {"rules", "demo", "build", "install", "uninstall"}
    assert commands.COMMANDS.keys() == tried | reading | counting | folders


@pytest.mark.parametrize("number", [errno.EIO, errno.ESTALE, errno.ENETUNREACH, errno.EACCES])
@pytest.mark.parametrize(
    "command",
    [
        "check",
        "export",
        "verify",
        "refresh",
        "annex",
        "report",
        "picture",
        "wording",
        "import",
        "freeze",
        "next-period",
    ],
)
def test_a_drive_that_goes_while_reading(
    office: Office, command: str, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that cannot be read any more half-way is told with the reason, and nothing is written."""
    output = office.folder / "ra.xlsx"
    argv = {
        "annex": ("annex", office.book, "-o", output),
        "freeze": ("freeze", office.book, "-o", output),
        "report": ("report", office.book, "-o", output),
        "picture": ("picture", office.book, "-o", output),
        "wording": ("wording", office.book, "-o", output),
        "verify": ("verify", office.source, office.book),
        "import": ("import", office.source, office.book),
    }.get(command, (command, office.book))
    opened = Path.open

    def gone(path: Path, *mode: Any, **more: Any) -> Any:
        if path.name in (office.book.name, office.source.name):
            raise OSError(number, os.strerror(number), str(path))
        return opened(path, *mode, **more)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", gone)
        outcome = phuluc(*argv)
    assert outcome.status == 2
    assert ("không có quyền" if number == errno.EACCES else "mất kết nối") in outcome.err
    assert not output.exists()
    assert office.book.read_bytes() == office.whole
