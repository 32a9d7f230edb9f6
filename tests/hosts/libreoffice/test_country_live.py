"""The whole country's communes, 3,321 rows, in the open document."""

from __future__ import annotations

import shutil
from pathlib import Path

from benchmarks.scale import COUNTRY
from phuluc.workbook.file_book import FileBook
from tests.hosts.libreoffice.comparing import differences, rules_of
from tests.hosts.libreoffice.live_office import EXCEL, LiveOffice
from tests.scaled_books import EMPTY, FIGURES


def test_the_figures_of_the_whole_country_are_imported(live: LiveOffice, country_book: Path, tmp_path: Path) -> None:
    """ "Nhập số liệu" into the open book gives every cell as `phuluc import` does, and says how many units came in."""
    empty = Path(shutil.copy(country_book.with_name(EMPTY), tmp_path / "cả nước.xlsx"))
    document = live.open(empty)
    rules = rules_of(document)
    told = live.press(document, "btnImport", country_book.with_name(FIGURES), 0)
    assert [note["kind"] for note in told] == ["choose", "tell"], told
    assert f"{COUNTRY} đơn vị" in told[-1]["text"]
    assert rules_of(document) == rules
    saved = tmp_path / "đã lưu.xlsx"
    live.save(document, saved, EXCEL)
    document.close(True)
    assert differences(FileBook.open(country_book), FileBook.open(saved)) == []
