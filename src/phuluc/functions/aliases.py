"""What cells and arguments are called in annotations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Union

#: The content of a cell; None and "" are blank.
Cell = Union[str, int, float, bool, None]
Rows = Sequence[Sequence[Cell]]
#: What an argument can be: a scalar, rows of cells, or a flat column.
Cells = Union[Cell, Rows, Sequence[Cell]]
#: What a cell can show.
Scalar = Union[str, int, float]
ResultRows = list[list[Scalar]]
Result = Union[Scalar, ResultRows]

#: "any": a scalar or a range, over which the function is applied cell by cell; "range": taken as a whole.
Shape = Literal["scalar", "range", "any"]
Kind = Literal["count", "percent", "score", "rank", "number", "digits", "text", "choice"]
