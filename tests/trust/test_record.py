"""The sheet "Nhật ký" tells what was done to a book, with which files, by which program; no person, no folder."""

from __future__ import annotations

import hashlib
import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from phuluc.actions.opening import open_any_book
from phuluc.actions.record import PROGRAM, RecordLine, read_record, rules_version, write_record
from phuluc.annexes.lists import RECORD_AREA_NAME, RECORD_LINES, RECORD_SHEET
from phuluc.book_port import Area
from phuluc.domain.data_table import put_over
from phuluc.domain.scoring_rules import FILE_NAME
from phuluc.workbook.file_book import FileBook
from tests.acceptance.command import QUARTER, done, phuluc
from tests.trust.matrix import Office

pytestmark = pytest.mark.usefixtures("own_state")


def record(book: Path) -> list[RecordLine]:
    return read_record(open_any_book(book)[1])


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_everything_done_is_told(tmp_path: Path) -> None:
    """Import, check, annex, report, refresh, next period stand in the book, each with its files and hashes."""
    office = Office(tmp_path)
    book, annex, report = office.book, tmp_path / "phụ lục.xlsx", tmp_path / "báo cáo.docx"
    before_refresh = sha256(book)
    phuluc("check", book)
    done("annex", book, "-o", annex)
    done("report", book, "-o", report)
    assert sha256(book) == before_refresh
    done("refresh", book)
    before_next = sha256(book)
    done("next-period", book)
    lines = {line.what: line for line in record(book)}
    assert list(lines) == ["Kỳ mới", "Làm mới", "Soạn báo cáo", "Lưu phụ lục", "Kiểm tra", "Nhập số liệu"]
    assert {(line.program, line.rules) for line in lines.values()} == {(PROGRAM, rules_version())}
    taken, issued, written = lines["Nhập số liệu"], lines["Lưu phụ lục"], lines["Soạn báo cáo"]
    assert (taken.file, taken.read) == (office.source.name, sha256(office.source))
    assert (issued.file, issued.read, issued.written) == (annex.name, before_refresh, sha256(annex))
    assert (written.file, written.written) == (report.name, sha256(report))
    assert lines["Làm mới"].read == before_refresh
    assert lines["Kỳ mới"].read == before_next
    assert lines["Kỳ mới"].outcome == "quý I năm 2024 → quý II năm 2024"
    assert "0 lỗi" in lines["Kiểm tra"].outcome
    figures = {line.what: line.figures for line in lines.values()}
    assert figures["Nhập số liệu"] == figures["Kiểm tra"] == figures["Lưu phụ lục"] == figures["Làm mới"]
    assert figures["Kỳ mới"] != figures["Làm mới"]


def test_no_person_and_no_folder(tmp_path: Path) -> None:
    """A file is known by its name alone, whatever it was called on the command line."""
    folder = tmp_path / "Nguyễn Thị Lan"
    folder.mkdir()
    office = Office(folder)
    done("annex", office.book, "-o", folder / "ra.xlsx")
    done("refresh", office.book)
    everything = json.dumps([line.__dict__ for line in record(office.book)], ensure_ascii=False)
    assert "ra.xlsx" in everything
    assert "Nguyễn" not in everything
    assert "/" not in everything.replace(f"{datetime.now().astimezone():%d/%m/%Y}", "")


def test_a_source_that_builds_the_book_anew(tmp_path: Path) -> None:
    """An empty book that becomes another one for the units of the source keeps what was noted before."""
    book = tmp_path / "sổ.xlsx"
    done("new", "bay-chi-tieu", "-o", book)
    phuluc("check", book)
    done("import", QUARTER, book)
    assert [line.what for line in record(book)] == ["Nhập số liệu", "Kiểm tra"]


def test_the_record_is_bounded(tmp_path: Path) -> None:
    """A hundred lines are kept, the newest; no rows are inserted for more."""
    file = FileBook.open(Office(tmp_path).book)
    working = open_any_book(tmp_path / "sổ.xlsx")[1]
    area = file.names()[RECORD_AREA_NAME]
    lines = [
        RecordLine(f"{day:02d}/{month:02d}/2026 08:00", "Lưu phụ lục", "a", "", "", "", f"{month}{day}", "p", "r")
        for month in range(1, 6)
        for day in range(1, 29)
    ]
    write_record(working, lines)
    kept = read_record(working)
    assert len(kept) == RECORD_LINES
    assert kept[0].what == "Nhập số liệu"
    assert kept[1].moment == "28/05/2026 08:00"
    assert working.area(RECORD_AREA_NAME) == area


def test_the_same_again_is_one_line(tmp_path: Path) -> None:
    """Refreshing over and over without a change of figures leaves one line with the last moment."""
    office = Office(tmp_path)
    for _ in range(3):
        done("refresh", office.book)
    assert [line.what for line in record(office.book)] == ["Làm mới", "Nhập số liệu"]


