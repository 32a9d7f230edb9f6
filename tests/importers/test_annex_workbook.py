"""The hand-made annexes of Bình Định, quý I/2024, as they are."""

import json
from decimal import Decimal
from fractions import Fraction

import pytest

from phuluc.domain.figures import EntryFlaw
from phuluc.domain.indicators import INDICATORS_BY_CODE
from phuluc.domain.values import NOT_APPLICABLE
from phuluc.domain.vietnamese_numbers import round_half_up
from phuluc.importers.annex_workbook import read_annexes
from tests.importers.hand_made import DATA, QUARTER


@pytest.fixture(scope="module")
def quarter():
    return read_annexes(QUARTER)


@pytest.fixture(scope="module")
def published():
    return json.loads((DATA / "binh_dinh_2024_q1.json").read_text(encoding="utf-8"))["tiers"]


def cells(figures):
    for annex in figures.annexes:
        for table in annex.tables:
            for row in table.rows:
                for code, entries in row.indicators.items():
                    yield annex, table, row, code, entries


def test_three_tiers_in_the_order_of_the_sheets(quarter):
    """Phụ lục 1, 2 and 3 are the tiers of province, district and commune, with two tables each."""
    assert [(annex.annex, annex.tier) for annex in quarter.annexes] == [
        ("Phụ lục 1", "cap_tinh"),
        ("Phụ lục 2", "cap_huyen"),
        ("Phụ lục 3", "cap_xa"),
    ]
    assert [[(table.number, len(table.rows)) for table in annex.tables] for annex in quarter.annexes] == [
        [(1, 18), (2, 18)],
        [(1, 11), (2, 11)],
        [(1, 11), (2, 11)],
    ]


def test_nothing_of_the_real_file_is_left_over(quarter):
    """Every column and row of the real annexes finds its place; only estimates need a word."""
    assert quarter.unmatched == ()
    assert len(quarter.notices) == 17
    assert all("ước tính" in notice for notice in quarter.notices)


def test_280_cells_of_which_11_do_not_apply(quarter):
    """40 units × 7 indicators; "-" stands for the procedures a unit does not have."""
    found = list(cells(quarter))
    assert len(found) == 280
    assert sum(entries.numerator.value is NOT_APPLICABLE for *_, entries in found) == 11


def test_units_stand_in_the_published_order_under_their_canonical_names(quarter, published):
    """Each table lists the units in the published order; names printed in two ways have one canonical name."""
    for annex in quarter.annexes:
        units = published[annex.tier]["units"]
        for table in annex.tables:
            assert [row.order for row in table.rows] == [unit["order"] for unit in units]
            printed = [unit["name_printed"][f"table_{table.number}"] for unit in units]
            assert [row.name for row in table.rows] == printed
        first, second = annex.tables
        assert [row.unit for row in first.rows] == [row.unit for row in second.rows]


def test_every_cell_equals_the_published_figure(quarter, published):
    """Target, denominator, numerator and printed rate of all 280 cells are those of the restored document."""
    compared = 0
    for annex, _, row, code, entries in cells(quarter):
        unit = next(u for u in published[annex.tier]["units"] if u["order"] == row.order)
        expected = unit["indicators"][code]
        compared += 1
        if expected["status"] == "not_applicable":
            assert entries.numerator.value is entries.rate.value is entries.target.value is NOT_APPLICABLE
            continue
        assert entries.target.value == expected["target"]
        assert entries.numerator.value == expected["numerator"]
        assert entries.rate.value == Decimal(str(expected["published_rate"]))
        if expected["denominator_basis"] != "hidden":
            assert entries.denominator.value == expected["denominator"]
            assert not entries.denominator_is_estimated
        assert row.total_received.value == unit["total_received"]["value"]
    assert compared == 280


def test_all_247_rates_with_a_visible_denominator_are_reproduced(quarter):
    """Half-up to one decimal gives every rate as it was printed."""
    reproduced = 0
    for _, _, row, _, entries in cells(quarter):
        if entries.denominator_is_estimated or entries.numerator.value is NOT_APPLICABLE:
            continue
        exact = Fraction(100 * entries.numerator.value, entries.denominator.value)
        assert round_half_up(exact, 1) == entries.rate.value, row.where
        reproduced += 1
    assert reproduced + 17 + 11 == 280
    hidden_but_equal_to_total = 5
    assert reproduced - hidden_but_equal_to_total == 247


def test_addresses_name_the_cell(quarter):
    """Each entry tells sheet and cell as the person sees them."""
    row = quarter.annexes[1].tables[1].rows[0]
    assert row.where == "Phụ lục 2!B24"
    assert row.indicators["cap_ket_qua_dien_tu"].target.where == "Phụ lục 2!J24"
    assert row.total_received.where == "Phụ lục 2!C24"


def test_a_target_typed_as_text_is_understood_and_marked(quarter):
    """The eleven "100%" of Phụ lục 2 mean 100 and are marked as numbers typed as text; nothing else is."""
    flawed = [entries.target for *_, entries in cells(quarter) if entries.target.flaw]
    assert len(flawed) == 11
    assert {(entry.value, entry.raw, entry.flaw) for entry in flawed} == {(Decimal(100), "100%", EntryFlaw.TEXT_NUMBER)}
    assert not [e for *_, entries in cells(quarter) for e in (entries.numerator, entries.rate) if e.flaw]


def test_notes_period_and_caption_come_from_the_lines_around_the_tables(quarter):
    """The notes keep their footnote marks, the caption the gaps left for number and date."""
    assert quarter.period == "quý I năm 2024"
    assert quarter.caption.startswith("(Ban hành kèm theo Báo cáo số     /BC-VPUBND")
    first, second = quarter.annexes[0].tables
    assert "Hồ sơ trực tuyến đạt 18,8%" in first.notes[0]
    assert "Cấp kết quả điện tử đạt: 19,6%" in second.notes[0]
    assert quarter.annexes[1].tables[0].notes == ()


def test_the_total_received_is_the_denominator_where_the_rule_says_so(quarter):
    """An indicator without a column of its own points at the cell "Tổng số HS tiếp nhận" of its row."""
    for _, _, row, code, entries in cells(quarter):
        if INDICATORS_BY_CODE[code].denominator_rule == "total_received":
            assert entries.denominator == row.total_received
