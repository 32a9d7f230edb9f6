"""Reading and writing 100,000 cells in a running LibreOffice: through xlwings and our engine, and raw.

Run as a program it prints seconds: `python -m benchmarks.office_tasks`.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median

import xlwings as xw

from phuluc.hosts.libreoffice.engine import activate

ROWS, COLUMNS = 10_000, 10
#: The slowest the engine may be against the raw calls.
MOST_RATIO = 3.0


def measure(rounds: int = 5) -> dict[str, tuple[float, float]]:
    """Median seconds (engine, raw) of writing and of reading numbers and texts."""
    activate()
    rows = [[f"Đơn vị {row}", *(float(row * column) for column in range(1, COLUMNS))] for row in range(ROWS)]
    raw_rows = tuple(map(tuple, rows))
    with xw.App(visible=False) as app:
        cells = app.books[0].sheets[0].range((1, 1), (ROWS, COLUMNS))
        native = cells.api

        def write() -> None:
            cells.value = rows

        pairs: dict[str, tuple[Callable[[], object], Callable[[], object]]] = {
            "write": (write, lambda: native.setDataArray(raw_rows)),
            "read": (lambda: cells.value, native.getDataArray),
        }
        return {name: (_median(ours, rounds), _median(raw, rounds)) for name, (ours, raw) in pairs.items()}


def _median(work: Callable[[], object], rounds: int) -> float:
    work()
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return median(times)


def main() -> int:
    found = measure()
    for name, (ours, raw) in found.items():
        print(f"{name} {ROWS * COLUMNS:,} cells: {ours:.3f} s, raw {raw:.3f} s, ratio {ours / raw:.2f}")
    return 0 if all(ours <= MOST_RATIO * raw for ours, raw in found.values()) else 1


if __name__ == "__main__":
    raise SystemExit(main())
