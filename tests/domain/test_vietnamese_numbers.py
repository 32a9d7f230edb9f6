"""Vietnamese numbers: one reading or none."""

from __future__ import annotations

import contextlib
import math
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from phuluc.domain.printed_numbers import rounded_number, rounded_quotient
from phuluc.domain.values import NOT_APPLICABLE
from phuluc.domain.vietnamese_numbers import (
    AmbiguousNumberError,
    FractionalCountError,
    MalformedNumberError,
    NegativeCountError,
    NumberTextError,
    format_number,
    parse_count,
    parse_number,
    round_half_up,
)
from phuluc.errors import PhuLucError

decimals = st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.313", "1313"),
        ("1399", "1399"),
        ("1.234.567", "1234567"),
        ("1.313,5", "1313.5"),
        ("99,8%", "99.8"),
        ("0,5%", "0.5"),
        ("0 %", "0"),
        ("100%", "100"),
        ("+2,48", "2.48"),
        ("−24,27", "-24.27"),
        ("–0,06", "-0.06"),
        ("02", "2"),
        ("\u00a01.301\u202f", "1301"),
        ("\ufeff59\u200b,9", "59.9"),
    ],
)
def test_reads_what_the_annexes_print(text: str, number: str) -> None:
    """Dot parts thousands, comma opens decimals; signs, percent marks and invisible characters do not disturb."""
    assert parse_number(text) == Decimal(number)


@pytest.mark.parametrize("dash", ["-", " - ", "–", "—", "−", "\u200b-\u00a0"])
def test_lone_dash_is_not_applicable(dash: str) -> None:
    """A lone dash of any kind says "not applicable", which is neither zero nor blank."""
    assert parse_number(dash) is NOT_APPLICABLE
    assert parse_count(dash) is NOT_APPLICABLE


@pytest.mark.parametrize("blank", ["", "   ", "\u00a0", "\u200b"])
def test_blank_text_is_not_zero(blank: str) -> None:
    """Text without anything visible is blank."""
    assert parse_number(blank) is None
    assert parse_count(blank) is None


@pytest.mark.parametrize("text", ["1.5", "12.34", "91.7", "0.313", "1234.5", "88.0", "91.7%", "-1.5"])
def test_decimal_point_is_ambiguous(text: str) -> None:
    """A lone dot that cannot part thousands may be a decimal point or a slip, so nothing is guessed."""
    with pytest.raises(AmbiguousNumberError) as error:
        parse_number(text)
    assert text in str(error.value)


@pytest.mark.parametrize(
    "text",
    ["1,234.5", "1.3133", "1.31.313", "1.313.5", "0.313.313", "%", "ba", "1e5", "１２", "٣", "5,", ",5", "1 313", "- 5",
     "1,5,5", "--", "12a", "1.313,", "nan", "5%%", "1_000"],
)  # fmt: skip
def test_malformed_text_is_refused(text: str) -> None:
    """What is not Vietnamese notation is an error that quotes it, for numbers and counts alike."""
    for parse in (parse_number, parse_count):
        with pytest.raises(MalformedNumberError) as error:
            parse(text)
        assert f"“{text}”" in str(error.value)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("1.5", AmbiguousNumberError),
        ("855,589", AmbiguousNumberError),
        ("-5", NegativeCountError),
        ("12,5", FractionalCountError),
        ("12%", MalformedNumberError),
    ],
)
def test_count_is_a_whole_number_of_things(text: str, error: type[NumberTextError]) -> None:
    """A count is refused with its own reason: two readings, negative, a fraction, a percentage."""
    with pytest.raises(error):
        parse_count(text)


def test_count_with_zero_decimals_is_whole() -> None:
    """ "1.313,0" still counts 1313 dossiers."""
    assert parse_count("1.313,0") == 1313


def test_errors_are_explained_and_are_value_errors() -> None:
    """Hosts without our error classes still catch ValueError; people read Vietnamese with a remedy."""
    with pytest.raises(ValueError, match="gõ 1,5") as error:
        parse_number("1.5")
    assert isinstance(error.value, PhuLucError)


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (1313.5, None, "1.313,5"),
        (1313, None, "1.313"),
        (96.0, None, "96"),
        (96, 1, "96,0"),
        (Decimal("99.75"), 1, "99,8"),
        (-0.06, None, "-0,06"),
        (-0.04, 1, "0,0"),
        (-1234.5, 2, "-1.234,50"),
        (Fraction(279, 466) * 100, 2, "59,87"),
        (Decimal("1E+3"), None, "1.000"),
        (1e21, None, "1.000.000.000.000.000.000.000"),
    ],
)
def test_prints_as_documents_do(value: float, digits: int | None, text: str) -> None:
    """Thousands are grouped by dots, decimals follow a comma, trailing zeros stay only where digits are asked for."""
    assert format_number(value, digits) == text


@given(decimals)
@settings(max_examples=100)
def test_parse_inverts_format(value: Decimal) -> None:
    """What is printed in full is read back as the same number."""
    assert parse_number(format_number(value)) == value


@given(st.integers(0, 10**15))
@settings(max_examples=50)
def test_parse_count_inverts_format(count: int) -> None:
    """A printed count is read back as the same count."""
    assert parse_count(format_number(count)) == count


@given(st.text(max_size=12))
@settings(max_examples=100)
def test_any_text_is_a_number_or_a_named_error(text: str) -> None:
    """No text makes the parsers fail in any other way than with a NumberTextError."""
    for parse in (parse_number, parse_count):
        with contextlib.suppress(NumberTextError):
            assert not isinstance(parse(text), str)


@given(decimals, st.integers(0, 3))
@settings(max_examples=100)
def test_rounding_is_half_up(value: Decimal, digits: int) -> None:
    """Rounding agrees with the decimal module's half-up, and never gives a negative zero."""
    rounded = round_half_up(value, digits)

    assert rounded == value.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
    assert rounded.as_tuple().exponent == -digits
    assert rounded != 0 or not rounded.is_signed()


@given(decimals | st.fractions(max_denominator=10_000) | st.integers(), st.integers(0, 14))
@settings(max_examples=200)
def test_the_number_of_a_cell_is_the_rounded_value(value: Decimal | Fraction | int, digits: int) -> None:
    """However the rounded float is reached, it is the one nearest to the rounded value, and never a negative zero."""
    numerator, denominator = value.as_integer_ratio()

    for rounded in (rounded_number(value, digits), rounded_quotient(3 * numerator, 3 * denominator, digits)):
        assert rounded == float(round_half_up(value, digits))
        assert math.copysign(1, rounded) > 0 or rounded < 0


@pytest.mark.parametrize("digits", [0, 2, 14])
def test_a_number_beyond_all_floats_is_no_infinity(digits: int) -> None:
    """What no float can hold is an error, not infinity."""
    with pytest.raises(ArithmeticError):
        rounded_number(Decimal("3.6E308"), digits)
