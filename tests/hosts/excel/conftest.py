"""Fixtures of the Excel host."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hosts.excel.office import Office, office
from tests.hosts.excel.quarter_one import filled_book
from tests.tools.windows_xlwings import ComServer, windows_xlwings


@pytest.fixture(scope="module")
def excel() -> Iterator[ComServer]:
    """The process that answers Excel's cells, with xlwings' own code of Windows."""
    with windows_xlwings() as server:
        yield server


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The path of the log file, in a folder of this test."""
    path = tmp_path / "phuluc.log"
    monkeypatch.setattr("phuluc.hosts.logfile.log_path", lambda: path)
    return path


@pytest.fixture
def quarter(tmp_path: Path, log: Path) -> Office:  # noqa: ARG001 - nobody's own log is written
    """The figures of the quarter, not saved since."""
    return office(filled_book(tmp_path / "so.xlsx"))
