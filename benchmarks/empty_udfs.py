"""Functions that do nothing, handed to xlwings as anybody would: what a call from Excel costs by itself."""
# ruff: noqa: ANN001, ANN201, ANN202, ARG001, N802 - annotations would reach xlwings; the names are those of cells

from __future__ import annotations

import xlwings

from benchmarks.scale import COUNTRY as COMMUNES

_COLUMN = [[81.9] for _ in range(COMMUNES)]


def _ranges(function):
    """Ask for ranges as rows, which is the only form that tells a row from a column."""
    for argument in ("first", "second", "third"):
        function = xlwings.arg(argument, ndim=2)(function)
    return xlwings.func(function)


@xlwings.func
def EMPTY_CELL(first, second=None, third=None):
    return 81.9


@_ranges
def EMPTY_COLUMN(first, second=None, third=None):
    return _COLUMN


@_ranges
def EMPTY_TOTAL(first, second=None, third=None):
    return 81.9
