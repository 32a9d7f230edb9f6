"""The one registry: what a worksheet function is, and how hosts list, explain and call it."""

from __future__ import annotations

import functools

from phuluc.errors import PhuLucError
from phuluc.functions.errors import WorksheetError, error_text
from phuluc.functions.ranges import as_column, elementwise

TYPE_CHECKING = False  # `typing` itself would be a third of what `import phuluc.functions` costs
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Final

    from phuluc.functions.aliases import Cell, Cells, Kind, Result, Scalar, Shape

#: The category under which a host's function wizard lists the functions.
CATEGORY: Final = "Phụ lục"


class Argument:
    """An argument of a worksheet function.

    Attributes:
        name: ASCII, no keyword of VBA or Python.
        help: Vietnamese, at most 255 characters, what Excel's wizard shows.
        kind: what its cells hold; percent is in percent points.
        shape: how it takes ranges.
        optional: whether it can be left out or blank, and is `default` then.
    """

    __slots__ = ("default", "help", "kind", "name", "optional", "shape")

    def __init__(
        self,
        name: str,
        help: str,  # noqa: A002 - the name hosts look for
        kind: Kind,
        shape: Shape = "any",
        *,
        optional: bool = False,
        default: str | int | None = None,
    ) -> None:
        self.name = name
        self.help = help
        self.kind = kind
        self.shape = shape
        self.optional = optional
        self.default = default


class Example:
    """A call on real figures and its result."""

    __slots__ = ("cells", "result")

    def __init__(self, cells: tuple[Cells, ...], result: Result) -> None:
        self.cells = cells
        self.result = result


class WorksheetFunction:
    """A worksheet function as every host needs it.

    Attributes:
        name: as typed in a cell.
        category: of the function wizard.
        summary: Vietnamese, at most 255 characters.
        arguments: in order, the optional ones last.
        required: how many have to be given.
        result: Vietnamese, what the cell shows.
        usage_arguments: arguments of a typical formula, "F7", "E7".
        examples: calls with their results; cells are values, ranges are rows.
        implementation: the callable of `phuluc.functions`.
    """

    __slots__ = (
        "arguments",
        "category",
        "examples",
        "implementation",
        "name",
        "required",
        "result",
        "summary",
        "usage_arguments",
    )

    def __init__(  # noqa: PLR0913 - a record
        self,
        *,
        name: str,
        category: str,
        summary: str,
        arguments: tuple[Argument, ...],
        result: str,
        usage_arguments: tuple[str, ...],
        examples: tuple[Example, ...],
        implementation: Callable[..., Result],
    ) -> None:
        self.name = name
        self.category = category
        self.summary = summary
        self.arguments = arguments
        self.required = sum(not argument.optional for argument in arguments)
        self.result = result
        self.usage_arguments = usage_arguments
        self.examples = examples
        self.implementation = implementation


_declared: list[WorksheetFunction] = []


def worksheet_function(
    *, summary: str, arguments: tuple[Argument, ...], result: str, usage: tuple[str, ...], examples: tuple[Example, ...]
) -> Callable[[Callable[..., Result]], Callable[..., Result]]:
    """Declare the decorated function as a worksheet function of its own name.

    Where all arguments have shape "any" or "scalar", the decorated function is one of scalars, and ranges are spread
    over it; where one has shape "range", it receives ranges as they come.
    """
    takes_whole_ranges = any(argument.shape == "range" for argument in arguments)

    def declare(function: Callable[..., Any]) -> Callable[..., Result]:
        spread = (_with_ranges if takes_whole_ranges else _spread)(function, arguments)
        _declared.append(
            WorksheetFunction(
                name=function.__name__,
                category=CATEGORY,
                summary=summary,
                arguments=arguments,
                result=result,
                usage_arguments=usage,
                examples=examples,
                implementation=spread,
            )
        )
        return spread

    return declare


def _spread(function: Callable[..., Scalar], arguments: tuple[Argument, ...]) -> Callable[..., Result]:
    @functools.wraps(function)
    def over_ranges(*cells: Any, **named: Any) -> Result:
        if named:
            cells = _in_order(arguments, cells, named)
        for cell in cells:
            if isinstance(cell, (list, tuple)):  # `is_range`, without what a call costs
                return elementwise(function, cells)
        return function(*cells)

    return over_ranges


def _with_ranges(function: Callable[..., Result], arguments: tuple[Argument, ...]) -> Callable[..., Result]:
    scalars = [place for place, argument in enumerate(arguments) if argument.shape == "scalar"]

    @functools.wraps(function)
    def with_ranges(*cells: Any, **named: Any) -> Result:
        if named:
            cells = _in_order(arguments, cells, named)
        for place in scalars:
            if place < len(cells) and isinstance(cells[place], (list, tuple)):
                cells = (*cells[:place], _single(cells[place]), *cells[place + 1 :])
        return function(*cells)

    return with_ranges


def _single(argument: Any) -> Cell:
    """Give the one cell of an argument that stands for the whole call: hosts may hand it over as a range of one."""
    cells = as_column(argument)
    if len(cells) != 1:
        raise WorksheetError("Đối số này chỉ nhận một ô")
    return cells[0]


def _in_order(arguments: tuple[Argument, ...], cells: tuple[Any, ...], named: dict[str, Any]) -> tuple[Any, ...]:
    rest = arguments[len(cells) :]
    missing = [argument.name for argument in rest if not argument.optional and argument.name not in named]
    unknown = set(named) - {argument.name for argument in rest}
    if missing or unknown:
        raise TypeError(f"arguments missing: {missing}, unknown or given twice: {sorted(unknown)}")
    return cells + tuple(named.get(argument.name) for argument in rest)


def declared_functions() -> tuple[WorksheetFunction, ...]:
    """Give the functions declared so far, in the order of their declaration."""
    return tuple(_declared)


def usage(function: WorksheetFunction, separator: str) -> str:
    """Give a typical formula: `=INDICATOR_RATE(F7;E7)` with the separator of a Vietnamese machine, ";"."""
    return f"={function.name}({separator.join(function.usage_arguments)})"


def evaluate(function: WorksheetFunction, *cells: Cells) -> Result:
    """Call a function for a host that has no error values: instead of WorksheetError it gives "#LỖI: …".

    Too few or too many arguments are the caller's mistake and give the same text.
    """
    required, accepted = function.required, len(function.arguments)
    try:
        if not required <= len(cells) <= accepted:
            wanted = f"{accepted}" if required == accepted else f"{required} đến {accepted}"
            raise WorksheetError(f"{function.name} cần {wanted} đối số")
        return function.implementation(*cells)
    except PhuLucError as error:
        return error_text(error)
