"""Worksheet functions on indicators: rates, attainment, group rates, ranks."""
# ruff: noqa: N802 - worksheet functions are written in capitals, as spreadsheets show them

from __future__ import annotations

import marshal
from bisect import bisect_right
from itertools import chain
from math import isfinite

from phuluc.domain import rates
from phuluc.domain.printed_numbers import rounded_quotient
from phuluc.domain.ranking import TIES, ranks_within
from phuluc.domain.values import NOT_APPLICABLE
from phuluc.functions.errors import WorksheetError, error_text
from phuluc.functions.inputs import read_count, read_digits, read_number, read_percent
from phuluc.functions.ranges import as_column, as_rows, is_range
from phuluc.functions.registry import Argument, Example, worksheet_function

TYPE_CHECKING = False  # `typing` itself would be a third of what `import phuluc.functions` costs
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any, Final

    from phuluc.domain.aliases import Count, Quotient, Ties
    from phuluc.functions.aliases import Cell, Cells, Result, Scalar

_DIGITS: Final = 1
_NUMERATOR: Final = "Tử số"
_DENOMINATOR: Final = "Mẫu số"
_TARGET: Final = "Chỉ tiêu"
_NUMBERS: Final = frozenset({float, int})

_numerator = Argument(
    "numerator", "Tử số: số hồ sơ hoặc thủ tục đạt (cột “Kết quả”). Để trống nghĩa là chưa nhập.", "count"
)
_denominator = Argument(
    "denominator", "Mẫu số: tổng số hồ sơ hoặc thủ tục. Bằng 0, trống hoặc “-” thì không tính tỷ lệ.", "count"
)
_target = Argument(
    "target", "Chỉ tiêu được giao, tính bằng phần trăm: 60 nghĩa là 60%. Để trống hoặc “-” nếu không giao.", "percent"
)
_digits = Argument(
    "digits", "Số chữ số thập phân của kết quả, từ 0 đến 10. Bỏ trống là 1.", "digits", optional=True, default=_DIGITS
)


@worksheet_function(
    summary="Tỷ lệ phần trăm của một chỉ tiêu: tử số chia mẫu số, tính chính xác rồi làm tròn nửa lên.",
    arguments=(_numerator, _denominator, _digits),
    result="Số phần trăm (81,9 nghĩa là 81,9%); “-” nếu mẫu số bằng 0, trống hoặc “-”; trống nếu chưa nhập tử số.",
    usage=("F7", "E7"),
    examples=(Example((59, 72), 81.9), Example((279, 466, 0), 60.0), Example((0, 0), "-"), Example((None, 72), "")),
)
def INDICATOR_RATE(numerator: Cell, denominator: Cell, digits: Cell = None) -> Scalar:
    """Give numerator ÷ denominator in percent points, rounded half-up."""
    part = read_count(numerator, _NUMERATOR)
    whole = read_count(denominator, _DENOMINATOR)
    places = _DIGITS if digits is None else read_digits(digits, _DIGITS)
    if part is None:
        return ""
    if not isinstance(part, int) or not isinstance(whole, int) or whole == 0:
        return "-"
    # The half-up rounding of 100·part/whole in integers: a tenth of the time of Fraction and Decimal.
    scale: int = 10**places
    return (200 * part * scale + whole) // (2 * whole) / scale


@worksheet_function(
    summary="Cho biết đơn vị đạt chỉ tiêu hay chưa; so với tỷ lệ chưa làm tròn, nên 59,87% là chưa đạt 60%.",
    arguments=(_numerator, _denominator, _target),
    result="“Đạt” hoặc “Chưa đạt”; “-” nếu không có tỷ lệ hoặc không giao chỉ tiêu; trống nếu chưa nhập tử số.",
    usage=("F7", "E7", "D7"),
    examples=(
        Example((59, 72, 61), "Đạt"),
        Example((279, 466, 60), "Chưa đạt"),
        Example((2850, 2864, 100), "Chưa đạt"),
        Example((59, 72, None), "-"),
    ),
)
def INDICATOR_ATTAINED(numerator: Cell, denominator: Cell, target: Cell) -> Scalar:
    """Tell whether the unrounded rate reaches the target (percent points)."""
    attained = rates.is_attained(
        read_count(numerator, _NUMERATOR), read_count(denominator, _DENOMINATOR), read_percent(target, _TARGET)
    )
    if attained is None:
        return ""
    if attained is NOT_APPLICABLE:
        return "-"
    return "Đạt" if attained else "Chưa đạt"


