"""A year of periods in one book, and fifty books in a row: nothing grows that should not."""

from __future__ import annotations

import gc
import json
import os
import shutil
from pathlib import Path

import pytest

from phuluc.actions.check import check_book
from phuluc.actions.import_figures import import_figures
from phuluc.actions.next_period import start_next_period
from phuluc.actions.refresh import refresh_book
from tests.acceptance.command import done, phuluc
from tests.trust.matrix import Office

UNITS, MONTHS, BOOKS = 15, 12, 50
#: Growth of the process over the last forty books, in bytes: each of them takes some twenty million while it is open.
MOST_GROWTH = 25_000_000


def month_of(folder: Path, month: int) -> Path:
    """A source of one month: every count grows with it."""
    lines = ["kỳ,cấp,đơn vị,chỉ tiêu,chỉ tiêu giao,mẫu số,tử số"]
    lines += [
        f"tháng {month:02d}/2026,cấp xã,UBND xã Số {unit},Hồ sơ trực tuyến,60,{100 * month + unit},{60 * month + unit}"
        for unit in range(1, UNITS + 1)
    ]
    path = folder / f"{month:02d}.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.mark.usefixtures("own_state")
def test_a_year_of_periods(tmp_path: Path) -> None:
    """Twelve imports, each over the period before: figures are the month's, the book does not grow, undo goes back."""
    book = tmp_path / "sổ.xlsx"
    done("new", "bay-chi-tieu", "-o", book)
    sizes = []
    for month in range(1, MONTHS + 1):
        if month > 1:
            start_next_period(book, None)
        import_figures(month_of(tmp_path, month), book, None)
        sizes.append(book.stat().st_size)
        tables = json.loads(done("export", book).out)["tables"]
        (rows,) = [table["rows"] for table in tables if table["rows"]]
        figures = [row["values"]["ho_so_truc_tuyen"] for row in rows]
        assert [figure["numerator"] for figure in figures] == [60 * month + unit for unit in range(1, UNITS + 1)]
        assert [figure["denominator"] for figure in figures] == [100 * month + unit for unit in range(1, UNITS + 1)]
    assert max(sizes[2:]) < 1.1 * min(sizes[2:])
    assert not [finding for finding in check_book(book) if finding.severity == "error"]
    assert phuluc("undo", book).status == 0


@pytest.mark.usefixtures("own_state")
def test_fifty_books_in_one_process(tmp_path: Path) -> None:
    """Working on book after book keeps no more memory than working on a few."""
    office = Office(tmp_path)

    def work(number: int) -> None:
        book = Path(shutil.copy(office.book, tmp_path / f"{number}.xlsx"))
        refresh_book(book, None)
        book.unlink()

    for number in range(10):
        work(number)
    before = resident()
    for number in range(10, BOOKS):
        work(number)
    assert resident() - before < MOST_GROWTH


def resident() -> int:
    """Bytes of memory this process holds now."""
    gc.collect()
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
