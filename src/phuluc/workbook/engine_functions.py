"""Our worksheet functions, and those of Excel the engine gets wrong, as callables of the formula engine.

The engine hands over blank cells as None, ranges as nested lists and error values as dictionaries
{"type": "Error", "kind": "Div"}; the same dictionary given back is that error. An exception is #VALUE!.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Protocol

import formualizer

#: What the engine hands over and takes back.
EngineValue = Any
_IN_CELL_ERROR = "#LỖI:"
_VALUE_ERROR = {"type": "Error", "kind": "Value"}


class CatalogueFunction(Protocol):
    """What this module needs to know of an entry of the catalogue of worksheet functions."""

    @property
    def name(self) -> str: ...

    @property
    def implementation(self) -> Callable[..., Any]: ...


def register_functions(workbook: formualizer.Workbook, catalogue: Iterable[CatalogueFunction]) -> None:
    """Make the functions callable in the formulas of an engine's book."""
    for function in catalogue:
        workbook.register_function(function.name, with_errors(function.implementation))
    # The engine leaves letters beyond ASCII as they are: UPPER("đạt") gave "đạT".
    for name, change in (("UPPER", str.upper), ("LOWER", str.lower)):
        workbook.register_function(
            name, with_errors(_on_text(change)), min_args=1, max_args=1, allow_override_builtin=True
        )


def with_errors(implementation: Callable[..., Any]) -> Callable[..., EngineValue]:
    """Wrap an implementation so that an error in an argument is the result, as in Excel's own functions."""

    def call(*arguments: EngineValue) -> EngineValue:
        for argument in arguments:
            if type(argument) is dict:
                return argument
        try:
            result = implementation(*arguments)
        except Exception:
            inner = _error_inside(arguments)
            if inner is not None:
                return inner
            raise
        return _with_error_cells(result) if type(result) is list else result

    return call


def _error_inside(arguments: Iterable[EngineValue]) -> EngineValue | None:
    """The first error value in the ranges among the arguments."""
    for argument in arguments:
        if isinstance(argument, list):
            for row in argument:
                for value in row if isinstance(row, list) else [row]:
                    if isinstance(value, dict):
                        return value
    return None


def _with_error_cells(result: list[list[EngineValue]]) -> list[list[EngineValue]]:
    """A range result whose explained failures are error values."""
    return [
        [_VALUE_ERROR if isinstance(value, str) and value.startswith(_IN_CELL_ERROR) else value for value in row]
        for row in result
    ]


def _on_text(change: Callable[[str], str]) -> Callable[[EngineValue], EngineValue]:
    def apply(argument: EngineValue) -> EngineValue:
        if isinstance(argument, list):
            return [[apply(value) for value in row] for row in argument]
        if argument is None:
            return ""
        if isinstance(argument, bool):
            return "TRUE" if argument else "FALSE"
        if isinstance(argument, float):
            return change(f"{argument:.15g}")
        return change(str(argument))

    return apply
