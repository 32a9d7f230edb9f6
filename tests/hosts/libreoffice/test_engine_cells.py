"""Values, formulas and formats of cells through xlwings in a running LibreOffice."""

from __future__ import annotations

import datetime as dt

import pytest
import xlwings as xw

from tests.hosts.libreoffice.office import office, sheet

__all__ = ["office", "sheet"]


def test_values_come_back_as_they_were_written(sheet: xw.Sheet) -> None:
    """Text, numbers, truth values, dates and blanks survive being written and read as a whole range."""
    rows = [
        ["Sở Y tế", 61.0, True, dt.datetime.fromisoformat("2024-03-31")],
        ["1.313", None, False, dt.datetime.fromisoformat("2024-03-31T12:30:00")],
    ]
    sheet["A1"].value = rows
    assert sheet["A1:D2"].value == rows


def test_protected_text_stays_text(sheet: xw.Sheet) -> None:
    """An apostrophe makes text of what would be a formula, as in Excel."""
    sheet["A1"].value = [["'=1+1", "'"]]
    assert sheet["A1:B1"].value == ["=1+1", None]
    assert sheet["A1"].impl.first_cell.getType().value == "TEXT"


def test_error_values_are_told_apart_from_text(sheet: xw.Sheet) -> None:
    """An error value is None, or its text where asked; a text that reads the same is a text."""
    sheet["A1:A3"].value = [["=1/0"], ["=NA()"], ["#N/A"]]
    assert sheet["A1:A3"].value == [None, None, "#N/A"]
    assert sheet["A1:A3"].options(err_to_str=True).value == ["#DIV/0!", "#N/A", "#N/A"]


FORMULAS = [
    '=IF(A1="","",ROUND(A1/B1*100,1))',
    "='Phụ lục 1'!$A$1+SUM('Phụ lục 1'!A1:B2)",
    '=IFERROR(VLOOKUP("x,y;z",A1:B4,2,FALSE),"không; có")',
    "=SUM({1,2;3,4})",
    '=TEXTJOIN(", ",TRUE,A1:B1)',
    "=STDEV.S(A1:B2)",
    "=-A1^2%",
]


@pytest.mark.parametrize("formula", FORMULAS)
def test_formulas_read_as_excel_writes_them(sheet: xw.Sheet, formula: str) -> None:
    """A formula comes back in Excel's grammar: commas, sheet names before "!", array constants, newer functions."""
    sheet.name = "Phụ lục 1"
    sheet["D9"].formula = formula
    assert sheet["D9"].formula == formula


def test_column_of_formulas_keeps_formats(sheet: xw.Sheet) -> None:
    """Formulas written as a range leave each cell's own colour and number format."""
    sheet["A1:B20"].value = [[row, 2] for row in range(1, 21)]
    sheet["C7"].color = (255, 230, 153)
    sheet["C9"].number_format = "0.00"
    formulas = [[f"=A{row}/$B${row}"] for row in range(1, 21)]
    sheet["C1:C20"].formula = formulas
    assert sheet["C1:C20"].formula == tuple((text,) for (text,) in formulas)
    assert sheet["C1:C20"].value == [row / 2 for row in range(1, 21)]
    assert [sheet["C6"].color, sheet["C7"].color, sheet["C8"].color] == [None, (255, 230, 153), None]
    assert sheet["C9"].number_format == "0.00"
    assert sheet["C10"].number_format == "General"


def test_one_formula_fills_a_range(sheet: xw.Sheet) -> None:
    """A single formula is adjusted from the first cell to the right and down."""
    sheet["B2:C4"].formula = "=A1*$A$1"
    assert sheet["B2:C4"].formula[-1] == ("=A3*$A$1", "=B3*$A$1")


def test_rows_come_in_and_take_formats(sheet: xw.Sheet) -> None:
    """Inserted rows look like the row asked for; formulas over the place grow; a row copied down fills all of them."""
    sheet["A1:A3"].value = [[1], [2], [3]]
    sheet["A4"].formula = "=SUM(A1:A3)"
    sheet["A3"].color = (1, 2, 3)
    sheet.range("3:4").insert("down", "format_from_right_or_below")
    assert sheet["A6"].formula == "=SUM(A1:A5)"
    assert [sheet["A3"].color, sheet["A4"].color, sheet["A2"].color] == [(1, 2, 3), (1, 2, 3), None]
    assert sheet["A3:A4"].value == [None, None]
    sheet["A2"].copy(sheet["A3:A4"])
    assert sheet["A1:A5"].value == [1, 2, 2, 2, 3]


def test_formats_are_copied_without_contents(sheet: xw.Sheet) -> None:
    """Formats go over alone; numbers, texts and formulas of the target stay."""
    sheet["A1:A3"].value = [["'123"], [5], ["=A2+1"]]
    sheet["B1:B3"].color = (9, 9, 9)
    sheet["A1:A3"].copy_from(sheet["B1:B3"], "formats")
    assert sheet["A1:A3"].value == ["123", 5, 6]
    assert sheet["A3"].formula == "=A2+1"
    assert sheet["A3"].color == (9, 9, 9)


def test_fonts_alignment_and_borders(sheet: xw.Sheet) -> None:
    """What is set of a range is what its cells have; where cells differ the range has no value."""
    cells = sheet["B2:D4"]
    cells.font.set(bold=True, size=13, color="#c00000", name="Times New Roman")
    cells.horizontal_alignment = "center"
    cells.borders.set("all", line_style="continuous", weight="thin")
    cells.borders["edge_bottom"].line_style = "double"
    assert (sheet["C3"].font.bold, sheet["C3"].font.size, sheet["C3"].font.name) == (True, 13, "Times New Roman")
    assert sheet["C3"].font.color == (192, 0, 0)
    assert sheet["C3"].borders["edge_left"].weight == "thin"
    assert sheet["D4"].borders["edge_bottom"].line_style == "double"
    assert sheet["E5"].borders["edge_top"].line_style != "continuous"
    sheet["C3"].font.bold = False
    assert cells.font.bold is None