@worksheet_function(
    summary="Khoảng cách đến chỉ tiêu: tỷ lệ trừ chỉ tiêu, tính bằng điểm phần trăm; số âm là còn thiếu.",
    arguments=(_numerator, _denominator, _target, _digits),
    result="Số điểm phần trăm; “-” nếu không có tỷ lệ hoặc không giao chỉ tiêu; trống nếu chưa nhập tử số.",
    usage=("F7", "E7", "D7"),
    examples=(Example((59, 72, 61), 20.9), Example((279, 466, 60, 2), -0.13)),
)
def INDICATOR_GAP(numerator: Cell, denominator: Cell, target: Cell, digits: Cell = None) -> Scalar:
    """Give rate − target in percent points, rounded half-up."""
    places = _DIGITS if digits is None else read_digits(digits, _DIGITS)
    part = read_count(numerator, _NUMERATOR)
    whole = read_count(denominator, _DENOMINATOR)
    percent = read_percent(target, _TARGET)
    if type(part) is int and type(whole) is int and type(percent) is int and whole:
        # `gap_as_quotient` of nearly all cells, without what a call costs.
        return rounded_quotient(100 * part - percent * whole, whole, places)
    return _shown(rates.gap_as_quotient(part, whole, percent), places)


@worksheet_function(
    summary="Số hồ sơ (thủ tục) còn thiếu để đạt chỉ tiêu, khi mẫu số không đổi.",
    arguments=(_numerator, _denominator, _target),
    result="Số nguyên, 0 nếu đã đạt; “-” nếu không có tỷ lệ hoặc không giao chỉ tiêu; trống nếu chưa nhập tử số.",
    usage=("F7", "E7", "D7"),
    examples=(Example((279, 466, 60), 1), Example((2850, 2864, 100), 14), Example((59, 72, 61), 0)),
)
def INDICATOR_SHORTFALL(numerator: Cell, denominator: Cell, target: Cell) -> Scalar:
    """Give how many more numerator units attain the target."""
    missing = rates.shortfall(
        read_count(numerator, _NUMERATOR), read_count(denominator, _DENOMINATOR), read_percent(target, _TARGET)
    )
    if missing is None:
        return ""
    return str(missing) if missing is NOT_APPLICABLE else missing


@worksheet_function(
    summary="Tỷ lệ chung của một nhóm đơn vị: tổng tử số chia tổng mẫu số, không phải trung bình các tỷ lệ.",
    arguments=(
        Argument(
            "numerators",
            "Vùng các tử số, mỗi đơn vị một ô. Đơn vị ghi “-” hoặc chưa nhập không được tính.",
            "count",
            "range",
        ),
        Argument(
            "denominators",
            "Vùng các mẫu số, cùng kích thước với vùng tử số. Mẫu số bằng 0, trống hoặc “-” không được tính.",
            "count",
            "range",
        ),
        Argument("digits", _digits.help, "digits", "scalar", optional=True, default=_DIGITS),
    ),
    result="Số phần trăm; “-” nếu không có đơn vị nào tính được; trống nếu chưa nhập tử số nào.",
    usage=("F7:F24", "E7:E24"),
    examples=(Example((((59,), ("-",), (279,)), ((72,), ("-",), (466,))), 62.8),),
)
def GROUP_RATE(numerators: Cells, denominators: Cells, digits: Cell = None) -> Scalar:
    """Give Σ numerators ÷ Σ denominators of the rows that have both, in percent points, rounded half-up.

    A row whose numerator is not yet entered is not judged, as in INDICATOR_RATE's cells of templates.
    """
    parts, wholes = _side_by_side(numerators, denominators)
    entered = _counts(parts, _NUMERATOR)
    judged = [None if count is None else cell for count, cell in zip(entered, wholes)]
    rows = zip(entered, _counts(judged, _DENOMINATOR))
    return _shown(rates.group_as_quotient(rows), read_digits(digits, _DIGITS))


