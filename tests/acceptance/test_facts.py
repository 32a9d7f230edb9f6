"""The published facts of quý I/2024, read from `phuluc export` of the imported book."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from phuluc.domain.indicators import SEVEN_INDICATORS
from phuluc.domain.units import canonical_name
from tests.acceptance.command import DATA, exported

CODES = [indicator.code for indicator in SEVEN_INDICATORS]
TIERS = {"cap_tinh": "Phụ lục 1", "cap_huyen": "Phụ lục 2", "cap_xa": "Phụ lục 3"}
EDITIONS = pytest.mark.parametrize("figures", ["quarter_live", "quarter_native"], indirect=True)


@pytest.fixture(scope="module")
def figures(request: pytest.FixtureRequest) -> dict[str, Any]:
    return exported(request.getfixturevalue(request.param))


def published() -> dict[str, Any]:
    return json.loads((DATA / "binh_dinh_2024_q1.json").read_text(encoding="utf-8"))["tiers"]


def averages() -> list[dict[str, str]]:
    with (DATA / "averages_q1.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def cells(figures: dict[str, Any]) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    """(tier, unit, indicator, value) of the whole export."""
    for table in figures["tables"]:
        for row in table["rows"]:
            for code, value in row["values"].items():
                yield table["tier"], row["unit"], code, value


def missed(figures: dict[str, Any], code: str) -> list[tuple[str, float]]:
    return [(unit, value["rate"]) for _, unit, at, value in cells(figures) if at == code and value["attained"] is False]


@EDITIONS
def test_shape_of_the_export(figures: dict[str, Any]) -> None:
    """Every key of the contract is there, in its type, and no other."""
    assert list(figures) == ["kind", "period", "tables", "total", "rankings"]
    assert (figures["kind"], figures["period"]) == ("bay-chi-tieu", "quý I năm 2024")
    assert {table["tier"]: table["annex"] for table in figures["tables"]} == TIERS
    for table in figures["tables"]:
        assert list(table) == ["annex", "tier", "rows", "total"]
        assert [row["order"] for row in table["rows"]] == list(range(1, len(table["rows"]) + 1))
        for row in table["rows"]:
            assert list(row) == ["order", "unit", "values"]
            assert list(row["values"]) == CODES
            for value in row["values"].values():
                assert list(value) == ["target", "numerator", "denominator", "rate", "attained"]
                assert all(type(value[key]) in {int, type(None)} for key in ("numerator", "denominator"))
                assert type(value["attained"]) in {bool, type(None)}
    for total in (figures["total"], *(table["total"] for table in figures["tables"])):
        assert list(total) == CODES
        assert all(list(value) == ["numerator", "denominator", "rate"] for value in total.values())
    assert [list(ranking) for ranking in figures["rankings"]] == [["tier", "by", "rows"]] * 3
    assert {ranking["tier"] for ranking in figures["rankings"]} == set(TIERS)
    assert {tuple(row) for ranking in figures["rankings"] for row in ranking["rows"]} == {("rank", "unit", "score")}


@EDITIONS
def test_units_of_the_quarter_in_their_order(figures: dict[str, Any]) -> None:
    """18 departments, 11 districts, the communes of 11 districts: canonical names in the source's order."""
    for table in figures["tables"]:
        assert [row["unit"] for row in table["rows"]] == [
            canonical_name(unit["name_printed"]["table_1"]) for unit in published()[table["tier"]]["units"]
        ]


@EDITIONS
def test_every_visible_rate_is_the_printed_one(figures: dict[str, Any]) -> None:
    """All 247 rates whose denominator is printed leave the export as the report prints them."""
    compared = 0
    for table in figures["tables"]:
        units = {canonical_name(unit["name_printed"]["table_1"]): unit for unit in published()[table["tier"]]["units"]}
        for row in table["rows"]:
            for code, value in row["values"].items():
                printed = units[row["unit"]]["indicators"][code]
                if printed["denominator"] is not None and printed["status"] == "value":
                    assert value["rate"] == printed["published_rate"], (row["unit"], code)
                    assert (value["numerator"], value["target"]) == (printed["numerator"], printed["target"])
                    compared += 1
    assert compared == 247


