from __future__ import annotations

import os
import re
import stat
import sys
import time
from pathlib import Path

import pytest
from pypdf import PageObject, PdfReader

from phuluc.annexes.issued import IssuedDocument
from phuluc.workbook.issue_annex import write_issued_workbook
from phuluc.workbook.pdf import PdfFailedError, PdfTimeoutError, write_pdf
from phuluc.workbook.picture import render_pictures
from phuluc.workbook.soffice import LibreOfficeMissingError, find_soffice
from tests.issued_samples import binh_dinh, communes

TOP_MARGIN = 22 / 25.4 * 72
posix_only = pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands in for LibreOffice")


def printed(document: IssuedDocument, folder: Path) -> list[PageObject]:
    workbook, pdf = folder / "phụ lục.xlsx", folder / "phụ lục.pdf"
    write_issued_workbook(document, workbook, digits=1)
    write_pdf(workbook, pdf)
    return list(PdfReader(pdf).pages)


@pytest.fixture(scope="module")
def report(soffice: Path, tmp_path_factory: pytest.TempPathFactory) -> list[PageObject]:
    assert soffice
    return printed(binh_dinh(), tmp_path_factory.mktemp("report"))


@pytest.fixture(scope="module")
def long_report(soffice: Path, tmp_path_factory: pytest.TempPathFactory) -> list[PageObject]:
    assert soffice
    return printed(communes(), tmp_path_factory.mktemp("long"))


def words(page: PageObject) -> str:
    return re.sub(r"\s+", " ", page.extract_text())


def in_top_margin(page: PageObject) -> str:
    """What is printed in the top margin."""
    limit = float(page.mediabox.height) - TOP_MARGIN
    found: list[str] = []

    def keep(text: str, _cm: list[float], tm: list[float], _font: object, _size: float) -> None:
        if tm[5] > limit:
            found.append(text)

    page.extract_text(visitor_text=keep)
    return "".join(found).strip()


def test_each_annex_is_numbered_from_its_second_page(report: list[PageObject]) -> None:
    """Page numbers stand in the top margin, restart with each annex, and are left off its first page."""
    numbers = [in_top_margin(page) for page in report]
    starts = [number for number, page in enumerate(report) if re.search(r"Phụ lục \d ", words(page))]
    assert len(starts) == 3
    expected = []
    for start, end in zip(starts, [*starts[1:], len(report)], strict=True):
        expected += ["", *(str(number) for number in range(2, end - start + 1))]
    assert numbers == expected


def test_the_annexes_follow_one_another(report: list[PageObject]) -> None:
    """One PDF: Phụ lục 1, 2, 3, each with both tables, A4 landscape, figures with Vietnamese separators."""
    text = " ".join(words(page) for page in report)
    order = [text.index(title) for title in ("CẤP TỈNH: 07", "CẤP HUYỆN: 07", "CẤP XÃ: 07")]
    assert order == sorted(order)
    assert text.count("2. Các chỉ tiêu: (i) Số hóa thành phần hồ sơ") == 3
    assert "8.420" in text
    assert "81,9" in text
    for page in report:
        assert (round(page.mediabox.width), round(page.mediabox.height)) == (842, 595)


def test_every_page_of_a_long_annex_has_the_header_of_its_table(long_report: list[PageObject]) -> None:
    """135 communes in two tables: each page repeats the right header, and every commune stands once in each table."""
    first = [number for number, page in enumerate(long_report) if "DVCTT" in words(page)]
    second = [number for number, page in enumerate(long_report) if "(tính lũy kế)" in words(page)]
    assert first + second == list(range(len(long_report)))
    for pages in (first, second):
        text = " ".join(words(long_report[number]) for number in pages)
        orders = [int(order) for order in re.findall(r"\b(\d+) UBND (?:xã|phường|đặc khu)", text)]
        assert orders == list(range(1, 136))
    assert [in_top_margin(page) for page in long_report] == ["", *map(str, range(2, len(long_report) + 1))]


def test_pages_are_not_scaled_below_the_limit(long_report: list[PageObject]) -> None:
    """Text of 14 points comes out at 85 % of that or more, with the letters of one font only."""
    sizes: set[float] = set()
    families: set[str] = set()

    def keep(text: str, cm: list[float], tm: list[float], font: dict[str, str] | None, size: float) -> None:
        if text.strip():
            sizes.add(round(abs(size * tm[3] * cm[3]), 1))
            families.add(str((font or {}).get("/BaseFont", "")).split("+")[-1].split("-")[0])

    long_report[0].extract_text(visitor_text=keep)
    assert max(sizes) >= 0.85 * 14
    assert len(families) == 1


