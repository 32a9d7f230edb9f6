"""Cells of lists as values: codes without invisible characters, texts as days, words as codes.

Columns of Parquet files may be text or typed; everything here takes either.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Final

import ibis
import ibis.expr.types as ir

from phuluc.aggregate.engine_builtins import bit_length
from phuluc.aggregate.engines import Engine
from phuluc.aggregate.shortening import DAY_LENGTH, LONGEST_NOTHING, TIME_LENGTH, ZONE_SIGNS
from phuluc.aggregate.spelling import spellings
from phuluc.aggregate.vocabulary import Vocabulary

#: The code of a value that nobody understands.
STRANGE: Final = -1
_INVISIBLE: Final = "[\u200b\u200c\u200d\u2060\ufeff\u00ad\u00a0]"
_BLANKS: Final = " \t\r\n"
_NOT_IN_CODES: Final = f"[{_BLANKS}{_INVISIBLE[1:]}"
_DECIMALS: Final = ".0"
#: Whole numbers up to here stand in a float as they are.
_EXACT: Final = 2**53
#: The prefix of codes that one system writes and the next does not: "000.00.01.H26-260930-0012"; its length.
_SYSTEM_PREFIX: Final = r"^00\d\.\d{2}\.\d{2}\."
_PREFIX_LENGTH: Final = 10
_WRITTEN_DAY: Final = r"^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})"
_ISO_DAY: Final = r"^(\d{4}-\d{2}-\d{2})"
_EVENING_OF_GREENWICH: Final = r"^\d{4}-\d{2}-\d{2}[T ](1[7-9]|2[0-3]):?\d{2}.*(Z|[+]00(:?00)?)$"
#: As systems exchange them: 20260105080000, whole or cut to its first ten.
_PACKED_DAY: Final = r"^((?:19|20)\d{2})(\d{2})(\d{2})(\d{2}){0,3}$"
#: Days since 30/12/1899, as spreadsheets count: 1954 to 2119.
_SERIAL_DAY: Final = r"^([2-7]\d{4})(\.\d+)?$"
#: Of other years no dossier is; engines do not agree on how to read them either.
FIRST_DAY, LAST_DAY = dt.date(1900, 1, 1), dt.date(2199, 12, 31)
#: Every code of a dossier has a digit, and neither spaces nor letters with marks; names of people do.
_LIKE_A_CODE: Final = r"^[!-~]*\d[!-~]*$"
#: Begin rows of totals under a list.
_TOTALS: Final = f"(?i)^({'|'.join(spellings('Tổng', 'Cộng', 'TỔNG', 'CỘNG'))})"
_NO, _NOT_YET, _FREE = ("|".join(spellings(word, word.upper())) for word in ("Không", "Chưa", "Miễn"))
#: What systems and people write where there is nothing: "0.0", "[]", "Chưa có kết quả".
_NOTHING: Final = rf"(?i)^\s*((0([.,]0+)?|-+|\[\]|\{{\}}|null|none|nan|n/a|false)?\s*$|{_NO}|{_NOT_YET})"
#: An amount of nothing in words: "0 đ", "Miễn phí theo Nghị quyết 12", "Không thu".
_NO_AMOUNT: Final = rf"(?i)^\s*(0([.,]0+)*\s*([^\d\s.,;|/\[].*)?$|{_FREE}|{_NO})"


def text_of(column: ir.Value) -> ir.StringValue:
    """Give a column as text."""
    return column if column.type().is_string() else column.cast("string")


def whole_text(column: ir.Value) -> ir.StringValue:
    """Give a column as text, whole numbers without decimals and exponents, in which engines differ; NaN as missing."""
    if not column.type().is_floating():
        return text_of(column)
    number = without_nan(column)
    is_whole = (number == number.floor()) & (number.abs() < _EXACT)
    return ibis.cases((is_whole, number.try_cast("int64").cast("string")), else_=number.cast("string"))


def without_nan(column: ir.FloatingValue) -> ir.FloatingValue:
    """Give a column of floats with what is no number as missing."""
    return ibis.cases((~column.isnan(), column))


def dossier_code(column: ir.StringValue) -> ir.StringValue:
    """Give the code of a dossier in its one spelling, see `plain_code`; most have it and cost nothing."""
    is_plain = (bit_length(column) == column.length() * 8) & ~column.endswith(_DECIMALS)
    for sign in _BLANKS:
        is_plain &= ~column.contains(sign)
    seen = column.re_replace(_NOT_IN_CODES, "")
    whole = ibis.cases((seen.endswith(_DECIMALS), seen.left(seen.length() - len(_DECIMALS))), else_=seen)
    bare = whole.re_replace(_SYSTEM_PREFIX, "")
    return ibis.cases((~is_plain, bare), (column >= "1", column), else_=column.re_replace(_SYSTEM_PREFIX, ""))


def is_odd_code(column: ir.StringValue, captions: Iterable[str]) -> ir.BooleanValue:
    """Tell what may be no code of a dossier: what begins as `captions` do, or with neither a digit from 1 nor a letter.

    All else has a spelling (`plain_code`) that begins as it does, so that it is neither blank nor one of the captions,
    or a system's prefix with a digit or a letter behind it.
    """
    behind = column.substr(_PREFIX_LENGTH, 1)
    is_prefixed = column.startswith("00") & (behind >= "0") & (behind < "\x7f")
    odd = ((column < "1") & ~is_prefixed) | (column >= "\x7f")
    for begin in sorted({caption[0] for caption in captions}):
        odd |= column.startswith(begin)
    return odd


def plain_code(text: str) -> str:
    """Give the spelling in which codes are compared: no white space, nothing invisible, no ".0", no system's prefix."""
    bare = re.sub(_NOT_IN_CODES, "", text).removesuffix(_DECIMALS)
    return re.sub(_SYSTEM_PREFIX, "", bare)


