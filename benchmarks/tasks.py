"""What the measured processes do: `python -m benchmarks.tasks TASK ARGUMENTS` reports its own cost as JSON."""

from __future__ import annotations

import gc
import io
import json
import pickle
import resource
import sys
import time
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

Work = Callable[[], object]


def command(*arguments: str) -> Work:
    """One command of `phuluc`, as the console script runs it; its messages are not part of the report."""

    def work() -> None:
        from phuluc.cli import main

        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            assert main(arguments) in (0, 1)

    return work


def aggregate(*arguments: str) -> Work:
    """`phuluc aggregate`; what it loads is not counted, as it is not with what it is compared with."""
    import phuluc.aggregate.run  # isort: skip - first, as in the command: it tells numpy's threads not to wait awake

    import duckdb
    import fastexcel
    import ibis.backends.duckdb
    import pyarrow.compute
    import pyarrow.parquet
    import python_calamine

    assert all((duckdb, fastexcel, ibis, pyarrow, python_calamine, phuluc))
    return command("aggregate", *arguments)


def extract_cells(book: str, cells: str) -> Work:
    """In a process of its own, since the peak of a process is at least that of the one that started it."""
    from benchmarks import plain_writer

    return lambda: plain_writer.extract_cells(Path(book), Path(cells))


def months(book: str, folder: str, communes: str, count: str) -> Work:
    """So many periods in one book and one process: each is imported, and all but the last are closed."""
    from benchmarks.scale import write_figures

    sources = [Path(folder) / f"month_{month}.csv" for month in range(1, int(count) + 1)]
    for month, source in enumerate(sources, start=1):
        write_figures(source, int(communes), f"tháng {month:02d}/2026")

    def work() -> None:
        from phuluc.actions.import_figures import import_figures
        from phuluc.actions.next_period import start_next_period

        for source in sources:
            if source is not sources[0]:
                start_next_period(Path(book), None)
            import_figures(source, Path(book), None)

    return work


def write_plainly(cells: str, book: str) -> Work:
    from benchmarks.plain_writer import write_cells

    sheets = pickle.loads(Path(cells).read_bytes())  # noqa: S301 - written by this run

    return lambda: write_cells(sheets, Path(book))


def write_as_given(cells: str, book: str) -> Work:
    """The same without XlsxWriter's search for functions newer than 2010, most of its time with long formulas."""
    from xlsxwriter.worksheet import Worksheet

    Worksheet._prepare_formula = lambda _sheet, formula, _expand=False: formula.lstrip("=")  # noqa: SLF001
    return write_plainly(cells, book)


def load_and_save(book: str, output: str) -> Work:
    def work() -> None:
        from openpyxl import load_workbook

        load_workbook(book).save(output)

    return work


def recalculate(book: str) -> Work:
    from phuluc.workbook.file_book import FileBook

    opened = FileBook.open(Path(book))
    return opened.recalculate


def evaluate_cells(book: str) -> Work:
    import formualizer

    from phuluc.functions import CATALOGUE
    from phuluc.workbook.engine_functions import register_functions

    settings = formualizer.EvaluationConfig()
    settings.enable_parallel = False
    config = formualizer.WorkbookConfig(eval_config=settings)
    opened = formualizer.Workbook.from_bytes(Path(book).read_bytes(), config=config)
    register_functions(opened, CATALOGUE)
    return opened.evaluate_all


def read_portal(dump: str) -> Work:
    """A dump judged, recognised, read and matched to the units of a book; imports are not counted on either side."""
    from benchmarks.portal_dumps import COUNTRY, portal_units
    from phuluc.actions.scores.match_rows import BookRow, match_rows
    from phuluc.domain.units import canonical_name
    from phuluc.importers.scores.reading import read_scores

    communes = portal_units(COUNTRY, agencies=0)
    # Names without the province after them: what is remembered of these helps nothing with those of the dump.
    names = [canonical_name(unit.name.partition(" - ")[0]) for unit in communes]
    rows = [
        BookRow(row, name, name, unit.code)
        for row, (name, unit) in enumerate(zip(names, communes, strict=True), start=1)
    ]

    def work() -> None:
        taken = read_scores(Path(dump)).snapshot()
        units = {unit.code: unit for unit in taken.snapshot.units}
        assert len(match_rows(units, rows).rows) == COUNTRY

    return work


def read_with_calamine(book: str) -> Work:
    import python_calamine

    def work() -> None:
        with python_calamine.load_workbook(book) as opened:
            for name in opened.sheet_names:
                opened.get_sheet_by_name(name).to_python()

    return work


def bare_aggregate(way: str, *files: str) -> Work:
    from benchmarks.bare_queries import bare_figures

    return lambda: bare_figures([Path(file) for file in files], way)


TASKS: dict[str, Callable[..., Work]] = {
    task.__name__: task
    for task in (
        command,
        aggregate,
        extract_cells,
        months,
        write_plainly,
        write_as_given,
        load_and_save,
        evaluate_cells,
        recalculate,
        bare_aggregate,
        read_portal,
        read_with_calamine,
    )
}


def main() -> None:
    """Prepare, then measure the work alone, imports it causes included."""
    work = TASKS[sys.argv[1]](*sys.argv[2:])
    # What was imported and prepared is not gone over again by the collector of garbage in the middle of the work.
    gc.collect()
    gc.freeze()
    start = time.process_time()
    work()
    cpu = time.process_time() - start
    # Linux counts in KiB, macOS in bytes.
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    print(json.dumps({"cpu": cpu, "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit}))


if __name__ == "__main__":
    main()
