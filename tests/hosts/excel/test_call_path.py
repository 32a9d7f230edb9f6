"""Every function through xlwings' own COM server, conversion and call code, against the core."""

from __future__ import annotations

import io
import itertools
from pathlib import Path
from types import SimpleNamespace
from typing import Any, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from phuluc.functions import CATALOGUE, INDICATOR_RATE, Example, WorksheetFunction, evaluate
from tests.domain.quarter_one import figures
from tests.hosts.excel.com_values import CELLS, as_excel_gives, as_excel_shows
from tests.tools.windows_xlwings import LEFT_OUT, ComError, ComRange, ComServer

#: The communes of the country since 7/2025: the longest list anybody ranks.
ROWS = 3321
BY_NAME = {function.name: function for function in CATALOGUE}
every_function = pytest.mark.parametrize("function", CATALOGUE, ids=lambda function: function.name)
every_example = pytest.mark.parametrize(
    ("function", "example"),
    [(function, example) for function in CATALOGUE for example in function.examples],
    ids=lambda part: part.name if isinstance(part, WorksheetFunction) else None,
)


def column(*cells: Any) -> tuple[tuple[Any, ...], ...]:
    return tuple((cell,) for cell in cells)


def mixed_columns(function: WorksheetFunction, height: int) -> tuple[list[Any], list[Any]]:
    """Arguments of every kind of content by turns: as Excel gives them, and as the core takes them."""
    given: list[Any] = []
    taken: list[Any] = []
    for place, argument in enumerate(function.arguments):
        if argument.shape == "scalar" or argument.optional:
            given.append(LEFT_OUT)
            taken.append(None)
            continue
        cells = [
            (float(row * (place + 3) % 101),) * 2 if row % 3 else CELLS[(row + 5 * place) % len(CELLS)]
            for row in range(height)
        ]
        given.append(column(*(cell for cell, _ in cells)))
        taken.append([[cell] for _, cell in cells])
    return given, taken


@every_example
def test_examples_hold_in_excel(excel: ComServer, function: WorksheetFunction, example: Example) -> None:
    """The examples people are shown give, as values and as ranges of cells, the results they are shown."""
    values = [as_excel_gives(cells) for cells in example.cells]
    ranges = [ComRange({"$F$7": value}) for value in values]

    assert excel.call(function.name, *values) == as_excel_shows(example.result)
    assert excel.call(function.name, *ranges) == as_excel_shows(example.result)


@every_function
def test_optional_arguments_may_be_left_out(excel: ComServer, function: WorksheetFunction) -> None:
    """An argument left out in the formula is its default."""
    cells = function.examples[0].cells
    required = [cell for cell, argument in zip(cells, function.arguments, strict=False) if not argument.optional]
    left_out = [LEFT_OUT] * (len(function.arguments) - len(required))

    shown = excel.call(function.name, *map(as_excel_gives, required), *left_out)

    assert shown == as_excel_shows(evaluate(function, *required))


@every_function
@pytest.mark.parametrize("as_range", [False, True], ids=["values", "range object"])
def test_one_call_for_a_column_of_the_whole_country(
    excel: ComServer, function: WorksheetFunction, *, as_range: bool
) -> None:
    """A column of 3,321 cells of every content gives in one call what the core gives, cell by cell."""
    given, taken = mixed_columns(function, ROWS)
    handed_over = [ComRange({"$F$7:$F$3327": cells}) if as_range and cells != LEFT_OUT else cells for cells in given]

    assert excel.call(function.name, *handed_over) == as_excel_shows(evaluate(function, *taken))


@every_function
def test_rows_give_rows(excel: ComServer, function: WorksheetFunction) -> None:
    """The same cells in a row give the same results in a row."""
    given, taken = mixed_columns(function, 40)
    in_rows = [cells if cells == LEFT_OUT else (tuple(cell for (cell,) in cells),) for cells in given]
    core = [cells if cells is None else [[cell for (cell,) in cells]] for cells in taken]

    shown = excel.call(function.name, *in_rows)

    assert shown == as_excel_shows(evaluate(function, *core))


@every_function
def test_every_content_in_every_argument(excel: ComServer, function: WorksheetFunction) -> None:
    """Whatever a single cell holds, handed over as a value or as a range, the cell shows what the core says of it."""
    example = function.examples[0].cells
    for place, (given_cell, taken) in itertools.product(range(len(example)), CELLS):
        cells = [*example[:place], taken, *example[place + 1 :]]
        handed_over: list[Any] = [as_excel_gives(cell) for cell in example]
        for as_value_or_range in (given_cell, ComRange({"$F$7": given_cell})):
            handed_over[place] = as_value_or_range
            shown = excel.call(function.name, *handed_over)

            assert shown == as_excel_shows(evaluate(BY_NAME[function.name], *cells)), (place, given_cell)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_content_raises_into_excel(excel: ComServer, data: st.DataObject) -> None:
    """No mixture of contents and shapes makes a function fail: each result is the core's, of the shape of the cells."""
    function = data.draw(st.sampled_from(CATALOGUE))
    cell = st.sampled_from(CELLS) | st.floats(allow_nan=False, allow_infinity=False).map(lambda number: (number,) * 2)
    height, width = data.draw(st.integers(1, 4)), data.draw(st.integers(1, 3))
    block = st.lists(st.lists(cell, min_size=width, max_size=width), min_size=height, max_size=height)
    arguments = [data.draw(cell | block) for _ in function.arguments]
    given_cells = [
        argument[0] if isinstance(argument, tuple) else tuple(tuple(content for content, _ in row) for row in argument)
        for argument in arguments
    ]
    taken = [
        argument[1] if isinstance(argument, tuple) else [[content for _, content in row] for row in argument]
        for argument in arguments
    ]

    assert excel.call(function.name, *given_cells) == as_excel_shows(evaluate(function, *taken))


