"""References in formulas: compared with formulas built from known references."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.formula.translate import Translator

from phuluc.annexes.addresses import column_letters
from phuluc.book_port import Area
from phuluc.workbook.references import MovableFormula, RowInsertion, parse_area, references, words

SHEETS = ("Phụ lục 1", "Dữ liệu", "it's")


@dataclass(frozen=True)
class Cell:
    row: int
    column: int
    fixed_row: bool
    fixed_column: bool

    def text(self, insertion: RowInsertion | None) -> str:
        row = self.row + insertion.count if insertion and self.row >= insertion.before else self.row
        return f"{'$' * self.fixed_column}{column_letters(self.column)}{'$' * self.fixed_row}{row}"


@dataclass(frozen=True)
class Reference:
    sheet: str | None
    ends: tuple[Cell, ...]

    def text(self, insertion: RowInsertion | None, home: str) -> str:
        moving = insertion if insertion and (self.sheet or home) == insertion.sheet else None
        prefix = "'" + self.sheet.replace("'", "''") + "'!" if self.sheet else ""
        return prefix + ":".join(end.text(moving) for end in self.ends)


cells = st.builds(Cell, st.integers(1, 60), st.integers(1, 300), st.booleans(), st.booleans())
reference = st.builds(
    Reference,
    st.sampled_from((None, *SHEETS)),
    st.one_of(st.tuples(cells), st.tuples(cells, cells)),
)
fixed = st.sampled_from(
    (
        "12", "1.5", '"A9 và ""B9"""', "LOG10(3)", "tu_so", "ty_le.A9x", "Bang[[#This Row],[A9]]", "[1]Dữ!A9",
        "'[a.xlsx]Phụ lục 1'!A9", "#REF!", "TRUE", "A:A", "{1,2;3,4}", "_xlfn.XLOOKUP(1,tu_so,tu_so)", "Đầu:Cuối!A9",
    )
)  # fmt: skip
piece = st.one_of(reference, fixed)


def written(pieces: list[Reference | str], operators: list[str], insertion: RowInsertion | None, home: str) -> str:
    texts = [item if isinstance(item, str) else item.text(insertion, home) for item in pieces]
    joined = "".join(f"{text}{operator}" for text, operator in zip(texts, operators, strict=False))
    return f"IF({joined}{texts[-1]},1,2)"


@settings(max_examples=100, deadline=None)
@given(
    pieces=st.lists(piece, min_size=2, max_size=6),
    operators=st.lists(st.sampled_from("+-*/&=<>,^ "), min_size=6, max_size=6),
    home=st.sampled_from(SHEETS),
    insertion=st.builds(RowInsertion, st.sampled_from(SHEETS), st.integers(1, 60), st.integers(1, 200)),
)
def test_references_follow_and_nothing_else_changes(
    pieces: list[Reference | str], operators: list[str], home: str, insertion: RowInsertion
) -> None:
    """Exactly the ends at or below the insertion point on the sheet concerned move."""
    formula = written(pieces, operators, None, home)
    assert insertion.formula(formula, home) == written(pieces, operators, insertion, home)


@settings(max_examples=100, deadline=None)
@given(row=st.integers(1, 50), height=st.integers(1, 50), before=st.integers(1, 120), count=st.integers(1, 9))
def test_a_range_covers_the_same_rows_as_before(row: int, height: int, before: int, count: int) -> None:
    """Brute force: a range afterwards covers each row it covered, and the new rows only when they come in between."""
    insertion = RowInsertion("T", before, count)
    (area,) = references(insertion.formula(f"A{row}:B{row + height - 1}", "T"), "T")
    moved = [line + count if line >= before else line for line in range(row, row + height)]
    new = range(before, before + count) if row < before < row + height else range(0)
    assert list(range(area.top, area.bottom + 1)) == sorted([*moved, *new])


@settings(max_examples=100, deadline=None)
@given(
    pieces=st.lists(st.one_of(reference, st.sampled_from(("12", '"A9"', "tu_so", "TRUE"))), min_size=1, max_size=5),
    rows=st.integers(0, 40),
    columns=st.integers(0, 40),
)
def test_shared_formulas_read_as_openpyxl_translates_them(
    pieces: list[Reference | str], rows: int, columns: int
) -> None:
    """A shared formula moved to another cell is what openpyxl's translator makes of it."""
    formula = written(pieces, ["+"] * len(pieces), None, "T")
    target = f"{column_letters(1 + columns)}{1 + rows}"
    assert "=" + MovableFormula(formula).moved(rows, columns) == Translator(f"={formula}", "A1").translate_formula(
        target
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("SUM(9:12)+$5:$5", "SUM(10:13)+$5:$5"),
        ("A9#+@A9", "A10#+@A10"),
        ("A1:INDEX(A1:A9,3)", "A1:INDEX(A1:A10,3)"),
        ("A9:A1048576", "A10:A1048576"),
        ("'Phụ lục 1'!A9:'Phụ lục 1'!A10", "'Phụ lục 1'!A10:'Phụ lục 1'!A11"),
        ("PHỤ_LỤC!A9", "PHỤ_LỤC!A9"),
    ],
)
def test_less_common_references(before: str, after: str) -> None:
    """Whole rows, spilled ranges, ranges of two functions, the sheet's last row."""
    assert RowInsertion("Phụ lục 1", 6, 1).formula(before, "phụ lục 1") == after


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("'Phụ lục 1'!$A$9:$R$26", Area("Phụ lục 1", 9, 1, 26, 18)),
        ("Sheet1!$B$2", Area("Sheet1", 2, 2, 2, 2)),
        ("'it''s'!$B$2:$A$1", Area("it's", 1, 1, 2, 2)),
        ("Sheet1!$A:$B", None),
        ("Sheet1!$A$1,Sheet1!$B$2", None),
        ("[1]Sheet1!$A$1", None),
        ("0.6", None),
        ("#REF!", None),
        ("OFFSET(Sheet1!$A$1,1,1)", None),
    ],
)
def test_names_that_denote_one_rectangle(text: str, area: Area | None) -> None:
    """A defined name is an area only when its formula is one rectangle of the same book."""
    assert parse_area(text) == area


def test_what_a_formula_reads() -> None:
    """References are found with their sheets; texts and tables are none."""
    assert references('=SUM(A1:B2,b!C3)&"D4"&T[E5]', "a") == [Area("a", 1, 1, 2, 2), Area("b", 3, 3, 3, 3)]
    assert {"SUM", "tu_so"} <= words("=SUM(tu_so,A1)")