@worksheet_function(
    summary="Xếp hạng một giá trị trong một danh sách, cao nhất là hạng 1. Ô không có số không được xếp hạng.",
    arguments=(
        Argument("value", "Giá trị cần xếp hạng, hoặc cả vùng giá trị để xếp hạng một lần.", "number"),
        Argument("values", "Vùng giá trị của tất cả đơn vị trong danh sách.", "number", "range"),
        Argument(
            "ties",
            "Cách xếp khi bằng nhau: “chung” là cùng hạng (1, 2, 2, 4), “lien-tiep” là nối tiếp theo thứ tự danh sách "
            "(1, 2, 3, 4). Bỏ trống là “chung”.",
            "choice",
            "scalar",
            optional=True,
            default="chung",
        ),
    ),
    result="Số thứ hạng; “-” nếu không có giá trị.",
    usage=("G7", "G$7:G$24"),
    examples=(
        Example((86.03, ((90.39,), (86.03,), (86.03,), (84.67,))), 2),
        Example(
            (((90.39,), (86.03,), (86.03,), ("-",)), ((90.39,), (86.03,), (86.03,), ("-",)), "lien-tiep"),
            [[1], [2], [3], ["-"]],
        ),
    ),
)
def INDICATOR_RANK(value: Cells, values: Cells, ties: Cell = None) -> Result:
    """Rank a value, or every value of a range, within `values`.

    With ties "lien-tiep" equal cells of a range take consecutive ranks in its order; a single value among equals takes
    the first of theirs, because nothing tells which of them it is.
    """
    rule = _ties(ties)
    population = _population(values)
    if not is_range(value):
        return _rank(value, population)
    rows = as_rows(value)
    cells = as_column(rows)
    found = ranks_within(list(map(_rankable, cells)), population, rule)
    shown = iter([_not_ranked_in_column(cell) if rank is None else rank for cell, rank in zip(cells, found)])
    return [[next(shown) for _ in row] for row in rows]


def _shown(rate: Quotient, places: int) -> Scalar:
    if rate is None:
        return ""
    return str(rate) if rate is NOT_APPLICABLE else rounded_quotient(*rate, places)


def _side_by_side(numerators: Any, denominators: Any) -> tuple[Sequence[Cell], Sequence[Cell]]:
    if not is_range(numerators) and not is_range(denominators):
        return (numerators,), (denominators,)
    parts, wholes = as_rows(numerators), as_rows(denominators)
    if (len(parts), len(parts[0])) != (len(wholes), len(wholes[0])):
        raise WorksheetError("Vùng tử số và vùng mẫu số không cùng kích thước")
    return list(chain.from_iterable(parts)), list(chain.from_iterable(wholes))


def _counts(cells: Sequence[Cell], what: str) -> list[Count]:
    try:
        return [read_count(cell, what) for cell in cells]
    except WorksheetError:  # once more, to say which
        return [read_count(cell, f"{what} thứ {place}") for place, cell in enumerate(cells, 1)]


def _ties(cell: Cell) -> Ties:
    text = "chung" if cell is None or cell == "" else str(cell).strip().casefold()
    for rule in TIES:
        if text == rule:
            return rule
    raise WorksheetError("Cách xếp hạng phải là “chung” hoặc “lien-tiep”", found=f"“{cell}”")


def _rankable(cell: Cell) -> float | None:
    """Give the cell where it is a number, of whatever kind."""
    return cell if type(cell) in _NUMBERS and isfinite(cell) else None  # type: ignore[arg-type, return-value]


#: A column of ranks asks for one range in every row: the last few are kept sorted, by their content.
_KEPT_POPULATIONS: Final = 8
_populations: dict[bytes, list[Any]] = {}


def _population(values: Any) -> list[Any]:
    """Give what can be ranked of a range, the least first."""
    try:
        # Version 2 writes every object out, so that equal bytes are equal cells, kinds included.
        content = marshal.dumps(values, 2)
    except ValueError:
        return _sorted_population(values)
    found = _populations.get(content)
    if found is None:
        found = _sorted_population(values)
        while len(_populations) >= _KEPT_POPULATIONS:
            _populations.pop(next(iter(_populations)), None)
        _populations[content] = found
    return found


def _sorted_population(values: Cells) -> list[Any]:
    return sorted(cell for cell in map(_rankable, as_column(values)) if cell is not None)


def _rank(cell: Any, population: list[Any]) -> Scalar:
    number = _rankable(cell)
    if number is not None:
        return 1 + len(population) - bisect_right(population, number)
    return _not_ranked(cell)


def _not_ranked(cell: Cell) -> Scalar:
    read_number(cell, "Giá trị xếp hạng")
    return "-"


def _not_ranked_in_column(cell: Cell) -> Scalar:
    try:
        return _not_ranked(cell)
    except WorksheetError as error:
        return error_text(error)
