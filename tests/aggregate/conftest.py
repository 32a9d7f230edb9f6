"""Generated lists with planted dirt and known truth, made once a run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from benchmarks.dossier_lists import DossierLists, Truth


@dataclass(frozen=True)
class Generated:
    lists: DossierLists
    truth: Truth


@pytest.fixture(scope="session")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Generated]:
    """Twenty thousand dossiers of a province and quarter."""
    lists = DossierLists(tmp_path_factory.mktemp("lists"), 20_000)
    yield Generated(lists, lists.truth())
    lists.close()


@pytest.fixture(autouse=True)
def _logs_of_the_test(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep the log file of a command out of the profile of the person who runs the tests."""
    log: Path = tmp_path_factory.getbasetemp() / "logs" / "phuluc.log"
    monkeypatch.setattr("phuluc.hosts.logfile.log_path", lambda: log)
