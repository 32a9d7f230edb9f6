"""Lists of dossiers into figures, against bare DuckDB queries and a bare reader; figures must be the truth."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from benchmarks.dossier_lists import PERIOD, DossierLists, Truth
from benchmarks.harness import Case, Cost, run_task

LARGE, MIDDLE, SMALL, SHEET = 10_000_000, 1_000_000, 50_000, 250_000
_LIMITS = {"parquet": 1.3, "csv": 1.5}
#: A gigabyte.
_MOST_PEAK = 1e9 / 2**20
#: Limits hold against the window over codes, as such queries are written; the other way, which is quicker, is told too.
_WAYS = {
    "row_number": "bare query, each code once by a window",
    "repeated_alone": "bare query, repeated codes apart",
}


def small_lists(folder: Path) -> list[Case]:
    cases = [*_lists(folder, SMALL, rounds=3), *map(_limited, _lists(folder, MIDDLE, rounds=6))]
    ((book,),), truth = _written(folder, SHEET, ("xlsx",))
    reader = Case(
        f"aggregate {SHEET:,} rows .xlsx",
        partial(_aggregate, [book], folder / "sheet.xlsx", truth),
        "python-calamine, the same file",
        partial(run_task, "read_with_calamine", book),
        most_ratio=1.5,
        rounds=2,
    )
    return [*cases, reader]


def large_lists(folder: Path) -> list[Case]:
    return [replace(_limited(case), most_peak=_MOST_PEAK) for case in _lists(folder, LARGE, rounds=2)]


def _limited(case: Case) -> Case:
    if case.baseline_name != _WAYS["row_number"]:
        return case
    return replace(case, most_ratio=_LIMITS[case.name.split()[-1]])


def _lists(folder: Path, size: int, rounds: int) -> list[Case]:
    forms = ("parquet", "csv")
    written, truth = _written(folder, size, forms)
    cases = []
    for form, files in zip(forms, written, strict=True):
        ours = partial(_aggregate, files, folder / f"{form}_{size}.xlsx", truth)
        for way, name in _WAYS.items():
            bare = partial(run_task, "bare_aggregate", way, *files)
            cases.append(Case(f"aggregate {size:,} rows {form}", ours, name, bare, rounds=rounds))
    return cases


def _written(folder: Path, size: int, forms: Sequence[str]) -> tuple[list[list[Path]], Truth]:
    """Write lists; in a process of its own, since the peak of a process is at least that of the one that started it."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        return process.submit(_write, folder, size, forms).result()


def _write(folder: Path, size: int, forms: Sequence[str]) -> tuple[list[list[Path]], Truth]:
    lists = DossierLists(folder, size)
    ways = {
        "parquet": lambda: [lists.parquet()],
        "csv": lambda: lists.csv(files=max(1, size // MIDDLE)),
        "xlsx": lambda: [lists.xlsx()],
    }
    written = [ways[form]() for form in forms]
    truth = lists.truth()
    lists.close()
    return written, truth


def _aggregate(files: Sequence[Path], output: Path, truth: Truth) -> Cost:
    from tests.aggregate.figures import figures_of

    cost = run_task("aggregate", *files, "-o", output, "--period", PERIOD)
    assert figures_of(output) == truth.figures
    return cost
