"""The worksheet functions in cells of a real LibreOffice with the extension installed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from phuluc.functions import CATALOGUE, Example, WorksheetFunction, is_error_text
from phuluc.functions.ranges import is_range
from tests.hosts.libreoffice.live_office import LiveOffice

EXAMPLES = [
    pytest.param(function, example, id=f"{function.name}-{number}")
    for function in CATALOGUE
    for number, example in enumerate(function.examples)
    if None not in example.cells
]


#: com.sun.star.sheet.CellFlags: contents, formats and everything else.
EVERYTHING = 1023


@pytest.fixture(scope="module")
def document(live: LiveOffice) -> Iterator[Any]:
    opened = live.new()
    yield opened
    opened.close(True)


@pytest.fixture
def sheet(document: Any) -> Any:
    """An empty sheet."""
    found = document.Sheets[0]
    found["A1:Z100"].clearContents(EVERYTHING)
    return found


def shown(cell: Any) -> str | float:
    """What a cell holds as its user sees it: an error by its name, a number as such."""
    if cell.getError():
        return str(cell.String)
    return str(cell.String) if cell.FormulaResultType2 == 2 else float(cell.Value)


def put(sheet: Any, column: int, content: Any) -> str:
    """Write an argument below A1-like cell of its column; gives its address."""
    rows = content if is_range(content) else [[content]]
    for row, (value, *_) in enumerate(rows):
        cell = sheet.getCellByPosition(column, row)
        if isinstance(value, str):
            cell.String = value
        else:
            cell.Value = value
    letter = "ABCDEFG"[column]
    return f"{letter}1" if not is_range(content) else f"{letter}1:{letter}{len(rows)}"


@pytest.mark.parametrize(("function", "example"), EXAMPLES)
def test_every_example_of_the_catalogue(sheet: Any, function: WorksheetFunction, example: Example) -> None:
    """Typed into a cell, each function gives what its help says; a range of results by an array formula."""
    addresses = [put(sheet, column, content) for column, content in enumerate(example.cells)]
    arguments = ";".join(addresses)
    if isinstance(example.result, list):
        area = sheet.getCellRangeByPosition(7, 0, 7, len(example.result) - 1)
        area.ArrayFormula = f"={function.name}_ARRAY({arguments})"
        assert [[shown(sheet.getCellByPosition(7, row))] for row in range(len(example.result))] == example.result
        return
    cell = sheet["H1"]
    cell.Formula = f"={function.name}({arguments})"
    assert shown(cell) == example.result


def test_results_follow_their_inputs(sheet: Any) -> None:
    """A figure that is typed over changes every result that reads it."""
    sheet["A1"].Value, sheet["B1"].Value = 59, 72
    sheet["C1"].Formula = "=INDICATOR_RATE(A1;B1)"
    sheet["C2"].Formula = '=IF(C1>90;"cao";"thấp")'
    assert (sheet["C1"].Value, sheet["C2"].String) == (81.9, "thấp")
    sheet["A1"].Value = 72
    assert (sheet["C1"].Value, sheet["C2"].String) == (100, "cao")


@pytest.mark.parametrize("formula", ['INDICATOR_RATE("x";5)', "INDICATOR_RATE(-1;5)", 'VN_NUMBER("1.5")'])
def test_bad_input_is_an_error_value(sheet: Any, formula: str) -> None:
    """What cannot be computed is #VALUE!, which ISERROR and IFERROR see; no text pretends to be a result."""
    sheet["A1"].Formula = f"={formula}"
    sheet["A2"].Formula = f'=IFERROR({formula};"lỗi")'
    assert (shown(sheet["A1"]), sheet["A2"].String) == ("#VALUE!", "lỗi")
    assert not is_error_text(sheet["A1"].String)


def test_errors_go_through(sheet: Any) -> None:
    """An error in an argument is the result, as with Calc's own functions."""
    sheet["A1"].Formula = "=1/0"
    sheet["A2"].Formula = "=INDICATOR_RATE(A1;5)"
    assert shown(sheet["A2"]) == "#DIV/0!"


def test_results_that_are_texts_equal_that_text(sheet: Any) -> None:
    """ "-" and "Đạt" can be compared, counted and looked up like texts that were typed."""
    sheet["A1"].Formula = "=INDICATOR_RATE(5;0)"
    sheet["A2"].Formula = "=INDICATOR_ATTAINED(59;72;61)"
    for row, formula in enumerate(
        ['=A1="-"', '=COUNTIF(A1:A2;"Đạt")', '=MATCH("-";A1:A2;0)', '=INDICATOR_RATE(5;0)="-"']
    ):
        cell = sheet.getCellByPosition(1, row)
        cell.Formula = formula
        assert cell.Value == 1, formula


def test_blank_cells(sheet: Any) -> None:
    """A blank cell in a range is blank; alone it cannot be told from 0, so that templates look first."""
    sheet["B1:B2"].setDataArray(((72,), (72,)))
    sheet["C1:C2"].ArrayFormula = "=INDICATOR_RATE_ARRAY(A1:A2;B1:B2)"
    sheet["D1"].Formula = "=INDICATOR_RATE(A1;B1)"
    sheet["D2"].Formula = '=IF(A1="";"";INDICATOR_RATE(A1;B1))'
    assert [shown(sheet[address]) for address in ("C1", "C2", "D1", "D2")] == ["", "", 0, ""]


def test_the_wizard_explains_every_function(live: LiveOffice) -> None:
    """The function wizard shows name, help and the name and help of each argument in Vietnamese."""
    wizard = live.create("com.sun.star.sheet.FunctionDescriptions")
    shown_by_name = {}
    for index in range(wizard.Count):
        fields = {field.Name: field.Value for field in wizard.getByIndex(index)}
        shown_by_name[fields["Name"]] = fields
    for function in CATALOGUE:
        fields = shown_by_name[function.name]
        assert fields["Description"].startswith(function.summary)
        assert [argument.Description for argument in fields["Arguments"]] == [each.help for each in function.arguments]
        assert all(argument.Name for argument in fields["Arguments"])
