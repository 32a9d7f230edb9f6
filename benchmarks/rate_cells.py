"""Two workbooks with the same 10,000 rates: as calls of INDICATOR_RATE, and as native formulas."""

from __future__ import annotations

from pathlib import Path

from phuluc.functions import INDICATOR_RATE

CELLS = 10_000
FORMULAS = {
    "function": "INDICATOR_RATE(B{row},A{row})",
    "native": 'IF(B{row}="","",IF(OR(A{row}="",A{row}="-",A{row}=0),"-",ROUND(100*B{row}/A{row},1)))',
}


def write_rate_cells(path: Path, formula: str) -> None:
    """Denominators in column A, numerators in B, rates in C with their right cached values."""
    from xlsxwriter import Workbook

    with Workbook(str(path)) as workbook:
        sheet = workbook.add_worksheet()
        for row in range(CELLS):
            denominator = 100 + row % 997
            numerator = row * 7 % (denominator + 1)
            sheet.write_row(row, 0, (denominator, numerator))
            rate = INDICATOR_RATE(numerator, denominator)
            sheet.write_formula(row, 2, "=" + formula.format(row=row + 1), None, rate)
