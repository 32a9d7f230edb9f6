"""The LibreOffice that stays ready: right figures, PDF, limits of time, crashes, and nothing left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
import xlsxwriter
from pypdf import PdfReader

from benchmarks.scale import COUNTRY
from phuluc.actions.import_figures import import_figures
from phuluc.actions.new_book import create_book
from phuluc.hosts.libreoffice.errors import OfficeCrashedError, OfficeTimeoutError, OfficeUnwillingError
from phuluc.hosts.libreoffice.warm_office import WarmOffice
from phuluc.results import no_progress
from phuluc.workbook.errors import WorkbookFileError
from phuluc.workbook.file_book import FileBook
from phuluc.workbook.soffice import LibreOfficeMissingError
from tests.hosts.libreoffice.live_office import is_running
from tests.trust.effort import examples

#: Growth of the office over conversions in a row, in bytes: a document that stayed open would be some million each.
MOST_GROWTH = 40_000_000
ROOT = Path(__file__).parents[3]
QUARTER_ONE = ROOT / "tests" / "data" / "so_tay_binh_dinh_2024_q1.xlsx"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as made:
        sheet = made.add_worksheet("T")
        sheet.write_row("A1", [59, 72])
        sheet.write_formula("C1", "=INDICATOR_RATE(A1,B1)", None, 0)
        sheet.write_formula("D1", '=INDICATOR_RATE("x",B1)', None, 0)
    return path


def test_figures_as_libreoffice_computes_them(warm: WarmOffice, book: Path) -> None:
    """Our functions compute, errors come by their names, and the workbook is not touched."""
    before = book.read_bytes()
    assert warm.values(book) == {"T": [[59, 72, 81.9, "#VALUE!"]]}
    assert book.read_bytes() == before


def test_pdf_and_pdf_for_the_archive(warm: WarmOffice, book: Path, tmp_path: Path) -> None:
    """A plain PDF, and PDF/A with its mark, with Vietnamese separators."""
    warm.write_pdf(book, tmp_path / "a.pdf")
    warm.write_pdf(book, tmp_path / "b.pdf", archive=True)
    assert "72" in PdfReader(tmp_path / "a.pdf").pages[0].extract_text()
    marks = [b"pdfaid:part" in (tmp_path / name).read_bytes() for name in ("a.pdf", "b.pdf")]
    assert marks == [False, True]


def test_one_process_serves_many_tasks(warm: WarmOffice, book: Path) -> None:
    """The second task finds the office warm."""
    warm.values(book)
    process = warm.process_id
    started = time.monotonic()
    warm.values(book)
    assert warm.process_id == process
    assert time.monotonic() - started < 5


def test_conversions_in_a_row(warm: WarmOffice, book: Path, tmp_path: Path) -> None:
    """One process makes PDF after PDF, 100 in `make soak`: it does not grow, and leaves no file behind."""
    printed = tmp_path / "a.pdf"

    def convert() -> None:
        printed.unlink(missing_ok=True)
        warm.write_pdf(book, printed)
        assert printed.read_bytes().startswith(b"%PDF-")

    for _ in range(2):
        convert()
    process, before = warm.process_id, memory_of(warm.process_id)
    for _ in range(examples(5)):
        convert()
    assert warm.process_id == process
    assert memory_of(process) - before < MOST_GROWTH
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.pdf", "a.xlsx"]


def memory_of(process: int | None) -> int:
    """Bytes that a process and what it started hold now."""
    listed = subprocess.run(["ps", "-e", "-o", "pid=,sid=,rss="], check=True, capture_output=True, text=True).stdout
    rows = [[int(cell) for cell in line.split()] for line in listed.splitlines()]
    held = [kilobytes for pid, session, kilobytes in rows if process in (pid, session)]
    assert held
    return 1024 * sum(held)


def test_a_book_of_the_whole_country(warm: WarmOffice, country_book: Path) -> None:
    """3,321 communes: every formula cell of the live edition has the headless result in LibreOffice too."""
    compared = compare(country_book, warm)
    assert compared > 10 * COUNTRY


def test_published_figures(warm: WarmOffice, tmp_path: Path) -> None:
    """The figures of a real quarter: every cell agrees."""
    path = tmp_path / "a.xlsx"
    create_book("bay-chi-tieu", path, edition="live", settings={}, progress=no_progress)
    import_figures(QUARTER_ONE, path, None, slot="current", progress=no_progress)
    assert compare(path, warm) > 1000


def compare(path: Path, warm: WarmOffice) -> int:
    """Compare all formula cells; gives how many there were."""
    headless, seen = FileBook.open(path), warm.values(path)
    assert headless.recalculate() == []
    different = []
    compared = 0
    for name in headless.sheet_names():
        area = headless.used_area(name)
        for row, (formulas, values) in enumerate(zip(headless.formulas(area), headless.values(area), strict=True)):
            for column, (formula, value) in enumerate(zip(formulas, values, strict=True)):
                if formula is None:
                    continue
                compared += 1
                found = seen[name][area.top - 1 + row][area.left - 1 + column]
                expected = "" if value is None else value
                if found != expected and not (
                    isinstance(found, float) and isinstance(expected, (int, float)) and abs(found - expected) < 1e-9
                ):
                    different.append((name, row, column, formula, found, expected))
    assert different == []
    return compared


def test_too_slow_is_ended_and_the_next_task_gets_another(soffice: Path, book: Path) -> None:
    """After the time limit the process is gone; the task after that is done by a new one."""
    assert soffice
    with WarmOffice(timeout=30) as office:
        office.values(book)
        stuck = office.process_id
        assert stuck is not None
        os.killpg(stuck, signal.SIGSTOP)
        office._timeout = 1
        with pytest.raises(OfficeTimeoutError, match="1 giây"):
            office.values(book)
        assert not is_running(stuck)
        office._timeout = 30
        assert office.values(book)["T"][0][2] == 81.9


def test_a_crash_is_said_and_the_next_task_gets_another(soffice: Path, book: Path) -> None:
    """A process that died between two tasks is replaced without a word; one that dies at work is named."""
    assert soffice
    with WarmOffice(timeout=30) as office:
        office.values(book)
        assert office.process_id is not None
        os.killpg(office.process_id, signal.SIGKILL)
        time.sleep(0.5)
        assert office.values(book)["T"][0][2] == 81.9
        with pytest.raises(OfficeCrashedError, match="dừng giữa chừng"):
            _die_at_work(office, book)
        assert office.values(book)["T"][0][2] == 81.9


def _die_at_work(office: WarmOffice, book: Path) -> None:
    process = office.process_id
    assert process is not None
    os.killpg(process, signal.SIGSTOP)
    killer = threading.Timer(0.5, os.killpg, (process, signal.SIGKILL))
    killer.start()
    try:
        office.values(book)
    finally:
        killer.join()


OWNERS = {
    "warm office": "from phuluc.hosts.libreoffice.warm_office import WarmOffice; from pathlib import Path\n"
    "office = WarmOffice(); office.values(Path(sys.argv[1])); process = office.process_id",
    "engine": "from phuluc.hosts.libreoffice.engine import activate; import xlwings\n"
    "activate(); app = xlwings.App(visible=False); process = app.pid",
}


@pytest.mark.parametrize("owner", OWNERS.values(), ids=OWNERS.keys())
def test_nothing_is_left_behind_when_its_owner_is_killed(soffice: Path, book: Path, owner: str) -> None:
    """A process of ours that is killed takes its LibreOffice along; it started it from an activated environment."""
    assert soffice
    code = f"import sys, time\n{owner}\nprint(process, flush=True); time.sleep(60)"
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PATH": path, "VIRTUAL_ENV": sys.prefix}
    with subprocess.Popen([sys.executable, "-c", code, str(book)], stdout=subprocess.PIPE, env=environment) as running:
        assert running.stdout is not None
        office = int(running.stdout.readline())
        running.kill()
    deadline = time.monotonic() + 20
    while is_running(office) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not is_running(office)


def test_refusals_are_explained(warm: WarmOffice, tmp_path: Path) -> None:
    """A file that is no workbook is refused by us; what LibreOffice refuses is quoted with the file's name."""
    broken = tmp_path / "hỏng.xlsx"
    broken.write_bytes(b"PK\x03\x04 no")
    with pytest.raises(WorkbookFileError):
        warm.values(broken)
    with pytest.raises(OfficeUnwillingError, match="không làm được"):
        warm.ask("recalculated_values", broken, source=str(tmp_path / "không có.xlsx"))


def test_absent_libreoffice_is_said(book: Path) -> None:
    """Without LibreOffice the message says what to install."""
    with WarmOffice(find=lambda: None) as office, pytest.raises(LibreOfficeMissingError, match="Cài LibreOffice"):
        office.values(book)
