"""Calls from Excel's cells, through xlwings' own code of Windows; what COM itself adds is not in it.

`python -m benchmarks.excel_calls FUNCTION` measures one of our functions and what it is compared with, by turns in one
process, and prints the CPU seconds of each as JSON.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

from benchmarks.scale import COUNTRY as COMMUNES
from benchmarks.scale import commune
from phuluc.functions import CATALOGUE, Argument

CELL_CALLS = 5_000
COLUMN_CALLS = 10
#: The empty functions something is compared with, by the names the table gives them.
XLWINGS = "an empty function, xlwings' ordinary converters"
RAW = "an empty function, xlwings' raw values"
OURS = "an empty function in our wrapper"
OURS_WHOLE = "an empty function in our wrapper, called once for the column"
#: What is measured of each.
CELLS, AGAIN, ANEW = "cells", "columns again", "columns anew"
FUNCTION = "the function"
_ROUNDS = 4
_OUR_MODULE, _EMPTY_MODULE = "phuluc.hosts.excel.udfs", "benchmarks.empty_udfs"
FUNCTIONS = {function.name: function for function in CATALOGUE}
#: They take ranges as they come, so that an empty one is called once for the column whichever way.
TAKE_RANGES = frozenset(
    name for name, function in FUNCTIONS.items() if any(argument.shape == "range" for argument in function.arguments)
)
#: (what is measured, against whom) → the most that ours may be of it; None is told without a limit.
LIMITS: dict[tuple[str, str], float | None] = {
    (CELLS, XLWINGS): 1.5,
    (CELLS, OURS): 1.5,
    (CELLS, RAW): None,
    (AGAIN, XLWINGS): 3,
    (AGAIN, OURS): 3,
    (AGAIN, OURS_WHOLE): None,
    (AGAIN, RAW): None,
    (ANEW, XLWINGS): 3,
}

#: CPU seconds by what was measured of whom.
Costs = dict[str, dict[str, float]]
_Calls = Callable[[], None]


def measure(name: str) -> Costs:
    """Measure a function and the empty ones; each figure is the least of some rounds."""
    from tests.tools.windows_xlwings import windows_xlwings

    with windows_xlwings() as server:
        call = server.server.CallUDF
        work = {what: _work(call, name, what) for what in (CELLS, AGAIN, ANEW)}
        costs: Costs = {what: dict.fromkeys(calls, float("inf")) for what, calls in work.items()}
        for _ in range(_ROUNDS):
            for what, calls in work.items():
                for whose, make in calls.items():
                    costs[what][whose] = min(costs[what][whose], _cpu(make()))
    return costs


def _cpu(calls: _Calls) -> float:
    start = time.process_time()
    calls()
    return time.process_time() - start


def _work(call: Callable[..., Any], name: str, what: str) -> dict[str, Callable[[], _Calls]]:
    """What prepares the calls, by whose function is called."""
    fresh = _fresh_columns(name)
    column = next(fresh)

    def prepare(module: str, function: str) -> _Calls:
        if what == CELLS:
            cells = tuple(contents[17][0] for contents in column)
            return lambda: _repeat(call, module, function, [cells] * CELL_CALLS)
        if what == ANEW:
            columns = [next(fresh) for _ in range(COLUMN_CALLS)]
            return lambda: _repeat(call, module, function, columns)
        call(module, function, column)
        return lambda: _repeat(call, module, function, [column] * COLUMN_CALLS)

    return {
        whose: lambda place=place: prepare(*place)  # type: ignore[misc]
        for whose, place in _compared(name, what).items()
    }


def _repeat(call: Callable[..., Any], module: str, function: str, arguments: list[Any]) -> None:
    for given in arguments:
        call(module, function, given)


def _compared(name: str, what: str) -> dict[str, tuple[str, str]]:
    """Module and name of our function and of the empty ones."""
    kind = "CELL" if what == CELLS else "TOTAL" if name == "GROUP_RATE" else "COLUMN"
    compared = {
        FUNCTION: (_OUR_MODULE, name),
        XLWINGS: (_EMPTY_MODULE, f"XLWINGS_{kind}"),
        RAW: (_EMPTY_MODULE, f"RAW_{kind}"),
    }
    if what == CELLS or name not in TAKE_RANGES:
        compared[OURS] = _EMPTY_MODULE, f"OURS_{name}"
    if what != CELLS:
        compared[OURS_WHOLE] = _EMPTY_MODULE, f"OURS_WHOLE_{name}"
    return compared


def _fresh_columns(function: str) -> Iterator[list[Any]]:
    """Columns for the required arguments, again and again with other contents."""
    required = [argument for argument in FUNCTIONS[function].arguments if not argument.optional]
    start = 0
    while True:
        rows = range(start, start + COMMUNES)
        yield [
            tuple((_content(function, argument, place, row),) for row in rows)
            for place, argument in enumerate(required)
        ]
        start += COMMUNES


def _content(function: str, argument: Argument, place: int, row: int) -> Any:
    """A likely content; the second of two counts, a denominator, is the greater."""
    if argument.kind == "count":
        return float(100 + row % 900 if place else row * 7 % 100)
    if argument.kind == "percent":
        return 60.0
    if argument.kind == "rank":
        return float(1 + row * (place + 7) % COMMUNES)
    if argument.kind == "text":
        return f"{1 + row // 900}.{100 + row % 900}" if function == "VN_NUMBER" else commune(row)
    return row * (place + 37) % 10_000 / 100


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1])))
