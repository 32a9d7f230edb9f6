"""Formulas gathered by shape: equal but for the rows of the cells they name."""

from __future__ import annotations

from phuluc.workbook.formula_shapes import formula_shapes


def gathered(formulas: dict[tuple[int, int], str]) -> list[set[tuple[int, int]]]:
    shapes = formula_shapes((("T", row, column), text) for (row, column), text in formulas.items())
    assert all(formulas[shape.places[0][1:]] == shape.text for shape in shapes)
    return [{place[1:] for place in shape.places} for shape in shapes]


def test_formulas_of_a_column_have_one_shape() -> None:
    """Rows differ, columns and functions do not; a reference to another row belongs as well."""
    assert gathered({(row, 3): f"=IF(A{row}=0,$B${row - 1},'Phụ lục 1'!C{row}*2)" for row in range(8, 120)}) == [
        {(row, 3) for row in range(8, 120)}
    ]


def test_other_columns_and_other_functions_are_other_shapes() -> None:
    """What is not a row number tells formulas apart."""
    assert gathered({(1, 1): "=LEN(A1)", (2, 1): "=LEN(B2)", (3, 1): "=ABS(A3)", (4, 1): "=LEN(A4)"}) == [
        {(1, 1), (4, 1)},
        {(2, 1)},
        {(3, 1)},
    ]


def test_names_numbers_and_texts_that_repeat_the_row_are_no_rows() -> None:
    """ky_1 in row 1 and ky_2 in row 2 may be one cell and a column: they stay apart, as do LOG10( and numbers."""
    formulas = {
        (1, 1): "=LEN(ky_1)",
        (2, 1): "=LEN(ky_2)",
        (1, 2): "=A1+1",
        (2, 2): "=A2+2",
        (1, 3): '=A1&"1"',
        (2, 3): '=A2&"2"',
        (10, 4): "=LOG10(A10)",
        (2, 4): "=LOG2(A2)",
    }
    assert len(gathered(formulas)) == len(formulas)
