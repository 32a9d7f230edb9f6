"""Evaluation of whole books: our functions, Excel's, errors, and what cannot be evaluated."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from phuluc.book_port import Area, UnevaluatedFormula
from phuluc.domain.figures import CellValue
from phuluc.workbook.file_book import FileBook
from tests.workbook.staff_book import CATALOGUE, Declared

Result = tuple[dict[str, CellValue], list[UnevaluatedFormula]]


@pytest.fixture
def evaluated(tmp_path: Path) -> Callable[..., Result]:
    """Column A from A1: 40, 0, blank, "ĐẠT", #DIV/0! stored as value, TRUE; B1 on: the formulas, stored "cũ"."""

    def evaluate(formulas: list[str], stored: CellValue = "cũ") -> Result:
        book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
        sheet = book.add_worksheet("Dữ liệu")
        sheet.write_column(0, 0, [40, 0, None, "ĐẠT"])
        sheet.write_formula(4, 0, "=1/A2", None, "#DIV/0!")
        sheet.write_boolean(5, 0, True)
        for row, formula in enumerate(formulas):
            sheet.write_formula(row, 1, formula, None, stored)
        book.define_name("so_lieu", "='Dữ liệu'!$A$1:$A$2")
        book.close()
        working = FileBook.open(tmp_path / "a.xlsx", (*CATALOGUE, *MORE))
        kept = working.recalculate()
        rows = working.values(Area("Dữ liệu", 1, 2, len(formulas), 2))
        return dict(zip(formulas, [row[0] for row in rows], strict=True)), kept

    return evaluate


MORE = (
    Declared("ECHO", lambda *cells: repr(cells)),
    Declared("COLUMN_OF", lambda count: [[float(step)] for step in range(int(count))]),
)


def test_our_functions_see_blanks_ranges_and_booleans(evaluated: Callable[..., Result]) -> None:
    """Blank cells arrive as None, ranges as nested lists, logical values as such."""
    values, kept = evaluated(["=ECHO(A1,A3,A6)", "=ECHO(A1:A3)", "=INDICATOR_RATE(A1,80)", "=INDICATOR_RATE(A3,80)"])
    assert list(values.values()) == ["(40.0, None, True)", "([[40.0], [0.0], [None]],)", 50, ""]
    assert kept == []


@pytest.mark.parametrize("formula", ["=INDICATOR_RATE(A5,80)", "=GROUP_COUNT(A1:A5)", "=A5+1", "=SUM(A1:A5)"])
def test_an_error_in_an_argument_is_the_result(evaluated: Callable[..., Result], formula: str) -> None:
    """As in Excel's own functions, an error goes through."""
    values, kept = evaluated([formula])
    assert (values[formula], kept) == ("#DIV/0!", [])


def test_a_refusal_of_our_function_is_a_value_error(evaluated: Callable[..., Result]) -> None:
    """Bad input is an error value of that cell, which IFERROR can catch."""
    values, kept = evaluated(["=INDICATOR_RATE(A4,80)", '=IFERROR(INDICATOR_RATE(A4,80),"?")'])
    assert (list(values.values()), kept) == (["#VALUE!", "?"], [])


def test_error_values_are_those_of_excel(evaluated: Callable[..., Result]) -> None:
    """Each of the engine's errors that Excel has bears Excel's name."""
    values, kept = evaluated(["=1/0", "=NA()", "=SQRT(-1)", '="a"+1', "=VLOOKUP(9,A1:A2,1,FALSE)", "=Không!A1"])
    assert list(values.values()) == ["#DIV/0!", "#N/A", "#NUM!", "#VALUE!", "#N/A", "#REF!"]
    assert kept == []


def test_vietnamese_capitals(evaluated: Callable[..., Result]) -> None:
    """UPPER and LOWER know letters beyond ASCII."""
    values, _ = evaluated(['=UPPER("đạt ở xã")', "=LOWER(A4)", "=UPPER(A1)", "=LOWER(A3)"])
    assert list(values.values()) == ["ĐẠT Ở XÃ", "đạt", "40", ""]


@pytest.mark.parametrize(
    ("formula", "reason"),
    [
        ("=NOSUCH(A1)", "NOSUCH"),
        ('=IFERROR(NOSUCH(A1),"che lỗi")', "NOSUCH"),
        ("=khong_co_ten*2", "tên"),
        ("=[1]Sheet1!A1+1", "tệp khác"),
        ("='[1]Tổng hợp'!A1", "tệp khác"),
        ("=SUM([1]T!A1:A3,[1]!ten)", "tệp khác"),
        ("=1+", "viết sai"),
        ("=B1+1", "vòng"),
        ("=A1:A4", "vùng"),
    ],
)
def test_what_cannot_be_evaluated_is_named_and_kept(
    evaluated: Callable[..., Result], formula: str, reason: str
) -> None:
    """The formula is named with its place and reason, its stored value kept, its readers computed from that."""
    formulas = [formula, '=B1&"!"', '=IFERROR(B2,"?")', "=A1*2"]
    values, kept = evaluated(formulas)
    assert [(item.where, item.formula) for item in kept][:1] == [("Dữ liệu!B1", formula)]
    assert reason in kept[0].reason
    assert values[formula] == "cũ"
    assert values["=A1*2"] == 80
    if "vòng" not in reason:
        assert len(kept) == 1
        assert values['=B1&"!"'] == values['=IFERROR(B2,"?")'] == "cũ!"


