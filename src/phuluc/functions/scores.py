"""Worksheet functions on scores of the index 766 and on ranks of two periods."""
# ruff: noqa: N802 - worksheet functions are written in capitals, as spreadsheets show them

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from phuluc.domain import scores
from phuluc.domain.printed_numbers import format_number, rounded_number
from phuluc.domain.rates import exact_rate
from phuluc.domain.values import NOT_APPLICABLE
from phuluc.functions.errors import WorksheetError
from phuluc.functions.inputs import read_count, read_digits, read_number, read_score
from phuluc.functions.ranges import as_column, elementwise, is_range
from phuluc.functions.registry import Argument, Example, worksheet_function

TYPE_CHECKING = False  # `typing` itself would be a third of what `import phuluc.functions` costs
if TYPE_CHECKING:
    from typing import Any, Final

    from phuluc.domain.aliases import Bands
    from phuluc.functions.aliases import Cell, Cells, Result, Scalar

_DIGITS: Final = 2
#: Decimals with which the portal prints scores.
_PRINTED_DIGITS: Final = 2
#: Below it a float has at most one decimal number of two digits behind the point that it can stand for.
_LARGEST_IN_HUNDREDTHS: Final = 1e12
#: Digits, with dots between thousands or without; "0.313" is a slip or another notation.
_PRINTED_COUNT: Final = re.compile(r"[0-9]{1,15}|[1-9][0-9]{0,2}(?:\.[0-9]{3}){1,4}")
#: Of a total score.
_LEAST, _MOST = Decimal(0), Decimal(100)
_CURRENT: Final = "Điểm kỳ này"
_PREVIOUS: Final = "Điểm kỳ trước"
_CURRENT_RANK: Final = "Thứ hạng kỳ này"
_PREVIOUS_RANK: Final = "Thứ hạng kỳ trước"

_current = Argument("current", "Điểm kỳ này. Trống hoặc “-” nếu không có dữ liệu.", "score")
_previous = Argument("previous", "Điểm kỳ trước. Trống hoặc “-” nếu không có dữ liệu.", "score")


@worksheet_function(
    summary="Mức tăng, giảm điểm: điểm kỳ này trừ điểm kỳ trước.",
    arguments=(
        _current,
        _previous,
        Argument(
            "digits",
            "Số chữ số thập phân của kết quả, từ 0 đến 10. Bỏ trống là 2.",
            "digits",
            optional=True,
            default=_DIGITS,
        ),
    ),
    result="Số điểm, âm là giảm; “-” nếu thiếu một trong hai điểm.",
    usage=("D7", "C7"),
    examples=(Example((95.59, 90.41), 5.18), Example((88.22, 91.53), -3.31), Example((None, 88.6), "-")),
)
def SCORE_CHANGE(current: Cell, previous: Cell, digits: Cell = None) -> Scalar:
    """Give current − previous, rounded half-up."""
    places = _DIGITS if digits is None else read_digits(digits, _DIGITS)
    if type(current) is float and type(previous) is float and places >= _PRINTED_DIGITS:
        quick = _change_of_hundredths(current, previous)
        if quick is not None:
            return quick
    change = scores.score_change(read_score(current, _CURRENT), read_score(previous, _PREVIOUS))
    return "-" if change is NOT_APPLICABLE else rounded_number(change, places)


def _change_of_hundredths(current: float, previous: float) -> float | None:
    """Give the change of two scores that are whole hundredths, as nearly all are, exactly; None of others.

    It takes a third of the time of Decimal.
    """
    if not (0.0 <= current <= _LARGEST_IN_HUNDREDTHS and 0.0 <= previous <= _LARGEST_IN_HUNDREDTHS):
        return None
    now, before = int(current * 100 + 0.5), int(previous * 100 + 0.5)
    return (now - before) / 100 if now / 100 == current and before / 100 == previous else None


@worksheet_function(
    summary="Xu hướng của điểm so với kỳ trước.",
    arguments=(_current, _previous),
    result="“Tăng”, “Giảm” hoặc “Giữ nguyên”; “-” nếu thiếu một trong hai điểm.",
    usage=("D7", "C7"),
    examples=(Example((95.59, 90.41), "Tăng"), Example((100, 100), "Giữ nguyên"), Example(("-", 88.6), "-")),
)
def SCORE_TREND(current: Cell, previous: Cell) -> Scalar:
    """Tell in a word whether the score rose, fell or stayed."""
    trend = scores.score_trend(read_score(current, _CURRENT), read_score(previous, _PREVIOUS))
    return "-" if trend is NOT_APPLICABLE else scores.TREND_NAMES[trend]


@worksheet_function(
    summary="Số bậc tăng, giảm về thứ hạng so với kỳ trước; hạng 1 là cao nhất.",
    arguments=(
        Argument("current", "Thứ hạng kỳ này, số nguyên từ 1. Trống hoặc “-” nếu không xếp hạng.", "rank"),
        Argument("previous", "Thứ hạng kỳ trước, số nguyên từ 1. Trống hoặc “-” nếu không xếp hạng.", "rank"),
    ),
    result="Chữ như “tăng 14 bậc”, “giảm 12 bậc”, “giữ nguyên”; “-” nếu thiếu một trong hai thứ hạng.",
    usage=("F7", "E7"),
    examples=(Example((8, 22), "tăng 14 bậc"), Example((20, 8), "giảm 12 bậc"), Example((2, 2), "giữ nguyên")),
)
def RANK_CHANGE(current: Cell, previous: Cell) -> Scalar:
    """Say how many places a unit rose or fell."""
    now, before = read_count(current, _CURRENT_RANK), read_count(previous, _PREVIOUS_RANK)
    if now == 0 or before == 0:
        what = _CURRENT_RANK if now == 0 else _PREVIOUS_RANK
        raise WorksheetError(f"{what} phải từ 1 trở lên", found="0")
    gained = scores.rank_change(now, before)
    if gained is NOT_APPLICABLE:
        return "-"
    if gained == 0:
        return "giữ nguyên"
    return f"{'tăng' if gained > 0 else 'giảm'} {abs(gained)} bậc"


