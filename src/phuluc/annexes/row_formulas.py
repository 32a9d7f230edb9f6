"""The formulas of one row of units, as templates with `{row}` where the row number stands.

The builder, the import and the refresh (which mends rows that staff inserted) all take them from here.
"""

from __future__ import annotations

from collections.abc import Mapping

from phuluc.annexes import editions
from phuluc.annexes.addresses import column_letters
from phuluc.annexes.editions import Edition
from phuluc.annexes.titles import setting_name
from phuluc.domain.indicators import SEVEN_INDICATORS, Indicator


def row_formulas(positions: Mapping[tuple[str, str], int], edition: Edition) -> dict[tuple[str, str], str]:
    """Formula templates by (role, indicator) for every formula column; `positions` tells where the columns stand."""
    cells = {key: f"{column_letters(column)}{{row}}" for key, column in positions.items()}
    formulas = {
        (f"{role}_bang_2", ""): f'=IF({cells[role, ""]}="","",{cells[role, ""]})'
        for role in ("tt", "don_vi", "tong_hs")
    }
    for indicator in SEVEN_INDICATORS:
        formulas |= _indicator_formulas(indicator, cells, edition)
    return formulas


def denominator_key(indicator: Indicator) -> tuple[str, str]:
    """Return the (role, indicator) of the column that serves as denominator."""
    if indicator.denominator_rule == "own_column":
        return ("mau_so", indicator.code)
    if indicator.denominator_rule == "own_or_total_received":
        return ("mau_so_ap_dung", indicator.code)
    return ("tong_hs" if indicator.table == 1 else "tong_hs_bang_2", "")


def _indicator_formulas(
    indicator: Indicator, cells: dict[tuple[str, str], str], edition: Edition
) -> dict[tuple[str, str], str]:
    code = indicator.code
    numerator, target = cells["tu_so", code], cells["chi_tieu", code]
    denominator = cells[denominator_key(indicator)]
    formulas = {
        ("ty_le", code): editions.rate(edition, numerator, denominator, setting_name("so_chu_so")),
        ("ket_luan", code): editions.attained(edition, numerator, denominator, target),
        ("con_thieu", code): editions.shortfall(edition, numerator, denominator, target),
    }
    if indicator.denominator_rule == "own_or_total_received":
        own, total = cells["mau_so_rieng", code], cells["tong_hs_bang_2", ""]
        formulas["mau_so_ap_dung", code] = f'=IF({numerator}="","",IF({numerator}="-","-",IF({own}="",{total},{own})))'
    return formulas
