"""Calls of given functions inside formulas: where they stand and what their arguments are.

Excel stores the call of an add-in's function as a link to the add-in's file ("[1]!INDICATOR_RATE(F9,E9)"; while it is
open, by its path); the link belongs to the call and goes with it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

_TOKEN: Final = re.compile(
    r"""
    "(?:[^"]|"")*"
    | (?P<call>(?:(?:'(?:[^']|'')*'|\[[0-9]+\][\w.]*|[\w.]+)!)?(?:_xludf\.|_xll\.)?(?P<name>[A-Za-z_][\w.]*)\()
    | '(?:[^']|'')*'
    | \[(?:[^\[\]]|\[[^\[\]]*\])*\]
    | [\w.\\?$]+
    | (?P<open>[({])
    | (?P<close>[)}])
    | (?P<separator>,)
    """,
    re.VERBOSE,
)


@dataclass(frozen=True)
class Call:
    """A call in a formula's text: `text[start:end]`, from the name (or the link before it) to the closing bracket."""

    name: str
    start: int
    end: int
    arguments: tuple[str, ...]


@dataclass
class _Open:
    """A bracket not yet closed; `name` is empty where it opens no call."""

    name: str
    start: int
    argument_start: int
    arguments: list[str]


def outermost_calls(text: str, functions: Collection[str]) -> Iterator[Call]:
    """Give the calls of the named functions that stand in no other such call, from left to right.

    Args:
        text: a formula with or without its "=", in the English notation of files.
        functions: names in capitals.
    """
    stack: list[_Open] = []
    for token in _TOKEN.finditer(text):
        if token["call"] or token["open"]:
            name = (token["name"] or "").upper()
            stack.append(_Open(name, token.start(), token.end(), []))
        elif token["separator"] and stack:
            top = stack[-1]
            top.arguments.append(text[top.argument_start : token.start()].strip())
            top.argument_start = token.end()
        elif token["close"] and stack:
            top = stack.pop()
            if top.name not in functions or any(outer.name in functions for outer in stack):
                continue
            last = text[top.argument_start : token.start()].strip()
            arguments = (*top.arguments, last) if top.arguments or last else ()
            yield Call(top.name, top.start, token.end(), arguments)


def without_links(text: str, functions: Collection[str]) -> str:
    """Give a formula with calls of the named functions by their plain names, links to an add-in's file left out."""

    def plain(token: re.Match[str]) -> str:
        name = token["name"]
        return f"{name}(" if name and name.upper() in functions else token.group()

    return _TOKEN.sub(plain, text)
