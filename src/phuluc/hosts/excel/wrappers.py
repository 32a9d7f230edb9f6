"""Worksheet functions in the form xlwings calls: plain, unannotated, and never raising into Excel."""

from __future__ import annotations

from collections.abc import Callable
from inspect import Parameter, Signature
from typing import Any

from phuluc.errors import PhuLucError
from phuluc.functions import WorksheetFunction, error_text, evaluate
from phuluc.hosts.excel.cell_failures import failure_text
from phuluc.hosts.excel.cells_in import TAKEN_AS_THEY_ARE, read_argument
from phuluc.hosts.excel.cells_out import ShownRows, rows_to_show
from phuluc.hosts.excel.light_xlwings import xlwings
from phuluc.hosts.excel.range_values import values_of

Wrapper = Callable[..., ShownRows]


def wrap(function: WorksheetFunction) -> Wrapper:
    """Give the wrapper of a function: arguments as Excel hands them over, ranges included; rows as the result.

    Whatever fails is the text "#LỖI: …" of the cell.
    """

    def call(*arguments: Any) -> ShownRows:
        try:
            return rows_to_show(evaluate(function, *[_read(argument) for argument in arguments]))
        except PhuLucError as error:
            return [[error_text(error)]]
        except Exception as error:  # noqa: BLE001 - Excel would show the traceback in the cell
            return [[failure_text(function.name, error)]]

    call.__name__ = call.__qualname__ = function.name
    call.__doc__ = function.summary
    # xlwings takes annotations for converters and fails on most of them when the function is called.
    call.__annotations__ = {}
    call.__signature__ = _signature(function)  # type: ignore[attr-defined]
    return call


def _read(argument: Any) -> Any:
    if type(argument) in TAKEN_AS_THEY_ARE:
        return argument
    return read_argument(values_of(argument) if isinstance(argument, xlwings.Range) else argument)


def _signature(function: WorksheetFunction) -> Signature:
    return Signature(
        [
            Parameter(
                argument.name,
                Parameter.POSITIONAL_OR_KEYWORD,
                default=None if argument.optional else Parameter.empty,
            )
            for argument in function.arguments
        ]
    )
