"""What the measured processes do: `python -m benchmarks.tasks TASK ARGUMENTS` reports its own cost as JSON."""

from __future__ import annotations

import json
import pickle
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

Work = Callable[[], object]


def build(units: str, book: str) -> Work:
    def work() -> None:
        from phuluc.actions.new_book import create_book
        from phuluc.results import no_progress

        kind, units_file = "bay-chi-tieu", Path(units)
        create_book(kind, Path(book), edition="live", units_file=units_file, settings={}, progress=no_progress)

    return work


def write_plainly(cells: str, book: str) -> Work:
    from benchmarks.plain_writer import write_cells

    sheets = pickle.loads(Path(cells).read_bytes())  # noqa: S301 - written by this run

    return lambda: write_cells(sheets, Path(book))


def import_and_refresh(source: str, book: str, output: str) -> Work:
    def work() -> None:
        from phuluc.actions.import_figures import import_figures
        from phuluc.actions.refresh import refresh_book
        from phuluc.results import no_progress

        import_figures(Path(source), Path(book), Path(output), slot="current", progress=no_progress)
        refresh_book(Path(output), None, progress=no_progress)

    return work


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


def excel_cells(module: str, name: str, function: str) -> Work:
    from benchmarks.excel_calls import ExcelCalls

    return ExcelCalls(module, name, function).cells


def excel_columns(module: str, name: str, function: str) -> Work:
    from benchmarks.excel_calls import ExcelCalls

    return ExcelCalls(module, name, function).columns


TASKS: dict[str, Callable[..., Work]] = {
    task.__name__: task
    for task in (
        build,
        write_plainly,
        import_and_refresh,
        load_and_save,
        evaluate_cells,
        recalculate,
        excel_cells,
        excel_columns,
    )
}


def main() -> None:
    """Prepare, then measure the work alone, imports it causes included."""
    work = TASKS[sys.argv[1]](*sys.argv[2:])
    start = time.process_time()
    work()
    cpu = time.process_time() - start
    # Linux counts in KiB, macOS in bytes.
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    print(json.dumps({"cpu": cpu, "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit}))


if __name__ == "__main__":
    main()
