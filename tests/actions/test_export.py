"""The shape and the figures of `phuluc export`."""

from __future__ import annotations

import json
from dataclasses import replace

from phuluc.actions.export import export_figures
from phuluc.domain.indicators import SEVEN_INDICATORS
from tests.checks.mutations import clean_book, not_offered, with_figures
from tests.checks.quarter_one import PERIOD, quarter_one, source


def test_export_is_plain_json() -> None:
    """The export survives JSON unchanged and holds the top level of the contract."""
    exported = export_figures(quarter_one())

    assert json.loads(json.dumps(exported)) == exported
    assert list(exported) == ["kind", "period", "tables", "total", "rankings"]
    assert (exported["kind"], exported["period"]) == ("bay-chi-tieu", PERIOD)
    assert [(table["annex"], table["tier"], len(table["rows"])) for table in exported["tables"]] == [
        ("Phụ lục 1", "cap_tinh", 18),
        ("Phụ lục 2", "cap_huyen", 11),
        ("Phụ lục 3", "cap_xa", 11),
    ]


def test_both_tables_of_an_annex_make_one_row_a_unit() -> None:
    """A row carries the seven indicators of both tables under the canonical name without footnote marks."""
    rows = export_figures(quarter_one())["tables"][0]["rows"]

    assert all(list(row["values"]) == [indicator.code for indicator in SEVEN_INDICATORS] for row in rows)
    assert (rows[0]["order"], rows[0]["unit"]) == (1, "Ban Quản lý Khu kinh tế tỉnh")
    assert rows[5]["unit"] == "Sở Kế hoạch và Đầu tư"
    assert rows[0]["values"]["ho_so_truc_tuyen"] == {
        "target": 61,
        "numerator": 59,
        "denominator": 72,
        "rate": 81.9,
        "attained": True,
    }


def test_all_visible_rates_of_the_quarter() -> None:
    """All 247 rates with a printed denominator leave the export as the report prints them."""
    exported = export_figures(quarter_one())
    compared = 0
    for table in exported["tables"]:
        units = source()["tiers"][table["tier"]]["units"]
        for row, unit in zip(table["rows"], units, strict=True):
            for code, value in row["values"].items():
                printed = unit["indicators"][code]
                if printed["denominator"] is not None and printed["status"] == "value":
                    assert value["rate"] == printed["published_rate"], (row["unit"], code)
                    compared += 1
    assert compared == 247


def test_totals_are_ratios_of_sums() -> None:
    """Tier and province carry Σ numerators, Σ denominators and their ratio."""
    exported = export_figures(quarter_one())

    assert exported["tables"][0]["total"]["ho_so_truc_tuyen"] == {
        "numerator": 20462,
        "denominator": 20824,
        "rate": 98.3,
    }
    assert exported["total"]["tttt_phat_sinh"] == {"numerator": 747, "denominator": 947, "rate": 78.9}


def test_null_is_neither_zero_nor_dash() -> None:
    """A dash and a blank are null; a numerator 0 is 0 with the rate 0,0 and a miss."""
    book = not_offered(clean_book(), "tttt_phat_sinh")
    book = with_figures(book, "so_hoa", numerator=None)
    book = with_figures(book, "cap_ket_qua_dien_tu", numerator=0)
    values = export_figures(book)["tables"][0]["rows"][0]["values"]

    assert values["tttt_phat_sinh"] == dict.fromkeys(("target", "numerator", "denominator", "rate", "attained"))
    assert (values["so_hoa"]["numerator"], values["so_hoa"]["denominator"], values["so_hoa"]["rate"]) == (
        None,
        72,
        None,
    )
    assert values["so_hoa"]["attained"] is None
    assert (values["cap_ket_qua_dien_tu"]["rate"], values["cap_ket_qua_dien_tu"]["attained"]) == (0.0, False)


def test_rankings_follow_the_settings() -> None:
    """The criterion chosen in "Thông tin" rules; without one it is the number of attained targets."""
    book = quarter_one()
    by_rate = {"tieu_chi_xep_hang": "Tỷ lệ của một chỉ tiêu", "chi_tieu_xep_hang": "Số hóa hồ sơ"}

    default = export_figures(book)["rankings"]
    chosen = export_figures(replace(book, settings=by_rate))["rankings"]

    assert [(ranking["tier"], ranking["by"]) for ranking in default] == [
        ("cap_tinh", "so_chi_tieu_dat"),
        ("cap_huyen", "so_chi_tieu_dat"),
        ("cap_xa", "so_chi_tieu_dat"),
    ]
    assert {ranking["by"] for ranking in chosen} == {"ty_le_chi_tieu:so_hoa"}
    assert chosen[2]["rows"][-1] == {"rank": 11, "unit": "UBND huyện Vân Canh", "score": 86.8}
