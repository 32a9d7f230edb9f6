"""Formulas that call our functions, written in functions of Excel 2010 alone."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Final

from phuluc.annexes.native_functions import NATIVE_FORMS
from phuluc.book_port import Area
from phuluc.workbook.argument_shape import range_text, scalar_text
from phuluc.workbook.function_calls import Call, outermost_calls

#: The longest formula Excel takes.
_LONGEST_FORMULA: Final = 8192
_LITERAL: Final = re.compile(r'[0-9.]+|"[^"]*"')


def native_formula(formula: str, functions: Collection[str], names: Mapping[str, Area]) -> str | None:
    """Return a formula with all calls of our functions written natively; None where one of them cannot be.

    Args:
        formula: in the English notation of files, with or without its "=".
        functions: the names of all our functions, in capitals.
        names: the book's names of one rectangle, in lower case.
    """
    pieces: list[str] = []
    done = 0
    for call in outermost_calls(formula, functions):
        native = _native_call(call, functions, names)
        if native is None:
            return None
        pieces += [formula[done : call.start], native]
        done = call.end
    text = "".join([*pieces, formula[done:]])
    return text if len(text) <= _LONGEST_FORMULA else None


def _native_call(call: Call, functions: Collection[str], names: Mapping[str, Area]) -> str | None:
    form = NATIVE_FORMS.get(call.name)
    if form is None or len(call.arguments) > form.count:
        return None
    given = [*call.arguments, *[""] * (form.count - len(call.arguments))]
    required = form.count - len(form.defaults)
    arguments: list[str] = []
    for place, argument in enumerate(given):
        default = form.defaults[place - required] if place >= required else None
        if place in form.ranges:
            text = range_text(argument, names) if argument or default is None else default
        else:
            text = _native_scalar(argument, functions, names, default)
        if text is None:
            return None
        arguments.append(text)
    return form.write(*arguments)


def _native_scalar(
    argument: str, functions: Collection[str], names: Mapping[str, Area], default: str | None
) -> str | None:
    """One value; where the argument may be left out, a blank cell stands for its default too."""
    if not argument:
        return default
    plain = native_formula(argument, functions, names)
    text = scalar_text(plain, names) if plain is not None else None
    if text is None or default is None or _LITERAL.fullmatch(text):
        return text
    return f'IF({text}="",{default},{text})'
