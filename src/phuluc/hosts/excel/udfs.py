"""The module that the cells of Excel call: one wrapper for each worksheet function, under its name.

VBA asks xlwings for `phuluc.hosts.excel.udfs` and a name; importing it must stay cheap, Excel waits for it.
"""

from __future__ import annotations

from typing import Any

from phuluc.functions import CATALOGUE, WorksheetFunction
from phuluc.hosts.excel.light_xlwings import xlwings
from phuluc.hosts.excel.wrappers import Wrapper, wrap


class AsItIs(xlwings.conversion.Accessor):
    """The converter of arguments and results: a range stays the object, anything else the value Excel gave.

    xlwings' own converters turn error cells into blanks and a column into a flat list; the wrappers read ranges
    themselves, where a failure can still be told in the cell.
    """

    @classmethod
    def reader(cls, _options: Any) -> Any:
        return xlwings.conversion.Pipeline([_keep])


def _keep(context: Any) -> None:
    if context.range is not None:
        context.value = context.range


def declare(function: WorksheetFunction) -> Wrapper:
    """Hand a wrapper to xlwings, with the Vietnamese help of Excel's function wizard."""
    wrapper = wrap(function)
    for argument in function.arguments:
        wrapper = xlwings.arg(argument.name, AsItIs, doc=argument.help)(wrapper)
    wrapper = xlwings.ret(AsItIs)(wrapper)
    return xlwings.func(category=function.category)(wrapper)


globals().update({function.name: declare(function) for function in CATALOGUE})
