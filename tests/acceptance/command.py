"""The command line as a person uses it, and books made with it."""

from __future__ import annotations

import io
import json
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from phuluc import cli
from phuluc.workbook.file_book import FileBook

DATA = Path(__file__).parents[1] / "data"
QUARTER = DATA / "so_tay_binh_dinh_2024_q1.xlsx"
ROOT = Path(__file__).parents[2]


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
    return json.loads(done("export", book).out)


def findings(book: Path) -> list[dict[str, str]]:
    return json.loads(phuluc("check", book, "--json").out)


def quarter_book(path: Path, edition: str = "live") -> Path:
    """A new book into which the hand-made annex of quý I/2024 was imported."""
    done("new", "bay-chi-tieu", "-o", path, "--edition", edition, "--set", "mo_hinh=3 cấp")
    done("import", QUARTER, path)
    return path


def opened(path: Path) -> FileBook:
    return FileBook.open(path)
