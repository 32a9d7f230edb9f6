"""Worksheet functions on scores, ranks of two periods, numbers as text and unit names."""

from __future__ import annotations

import math

import pytest

from phuluc.functions import (
    PAIR_RATE,
    RANK_CHANGE,
    SCORE_CHANGE,
    SCORE_GRADE,
    SCORE_TREND,
    UNIT_NAME,
    VN_NUMBER,
    VN_TEXT,
    WorksheetError,
    is_error_text,
)

NO_DATA = "Hệ thống không thông báo dữ liệu"
#: Agencies of Bình Phước, 27/3 and 08/4/2025, with the change as printed.
AGENCIES = [
    (90.41, 95.59, 5.18, "Tăng", "Xuất sắc"),
    (90, 92.72, 2.72, "Tăng", "Xuất sắc"),
    (91.53, 88.22, -3.31, "Giảm", "Tốt"),
    (84.61, 79.94, -4.67, "Giảm", "Khá"),
    (65.21, 62.29, -2.92, "Giảm", "Trung bình"),
    (NO_DATA, NO_DATA, "-", "-", "-"),
]


def test_a_printed_notice_is_reproduced() -> None:
    """Changes, trends and grades of a weekly notice come out as printed, units without data as "-"."""
    previous, current, change, trend, grade = ([[row[column]] for row in AGENCIES] for column in range(5))

    assert SCORE_CHANGE(current, previous) == change
    assert SCORE_TREND(current, previous) == trend
    assert SCORE_GRADE(current) == grade


def test_rank_changes_in_words() -> None:
    """Places gained and lost are said in words; a missing rank is "-"; there is no rank 0."""
    assert RANK_CHANGE([[8], [20], [5], [None]], [[22], [8], [5], [5]]) == [
        ["tăng 14 bậc"],
        ["giảm 12 bậc"],
        ["giữ nguyên"],
        ["-"],
    ]
    with pytest.raises(WorksheetError, match="từ 1"):
        RANK_CHANGE(0, 5)


@pytest.mark.parametrize("large", [1e15, -1e308, 1.7976931348623157e308, 10**400])
def test_no_score_is_as_large(large: float) -> None:
    """A number of which a spreadsheet no longer holds every digit is a slip of typing: it is told, and told shortly."""
    for scores in ((large, 90.41), (90.41, large), (large, -large)):
        with pytest.raises(WorksheetError, match=r"^Điểm kỳ (này|trước) quá lớn") as error:
            SCORE_CHANGE(*scores)
        assert len(str(error.value)) < 60
    assert SCORE_CHANGE(999_999_999_999_999, 0) == 999_999_999_999_999


@pytest.mark.parametrize(
    ("pair", "rate"), [("1764/1764", 100.0), ("1.764 / 2.000", 88.2), ("02/50", 4.0), ("1/3", 33.33), ("0/0", "-")]
)
def test_pairs_of_the_portal(pair: str, rate: float | str) -> None:
    """Two counts beside a stroke, as the portal prints them, with dots between thousands or without, are one rate."""
    assert PAIR_RATE(pair) == rate


@pytest.mark.parametrize("bad", ["0.313/500", "01.764/2.000", "1.76/2", "1,5/3", "1/2/3", "a/b", "/5", "5/"])
def test_what_is_no_pair_of_counts_is_an_error(bad: str) -> None:
    """A dot that cannot part thousands is a slip or another notation, and nobody guesses which."""
    with pytest.raises(WorksheetError, match=r"^Cặp số phải là hai số đếm"):
        PAIR_RATE(bad)


@pytest.mark.parametrize("bad", [101, -1, "87,29", True])
def test_scores_out_of_range_are_errors(bad: object) -> None:
    """A grade needs a number from 0 to 100."""
    with pytest.raises(WorksheetError, match="Tổng điểm"):
        SCORE_GRADE(bad)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.313", 1313),
        ("1.313,5", 1313.5),
        ("99,8%", 99.8),
        (" - ", "-"),
        ("", ""),
        (None, ""),
        (81.9, 81.9),
        (59.0, 59),
    ],
)
def test_vn_number(text: object, number: object) -> None:
    """Text becomes the number it prints; numbers, dashes and blanks pass through; whole numbers come as int."""
    result = VN_NUMBER(text)

    assert result == number
    assert type(result) is type(number)


@pytest.mark.parametrize("text", ["1.5", "12.34", "1,234.5", "ba", "#N/A", True])
def test_vn_number_never_guesses(text: object) -> None:
    """Ambiguous and malformed text is an error of the cell, in a range of that cell only."""
    with pytest.raises(WorksheetError):
        VN_NUMBER(text)
    column = VN_NUMBER([[text], ["1.313"]])
    assert is_error_text(column[0][0])
    assert column[1] == [1313]


def test_vn_text() -> None:
    """Numbers are printed with dot and comma whatever the machine's settings; blank and "-" stay."""
    assert VN_TEXT([[1313.5], [96.0], [None], ["-"]]) == [["1.313,5"], ["96"], [""], ["-"]]
    assert VN_TEXT(81.94, 1) == "81,9"
    assert VN_TEXT(81.95, [[1], [0]]) == [["82,0"], ["82"]]
    with pytest.raises(WorksheetError):
        VN_TEXT("96")


def test_cells_that_are_equal_in_python_are_not_mixed_up() -> None:
    """What was read once is not taken for a different content: minus zero is 0, TRUE is never 1, 96 is not "96"."""
    assert VN_TEXT([[0.0], [-0.0], [1.0], [1]]) == [["0"], ["0"], ["1"], ["1"]]
    assert VN_NUMBER([["0"], [-0.0], ["1"], [1.0]]) == [[0], [0], [1], [1]]
    assert str(SCORE_CHANGE(-0.0, 0.0)) == str(SCORE_CHANGE(0.0, 0.0)) == "0.0"
    for function in (VN_TEXT, VN_NUMBER, SCORE_GRADE):
        function(1.0)
        with pytest.raises(WorksheetError):
            function(True)
        with pytest.raises(WorksheetError):
            function(math.inf)


def test_a_bad_text_is_refused_every_time() -> None:
    """Reading the same ambiguous text again gives the same error, not a remembered number."""
    shown = VN_NUMBER([["1.5"], ["1,5"], ["1.5"]])

    assert shown[0] == shown[2]
    assert is_error_text(shown[0][0])
    assert shown[1] == [1.5]


def test_unit_name() -> None:
    """Names of a column become canonical; a number or an error value is no name."""
    assert UNIT_NAME([["UBND TP.Quy Nhơn"], [None], ["Sở Kế hoạch và ĐT (**)"]]) == [
        ["UBND thành phố Quy Nhơn"],
        [""],
        ["Sở Kế hoạch và Đầu tư"],
    ]
    for bad in (12, "#REF!"):
        with pytest.raises(WorksheetError):
            UNIT_NAME(bad)
