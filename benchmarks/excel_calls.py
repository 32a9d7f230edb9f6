"""Calls from Excel's cells, through xlwings' own code of Windows; what COM itself adds is not in it."""

from __future__ import annotations

from contextlib import ExitStack
from typing import Any

from benchmarks.scale import COUNTRY as COMMUNES
from benchmarks.scale import commune
from phuluc.functions import CATALOGUE, Argument

CELL_CALLS = 5_000
COLUMN_CALLS = 10
OURS, EMPTY = "phuluc.hosts.excel.udfs", "benchmarks.empty_udfs"
FUNCTIONS = {function.name: function for function in CATALOGUE}


def empty_column_function(name: str) -> str:
    """The empty function that gives a result of the same shape for columns."""
    return "EMPTY_TOTAL" if name == "GROUP_RATE" else "EMPTY_COLUMN"


class ExcelCalls:
    """The function server, loaded, and the arguments of `function` at hand."""

    def __init__(self, module: str, name: str, function: str) -> None:
        from tests.tools.windows_xlwings import windows_xlwings

        self._loaded = ExitStack()
        self._server = self._loaded.enter_context(windows_xlwings())
        self._target = {"name": name, "module": module}
        required = [argument for argument in FUNCTIONS[function].arguments if not argument.optional]
        self._columns = [_column(function, argument, place) for place, argument in enumerate(required)]
        self._server.call(name, *self._columns, module=module)

    def cells(self) -> None:
        call, target = self._server.server.CallUDF, (self._target["module"], self._target["name"])
        arguments = tuple(column[17][0] for column in self._columns)
        for _ in range(CELL_CALLS):
            call(*target, arguments)

    def columns(self) -> None:
        for _ in range(COLUMN_CALLS):
            self._server.server.CallUDF(self._target["module"], self._target["name"], self._columns)


def _column(function: str, argument: Argument, place: int) -> tuple[tuple[Any], ...]:
    return tuple((_content(function, argument, place, row),) for row in range(COMMUNES))


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
