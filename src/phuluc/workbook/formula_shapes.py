"""Formulas gathered by shape: those of a column differ in their row numbers only and are judged once.

A book of the whole country has 150,000 formulas of some hundred shapes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

#: (sheet, row, column)
Place = tuple[str, int, int]

_ROW_NUMBER: Final = re.compile(r"(?<![\w.])(\$?[A-Z]{1,3}\$?)[0-9]+(?![\w(.])")
_MARKED: Final = re.compile(r"(?<![\w.])\$?[A-Z]{1,3}\$?#(?![\w(.])")


@dataclass
class FormulaShape:
    """Formulas equal but for the row numbers of the cells they name.

    Attributes:
        text: the first of them.
        places: where they stand.
    """

    text: str
    places: list[Place] = field(default_factory=list)


def formula_shapes(formulas: Iterable[tuple[Place, str]]) -> list[FormulaShape]:
    """Gather formulas by shape.

    Args:
        formulas: with or without the leading "=".
    """
    shapes: dict[str, FormulaShape] = {}
    in_own_row: dict[str, FormulaShape | None] = {}
    for place, text in formulas:
        # Most formulas look along their own row: marking that number is far quicker than searching for all.
        marked = text.replace(str(place[1]), "#")
        shape = in_own_row.get(marked)
        if shape is None:
            shape = shapes.setdefault(_without_rows(text), FormulaShape(text))
            if marked not in in_own_row:
                in_own_row[marked] = shape if _marks_rows_only(marked) else None
        shape.places.append(place)
    return list(shapes.values())


@lru_cache(maxsize=8192)
def _without_rows(text: str) -> str:
    """A formula with "#" for each row number; a book is evaluated more than once."""
    return _ROW_NUMBER.sub(r"\1#", text)


def _marks_rows_only(marked: str) -> bool:
    """Whether each mark stands for the row of a cell, and none for a number, or a part of a name or a text."""
    return len(_MARKED.findall(marked)) == marked.count("#")
