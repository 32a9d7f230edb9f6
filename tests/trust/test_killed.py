"""A process killed at any moment leaves the old file or the new one, whole; its debris goes with the next save."""

from __future__ import annotations

import os
import random
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from phuluc.workbook.saving import save_atomically
from phuluc.workbook.versions import versions_of
from tests.acceptance.command import ROOT, done, phuluc
from tests.trust import dying_writer
from tests.trust.effort import examples
from tests.trust.matrix import Office

OLD, NEW = b"cu" * 400_000, b"moi" * 400_000
KILLS = examples(15)


@pytest.fixture
def folder(tmp_path: Path, own_state: Path) -> Path:
    assert not own_state.exists()
    place = tmp_path / "văn phòng"
    place.mkdir()
    (place / "sổ.xlsx").write_bytes(OLD)
    (tmp_path / "mới").write_bytes(NEW)
    return place


def started(*argv: str | Path, **settings: object) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}
    return subprocess.Popen(
        [sys.executable, *map(str, argv)],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **settings,  # type: ignore[call-overload]
    )


def assert_whole(folder: Path) -> None:
    """The file holds one content or the other, and at most one temporary file stands beside it."""
    assert (folder / "sổ.xlsx").read_bytes() in (OLD, NEW)
    beside = [entry.name for entry in folder.iterdir() if entry.name != "sổ.xlsx"]
    assert len(beside) <= 1
    assert all(name.startswith(".phuluc-") for name in beside)


def assert_recovers(folder: Path) -> None:
    """The next save works at once and clears up; every kept version is whole."""
    save_atomically(folder / "sổ.xlsx", NEW)
    assert [entry.name for entry in folder.iterdir()] == ["sổ.xlsx"]
    versions = versions_of((folder / "sổ.xlsx").resolve())
    assert all(version.content() in (OLD, NEW) for version in versions)


def test_killed_at_every_step(folder: Path, tmp_path: Path) -> None:
    """Death before each call that touches a file, from the first to the last."""
    book = folder / "sổ.xlsx"
    deaths = 0
    for step in range(100):
        book.write_bytes(OLD)
        process = started(dying_writer.__file__, book, tmp_path / "mới", str(step))
        process.communicate()
        assert_whole(folder)
        if process.returncode == 0:
            break
        assert process.returncode == -signal.SIGKILL
        deaths += 1
    assert deaths > 10
    assert book.read_bytes() == NEW
    assert_recovers(folder)


def test_killed_at_random_moments(folder: Path, tmp_path: Path) -> None:
    """Death at any time while a process saves without pause."""
    chance = random.Random(766)  # noqa: S311 - the same moments in every run
    for _ in range(KILLS):
        process = started(dying_writer.__file__, folder / "sổ.xlsx", tmp_path / "mới", "loop")
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(chance.uniform(0, 0.05))
        process.kill()
        process.communicate()
        assert_whole(folder)
    assert_recovers(folder)


def test_a_command_asked_to_end_clears_up(tmp_path: Path, own_state: Path) -> None:
    """A request to end (shutdown, Task Manager's "End task") unwinds the command; the book is whole."""
    assert not own_state.exists()
    office = Office(tmp_path)
    process = started("-m", "phuluc", "refresh", office.book)
    time.sleep(0.4)
    process.send_signal(signal.SIGTERM)
    process.communicate()
    # Before its handler stands, a signal ends the process by itself; the command may also have been quicker.
    assert process.returncode in (143, -signal.SIGTERM, 0)
    assert {entry.name for entry in tmp_path.iterdir()} - {"hồ sơ riêng"} == {"sổ.xlsx", "nguồn.csv", "hồ sơ.csv"}
    assert phuluc("check", office.book).status == 0


def test_a_disk_that_is_really_full(folder: Path, tmp_path: Path) -> None:
    """With the system's own limit on what may be written, the old file is whole and nothing is left."""

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (500_000, 500_000))

    process = started(dying_writer.__file__, folder / "sổ.xlsx", tmp_path / "mới", "1000", preexec_fn=limit)
    _, errors = process.communicate()
    assert "DiskFullError" in errors
    assert (folder / "sổ.xlsx").read_bytes() == OLD
    assert [entry.name for entry in folder.iterdir()] == ["sổ.xlsx"]


def test_two_commands_at_once(tmp_path: Path, own_state: Path) -> None:
    """Of two commands on one book none undoes the other's work: one writes, the other writes after it or says so."""
    assert not own_state.exists()
    office = Office(tmp_path)
    processes = [
        started("-m", "phuluc", "import", office.source, office.book, "--slot", "previous"),
        started("-m", "phuluc", "next-period", office.book),
    ]
    told = [process.communicate()[1] for process in processes]
    statuses = [process.returncode for process in processes]
    assert 0 in statuses, told
    for status, errors in zip(statuses, told, strict=True):
        assert status in (0, 1) or "vừa được chương trình hoặc lệnh khác lưu" in errors, errors
    done("export", office.book)
    assert {entry.name for entry in tmp_path.iterdir()} - {"hồ sơ riêng"} == {"sổ.xlsx", "nguồn.csv", "hồ sơ.csv"}
