"""Columns and row formulas of the sheet "Tổng quan": every unit by seven indicators.

A unit's row finds its figures by its position between the edges of the annex' columns, so that units inserted, moved
or deleted there are followed here.
"""

from __future__ import annotations

from typing import Final

from phuluc.annexes.addresses import column_letters
from phuluc.annexes.layout import column_name
from phuluc.annexes.titles import setting_name
from phuluc.domain.indicators import INDICATORS_BY_LETTER, Tier

OVERVIEW_SHEET: Final = "Tổng quan"
ORDER_COLUMN: Final = 1
NAME_COLUMN: Final = 2
FIRST_RATE_COLUMN: Final = 3
ATTAINED_COLUMN: Final = FIRST_RATE_COLUMN + len(INDICATORS_BY_LETTER)
JUDGED_COLUMN: Final = ATTAINED_COLUMN + 1
RANK_COLUMN: Final = JUDGED_COLUMN + 1
FIRST_STATUS_COLUMN: Final = 27
LAST_COLUMN: Final = FIRST_STATUS_COLUMN + len(INDICATORS_BY_LETTER) - 1


def overview_area_name(tier: Tier) -> str:
    """Return the defined name of a tier's block: its edge row, its unit rows, its edge row."""
    return f"tong_quan_{tier}"


def overview_attained_name(tier: Tier) -> str:
    """Return the defined name of the block's column "Số chỉ tiêu đạt"."""
    return f"tong_quan_{tier}_so_dat"


def overview_formulas(tier: Tier, edge_row: int) -> dict[int, str]:
    """Formula templates by column, with `{row}` for the row; `edge_row` is the row above the block's first unit."""
    # The first cell of a column's range is its top edge, so unit k is item k + 1: the rows from the edge row on.
    # Counted on the empty column beside the block: a formula must not span its own cell.
    blank = column_letters(RANK_COLUMN + 1)
    position = f"ROWS(${blank}${edge_row}:${blank}{{row}})"
    name = "$B{row}"

    def item(role: str, indicator: str = "") -> str:
        return f"INDEX({column_name(tier, role, indicator)},{position})"

    formulas = {
        ORDER_COLUMN: f'=IFERROR(IF({item("tt")}="","",{item("tt")}),"")',
        NAME_COLUMN: f'=IFERROR(IF({item("don_vi")}="","",{item("don_vi")}),"")',
    }
    near = setting_name("nguong_gan_dat")
    for offset, indicator in enumerate(INDICATORS_BY_LETTER):
        rate_cell = f"{column_letters(FIRST_RATE_COLUMN + offset)}{{row}}"
        verdict, target = item("ket_luan", indicator.code), item("chi_tieu", indicator.code)
        formulas[FIRST_RATE_COLUMN + offset] = f'=IF({name}="","",{item("ty_le", indicator.code)})'
        formulas[FIRST_STATUS_COLUMN + offset] = (
            f'=IF({name}="","",IF({verdict}<>"Chưa đạt",{verdict},'
            f'IF({target}-{rate_cell}<={near},"Gần đạt","Chưa đạt")))'
        )
    attained = f"{column_letters(ATTAINED_COLUMN)}{{row}}"
    judged = f"{column_letters(JUDGED_COLUMN)}{{row}}"
    # "Đạt", "Gần đạt" and "Chưa đạt" end alike.
    ending, met = _statuses('(RIGHT({cell},2)="ạt")'), _statuses('({cell}="Đạt")')
    formulas[JUDGED_COLUMN] = f'=IF({name}="","",{ending})'
    formulas[ATTAINED_COLUMN] = f'=IF(N({judged})=0,"",{met})'
    formulas[RANK_COLUMN] = (
        f'=IF(ISNUMBER({attained}),COUNTIF({overview_attained_name(tier)},">"&{attained})+1,IF({name}="","","-"))'
    )
    return formulas


def _statuses(test: str) -> str:
    """Count the statuses of a row that pass a test of `{cell}`; a status that is an error makes the count one.

    Cell by cell, because COUNTIF over calculated cells takes the engine of headless evaluation a millisecond a call.
    """
    columns = range(FIRST_STATUS_COLUMN, LAST_COLUMN + 1)
    return "+".join(test.replace("{cell}", f"{column_letters(column)}{{row}}") for column in columns)
