"""The comparisons and their limits."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from benchmarks.harness import Case, Cost, run_python, run_task

START = partial(run_python, "pass")


def cold_start(_folder: Path) -> list[Case]:
    help_text = "import sys; from phuluc.cli import main; sys.exit(main(['--help']))"
    return [
        Case("phuluc --help", partial(run_python, help_text), "python -c pass", START, most_cpu=0.150, rounds=15),
        Case(
            "import phuluc.functions, above the interpreter",
            partial(run_python, "import phuluc.functions"),
            "python -c pass",
            START,
            most_cpu=0.030,
            net=True,
            rounds=15,
        ),
    ]


def evaluation(folder: Path) -> list[Case]:
    from benchmarks.rate_cells import CELLS, FORMULAS, write_rate_cells

    books = {name: folder / f"rates_{name}.xlsx" for name in FORMULAS}
    for name, book in books.items():
        write_rate_cells(book, FORMULAS[name])
    tasks = {"evaluate_cells": "in the engine alone", "recalculate": "in a whole recalculation"}
    return [
        Case(
            f"evaluate {CELLS:,} cells INDICATOR_RATE {where}",
            partial(run_task, task, books["function"]),
            "as native formulas",
            partial(run_task, task, books["native"]),
            most_ratio=3,
            rounds=5,
        )
        for task, where in tasks.items()
    ]


def whole_country(folder: Path) -> list[Case]:
    from benchmarks import scale
    from benchmarks.plain_writer import extract_cells

    units, figures, cells = folder / "units.csv", folder / "figures.csv", folder / "cells.pickle"
    empty, filled, other = folder / "empty.xlsx", folder / "filled.xlsx", folder / "other.xlsx"
    scale.write_units(units)
    scale.write_figures(figures)
    run_task("build", units, empty)
    run_task("import_and_refresh", figures, empty, filled)
    extract_cells(empty, cells)
    return [
        Case(
            f"build the workbook of {scale.COMMUNES:,} communes",
            partial(run_task, "build", units, other),
            "plain XlsxWriter, same cells",
            partial(run_task, "write_plainly", cells, other),
            most_ratio=2,
        ),
        Case(
            "import and refresh it",
            partial(run_task, "import_and_refresh", figures, empty, other),
            "openpyxl load and save",
            partial(run_task, "load_and_save", filled, other),
            most_ratio=1,
        ),
    ]


def office(_folder: Path) -> list[Case]:
    from benchmarks.office_tasks import COLUMNS, MOST_RATIO, ROWS, measure
    from phuluc.workbook.pdf import find_soffice

    if find_soffice() is None:
        return []
    calls = {"write": "setDataArray", "read": "getDataArray"}
    return [
        Case(
            f"{name} {ROWS * COLUMNS:,} cells in LibreOffice through xlwings (seconds that pass)",
            partial(Cost, ours),
            f"raw {calls[name]}",
            partial(Cost, raw),
            most_ratio=MOST_RATIO,
            rounds=1,
        )
        for name, (ours, raw) in measure().items()
    ]


GROUPS = {"start": cold_start, "evaluation": evaluation, "country": whole_country, "office": office}
