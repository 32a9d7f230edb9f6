"""How findings on scores write numbers and name rows."""

from __future__ import annotations

from decimal import Decimal

from phuluc.domain.score_cells import CellKey, ScoreRow
from phuluc.domain.vietnamese_numbers import format_number

SLOT_NAMES: dict[str, str] = {"truoc": "kỳ trước", "nay": "kỳ này"}


def signed(value: Decimal) -> str:
    """A change with its sign: "+0,1", "-4,1", "0"."""
    return f"+{format_number(value)}" if value > 0 else format_number(value)


def row_name(row: ScoreRow) -> str:
    """A row as findings name it: "1.2a. Hồ sơ đã đồng bộ", "Sở Nội vụ"."""
    return f"{row.item}. {row.name}" if row.item and row.item != "tong" else row.unit or row.name


def where_of(row: ScoreRow, key: CellKey) -> str:
    """The address of a row's cell."""
    entry = row.inputs.get(key) or row.results.get(key)
    return entry.where if entry else row.where


def decimals_in(value: Decimal) -> int:
    """Decimals of a number, trailing zeros not counted."""
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
