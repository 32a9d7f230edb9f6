"""Columns of a list that tell of people reach nothing: no book, message, log, kept version or temporary file."""

from __future__ import annotations

import os
import stat
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest

from phuluc.workbook.office_process import OfficeProcess
from tests.acceptance.command import DATA, ROOT, phuluc
from tests.score_documents import SOURCES
from tests.trust.matrix import drawn_without_office

#: The columns of a dossier list that Luật 91/2025/QH15 protects, and what stands in them.
PERSONAL = {
    "Chủ hồ sơ": "Bùi Thị Riêng Tư",
    "Số điện thoại": "0987654321",
    "Cán bộ xử lý hiện tại": "Đỗ Văn Kín Đáo",
    "Số định danh": "052099001234",
}
_DOSSIERS = {
    "Số hồ sơ": "000.00.01.H26-260930-0012",
    "Tên thủ tục hành chính": "Cấp giấy phép",
    "Ngày tiếp nhận": "01/03/2024",
    "Ngày hẹn trả": "10/03/2024",
    "Cơ quan/đơn vị": "Sở Y tế",
    "Trạng thái hồ sơ": "Đã quá hạn",
}


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of temporary files of this test alone; nothing may be left in it."""
    folder = tmp_path / "tạm"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    assert list(folder.iterdir()) == []


@pytest.fixture(autouse=True)
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The log file of this test's commands."""
    path = tmp_path / "nhật ký" / "phuluc.log"
    monkeypatch.setattr("phuluc.hosts.logfile.log_path", lambda: path)
    return path


def with_people(lines: list[str], separator: str) -> str:
    """A table as text, with the personal columns behind it in every row."""
    head, *rows = lines
    more = [separator.join((row, *PERSONAL.values())) for row in rows if row.strip()]
    return "\n".join([separator.join((head, *PERSONAL)), *more])


def long_form(folder: Path) -> Path:
    path = folder / "dài.csv"
    figures = "quý I năm 2024,cấp tỉnh,Sở Y tế,Hồ sơ trực tuyến,61,72,59"
    path.write_text(with_people(["kỳ,cấp,đơn vị,chỉ tiêu,chỉ tiêu giao,mẫu số,tử số", figures], ","), encoding="utf-8")
    return path


def scores(folder: Path) -> Path:
    """The weekly figures with their overdue dossiers."""
    source = ROOT / "examples" / "diem-tuan" / SOURCES["diem-tuan"][1][0]
    lines = source.read_text(encoding="utf-8-sig").splitlines()
    path = folder / "điểm.csv"
    path.write_text(with_people(lines, ";" if ";" in lines[0] else ","), encoding="utf-8")
    return path


def annex(folder: Path) -> Path:
    """A hand-made annex with columns of people to the right of its tables."""
    path = folder / "phụ lục.xlsx"
    book = openpyxl.load_workbook(DATA / "so_tay_binh_dinh_2024_q1.xlsx")
    for sheet in book:
        for row in range(1, sheet.max_row + 1):
            for column, (caption, text) in enumerate(PERSONAL.items(), 25):
                sheet.cell(row, column).value = caption if row == 6 else text
    book.save(path)
    return path


def dossiers(folder: Path) -> Path:
    """A list of dossiers, which is no table of figures."""
    path = folder / "hồ sơ.xlsx"
    book = openpyxl.Workbook()
    book.active.append([*_DOSSIERS, *PERSONAL])
    for _ in range(3):
        book.active.append([*_DOSSIERS.values(), *PERSONAL.values()])
    book.save(path)
    return path


def people_alone(folder: Path) -> Path:
    """A list of people without any caption."""
    path = folder / "người.csv"
    path.write_text("\n".join([";".join(PERSONAL.values())] * 3), encoding="utf-8")
    return path


def everything_below(folder: Path, but: Path) -> bytes:
    """All bytes of all files but the source, parts of packages inflated, and the names of the files."""
    found = []
    for path in folder.rglob("*"):
        if not path.is_file() or path == but:
            continue
        found.append(str(path).encode())
        found.append(path.read_bytes())
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as package:
                found += [package.read(name) for name in package.namelist()]
    return b"\n".join(found)


