"""What a cell means as an input, or why it means nothing."""

from __future__ import annotations

import functools
from decimal import Decimal
from math import isfinite

from phuluc.domain.printed_numbers import as_shown, format_number, is_dash
from phuluc.domain.values import NOT_APPLICABLE, NotApplicable
from phuluc.functions.errors import WorksheetError

TYPE_CHECKING = False  # `typing` itself would be a third of what `import phuluc.functions` costs
if TYPE_CHECKING:
    from typing import Final, Union

    from phuluc.functions.aliases import Cell

    Number = Union[int, Decimal, NotApplicable, None]

#: Beyond 15 digits a spreadsheet no longer holds every integer.
LARGEST_COUNT: Final = 10**15 - 1
#: The same as a float: to compare a float with a large int takes three times as long.
_LARGEST: Final = float(LARGEST_COUNT)
_MOST_DIGITS: Final = 10
#: What the portal and the notices print in place of a score.
_NO_SCORE: Final = frozenset({"hệ thống không thông báo dữ liệu", "không có dữ liệu", "n/a"})


def read_count(cell: Cell, what: str) -> int | NotApplicable | None:
    """Read a count: a whole number of things, 0 or more; a float without a fraction is one.

    Args:
        cell: the content.
        what: the argument's name for the message, "Tử số".

    Raises:
        WorksheetError: text, a negative number, a fraction, a boolean, an error value.
    """
    if type(cell) is float and 0.0 <= cell <= _LARGEST and cell.is_integer():
        return int(cell)
    if type(cell) is int and 0 <= cell <= LARGEST_COUNT:
        return cell
    value = read_number(cell, what)
    if value is None or value is NOT_APPLICABLE:
        return value
    if value < 0:
        raise WorksheetError(f"{what} không được âm", found=format_number(value))
    if value != int(value):
        raise WorksheetError(f"{what} phải là số nguyên", found=format_number(value))
    _within_digits(value, what)
    return int(value)


def read_number(cell: Cell, what: str) -> Number:
    """Read a number exactly as the cell shows it.

    Raises:
        WorksheetError: text other than a lone dash, a boolean, an error value, an infinite number.
    """
    if cell is None:
        return None
    if type(cell) is float and isfinite(cell):
        return _float_as_shown(cell)
    if isinstance(cell, bool):
        raise WorksheetError(f"{what} phải là số, không phải giá trị đúng/sai")
    if isinstance(cell, str):
        return _no_number(cell.strip(), what)
    value = as_shown(cell)
    if not value.is_finite():
        raise WorksheetError(f"{what} phải là số hữu hạn")
    return value


#: Scores have two decimals, rates one or two: the same floats come again and again.
_float_as_shown = functools.lru_cache(maxsize=16_384)(as_shown)


def _no_number(text: str, what: str) -> NotApplicable | None:
    if not text:
        return None
    if is_dash(text):
        return NOT_APPLICABLE
    if text.startswith("#"):
        raise WorksheetError(f"{what} lấy từ ô đang báo lỗi")
    raise WorksheetError(f"{what} phải là số, không phải chữ", found=f"“{text[:40]}”")


def _within_digits(value: Number, what: str) -> Number:
    """Refuse a number of which a spreadsheet no longer holds every digit; it is told as a cell would show it."""
    if isinstance(value, (int, Decimal)) and not -LARGEST_COUNT <= value <= LARGEST_COUNT:
        raise WorksheetError(f"{what} quá lớn", found=f"{value:.2E}".replace(".", ","))
    return value


def read_percent(cell: Cell, what: str) -> Number:
    """Read percent points, 0 or more: 60 is 60%.

    Raises:
        WorksheetError: as `number`, or negative, or of more than 15 digits before the point.
    """
    # Whole percents, nearly all targets, are cheaper to compute with as int.
    if type(cell) is float and 0.0 <= cell <= _LARGEST and cell.is_integer():
        return int(cell)
    value = read_number(cell, what)
    if isinstance(value, Decimal) and value < 0:
        raise WorksheetError(f"{what} không được âm", found=format_number(value))
    return _within_digits(value, what)


def read_score(cell: Cell, what: str) -> Number:
    """Read a score; "Hệ thống không thông báo dữ liệu" is a missing one.

    Raises:
        WorksheetError: as `number`, or of more than 15 digits before the point.
    """
    if type(cell) is float and -_LARGEST <= cell <= _LARGEST:
        return _float_as_shown(cell)
    if isinstance(cell, str) and cell.strip().casefold() in _NO_SCORE:
        return NOT_APPLICABLE
    return _within_digits(read_number(cell, what), what)


def read_digits(cell: Cell, default: int) -> int:
    """Read a number of decimals; blank is the default.

    Raises:
        WorksheetError: anything but a whole number from 0 to 10.
    """
    wanted = read_count(cell, "Số chữ số thập phân")
    if wanted is None:
        return default
    if wanted is NOT_APPLICABLE or wanted > _MOST_DIGITS:
        raise WorksheetError(f"Số chữ số thập phân phải từ 0 đến {_MOST_DIGITS}")
    return wanted