def test_the_kind_for_archives(soffice: Path, tmp_path: Path) -> None:
    """PDF/A says so inside; a plain PDF does not."""
    assert soffice
    workbook = tmp_path / "annex.xlsx"
    write_issued_workbook(IssuedDocument(binh_dinh().annexes[1:2], title=""), workbook, digits=1)
    write_pdf(workbook, tmp_path / "a.pdf", archive=True)
    metadata = PdfReader(tmp_path / "a.pdf").xmp_metadata
    assert metadata is not None
    marks = {name: metadata.rdf_root.toxml().count(f"<pdfaid:{name}>2<") for name in ("part",)}
    assert marks == {"part": 1}
    assert "<pdfaid:conformance>B<" in metadata.rdf_root.toxml()


def test_pictures_of_every_page(soffice: Path, pdftoppm: Path, tmp_path: Path) -> None:
    """One PNG a page, named by the workbook."""
    assert soffice
    assert pdftoppm
    workbook = tmp_path / "annex.xlsx"
    write_issued_workbook(IssuedDocument(binh_dinh().annexes[1:2], title=""), workbook, digits=1)
    pictures = render_pictures(workbook, tmp_path / "pictures", dpi=40)
    assert [picture.name for picture in pictures] == ["annex-1.png", "annex-2.png"]
    assert all(picture.read_bytes().startswith(b"\x89PNG") for picture in pictures)


def stand_in(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> Path:
    """A script in LibreOffice's place, and a workbook to convert."""
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PHULUC_SOFFICE", str(program))
    workbook = folder / "a.xlsx"
    workbook.write_bytes(b"PK")
    return workbook


OUTDIR = 'while [ "$1" != "--outdir" ]; do shift; done; out="$2"'


@posix_only
def test_a_new_profile_is_started_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit status 81 means "start me again", and is obeyed."""
    script = f'{OUTDIR}\nif [ ! -e "$out/once" ]; then touch "$out/once"; exit 81; fi\necho PDF > "$out/annex.pdf"'
    workbook = stand_in(tmp_path, monkeypatch, script)
    write_pdf(workbook, tmp_path / "a.pdf")
    assert (tmp_path / "a.pdf").read_bytes() == b"PDF\n"


@posix_only
def test_a_failure_is_explained_and_the_old_file_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a PDF the message quotes LibreOffice, and an earlier PDF is untouched."""
    workbook = stand_in(tmp_path, monkeypatch, "echo source file could not be loaded; exit 1")
    (tmp_path / "a.pdf").write_bytes(b"old")
    with pytest.raises(PdfFailedError, match="không tạo được PDF") as caught:
        write_pdf(workbook, tmp_path / "a.pdf")
    assert "could not be loaded" in caught.value.__notes__[0]
    assert (tmp_path / "a.pdf").read_bytes() == b"old"


@posix_only
def test_too_slow_is_ended_with_all_it_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After the time limit neither the launcher nor its children live on."""
    workbook = stand_in(tmp_path, monkeypatch, f'sleep 300 & echo $! > "{tmp_path}/child"; wait')
    started = time.monotonic()
    with pytest.raises(PdfTimeoutError, match="1 giây"):
        write_pdf(workbook, tmp_path / "a.pdf", timeout=1)
    assert time.monotonic() - started < 30
    assert not is_running(int((tmp_path / "child").read_text()))


def is_running(pid: int) -> bool:
    """Whether a process works; one that is ended and not yet collected does not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/stat")
    return not status.exists() or status.read_text().rsplit(")", 1)[1].split()[0] != "Z"


def test_absent_libreoffice_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where PHULUC_SOFFICE names nothing, no other LibreOffice is taken, and the message says what to do."""
    monkeypatch.setenv("PHULUC_SOFFICE", str(tmp_path / "không có"))
    assert find_soffice() is None
    with pytest.raises(LibreOfficeMissingError, match="Cài LibreOffice"):
        write_pdf(tmp_path / "a.xlsx", tmp_path / "a.pdf")


@posix_only
def test_the_python_environment_does_not_reach_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """VIRTUAL_ENV, PYTHONPATH and PYTHONHOME of ours are not handed on."""
    for name in ("VIRTUAL_ENV", "PYTHONPATH", "PYTHONHOME"):
        monkeypatch.setenv(name, "/somewhere")
    script = f'{OUTDIR}\necho "$VIRTUAL_ENV$PYTHONPATH$PYTHONHOME" > "$out/annex.pdf"'
    write_pdf(stand_in(tmp_path, monkeypatch, script), tmp_path / "a.pdf")
    assert (tmp_path / "a.pdf").read_bytes() == b"\n"