def test_a_kept_name_error_does_not_condemn_its_readers(evaluated: Callable[..., Result]) -> None:
    """Where the stored value is #NAME?, readers show #NAME? and are no failures of their own."""
    formulas = ["=NOSUCH(A1)", "=B1+1", "=SUM(B1:B2)", "=IFERROR(B3,1)"]
    values, kept = evaluated(formulas, "#NAME?")
    assert [item.where for item in kept] == ["Dữ liệu!B1"]
    assert list(values.values()) == ["#NAME?", "#NAME?", "#NAME?", 1]


def test_texts_and_tables_are_not_taken_for_functions_or_books(evaluated: Callable[..., Result]) -> None:
    """A bracket or a parenthesis inside a text is text."""
    values, kept = evaluated(['="NOSUCH(1)"&A1', '="[1]Sheet1!A1"', "=SUM(so_lieu)"])
    assert (list(values.values()), kept) == (["NOSUCH(1)40", "[1]Sheet1!A1", 40], [])


def test_array_formulas_fill_their_cells(tmp_path: Path) -> None:
    """An array formula's cells all get values, also of our functions, and keep them when it cannot be evaluated."""
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    sheet = book.add_worksheet("T")
    sheet.write_column(0, 0, [1, 2, 3])
    sheet.write_array_formula("B1:B3", "{=A1:A3*2}", None, 9)
    sheet.write_dynamic_array_formula("C1:C3", "=COLUMN_OF(3)", None, 9)
    sheet.write_array_formula("D1:D2", "{=NOSUCH(A1:A2)}", None, 7)
    sheet.write_number("D2", 8)
    sheet.write_formula("E1", "=SUM(B1:B3)+SUM(C1:C3)+SUM(D1:D2)")
    book.close()
    working = FileBook.open(tmp_path / "a.xlsx", MORE)
    assert [item.where for item in working.recalculate()] == ["T!D1"]
    assert working.values(Area("T", 1, 2, 3, 4)) == [[2, 0, 7], [4, 1, 8], [6, 2, None]]
    assert working.values(Area("T", 1, 5, 1, 5)) == [[12 + 3 + 15]]


def test_dates_are_serial_numbers(evaluated: Callable[..., Result]) -> None:
    """Dates come back as the numbers cells hold."""
    values, _ = evaluated(["=DATE(2024,3,31)", "=DATE(2024,3,31)-DATE(2024,1,1)"])
    assert list(values.values()) == [45382, 90]


@pytest.mark.parametrize(
    ("formula", "function"),
    [
        ('=SUMPRODUCT((LEFT(A1:A4,1)="Đ")*1)', "LEFT"),
        ("=SUMPRODUCT(--ISNUMBER(so_lieu))", "ISNUMBER"),
        ("=SUMPRODUCT(ROUND(A1:A2/7,0))", "ROUND"),
        ("=SUMPRODUCT(1/COUNTIF(A1:A4,A1:A4))", "COUNTIF"),
        ("=SUM(LARGE(A1:A4,{1,2}))", "LARGE"),
        ("=SUMPRODUCT(ABS(IF(A1:A2>1,A1:A2,0)))", "ABS"),
    ],
)
def test_a_function_of_one_value_given_a_range(evaluated: Callable[..., Result], formula: str, function: str) -> None:
    """What Excel computes cell by cell and the engine from the first cell only is named and keeps its value."""
    values, kept = evaluated([formula])
    assert values == {formula: "cũ"}
    assert [(item.formula, function in item.reason) for item in kept] == [(formula, True)]


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("=SUMPRODUCT((A1:A2>1)*A1:A2)", 40),
        ('=IF(ISNUMBER(A1),COUNTIF(so_lieu,">"&A2)+1,"")', 2),
        ("=ROUND(SUM(A1:A2)/7,0)", 6),
        ('=SUMIFS(A1:A2,A1:A2,">"&INT(A2))', 40),
        ("=ABS(VLOOKUP(A1,A1:A2,1,FALSE))", 40),
        ("=LEN(A4)+MATCH(0,so_lieu,0)", 5),
    ],
)
def test_ranges_where_they_belong_are_computed(
    evaluated: Callable[..., Result], formula: str, value: CellValue
) -> None:
    """Operators over ranges, and ranges in the arguments that take them, are evaluated."""
    assert evaluated([formula]) == ({formula: value}, [])
