"""Generated lists with planted dirt and known truth, made once a run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from benchmarks.dossier_lists import PERIOD, DossierLists, Truth
from tests.acceptance.command import phuluc


@dataclass
class Generated:
    """Lists and the figures made of them, each form once."""

    lists: DossierLists
    truth: Truth
    figures: dict[str, Path] = field(default_factory=dict)

    def aggregated(self, form: str) -> Path:
        """The figures of the lists in one form; units of unknown tier want a look, and nothing else does."""
        if form not in self.figures:
            lists = self.lists
            sources = lists.csv(files=2) if form == "csv" else [lists.parquet() if form == "parquet" else lists.xlsx()]
            output = lists.folder / f"so_lieu_{form}.xlsx"
            outcome = phuluc("aggregate", *sources, "-o", output, "--period", PERIOD)
            assert outcome.status == 1, outcome.err
            self.figures[form] = output
        return self.figures[form]


@pytest.fixture(scope="session")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Generated]:
    """Five thousand dossiers of a province and quarter."""
    lists = DossierLists(tmp_path_factory.mktemp("lists"), 5_000)
    yield Generated(lists, lists.truth())
    lists.close()


@pytest.fixture(autouse=True)
def _logs_of_the_test(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep the log file of a command out of the profile of the person who runs the tests."""
    log: Path = tmp_path_factory.getbasetemp() / "logs" / "phuluc.log"
    monkeypatch.setattr("phuluc.hosts.logfile.log_path", lambda: log)
