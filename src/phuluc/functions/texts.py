"""Worksheet functions between text and numbers, and on unit names."""
# ruff: noqa: N802 - worksheet functions are written in capitals, as spreadsheets show them

from __future__ import annotations

import functools
from math import isfinite

from phuluc.domain.printed_numbers import format_number
from phuluc.domain.values import NOT_APPLICABLE
from phuluc.functions.errors import WorksheetError
from phuluc.functions.inputs import read_digits, read_number
from phuluc.functions.registry import Argument, Example, worksheet_function

TYPE_CHECKING = False  # `typing` itself would be a third of what `import phuluc.functions` costs
if TYPE_CHECKING:
    from types import ModuleType

    from phuluc.domain.vietnamese_numbers import ParsedNumber
    from phuluc.functions.aliases import Cell, Scalar
    from phuluc.functions.inputs import Number


@worksheet_function(
    summary="Đổi chữ số viết theo cách Việt Nam thành số: chấm phân cách hàng nghìn, phẩy trước phần thập phân.",
    arguments=(Argument("text", "Chữ cần đổi, như “1.313”, “99,8%”, “-”. Ô đã là số được giữ nguyên.", "text"),),
    result="Số; “-” giữ nguyên; trống nếu ô trống. Chữ có thể hiểu hai cách (“1.5”) hoặc sai cách viết là lỗi.",
    usage=("C7",),
    examples=(Example(("1.313",), 1313), Example(("99,8%",), 99.8), Example((" - ",), "-")),
)
def VN_NUMBER(text: Cell) -> Scalar:
    """Read a number as Vietnamese documents print it, never guessing."""
    return _number_in(text) if isinstance(text, str) else _as_number(read_number(text, "Giá trị"))


@functools.lru_cache(maxsize=8192)  # as below: the same texts at every recalculation
def _number_in(text: str) -> Scalar:
    return _as_number(_parsed(text))


def _as_number(value: Number) -> Scalar:
    if value is None:
        return ""
    if value is NOT_APPLICABLE:
        return str(value)
    number = float(value)
    # Only what may be whole is compared exactly, at the cost of all the rest.
    if isfinite(number) and not number.is_integer():
        return number
    whole = int(value)
    return whole if value == whole else number


@worksheet_function(
    summary="Viết một số theo cách Việt Nam để ghép vào câu, không phụ thuộc cài đặt của máy.",
    arguments=(
        Argument("number", "Số cần viết. “-” và ô trống được giữ nguyên.", "number"),
        Argument(
            "digits",
            "Số chữ số thập phân, từ 0 đến 10, làm tròn nửa lên. Bỏ trống là viết đủ và bỏ các số 0 ở cuối.",
            "digits",
            optional=True,
        ),
    ),
    result="Chữ, như “1.313,5”.",
    usage=("C7", "1"),
    examples=(Example((1313.5,), "1.313,5"), Example((96, 1), "96,0"), Example((310630,), "310.630")),
)
def VN_TEXT(number: Cell, digits: Cell = None) -> Scalar:
    """Print a number as Vietnamese documents do."""
    places = None if digits is None or digits == "" else read_digits(digits, 0)
    if type(number) is float and isfinite(number):
        return _printed(number, places)
    exact = read_number(number, "Giá trị")
    if exact is None:
        return ""
    return str(exact) if exact is NOT_APPLICABLE else format_number(exact, places)


@worksheet_function(
    summary="Tên chuẩn của cơ quan, đơn vị: đủ chữ viết tắt, đúng chữ hoa, bỏ dấu chú thích và khoảng trắng thừa.",
    arguments=(Argument("text", "Tên cơ quan, đơn vị như trong văn bản hoặc trên Cổng.", "text"),),
    result="Tên chuẩn, như “UBND thành phố Quy Nhơn”; tên không rõ quy tắc chỉ được làm sạch.",
    usage=("B7",),
    examples=(
        Example(("UBND TP.Quy Nhơn",), "UBND thành phố Quy Nhơn"),
        Example(("Sở Thông tin và TT (*)",), "Sở Thông tin và Truyền thông"),
    ),
)
def UNIT_NAME(text: Cell) -> Scalar:
    """Give the canonical name of a unit."""
    if text is None:
        return ""
    if not isinstance(text, str):
        raise WorksheetError("Tên đơn vị phải là chữ", found=str(text))
    if text.startswith("#"):
        raise WorksheetError("Tên đơn vị lấy từ ô đang báo lỗi")
    return _canonical_name(text)


@functools.lru_cache(maxsize=8192)  # a column of names is the same one at every recalculation
def _canonical_name(text: str) -> str:
    # Loaded on first use: the rules for names cost as much to load as all other functions together.
    from phuluc.domain.units import canonical_name  # noqa: PLC0415

    return canonical_name(text)


@functools.lru_cache(maxsize=1)
def _numbers_in_text() -> ModuleType:
    # Loaded on first use, as above: a workbook of figures reads no numbers from text.
    from phuluc.domain import vietnamese_numbers  # noqa: PLC0415

    return vietnamese_numbers


@functools.lru_cache(maxsize=8192)
def _printed(number: float, places: int | None) -> str:
    return format_number(number, places)


def _parsed(text: str) -> ParsedNumber:
    if text.startswith("#"):
        raise WorksheetError("Giá trị lấy từ ô đang báo lỗi")
    numbers = _numbers_in_text()
    try:
        value: ParsedNumber = numbers.parse_number(text)
    except numbers.NumberTextError as error:
        raise WorksheetError(error.what, found=error.found, remedy=error.remedy) from error
    return value
