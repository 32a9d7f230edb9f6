"""Functions that do nothing, in every way a function can come to Excel: what a call costs by itself.

- XLWINGS_…: with xlwings' ordinary converters, as anybody would declare a function.
- RAW_…: with xlwings' converter "raw", which hands over whatever COM gave without looking at it.
- OURS_…: declared in our registry with the arguments of one of our functions, in our wrapper; empty inside.
"""
# ruff: noqa: ANN001, ANN002, ANN003, ANN201, ANN202, ARG001, N802 - annotations would reach xlwings; the names are those of cells

from __future__ import annotations

import xlwings

from benchmarks.scale import COUNTRY as COMMUNES
from phuluc.functions import CATALOGUE
from phuluc.functions.registry import WorksheetFunction, declared_functions, worksheet_function
from phuluc.hosts.excel.udfs import declare

_RESULT = 81.9
_COLUMN = [[_RESULT] for _ in range(COMMUNES)]


def _arguments(**options):
    def declare_each(function):
        for argument in ("first", "second", "third"):
            function = xlwings.arg(argument, **options)(function)
        return xlwings.func(function)

    return declare_each


@xlwings.func
def XLWINGS_CELL(first, second=None, third=None):
    return _RESULT


#: Rows are the only form that tells a row from a column.
@_arguments(ndim=2)
def XLWINGS_COLUMN(first, second=None, third=None):
    return _COLUMN


@_arguments(ndim=2)
def XLWINGS_TOTAL(first, second=None, third=None):
    return _RESULT


@_arguments(convert="raw")
def RAW_CELL(first, second=None, third=None):
    return _RESULT


@_arguments(convert="raw")
@xlwings.ret(convert="raw")
def RAW_COLUMN(first, second=None, third=None):
    return _COLUMN


RAW_TOTAL = RAW_CELL


def _like_ours(function, name, whole):
    """An empty function beside `function`: called for each cell like it, or once for whole columns.

    A function that takes ranges as they come is called once whichever way.
    """

    def nothing(*cells):
        return _RESULT

    nothing.__name__ = name
    worksheet_function(summary=name, arguments=function.arguments, result=name, usage=(), examples=())(nothing)
    record = declared_functions()[-1]
    if whole:
        result = _RESULT if function.name == "GROUP_RATE" else _COLUMN
        record.implementation = lambda *_cells: result
    return declare(record)


def _each_like_ours(function: WorksheetFunction):
    cells, columns = f"OURS_{function.name}", f"OURS_WHOLE_{function.name}"
    return {cells: _like_ours(function, cells, whole=False), columns: _like_ours(function, columns, whole=True)}


for _function in CATALOGUE:
    globals().update(_each_like_ours(_function))
