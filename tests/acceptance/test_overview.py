"""The sheet "Tổng quan" on figures of every kind, flawed ones included."""

from __future__ import annotations

from pathlib import Path

import pytest

from phuluc.annexes.overview import (
    ATTAINED_COLUMN,
    FIRST_STATUS_COLUMN,
    JUDGED_COLUMN,
    LAST_COLUMN,
    NAME_COLUMN,
    overview_area_name,
)
from phuluc.book_port import Area
from phuluc.domain.figures import CellValue
from phuluc.domain.indicators import Tier
from phuluc.workbook.file_book import FileBook
from tests.acceptance.dirty_input import TIERS


def overview_rows(path: Path, tier: Tier) -> list[list[CellValue]]:
    book = FileBook.open(path)
    area = book.names()[overview_area_name(tier)]
    return book.values(Area(area.sheet, area.top + 1, 1, area.bottom - 1, LAST_COLUMN))


@pytest.mark.parametrize("tier", TIERS)
def test_statuses_of_a_unit_are_counted(dirty_live: Path, tier: Tier) -> None:
    """Attained are the statuses "Đạt", judged those with a verdict, not "-" and blanks; an error makes both one."""
    rows = overview_rows(dirty_live, tier)
    assert len(rows) == TIERS[tier]
    statuses = [row[FIRST_STATUS_COLUMN - 1 : LAST_COLUMN] for row in rows]
    seen = {status for row in statuses for status in row}
    assert {"Đạt", "Gần đạt", "Chưa đạt", "-", "#VALUE!"} <= seen
    for row, of_unit in zip(rows, statuses, strict=True):
        judged = sum(status in ("Đạt", "Gần đạt", "Chưa đạt") for status in of_unit)
        counts: tuple[CellValue, CellValue] = (judged, of_unit.count("Đạt") if judged else "")
        expected = ("#VALUE!", "#VALUE!") if "#VALUE!" in of_unit else counts
        assert (row[JUDGED_COLUMN - 1], row[ATTAINED_COLUMN - 1]) == expected, row[NAME_COLUMN - 1]
