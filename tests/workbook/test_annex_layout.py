from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from phuluc.annexes.issued import IssuedAnnex
from phuluc.workbook.annex_layout import PRINTABLE_HEIGHT, PRINTABLE_WIDTH, lay_out
from phuluc.workbook.figure_format import decimals_shown, number_format, shown
from phuluc.workbook.text_metrics import line_count, longest_word, narrowest_width, text_width
from tests.issued_samples import binh_dinh, communes

ANNEXES = [*binh_dinh().annexes, *communes().annexes]
vietnamese = st.text(alphabet=" aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạấầẩẫậắằẳẵặừứệTHCỷ(%)0123456789-", max_size=80)


@pytest.mark.parametrize("annex", ANNEXES, ids=lambda annex: f"{annex.label}, {len(annex.tables[0].rows)} hàng")
def test_no_word_and_no_number_is_cut(annex: IssuedAnnex) -> None:
    """Every header word and every figure fits into its column, and every text into the height of its row."""
    layout = lay_out(annex, digits=1)
    for placed in layout.tables:
        widths = layout.column_widths[placed.left : placed.right + 1]
        for cell in placed.table.header:
            width = sum(widths[cell.column : cell.right + 1])
            assert longest_word(cell.text, layout.body_size, bold=True) + 4 <= width
            lines = line_count(cell.text, width - 4, layout.body_size, bold=True)
            rows = range(placed.header_row + cell.row, placed.header_row + cell.bottom + 1)
            assert lines * 1.2 * layout.body_size <= sum(layout.row_heights[row] for row in rows)
        for number, row in enumerate(placed.table.rows):
            for kind, value, width in zip(placed.table.column_kinds, row.cells, widths, strict=True):
                if isinstance(value, str):
                    lines = line_count(value, width - 4, layout.body_size)
                    assert lines * 1.2 * layout.body_size <= layout.row_heights[placed.first_row + number]
                elif value is not None:
                    text = shown(value, digits=1, grouped=kind == "count")
                    assert text_width(text, layout.body_size) + 4 <= width


@pytest.mark.parametrize("annex", ANNEXES, ids=lambda annex: f"{annex.label}, {len(annex.tables[0].rows)} hàng")
def test_every_area_is_as_wide_as_a_page_at_most(annex: IssuedAnnex) -> None:
    """Nothing needs to be scaled: each printed area fits the width of the page at 9 points or more."""
    layout = lay_out(annex, digits=1)
    assert 9 <= layout.body_size <= 11
    for area in layout.areas:
        assert sum(layout.column_widths[area.left : area.right + 1]) <= PRINTABLE_WIDTH
    if layout.repeated_rows is None:
        for area in layout.areas:
            assert sum(layout.row_heights[row] for row in range(area.top, area.bottom + 1)) <= PRINTABLE_HEIGHT


def test_columns_of_one_kind_are_even_in_the_report() -> None:
    """Figure columns of the report differ only where a word needs more: "DVCTT" and "TTHC"."""
    layout = lay_out(ANNEXES[0], digits=1)
    figures = layout.column_widths[layout.tables[0].left + 2 : layout.tables[0].right + 1]
    assert len(set(figures)) <= 3
    assert max(figures) <= 1.3 * min(figures)


def test_an_annex_far_too_wide_is_left_to_scaling() -> None:
    """Where even 8 points do not fit, columns keep the width they need, and the page set-up scales the page."""
    annex = ANNEXES[0]
    table = annex.tables[0]
    header = tuple(
        cell if cell.column_span > 1 else type(cell)(cell.row, cell.column, cell.row_span, 1, "Chữdàikhôngngắtđược" * 2)
        for cell in table.header
    )
    wide = type(table)(table.lead, header, table.column_kinds, table.column_widths, table.rows)
    layout = lay_out(IssuedAnnex("Phụ lục 1", "Phụ lục 1", "", "", (wide,)), digits=1)
    assert layout.body_size == 8
    assert sum(layout.column_widths) > PRINTABLE_WIDTH


@given(vietnamese, st.integers(1, 4), st.booleans())
@settings(max_examples=100, deadline=None)
def test_narrowest_width_holds_the_text_in_so_many_lines(text: str, lines: int, bold: bool) -> None:
    """At that width the text takes no more lines and no word is broken."""
    width = narrowest_width(text, lines, 11, bold=bold)
    assert line_count(text, width, 11, bold=bold) <= lines
    assert longest_word(text, 11, bold=bold) <= width


@given(vietnamese, st.floats(20, 400), st.floats(0, 200))
@settings(max_examples=100, deadline=None)
def test_more_width_never_takes_more_lines(text: str, width: float, more: float) -> None:
    """Line count falls or stays as a column gets wider, once no word is broken."""
    width = max(width, longest_word(text, 11))
    assert line_count(text, width + more, 11) <= line_count(text, width, 11)


def test_tone_marks_do_not_change_the_width_of_a_letter() -> None:
    """ "ế" is as wide as "e"; the horn makes "ư" wider than "u", with and without a tone."""
    assert text_width("ế", 11) == text_width("e", 11)
    assert text_width("ừ", 11) == text_width("ư", 11) > text_width("u", 11)
    assert text_width("ợ", 11, bold=True) == text_width("ơ", 11, bold=True) > text_width("o", 11, bold=True)


@given(st.decimals(0, 1_000_000, places=4), st.integers(0, 2))
@settings(max_examples=100, deadline=None)
def test_shown_is_half_up_without_trailing_zeros(value: Decimal, digits: int) -> None:
    """What a cell shows is the value rounded half-up, its trailing zeros dropped."""
    expected = value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    text = shown(float(value), digits=digits, grouped=False)
    assert Decimal(text) == expected
    assert "." not in text or not text.endswith("0")
    places = decimals_shown(float(value), digits=digits)
    assert number_format(float(value), digits=digits, grouped=True) == "#,##0" + ("." + "0" * places if places else "")
