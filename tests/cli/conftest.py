"""Stand-ins for the actions behind the command line, so that its own behaviour is tested alone."""

import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from phuluc import cli

Install = Callable[[str, str, Any], None]
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def install(monkeypatch: pytest.MonkeyPatch) -> Install:
    """Put `value` in the place of `name` of a module, whether or not that module can be imported here."""

    def put(module: str, name: str, value: Any) -> None:
        stand_in = ModuleType(module)
        setattr(stand_in, name, value)
        monkeypatch.setitem(sys.modules, module, stand_in)

    return put


@pytest.fixture
def logs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The path of the log file, in a folder of this test."""
    path = tmp_path / "logs" / "phuluc.log"
    monkeypatch.setattr("phuluc.hosts.logfile.log_path", lambda: path)
    return path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], logs: Path) -> Run:
    """Run the command line; gives its exit status, standard output and standard error."""
    assert logs

    def call(*argv: str) -> tuple[int, str, str]:
        try:
            status = cli.main(argv)
        except SystemExit as stopped:
            status = int(stopped.code or 0)
        output = capsys.readouterr()
        return status, output.out, output.err

    return call