def test_published_rates_of_a_whole_report(excel: ComServer) -> None:
    """The 2024 report's figures, as one column of a sheet, give in Excel the rates the core gives, unit by unit."""
    rows = [figure for figure in figures() if figure.numerator is not None and figure.denominator]
    numerators = column(*(float(figure.numerator or 0) for figure in rows))
    denominators = column(*(float(figure.denominator or 0) for figure in rows))

    shown = excel.call("INDICATOR_RATE", numerators, denominators, LEFT_OUT)

    assert len(shown) == len(rows) > 200
    assert shown == [[INDICATOR_RATE(figure.numerator, figure.denominator)] for figure in rows]


def test_blank_cell_is_not_zero(excel: ComServer) -> None:
    """A single blank cell is "not yet entered" and shows nothing; a zero is a figure."""
    assert excel.call("INDICATOR_RATE", ComRange({"$F$7": None}), 72.0, LEFT_OUT) == ""
    assert excel.call("INDICATOR_RATE", ComRange({"$F$7": 0.0}), 72.0, LEFT_OUT) == 0.0


def test_merged_cells_are_blank_but_for_the_first(excel: ComServer) -> None:
    """Of merged cells the first holds the value and the others are blank, so that nothing is counted twice."""
    merged = ComRange({"$F$7:$F$9": column(59.0, None, None)})
    denominators = ComRange({"$E$7:$E$9": column(72.0, None, None)})

    assert excel.call("INDICATOR_RATE", merged, denominators, LEFT_OUT) == [[81.9], [""], [""]]
    assert excel.call("GROUP_RATE", merged, denominators, LEFT_OUT) == 81.9


def test_every_area_of_a_selection_counts(excel: ComServer) -> None:
    """Of a selection like (F7:F8;F10) all areas count, although Excel hands over the values of the first."""
    numerators = ComRange({"$F$7:$F$8": column(10.0, 20.0), "$F$10": 30.0})
    denominators = ComRange({"$E$7:$E$8": column(100.0, 100.0), "$E$10": 100.0})

    assert excel.call("GROUP_RATE", numerators, denominators, LEFT_OUT) == 20.0
    assert excel.call("INDICATOR_RANK", 20.0, numerators, LEFT_OUT) == 2


def test_a_selection_of_too_many_areas_is_refused(excel: ComServer) -> None:
    """Where Excel may have cut the address, the cell says so and shows no figure."""
    many = ComRange({f"$F${row}": 1.0 for row in range(1, 60)})

    shown = excel.call("GROUP_RATE", many, many, LEFT_OUT)

    assert shown == "#LỖI: Vùng chọn gồm quá nhiều phần rời nhau. Chia thành ít phần hơn."


def test_broken_function_shows_text_and_is_logged(excel: ComServer, log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A function that fails shows a short text, in Vietnamese; the log has the places in the program, no content."""

    def broken(*_cells: object) -> object:
        raise ZeroDivisionError("hồ sơ của ông Nguyễn Văn A")

    monkeypatch.setattr(BY_NAME["UNIT_NAME"], "implementation", broken)

    shown = {excel.call("UNIT_NAME", column("a", "b")) for _ in range(3)}

    assert shown == {"#LỖI: UNIT_NAME gặp sự cố ngoài dự kiến (ZeroDivisionError); chi tiết ở tệp nhật ký."}
    written = log.read_text(encoding="utf-8")
    assert written.count("builtins.ZeroDivisionError") == 1
    assert "test_call_path.py" in written
    assert "Nguyễn" not in written


def test_range_that_cannot_be_read_shows_text(excel: ComServer, log: Path) -> None:
    """Where Excel refuses to hand over a range, the cell says so instead of the traceback."""

    shown = excel.call("SCORE_GRADE", ComRange({"$D$7": 90.0}, failure=ComError(-2147418111)))

    assert shown == "#LỖI: SCORE_GRADE gặp sự cố ngoài dự kiến (ComError); chi tiết ở tệp nhật ký."
    assert "range_values.py" in log.read_text(encoding="utf-8")


@every_function
def test_declared_to_xlwings(excel: ComServer, function: WorksheetFunction) -> None:
    """xlwings knows each function by name, category, Vietnamese help and optional arguments, and no annotation."""
    wrapper = getattr(excel.udfs, function.name)
    declared = wrapper.__xlfunc__

    assert get_type_hints(wrapper) == {}
    assert declared["name"] == function.name
    assert declared["category"] == function.category
    assert declared["ret"]["doc"] == function.summary
    assert [(arg["name"], arg["doc"], "optional" in arg) for arg in declared["args"]] == [
        (argument.name, argument.help, argument.optional) for argument in function.arguments
    ]


def test_xlwings_writes_wrappers_for_all(excel: ComServer) -> None:
    """xlwings' own generator of VBA finds exactly our functions in the module."""
    text = io.StringIO()

    excel.xlwings.udfs.generate_vba_wrapper(
        "phuluc.hosts.excel.udfs", excel.udfs, text, SimpleNamespace(Name="PhuLuc.xlam")
    )

    heads = [line for line in text.getvalue().splitlines() if line.startswith("Function ")]
    assert heads == sorted(
        f"Function {function.name}({', '.join('Optional ' * a.optional + a.name for a in function.arguments)})"
        for function in CATALOGUE
    )
