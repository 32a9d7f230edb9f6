"""The comparisons and their limits."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from benchmarks.harness import ROOT, Case, Cost, run_command, run_module, run_python, run_task

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


def quarter(folder: Path) -> list[Case]:
    """What a clerk waits for: commands on the published figures of one province, start of Python included."""
    source = ROOT / "examples" / "bay-chi-tieu" / "so_tay_binh_dinh_2024_q1.xlsx"
    empty, filled, other = folder / "quarter_empty.xlsx", folder / "quarter.xlsx", folder / "quarter_other.xlsx"
    run_command("new", "bay-chi-tieu", "-o", empty, "--set", "mo_hinh=3 cấp")
    run_command("import", source, empty, "-o", filled)
    load_and_save = f"from openpyxl import load_workbook; load_workbook({str(filled)!r}).save({str(other)!r})"
    commands: dict[str, tuple[tuple[str | Path, ...], float]] = {
        "import": (("import", source, empty, "-o", other), 2),
        "check": (("check", filled), 1),
        "export": (("export", filled), 1),
    }
    return [
        Case(
            f"phuluc {name} of quý I/2024, whole process",
            partial(run_command, *arguments),
            "openpyxl load and save",
            partial(run_python, load_and_save),
            most_cpu=most_cpu,
            rounds=7,
        )
        for name, (arguments, most_cpu) in commands.items()
    ]


def province(folder: Path) -> list[Case]:
    from benchmarks.scale import PROVINCE

    books = ScaleBooks(folder, PROVINCE)
    return [replace(_import(books, rounds=5), most_cpu=2), replace(_refresh(books, rounds=5), most_cpu=1)]


def country(folder: Path) -> list[Case]:
    from benchmarks.scale import COUNTRY

    books, cells = ScaleBooks(folder, COUNTRY), folder / "cells.pickle"
    run_task("extract_cells", books.empty, cells)
    floors = {
        "write_plainly": "plain XlsxWriter, same cells",
        "write_as_given": "the same, formulas not searched",
    }
    builds = [
        Case(
            f"phuluc new, {COUNTRY:,} communes",
            books.build,
            name,
            partial(run_task, task, cells, books.other),
            most_ratio=2,
            rounds=2,
        )
        for task, name in floors.items()
    ]
    commands = [_import(books, rounds=2), _refresh(books, rounds=2)]
    return [*builds, *(replace(case, most_ratio=1) for case in commands)]


def year(folder: Path) -> list[Case]:
    """Twelve periods of the whole country in one book: 23 steps against 5, each to cost 15 % more at most."""
    from benchmarks import scale
    from benchmarks.scale import COUNTRY

    def periods(count: int) -> Cost:
        book, units = folder / f"year_{count}.xlsx", folder / "year_units.csv"
        scale.write_units(units, COUNTRY)
        run_task("command", "new", "bay-chi-tieu", "-o", book, "--units", units)
        return run_task("months", book, folder, str(COUNTRY), str(count))

    name = f"12 periods of {COUNTRY:,} communes"
    return [Case(name, partial(periods, 12), "3 periods", partial(periods, 3), most_ratio=5.3, rounds=1)]


class ScaleBooks:
    """A book of many communes: empty, and filled by an import."""

    def __init__(self, folder: Path, communes: int) -> None:
        from benchmarks import scale

        self.communes = communes
        self.units, self.figures = folder / f"units_{communes}.csv", folder / f"figures_{communes}.csv"
        self.empty, self.filled = folder / f"empty_{communes}.xlsx", folder / f"filled_{communes}.xlsx"
        self.other = folder / f"other_{communes}.xlsx"
        scale.write_units(self.units, communes)
        scale.write_figures(self.figures, communes)
        self._new(self.empty)
        self.fill(self.filled)

    def build(self) -> Cost:
        self.other.unlink(missing_ok=True)
        return self._new(self.other)

    def fill(self, output: Path) -> Cost:
        return run_task("command", "import", self.figures, self.empty, "-o", output)

    def _new(self, output: Path) -> Cost:
        return run_task("command", "new", "bay-chi-tieu", "-o", output, "--units", self.units)


def _import(books: ScaleBooks, rounds: int) -> Case:
    """The import recalculates, ranks, checks and saves as well."""
    return _against_openpyxl("import", books, partial(books.fill, books.other), rounds)


def _refresh(books: ScaleBooks, rounds: int) -> Case:
    work = partial(run_task, "command", "refresh", books.filled, "-o", books.other)
    return _against_openpyxl("refresh", books, work, rounds)


def _against_openpyxl(name: str, books: ScaleBooks, work: Callable[[], Cost], rounds: int) -> Case:
    return Case(
        f"phuluc {name}, {books.communes:,} communes",
        work,
        "openpyxl load and save",
        partial(run_task, "load_and_save", books.filled, books.other),
        rounds=rounds,
    )


def excel(_folder: Path) -> list[Case]:
    from benchmarks.excel_calls import FUNCTIONS

    start = Case(
        "load Excel's function module",
        partial(run_python, "import phuluc.hosts.excel.udfs"),
        "import xlwings",
        partial(run_python, "import xlwings"),
        most_ratio=0.5,
        most_cpu=0.400,
        rounds=9,
    )
    return [start, *(case for name in FUNCTIONS for case in _excel_calls(name))]


def portal(folder: Path) -> list[Case]:
    from benchmarks.portal_dumps import COUNTRY, portal_units, write_dump

    dump = folder / "portal.xlsx"
    write_dump(dump, portal_units(COUNTRY, agencies=0))
    return [
        Case(
            f"read and match a portal dump of {COUNTRY:,} units",
            partial(run_task, "read_portal", dump),
            "python-calamine reading it",
            partial(run_task, "read_with_calamine", dump),
            most_ratio=3,
            rounds=7,
        )
    ]


def _excel_calls(name: str) -> list[Case]:
    """A function against the empty ones: one cell at most 1.5 times, a column at most 3 times.

    Against functions that look at no cell the ratios of columns are told without a limit.
    """
    from benchmarks import excel_calls as calls

    column = f"{calls.COLUMN_CALLS} × {name} of a column of {calls.COMMUNES:,}"
    titles = {
        calls.CELLS: f"{calls.CELL_CALLS:,} cells {name}",
        calls.AGAIN: column,
        calls.ANEW: f"{column}, all contents new",
    }

    @functools.cache
    def costs() -> calls.Costs:
        return run_module("benchmarks.excel_calls", name)

    def case(what: str, whose: str) -> Case:
        ours, baseline = (lambda which=which: Cost(costs()[what][which]) for which in (calls.FUNCTION, whose))
        return Case(titles[what], ours, whose, baseline, most_ratio=calls.LIMITS[what, whose], rounds=1)

    return [
        case(what, whose)
        for what, whose in calls.LIMITS
        if (what, whose) != (calls.AGAIN, calls.OURS) or name not in calls.TAKE_RANGES
    ]


def engine(_folder: Path) -> list[Case]:
    from benchmarks.office_tasks import COLUMNS, MOST_RATIO, ROWS, measure
    from phuluc.workbook.soffice import find_soffice

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


def libreoffice(folder: Path) -> list[Case]:
    import atexit

    from benchmarks.office_cells import RateOffice
    from benchmarks.rate_cells import CELLS, FORMULAS, write_rate_cells
    from phuluc.annexes.editions import rate

    office = RateOffice()
    atexit.register(office.close)
    books = {name: folder / f"office_{name}.xlsx" for name in FORMULAS}
    for name, book in books.items():
        write_rate_cells(book, FORMULAS[name])
    native = office.recalculate(rate("native", "B1", "A1", "1").replace(",", ";"))
    array = f"=INDICATOR_RATE_ARRAY(B1:B{CELLS};A1:A{CELLS})"
    return [
        Case(
            f"LibreOffice: recalculate {CELLS:,} cells INDICATOR_RATE",
            office.recalculate("=INDICATOR_RATE(B1;A1)"),
            "the native edition's formula",
            native,
        ),
        Case(
            "LibreOffice: the same as one array formula",
            office.recalculate(array, array=True),
            "the native edition's formula",
            native,
            most_ratio=2,
        ),
        Case(
            f"LibreOffice: load {CELLS:,} cells INDICATOR_RATE, above the native ones",
            office.load(books["function"]),
            "load native formulas",
            office.load(books["native"]),
            most_cpu=1.0,
            net=True,
        ),
    ]


def aggregate(folder: Path) -> list[Case]:
    from benchmarks.aggregate import small_lists

    return small_lists(folder)


def aggregate_large(folder: Path) -> list[Case]:
    from benchmarks.aggregate import large_lists

    return large_lists(folder)


GROUPS = {
    "start": cold_start,
    "quarter": quarter,
    "evaluation": evaluation,
    "province": province,
    "country": country,
    "excel": excel,
    "year": year,
    "engine": engine,
    "libreoffice": libreoffice,
    "aggregate": aggregate,
    "aggregate_large": aggregate_large,
    "portal": portal,
}
