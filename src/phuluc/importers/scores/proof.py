"""The proof that the columns are the axes their codes say: no column holds more points than its axis has."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Final

from phuluc.domain.axes import AXES
from phuluc.domain.printed_numbers import format_number
from phuluc.domain.scoring_rules import axis_maxima
from phuluc.importers.scores.columns import ScoreColumn
from phuluc.importers.scores.errors import AboveMaximumError
from phuluc.importers.scores.table import PointsColumn, ScoreRowReader, ScoreRows

_NAMES: Final = {axis.code: axis.name for axis in AXES}
#: Axes whose columns are known to be confused.
_CONFUSED: Final = frozenset({ScoreColumn.DVCTT, ScoreColumn.TTTT})


def prove_columns(reader: ScoreRowReader, day: dt.date | None) -> None:
    """Judge the highest value of each column.

    Args:
        reader: after it has read.
        day: of the scores; None to take the rules without an end.

    Raises:
        AboveMaximumError: a column holds more than its axis has, or a total is above 100.
    """
    maxima = axis_maxima(day)
    for code, axis in reader.axes.items():
        _prove(reader.table, axis, maxima[code])
    if reader.total is not None:
        _prove(reader.table, reader.total, sum(maxima.values(), Decimal(0)))


def _prove(table: ScoreRows, proved: PointsColumn, maximum: Decimal) -> None:
    if proved.highest is None or proved.highest[0] <= maximum:
        return
    value, place = proved.highest
    column = proved.column
    raise AboveMaximumError(
        f"cột “{_NAMES.get(str(column), column)}” có số lớn hơn điểm tối đa {format_number(maximum)}, "
        "nên không phải cột đó",
        where=table.address(place, proved.at),
        found=format_number(value),
        remedy=_remedy(column),
    )


def _remedy(column: ScoreColumn) -> str:
    if column in _CONFUSED:
        return (
            "Hai cột dịch vụ công trực tuyến (mã CLGQ, tối đa 12) và thanh toán trực tuyến (mã TTTT, tối đa 10) hay bị "
            "đảo; kiểm tra mã ở dòng tiêu đề của nguồn"
        )
    return "Kiểm tra dòng tiêu đề và số liệu của nguồn"