def day_part(column: ir.StringValue) -> ir.StringValue:
    """Give the day of a text with day and time; other texts as they are. See `shortening`."""
    is_ascii = bit_length(column) == column.length() * 8
    is_time = (column.length() > DAY_LENGTH) & (column.length() <= TIME_LENGTH) & (column >= "0") & (column < ":")
    for sign in ZONE_SIGNS:
        is_time &= ~column.contains(sign)
    return ibis.cases((is_ascii & is_time, column.left(DAY_LENGTH)), else_=column)


def quick_day(column: ir.Value, engine: Engine) -> ir.DateValue:
    """Give the day of a date, a time or a text dd/MM/yyyy where that is quick; missing for all else."""
    if not column.type().is_string():
        return column.cast("date")
    return engine.quick_day(column)


def unread_text(column: ir.StringValue, engine: Engine) -> ir.StringValue:
    """Give the text of a date that was not quick to read, or was misread: " 6/1/2026" cut off is the year 202."""
    quick = engine.quick_day(column)
    return ibis.cases((quick.isnull() | (quick < FIRST_DAY) | (quick > LAST_DAY), column))


def written_day(text: ir.StringValue) -> ir.DateValue:
    """Give the day of a text d/M/yyyy, yyyy-MM-dd, yyyyMMdd, or a serial number of a spreadsheet; missing for others.

    A time of Greenwich, "2026-03-31T18:30:00Z", is one of the day it is in Việt Nam; of other zones the written day.
    Beyond `FIRST_DAY` and `LAST_DAY` engines read texts in their own ways: such days mean nothing yet.
    """
    bare = text.re_replace(_INVISIBLE, "").strip()
    year = bare.re_extract(_WRITTEN_DAY, 3)
    month = bare.re_extract(_WRITTEN_DAY, 2).lpad(2, "0")
    day = bare.re_extract(_WRITTEN_DAY, 1).lpad(2, "0")
    iso = ibis.cases(
        (bare.re_search(_WRITTEN_DAY), year + "-" + month + "-" + day),
        (bare.re_search(_ISO_DAY), bare.left(10)),
        (bare.re_search(_PACKED_DAY), bare.left(4) + "-" + bare.substr(4, 2) + "-" + bare.substr(6, 2)),
    )
    written = iso.try_cast("date")
    # In Việt Nam it is the next day by then.
    next_day = (written + ibis.interval(days=1)).cast("timestamp").cast("date")
    written = ibis.cases((bare.re_search(_EVENING_OF_GREENWICH), next_day), else_=written)
    serial = ibis.cases((bare.re_search(_SERIAL_DAY), bare.left(5))).try_cast("int32")
    counted = ibis.date(1899, 12, 30) + serial.as_interval("D")
    # To ibis this is a date already; to DuckDB it is a time until it is told.
    return ibis.coalesce(written, counted.cast("timestamp").cast("date"))


