"""Books that several proofs look at, made once a run; whoever changes one copies it first."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.acceptance.command import quarter_book
from tests.acceptance.dirty_input import write_dirty_book

CopyOf = Callable[[Path], Path]


@pytest.fixture(autouse=True)
def _logs_of_the_test(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep the log file of a command out of the profile of the person who runs the tests."""
    log = tmp_path_factory.getbasetemp() / "logs" / "phuluc.log"
    monkeypatch.setattr("phuluc.hosts.logfile.log_path", lambda: log)


@pytest.fixture(scope="session")
def quarter_live(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return quarter_book(tmp_path_factory.mktemp("quarter") / "live.xlsx")


@pytest.fixture(scope="session")
def quarter_native(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return quarter_book(tmp_path_factory.mktemp("quarter") / "native.xlsx", "native")


@pytest.fixture(scope="session")
def dirty_live(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_dirty_book(tmp_path_factory.mktemp("dirty") / "live.xlsx", "live")


@pytest.fixture(scope="session")
def dirty_native(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_dirty_book(tmp_path_factory.mktemp("dirty") / "native.xlsx", "native")


@pytest.fixture
def copy_of(tmp_path: Path) -> CopyOf:
    """Copy a shared book into this test's folder."""

    def copy(book: Path) -> Path:
        return Path(shutil.copy(book, tmp_path / book.name))

    return copy