@EDITIONS
def test_indicators_that_do_not_apply_are_null(figures: dict[str, Any]) -> None:
    """Where the report prints "-", there is neither rate nor verdict."""
    for table in figures["tables"]:
        units = {canonical_name(unit["name_printed"]["table_1"]): unit for unit in published()[table["tier"]]["units"]}
        for row in table["rows"]:
            for code, value in row["values"].items():
                if units[row["unit"]]["indicators"][code]["status"] == "not_applicable":
                    assert (value["rate"], value["attained"]) == (None, None), (row["unit"], code)


@EDITIONS
@pytest.mark.parametrize("average", averages(), ids=lambda row: f"{row['tier']}-{row['indicator_code']}")
def test_totals_are_the_ratios_of_sums(figures: dict[str, Any], average: dict[str, str]) -> None:
    """Tiers and province: sums and ratio as worked out beforehand; hidden denominators within their range."""
    tier, code = average["tier"], average["indicator_code"]
    totals = figures["total"] if tier == "ca_tinh" else _table(figures, tier)["total"]
    total = totals[code]
    assert total["numerator"] == int(average["sum_numerator"])
    least, _, most = average["sum_denominator"].partition("–")
    assert int(least) <= total["denominator"] <= int(most or least)
    low, _, high = average["ratio_of_sums_pct"].partition("–")
    assert float(low) - 0.05 <= total["rate"] <= float(high or low) + 0.05


def _table(figures: dict[str, Any], tier: str) -> dict[str, Any]:
    return next(table for table in figures["tables"] if table["tier"] == tier)


@EDITIONS
def test_who_missed_online_dossiers(figures: dict[str, Any]) -> None:
    """Hồ sơ trực tuyến: only Sở Tư pháp misses, 2850/2864 printed 99,5 against 100; no district, no commune."""
    assert missed(figures, "ho_so_truc_tuyen") == [("Sở Tư pháp", 99.5)]


@EDITIONS
def test_who_missed_online_payment(figures: dict[str, Any]) -> None:
    """Thanh toán trực tuyến: Sở TT&TT 60 of 94, An Lão 46,9 and Tuy Phước 54 of 55."""
    assert missed(figures, "thanh_toan_truc_tuyen") == [
        ("Sở Thông tin và Truyền thông", 60),
        ("UBND huyện An Lão", 46.9),
        ("UBND huyện Tuy Phước", 54),
    ]


@EDITIONS
def test_who_missed_digitisation(figures: dict[str, Any]) -> None:
    """Số hóa: only the communes of Vân Canh miss, 86,8 against 90."""
    assert missed(figures, "so_hoa") == [("UBND huyện Vân Canh", 86.8)]


@EDITIONS
def test_who_met_reuse(figures: dict[str, Any]) -> None:
    """Khai thác, sử dụng lại: met by four of forty units only."""
    met = [
        (unit, value["rate"])
        for _, unit, at, value in cells(figures)
        if at == "khai_thac_su_dung_lai" and value["attained"]
    ]
    assert met == [
        ("Sở Giao thông vận tải", 80.4),
        ("UBND huyện Tuy Phước", 81.1),
        ("UBND thành phố Quy Nhơn", 85.9),
        ("UBND thị xã Hoài Nhơn", 85.7),
    ]


@EDITIONS
def test_who_missed_electronic_results(figures: dict[str, Any]) -> None:
    """Cấp kết quả điện tử: 33 of 40 units miss the 100%."""
    assert len(missed(figures, "cap_ket_qua_dien_tu")) == 33


def test_both_editions_export_the_same(quarter_live: Path, quarter_native: Path) -> None:
    """The export of the live and of the native book is one and the same."""
    assert exported(quarter_live) == exported(quarter_native)