SOURCE_KINDS: dict[str, Callable[[Path], Path]] = {
    "long form": long_form,
    "scores": scores,
    "annex": annex,
    "dossiers": dossiers,
    "people alone": people_alone,
}


@pytest.mark.parametrize("kind", ["bay-chi-tieu", "diem-tuan"])
@pytest.mark.parametrize("form", SOURCE_KINDS)
def test_no_source_lets_people_through(form: str, kind: str, own_state: Path, tmp_path: Path) -> None:
    """Whatever is imported, checked, issued, listed as units: names, numbers and telephones stay in the source."""
    source = SOURCE_KINDS[form](tmp_path)
    book, by_units, issued = tmp_path / "sổ.xlsx", tmp_path / "đơn vị.xlsx", tmp_path / "ra.xlsx"
    said = [
        phuluc("new", kind, "-o", book),
        phuluc("new", kind, "-o", by_units, "--units", source),
        phuluc("import", source, book),
        phuluc("import", source, book, "--slot", "previous"),
        phuluc("check", book, "--json"),
        phuluc("refresh", book),
        phuluc("annex", book, "-o", issued, "--force"),
        phuluc("verify", source, book),
        phuluc("aggregate", source, "-o", tmp_path / "số liệu.xlsx", "--overdue"),
        phuluc("export", book),
    ]
    assert own_state.exists()
    everything = everything_below(tmp_path, source) + "".join(one.out + one.err for one in said).encode()
    assert [text for text in PERSONAL.values() if text.encode() in everything] == []


def test_a_failure_nobody_expected(log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The log tells where the program failed, and not what stood in the cell at which it did."""

    def failing(*_: object, **__: object) -> None:
        raise ValueError(PERSONAL["Chủ hồ sơ"])

    monkeypatch.setattr("phuluc.actions.import_figures.open_any_book", failing)
    outcome = phuluc("import", long_form(tmp_path), tmp_path / "sổ.xlsx")
    assert outcome.status == 2
    written = log.read_text(encoding="utf-8")
    assert "ValueError" in written
    assert PERSONAL["Chủ hồ sơ"] not in written + outcome.out + outcome.err


def test_temporary_files_are_private(temporary: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is put aside while a command works can be read by nobody else and is gone afterwards."""
    book = tmp_path / "sổ.xlsx"
    assert phuluc("new", "bay-chi-tieu", "-o", book).status == 0
    seen: list[int] = []
    kept = os.replace

    def watched(source: str | Path, target: str | Path) -> None:
        seen.extend(stat.S_IMODE(path.stat().st_mode) for path in temporary.iterdir())
        kept(source, target)

    monkeypatch.setattr(os, "replace", watched)
    with drawn_without_office():
        assert phuluc("picture", book, "-o", tmp_path / "hình.png").status == 0
    assert seen
    assert set(seen) == {0o700}


def test_the_files_of_an_office_are_private(temporary: Path) -> None:
    """The profile and the copies of a LibreOffice that was started stand in a folder of their own, and go with it."""
    process = OfficeProcess(Path("soffice"))
    assert process.folder.parent == temporary
    assert stat.S_IMODE(process.folder.stat().st_mode) == 0o700
    process.end()
    assert not process.folder.exists()


def test_a_file_being_written_is_private(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Until a file is whole nobody else can read what is written of it."""
    modes: list[int] = []
    flush = os.fsync

    def watched(handle: int) -> None:
        if stat.S_ISREG(os.fstat(handle).st_mode):
            modes.append(stat.S_IMODE(os.fstat(handle).st_mode))
        flush(handle)

    monkeypatch.setattr(os, "fsync", watched)
    assert phuluc("new", "bay-chi-tieu", "-o", tmp_path / "sổ.xlsx").status == 0
    assert set(modes) == {0o600}
