"""What the extension says of the functions, from their catalogue: the type library and the texts of the wizard."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Final

from phuluc.functions import CATALOGUE, WorksheetFunction
from phuluc.hosts.libreoffice.extension.formula_names import ARRAY_SUFFIX, FormulaNames
from phuluc.hosts.libreoffice.oxt.labels import ARGUMENT_LABELS

_CELL: Final = "any"
_ARRAY: Final = "sequence< sequence< any > >"
_ARRAY_NOTE: Final = "Dùng trong công thức mảng, kết quả là một vùng. "


def has_array(function: WorksheetFunction) -> bool:
    """Whether the function can give a range: where one of its arguments may be a scalar or a range."""
    return any(argument.shape == "any" for argument in function.arguments)


def catalogue_names() -> FormulaNames:
    """The names of the catalogue's functions."""
    return FormulaNames([function.name for function in CATALOGUE], array_names())


def array_names() -> list[str]:
    return [function.name for function in CATALOGUE if has_array(function)]


def type_library(functions: Iterable[WorksheetFunction] = CATALOGUE) -> str:
    """The UNO interface of the add-in as the text that LibreOffice reads in place of a compiled library."""
    methods = []
    for function in functions:
        parameters = ", ".join(f"[in] any {_identifier(argument.name)}" for argument in function.arguments)
        methods.append(f"    {_CELL} {function.name}( {parameters} );")
        if has_array(function):
            methods.append(f"    {_ARRAY} {function.name}{ARRAY_SUFFIX}( {parameters} );")
    body = "\n".join(methods)
    interface = f"interface XFunctions\n{{\n{body}\n}};\nservice Functions : XFunctions;"
    return f"module vn {{ module phuluc {{\n{interface}\n}}; }};\n"


def _identifier(argument: str) -> str:
    """A name the library may hold: no underscore between small letters, no word of its language."""
    first, *others = argument.split("_")
    return "".join([first, *map(str.capitalize, others), "Cells"])


def declarations(functions: Iterable[WorksheetFunction] = CATALOGUE) -> str:
    """The JSON beside the component: by name as Calc knows it, the function called, help and arguments."""
    found: dict[str, Any] = {}
    for function in functions:
        found[function.name] = _declaration(function, array=False)
        if has_array(function):
            found[function.name + ARRAY_SUFFIX] = _declaration(function, array=True)
    return json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _declaration(function: WorksheetFunction, *, array: bool) -> dict[str, Any]:
    return {
        "calls": function.name,
        "array": array,
        "category": function.category,
        "help": f"{_ARRAY_NOTE if array else ''}{function.summary} Kết quả: {function.result}",
        "arguments": [
            {
                "label": ARGUMENT_LABELS[argument.name] + (" (có thể bỏ)" if argument.optional else ""),
                "help": argument.help,
            }
            for argument in function.arguments
        ],
    }