def code_of(column: ir.Value, words: Vocabulary) -> ir.IntegerValue:
    """Give the code of each value; missing for blanks, `STRANGE` for what is not understood."""
    # Codes that stand as such are the most; a test a value costs, and a list of values costs more: it becomes a join.
    spelled = [(value, code) for value, code in words.codes.items() if value != code and str(value) != str(code)]
    spelled += [(value, STRANGE) for value in words.strange]
    tests = [(column == ibis.literal(value, column.type()), ibis.literal(code, "int8")) for value, code in spelled]
    tests += [(column == ibis.literal(value, column.type()), ibis.null("int8")) for value in words.blanks]
    code = column.try_cast("int8") if column.type().is_string() else column.cast("int8")
    return ibis.cases(*tests, else_=code) if tests else code


def has_amount(column: ir.Value) -> ir.BooleanValue:
    """Tell whether an amount is above 0, however it is written: "50.000 đ", "50000.0"; not "0", "Miễn phí", blank."""
    if column.type().is_numeric():
        # To engines what is not a number is greater than any.
        return ((column > 0) & ~_is_nan(column)).fill_null(False)
    if column.type().is_boolean():
        return column.fill_null(False)
    text = text_of(column)
    # Most are told by how they begin.
    begins = (text >= "1") & (text < ":")
    some = text.re_search("[1-9]") & ~text.re_search(_NO_AMOUNT)
    return ibis.cases((begins, True), (text == "0", False), else_=some).fill_null(False)


def has_content(column: ir.Value) -> ir.BooleanValue:
    """Tell whether anything is there; "0", "[]", "null" and "Chưa có" are nothing."""
    if column.type().is_boolean():
        return column.fill_null(False)
    if column.type().is_numeric():
        return ((column != 0) & ~_is_nan(column)).fill_null(False)
    text = text_of(column)
    # Most are addresses of files, told by their length and how they begin: "h", "/", a digit; not as "Chưa có" does.
    begins = ((text > "!") & (text < "C")) | ((text >= "d") & (text < "k"))
    return ibis.cases(
        ((bit_length(text) > LONGEST_NOTHING * 8) & begins, True), else_=~text.re_search(_NOTHING)
    ).fill_null(False)


def _is_nan(column: ir.NumericValue) -> ir.BooleanValue:
    return column.isnan() if column.type().is_floating() else ibis.literal(False)


def is_blank(column: ir.Value) -> ir.BooleanValue:
    """Tell whether a cell holds nothing but white space."""
    if not column.type().is_string():
        return column.isnull()
    return column.isnull() | (column.strip() == "")


def is_total_caption(code: ir.StringValue) -> ir.BooleanValue:
    """Tell whether "Tổng cộng" or the like stands where codes stand."""
    return code.re_search(_TOTALS).fill_null(False)


def is_like_code(code: ir.StringValue) -> ir.BooleanValue:
    """Tell what may be the code of a dossier from what stands under a list: a place and a day, an office, a name."""
    return code.re_search(_LIKE_A_CODE) & code.re_search("[A-Za-z]")


def is_name(code: ir.StringValue) -> ir.BooleanValue:
    """Tell what can be no code whatever stands beside it: words without any digit."""
    return ((code != "") & ~code.re_search("[0-9]")).fill_null(False)
