"""The proof that the columns are the axes their codes say: no column holds more points than its axis has."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from phuluc.domain.printed_numbers import format_number
from phuluc.domain.slot_rules import SlotRules
from phuluc.importers.scores.columns import ScoreColumn
from phuluc.importers.scores.errors import AboveMaximumError
from phuluc.importers.scores.table import PointsColumn, ScoreRowReader, ScoreRows

#: Axes whose columns are known to be confused.
_CONFUSED: Final = frozenset({ScoreColumn.DVCTT, ScoreColumn.TTTT})


def prove_columns(reader: ScoreRowReader, rules: SlotRules) -> None:
    """Judge the highest value of each column.

    Args:
        reader: after it has read.
        rules: those that hold for the scores.

    Raises:
        AboveMaximumError: a column holds more than its axis has, or a total more than all axes together.
    """
    for code, axis in reader.axes.items():
        if code in rules.maxima:
            _prove(reader.table, axis, rules, rules.maxima[code])
    if reader.total is not None:
        _prove(reader.table, reader.total, rules, rules.whole)


def _prove(table: ScoreRows, proved: PointsColumn, rules: SlotRules, maximum: Decimal) -> None:
    if proved.highest is None or proved.highest[0] <= maximum:
        return
    value, place = proved.highest
    column = proved.column
    raise AboveMaximumError(
        f"cột “{rules.axis_names.get(str(column), column)}” có số lớn hơn điểm tối đa {format_number(maximum)}, "
        "nên không phải cột đó",
        where=table.address(place, proved.at),
        found=format_number(value),
        remedy=_remedy(column, rules),
    )


def _remedy(column: ScoreColumn, rules: SlotRules) -> str:
    if column in _CONFUSED:
        most = {code: format_number(points) for code, points in rules.maxima.items()}
        return (
            f"Hai cột dịch vụ công trực tuyến (mã CLGQ, tối đa {most['dvctt']}) và thanh toán trực tuyến (mã TTTT, tối "
            f"đa {most['tttt']}) hay bị đảo; kiểm tra mã ở dòng tiêu đề của nguồn"
        )
    return "Kiểm tra dòng tiêu đề và số liệu của nguồn"
