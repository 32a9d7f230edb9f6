"""What the measured processes do: `python -m benchmarks.tasks TASK ARGUMENTS` reports its own cost as JSON."""

from __future__ import annotations

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


def excel_cells(module: str, name: str, function: str) -> Work:
    from benchmarks.excel_calls import ExcelCalls

    return ExcelCalls(module, name, function).cells


def excel_columns(module: str, name: str, function: str) -> Work:
    from benchmarks.excel_calls import ExcelCalls

    return ExcelCalls(module, name, function).columns


def bare_aggregate(way: str, *files: str) -> Work:
    from benchmarks.bare_queries import bare_figures

    return lambda: bare_figures([Path(file) for file in files], way)


def read_with_calamine(book: str) -> Work:
    def work() -> None:
        import python_calamine

        with python_calamine.load_workbook(book) as opened:
            opened.get_sheet_by_index(0).to_python()

    return work


TASKS: dict[str, Callable[..., Work]] = {
    task.__name__: task
    for task in (
        command,
        write_plainly,
        write_as_given,
        load_and_save,
        evaluate_cells,
        recalculate,
        excel_cells,
        excel_columns,
        bare_aggregate,
        read_with_calamine,
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