@worksheet_function(
    summary="Xếp loại theo tổng điểm trên thang 100; điểm lấy hai chữ số thập phân, 89,95 vẫn là Tốt.",
    arguments=(
        Argument("score", "Tổng điểm, từ 0 đến 100. Trống hoặc “-” nếu không có dữ liệu.", "score"),
        Argument(
            "limits",
            "Vùng điểm thấp nhất của từng loại, xếp từ cao xuống thấp. Bỏ trống thì theo các mức 90, 80, 70, 50.",
            "score",
            "range",
            optional=True,
        ),
        Argument("grades", "Vùng tên loại, cạnh vùng điểm thấp nhất.", "text", "range", optional=True),
    ),
    result="“Xuất sắc” từ 90, “Tốt” từ 80, “Khá” từ 70, “Trung bình” từ 50, “Yếu” dưới 50; “-” nếu không có điểm.",
    usage=("D7",),
    examples=(
        Example((87.29,), "Tốt"),
        Example((89.95,), "Tốt"),
        Example((90,), "Xuất sắc"),
        Example((None,), "-"),
        Example((87.29, ((88,), (0,)), (("Đạt",), ("Chưa đạt",))), "Chưa đạt"),
    ),
)
def SCORE_GRADE(score: Cells, limits: Cells = None, grades: Cells = None) -> Result:
    """Grade a total score of 0 to 100 points, by the bands given or by those of the shipped rules."""
    bands = _bands(limits, grades)
    if is_range(score):
        return elementwise(lambda cell: _graded(cell, bands), [score])
    return _graded(score, bands)  # type: ignore[arg-type] # no range


def _graded(score: Cell, bands: Bands) -> Scalar:
    points = read_score(score, "Tổng điểm")
    if points is None or points is NOT_APPLICABLE:
        return "-"
    if not _LEAST <= points <= _MOST:
        raise WorksheetError("Tổng điểm phải từ 0 đến 100", found=format_number(points))
    name = scores.grade(points, bands)
    if not name:
        raise WorksheetError("Không có loại nào cho điểm này", found=format_number(points))
    return name


def _bands(limits: Cells, grades: Cells) -> Bands:
    """Read the bands beside each other; those of the shipped rules where none are given."""
    if limits is None and grades is None:
        return scores.shipped_bands()
    least = [read_number(cell, "Điểm thấp nhất") for cell in as_column(limits)]
    names = ["" if cell is None else str(cell).strip() for cell in as_column(grades)]
    if len(least) != len(names):
        raise WorksheetError("Vùng điểm thấp nhất và vùng tên loại không cùng kích thước")
    # Cells below the last band are blank.
    bands = tuple((limit, name) for limit, name in zip(least, names) if limit is not None or name)
    if not bands or any(not name or limit is None or limit is NOT_APPLICABLE for limit, name in bands):
        raise WorksheetError("Mỗi loại cần điểm thấp nhất và tên")
    if list(bands) != sorted(bands, key=_least_of, reverse=True):
        raise WorksheetError("Các loại phải xếp từ điểm cao xuống thấp")
    return bands  # type: ignore[return-value] # numbers, as was just seen


def _least_of(band: tuple[Any, str]) -> Any:
    return band[0]


@worksheet_function(
    summary="Tỷ lệ (%) của ô ghi cặp số “a/b” như ở Cổng DVCQG: “1764/1764” là 100.",
    arguments=(
        Argument(
            "pair", "Ô ghi “a/b”, hai số đếm cách nhau dấu gạch chéo. Ô chỉ có một số thì không có tỷ lệ.", "text"
        ),
        Argument(
            "digits",
            "Số chữ số thập phân của kết quả, từ 0 đến 10. Bỏ trống là 2.",
            "digits",
            optional=True,
            default=_DIGITS,
        ),
    ),
    result="Tỷ lệ, tính bằng phần trăm; “-” nếu b bằng 0; trống nếu ô không phải cặp số.",
    usage=("C7",),
    examples=(Example(("1764/1764",), 100), Example(("3.863/5.454",), 70.83), Example(("3863",), "")),
)
def PAIR_RATE(pair: Cell, digits: Cell = None) -> Scalar:
    """Give the rate of a pair of counts written "a/b"."""
    places = read_digits(digits, _DIGITS)
    if isinstance(pair, str) and pair.startswith("#"):
        raise WorksheetError("Cặp số lấy từ ô đang báo lỗi")
    if not isinstance(pair, str) or "/" not in pair:
        return ""
    numerator, denominator = (_count_in(part, pair) for part in pair.split("/", 1))
    rate = exact_rate(numerator, denominator)
    return rounded_number(rate, places) if isinstance(rate, Fraction) else "-"


def _count_in(text: str, pair: str) -> int:
    count = _PRINTED_COUNT.fullmatch(text.strip())
    if count is None:
        raise WorksheetError("Cặp số phải là hai số đếm, như 1764/1764", found=f"“{pair[:40]}”")
    return int(text.strip().replace(".", ""))