def test_output_elsewhere_leaves_the_record_of_the_book(tmp_path: Path) -> None:
    """With -o the line stands in the new file only; the book keeps every byte."""
    office = Office(tmp_path)
    done("refresh", office.book, "-o", tmp_path / "khác.xlsx")
    assert office.book.read_bytes() == office.whole
    assert record(tmp_path / "khác.xlsx")[0].what == "Làm mới"


def test_undo_is_told_and_loses_no_line(tmp_path: Path) -> None:
    """After an undo the annex issued before it, and the undo, come back into the record with the next writing."""
    office = Office(tmp_path)
    done("annex", office.book, "-o", tmp_path / "ra.xlsx")
    done("refresh", office.book)
    done("undo", office.book)
    assert office.book.read_bytes() == office.whole
    done("next-period", office.book)
    assert {"Hoàn tác", "Lưu phụ lục", "Kỳ mới"} <= {line.what for line in record(office.book)}


def test_a_new_book_of_the_same_name_starts_anew(tmp_path: Path) -> None:
    """What was noted for a book that is gone is not taken into another one in its place."""
    office = Office(tmp_path)
    done("annex", office.book, "-o", tmp_path / "ra.xlsx")
    office.book.unlink()
    done("new", "diem-xa", "-o", office.book)
    done("refresh", office.book)
    assert [line.what for line in record(office.book)] == ["Làm mới"]


def test_a_book_without_the_sheet(tmp_path: Path) -> None:
    """A book whose record somebody removed works as before and gets none."""
    office = Office(tmp_path)
    file = FileBook.open(office.book)
    area = file.names()[RECORD_AREA_NAME]
    book = file.package.content("xl/workbook.xml").replace(RECORD_AREA_NAME.encode(), b"ten_khac")
    _replaced(office.book, "xl/workbook.xml", book)
    before = FileBook.open(office.book).values(area)
    done("refresh", office.book)
    assert FileBook.open(office.book).values(area) == before
    assert record(office.book) == []


def _replaced(path: Path, part: str, content: bytes) -> None:
    from tests.acceptance.packages import parts, written  # noqa: PLC0415

    written(path, {**parts(path), part: content})


def test_a_profile_that_takes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing can be noted, the command says so and does its work."""
    office = Office(tmp_path)
    blocked = tmp_path / "tệp"
    blocked.write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(blocked))
    outcome = done("annex", office.book, "-o", tmp_path / "ra.xlsx")
    assert "nhật ký" in outcome.err
    assert (tmp_path / "ra.xlsx").exists()


def test_only_the_owner_can_read_what_is_kept(own_state: Path, tmp_path: Path) -> None:
    """What waits for the book is private and does not name it."""
    office = Office(tmp_path)
    done("annex", office.book, "-o", tmp_path / "ra.xlsx")
    (kept,) = (own_state / "nhat-ky").iterdir()
    assert kept.stat().st_mode & 0o777 == 0o600
    assert kept.parent.stat().st_mode & 0o777 == 0o700
    assert office.book.stem not in kept.name
    kept.write_text("{damaged")
    done("refresh", office.book)


def test_the_clock_is_the_only_thing_that_differs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the clock stopped, the same action on the same book gives the same bytes."""
    office = Office(tmp_path)
    stopped = datetime(2024, 4, 5, 8, 30, tzinfo=UTC)
    for reader in ("record", "refresh"):
        monkeypatch.setattr(f"phuluc.actions.{reader}.now", lambda: stopped)
    other = Path(shutil.copy(office.book, tmp_path / "bản sao.xlsx"))
    done("refresh", office.book)
    done("refresh", other)
    assert office.book.read_bytes() == other.read_bytes()
    assert "05/04/2024 08:30" in {line.moment for line in record(other)}


def test_staff_may_write_there(tmp_path: Path) -> None:
    """What somebody typed into the record, formulas included, neither stops a command nor is carried out."""
    office = Office(tmp_path)
    file = FileBook.open(office.book)
    area = file.names()[RECORD_AREA_NAME]
    file.set_values(Area(RECORD_SHEET, area.top + 2, 1, area.top + 2, 3), [["hôm qua", 7, "=1+1"]])
    file.save(office.book)
    done("refresh", office.book)
    assert any(line.moment == "hôm qua" and line.file == "=1+1" for line in record(office.book))


def test_the_version_of_the_rules() -> None:
    """Lines an office puts over the shipped rules are another version; without them it is the shipped one again."""
    shipped = rules_version()
    put_over(FILE_NAME, "một dòng của cơ quan", "quy_tac.csv")
    try:
        assert rules_version() != shipped
    finally:
        put_over(FILE_NAME, "", "")
    assert rules_version() == shipped
