"""Formulas of a column differ in their row numbers only: one of each shape is translated, the others follow it.

Standard library only: runs inside LibreOffice too.
"""

from __future__ import annotations

import re
from itertools import chain

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

_NUMBER = re.compile("[0-9]+")
#: A book has some dozens; what makes every formula its own must not fill the memory.
_MOST_SHAPES = 10_000


def by_shape(translate: Callable[[str], str | None]) -> Callable[[str], str | None]:
    """Give a quicker function for the same.

    Args:
        translate: keeps all numbers of a formula in their order, and does not look at their values; None where it
            cannot translate.
    """
    shapes: dict[str, list[str] | None] = {}

    def translated(formula: str) -> str | None:
        shape = _NUMBER.sub("0", formula)
        if shape not in shapes:
            if len(shapes) >= _MOST_SHAPES:
                shapes.clear()
            example = translate(shape)
            shapes[shape] = None if example is None else _NUMBER.split(example)
        pieces = shapes[shape]
        if pieces is None:
            return None
        return "".join(chain.from_iterable(zip(pieces, [*_NUMBER.findall(formula), ""])))

    return translated
