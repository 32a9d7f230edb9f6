"""The whole country's communes, 3,321 rows, in the open document."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from benchmarks.scale import COUNTRY
from phuluc.book_port import Area
from phuluc.workbook.file_book import FileBook
from tests.hosts.libreoffice.comparing import close, rules_of
from tests.hosts.libreoffice.live_office import LiveOffice

#: What tells of the action itself.
RECORD = "Nhật ký"


def test_a_book_of_the_whole_country_is_refreshed(live: LiveOffice, country_book: Path, tmp_path: Path) -> None:
    """ "Làm mới xếp hạng" mends spoiled ranks of 3,321 communes: every cell is the commands' one; it says so."""
    document = live.open(Path(shutil.copy(country_book, tmp_path / "cả nước.xlsx")))
    names, rules = document.NamedRanges, rules_of(document)
    ranking = names.getByName("xep_hang_cap_xa").getReferredCells()
    ranks = ranking.getDataArray()
    ranking.getCellRangeByPosition(0, 1, 0, COUNTRY).setDataArray(((0,),) * COUNTRY)
    told = live.press(document, "btnRefresh")
    assert [note["kind"] for note in told] == ["tell"], told
    assert "CẤP XÃ (Số chỉ tiêu đạt): hạng 1 là" in told[-1]["text"]
    assert ranking.getDataArray() == ranks
    assert rules_of(document) == rules
    assert different_cells(FileBook.open(country_book), document) == []
    document.close(True)


def different_cells(expected: FileBook, document: Any) -> list[str]:
    """Cells that do not show what a file holds."""
    different = []
    compared = 0
    for name in expected.sheet_names():
        if name == RECORD:
            continue
        area = expected.used_area(name)
        shown = screen(document, area)
        for row, (ours, theirs) in enumerate(zip(expected.values(area), shown, strict=True), area.top):
            compared += len(ours)
            different += [
                f"{name} {row}: {one!r} {two!r}"
                for one, two in zip(ours, theirs, strict=True)
                if (one or None) != (two or None) and not close(one, two)
            ]
    assert compared > 10 * COUNTRY
    return different


def screen(document: Any, area: Area) -> Any:
    sheet = document.Sheets.getByName(area.sheet)
    cells = sheet.getCellRangeByPosition(area.left - 1, area.top - 1, area.right - 1, area.bottom - 1)
    # An error value is None.
    return [["error" if cell is None else cell for cell in row] for row in cells.getDataArray()]
