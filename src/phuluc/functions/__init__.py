"""The worksheet functions: each declared once, with its help, for every host.

Every function of `CATALOGUE` is also a plain callable of its name here. It takes scalars or ranges; a range is a list
of rows (a column is `[[1], [2]]`; a flat list counts as one column). Blank cells are None or "", "-" is not applicable.

- Scalars give a scalar: float, int or str. What cannot be computed raises `WorksheetError`.
- Any range gives a list of rows. Shapes stretch as in Excel: a scalar, a single row or a single column repeats, and a
  cell outside a shape that cannot stretch is an error. A cell that cannot be computed holds "#LỖI: …".

Hosts that want the text in both cases call `evaluate`.
"""

from phuluc.functions.errors import ERROR_PREFIX, WorksheetError, error_text, is_error_text
from phuluc.functions.indicators import (
    GROUP_RATE,
    INDICATOR_ATTAINED,
    INDICATOR_GAP,
    INDICATOR_RANK,
    INDICATOR_RATE,
    INDICATOR_SHORTFALL,
)
from phuluc.functions.registry import (
    CATEGORY,
    Argument,
    Example,
    WorksheetFunction,
    declared_functions,
    evaluate,
    usage,
)
from phuluc.functions.scores import PAIR_RATE, RANK_CHANGE, SCORE_CHANGE, SCORE_GRADE, SCORE_TREND
from phuluc.functions.texts import UNIT_NAME, VN_NUMBER, VN_TEXT

CATALOGUE: tuple[WorksheetFunction, ...] = declared_functions()

__all__ = [
    "CATALOGUE",
    "CATEGORY",
    "ERROR_PREFIX",
    "GROUP_RATE",
    "INDICATOR_ATTAINED",
    "INDICATOR_GAP",
    "INDICATOR_RANK",
    "INDICATOR_RATE",
    "INDICATOR_SHORTFALL",
    "PAIR_RATE",
    "RANK_CHANGE",
    "SCORE_CHANGE",
    "SCORE_GRADE",
    "SCORE_TREND",
    "UNIT_NAME",
    "VN_NUMBER",
    "VN_TEXT",
    "Argument",
    "Example",
    "WorksheetError",
    "WorksheetFunction",
    "error_text",
    "evaluate",
    "is_error_text",
    "usage",
]
