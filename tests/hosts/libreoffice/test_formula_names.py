"""The functions' names in formulas and packages on their way between Excel's files and Calc."""

from __future__ import annotations

from html import unescape
from pathlib import Path

import pytest
import xlsxwriter

from phuluc.functions import CATALOGUE
from phuluc.hosts.libreoffice.extension.stored_functions import functions_in
from phuluc.hosts.libreoffice.oxt.declarations import catalogue_names

NAMES = catalogue_names()


@pytest.mark.parametrize(
    ("formula", "in_calc"),
    [
        ("INDICATOR_RATE(A1,B1)", "PHULUC.INDICATOR_RATE(A1,B1)"),
        ("=1+indicator_rate (A1,B1)", "=1+PHULUC.INDICATOR_RATE (A1,B1)"),
        ('IF(A1="","",INDICATOR_RATE(A1,B1))', 'IF(A1="","",PHULUC.INDICATOR_RATE(A1,B1))'),
        ('"INDICATOR_RATE(1)"&VN_TEXT(A1)', '"INDICATOR_RATE(1)"&PHULUC.VN_TEXT(A1)'),
        ("'INDICATOR_RATE('!A1+INDICATOR_RATE(A1,B1)", "'INDICATOR_RATE('!A1+PHULUC.INDICATOR_RATE(A1,B1)"),
        ("[1]!UNIT_NAME(A1)", "PHULUC.UNIT_NAME(A1)"),
        ("'C:\\Thư mục\\PhuLuc.xlam'!UNIT_NAME(A1)", "PHULUC.UNIT_NAME(A1)"),
        ("_xll.UNIT_NAME(A1)", "PHULUC.UNIT_NAME(A1)"),
        ("PHULUC.UNIT_NAME(A1)", "PHULUC.UNIT_NAME(A1)"),
    ],
)
def test_calls_get_the_prefix_and_lose_it(formula: str, in_calc: str) -> None:
    """Calls are renamed whatever was put before them; texts and sheets' names are left alone."""
    assert NAMES.for_calc(formula) == in_calc
    assert "PHULUC." not in NAMES.for_excel(in_calc)


@pytest.mark.parametrize(
    "formula", ["MY_INDICATOR_RATE(1)", "INDICATOR_RATE_2(1)", "ty_le.INDICATOR_RATE(1)", "INDICATOR_RATE", "SUM(A1)"]
)
def test_other_names_stay(formula: str) -> None:
    """Functions and names that only look like ours are not ours."""
    assert NAMES.for_calc(formula) == formula == NAMES.for_excel(formula)


def test_array_formulas_call_the_companions() -> None:
    """An array formula calls the function that gives an array, where there is one; the way back forgets it."""
    in_calc = NAMES.for_calc("INDICATOR_RATE(A1:A3,B1:B3)+GROUP_RATE(A1:A3,B1:B3)", array=True)
    assert in_calc == "PHULUC.INDICATOR_RATE_ARRAY(A1:A3,B1:B3)+PHULUC.GROUP_RATE(A1:A3,B1:B3)"
    assert NAMES.for_excel(in_calc) == "INDICATOR_RATE(A1:A3,B1:B3)+GROUP_RATE(A1:A3,B1:B3)"


def test_every_kind_of_formula_in_a_part_is_renamed() -> None:
    """Cells, arrays, names, rules and lists; texts of cells are not formulas; the way back gives the same bytes."""
    part = (
        b'<x xmlns:xm="u"><f>INDICATOR_RATE(A1,"&amp;&lt;")</f><f t="array" ref="A1:A2">INDICATOR_RATE(A1:A2,B1:B2)</f>'
        b"<v>INDICATOR_RATE(1)</v><formula>VN_NUMBER(A1)&gt;5</formula><formula1>VN_NUMBER(A1)</formula1>"
        b'<definedName name="x">UNIT_NAME(A!$A$1)</definedName><xm:f>UNIT_NAME(A1)</xm:f><t>UNIT_NAME(A1)</t></x>'
    )
    renamed = NAMES.part_for_calc(part)
    assert renamed.count(b"PHULUC.") == 6
    assert renamed.count(b"_ARRAY") == 1
    assert b"<v>INDICATOR_RATE(1)</v>" in renamed
    assert b"<t>UNIT_NAME(A1)</t>" in renamed
    assert NAMES.part_for_excel(renamed) == part


def test_each_formula_keeps_its_own_numbers() -> None:
    """Formulas of one shape are renamed alike, each with its numbers, those in texts and of characters included."""
    formulas = [
        f'IF(A{row}="","",UNIT_NAME(A{row},$B${row + 1},1.5)&amp;"{row}%{mark}")'
        for row in (7, 12, 345)
        for mark in ("", f"&#4{row % 10};")
    ]
    part = "<s>" + "".join(f"<f>{formula}</f>" for formula in formulas) + "</s>"
    renamed = NAMES.part_for_calc(part.encode()).decode()
    assert renamed.count("PHULUC.") == len(formulas)
    assert unescape(renamed.replace("PHULUC.", "")) == unescape(part)
    assert not any(character.isdigit() for function in CATALOGUE for character in function.name)


def test_books_without_our_functions_are_left_alone(rates: Path, tmp_path: Path) -> None:
    """The file itself tells whether it names our functions, and in arrays; what cannot be read may hold any."""
    plain, locked = tmp_path / "thường.xlsx", tmp_path / "mật khẩu.xlsx"
    with xlsxwriter.Workbook(str(plain)) as book:
        book.add_worksheet().write_array_formula("A1:A2", "{=B1:B2*2}")
    locked.write_bytes(b"\xd0\xcf\x11\xe0")
    assert functions_in(str(plain), NAMES) == (False, False)
    assert functions_in(str(rates), NAMES) == (True, True)
    assert functions_in(str(locked), NAMES) == (True, True)
