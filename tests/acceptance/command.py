"""The command line as a person uses it, and books made with it."""

from __future__ import annotations

import hashlib
import io
import json
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from phuluc import cli
from tests.once_a_run import once_a_run

DATA = Path(__file__).parents[1] / "data"
QUARTER = DATA / "so_tay_binh_dinh_2024_q1.xlsx"
ROOT = Path(__file__).parents[2]
_EXPORTS: dict[str, str] = {}


@dataclass(frozen=True)
class Outcome:
    """What a command returned and said."""

    status: int
    out: str
    err: str


def phuluc(*argv: str | Path) -> Outcome:
    """Run one command of `phuluc`."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        try:
            status = cli.main([str(argument) for argument in argv])
        except SystemExit as stopped:
            status = int(stopped.code or 0)
    return Outcome(status, out.getvalue(), err.getvalue())


def done(*argv: str | Path) -> Outcome:
    """Run a command that must return 0."""
    outcome = phuluc(*argv)
    assert outcome.status == 0, outcome.out + outcome.err
    return outcome


def exported(book: Path) -> dict[str, Any]:
    """What `phuluc export` gives; equal files are asked once."""
    content = hashlib.sha256(book.read_bytes()).hexdigest()
    if content not in _EXPORTS:
        _EXPORTS[content] = done("export", book).out
    return json.loads(_EXPORTS[content])


def findings(book: Path) -> list[dict[str, str]]:
    return json.loads(phuluc("check", book, "--json").out)


def quarter_book(path: Path, edition: str = "live") -> Path:
    """A new book into which the hand-made annex of quý I/2024 was imported; made once a run."""

    def make(book: Path) -> None:
        done("new", "bay-chi-tieu", "-o", book, "--edition", edition, "--set", "mo_hinh=3 cấp")
        done("import", QUARTER, book)

    path.write_bytes(once_a_run(f"quarter-{edition}{'.xlsm' if edition == 'macro' else '.xlsx'}", make))
    return path
