"""A clerk's machine, and the add-in of this version."""

from __future__ import annotations

from pathlib import Path

import pytest

from phuluc.hosts.excel.install import addin_file, machine
from phuluc.hosts.excel.install.addin_file import Addin
from tests.cli.conftest import logs, run  # noqa: F401 - fixtures
from tests.hosts.excel.install.profiles import Clerk, addin_bytes, clerk_named


@pytest.fixture
def addin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Addin:
    """The add-in that the package carries."""
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / machine.ADDIN_NAME).write_bytes(addin_bytes())
    monkeypatch.setattr(addin_file, "_IN_SOURCES", str(folder))
    return addin_file.packaged_addin()


@pytest.fixture
def clerk(tmp_path: Path) -> Clerk:
    """A clerk with an ASCII name."""
    return clerk_named("lan", tmp_path / "C")


@pytest.fixture
def sit_at(monkeypatch: pytest.MonkeyPatch):
    """Make a clerk's machine the one the command line runs on."""

    def sit(someone: Clerk) -> None:
        monkeypatch.setattr(machine, "this_machine", lambda: someone.machine)

    return sit
