"""Bad input: one clear message, exit 2, and no file changed."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.acceptance.bad_files import BOOKS, SOURCES
from tests.acceptance.command import QUARTER, Outcome, phuluc
from tests.acceptance.packages import fingerprints, parts, written
from tests.trust.faults import Disk

#: Arguments of each command that reads a book.
COMMANDS: dict[str, tuple[str, ...]] = {
    "import": ("import", str(QUARTER), "BOOK"),
    "import elsewhere": ("import", str(QUARTER), "BOOK", "-o", "OUT"),
    "refresh": ("refresh", "BOOK"),
    "refresh elsewhere": ("refresh", "BOOK", "-o", "OUT"),
    "check": ("check", "BOOK"),
    "annex": ("annex", "BOOK", "-o", "OUT"),
    "export": ("export", "BOOK"),
}
WRITING_THE_BOOK = ("import", "refresh")


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A folder with a file of somebody else in it."""
    folder = tmp_path / "văn phòng"
    folder.mkdir()
    (folder / "ghi chú.txt").write_text("của người khác", encoding="utf-8")
    return folder


def run(command: str, folder: Path, book: Path) -> Outcome:
    places = {"BOOK": str(book), "OUT": str(folder / "ra.xlsx")}
    return phuluc(*[places.get(part, part) for part in COMMANDS[command]])


def assert_one_message(outcome: Outcome, says: str, name: str) -> None:
    """One line on standard error: what, where, what to do; nothing else anywhere."""
    assert outcome.status == 2, outcome.err
    assert outcome.out == ""
    assert "Traceback" not in outcome.err
    (line,) = outcome.err.splitlines()
    assert line.startswith("Lỗi: ")
    assert says in line
    assert name in line
    assert "ngoài dự kiến" not in line
    sentences = line.removesuffix(".").split(". ")
    assert len(sentences) >= 2, f"no remedy: {line}"


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("kind", BOOKS)
def test_a_bad_book(kind: str, command: str, office: Path) -> None:
    """Every command says what is wrong with a bad book and changes nothing."""
    make, says = BOOKS[kind]
    book = make(office / "sổ.xlsx")
    before = fingerprints(office)
    assert_one_message(run(command, office, book), says, "sổ.xlsx")
    assert fingerprints(office) == before


@pytest.mark.parametrize("kind", SOURCES)
def test_a_bad_source(kind: str, office: Path, quarter_live: Path) -> None:
    """`import` says what is wrong with a bad source and leaves the book as it is."""
    make, says = SOURCES[kind]
    source = make(office / "nguồn.xlsx")
    book = Path(shutil.copy(quarter_live, office / "sổ.xlsx"))
    before = fingerprints(office)
    # What is wrong inside a workbook is told by sheet and cell.
    where = "Phụ lục 1!A6" if kind == "without headers" else "nguồn.xlsx"
    assert_one_message(phuluc("import", source, book), says, where)
    assert fingerprints(office) == before


@pytest.mark.parametrize("lock", ["~$sổ.xlsx", ".~lock.sổ.xlsx#"])
@pytest.mark.parametrize("command", WRITING_THE_BOOK)
def test_a_book_open_in_a_spreadsheet_program(command: str, lock: str, office: Path, quarter_live: Path) -> None:
    """A book that Excel or LibreOffice holds open is not written; the message names the lock."""
    book = Path(shutil.copy(quarter_live, office / "sổ.xlsx"))
    (office / lock).write_bytes(b"somebody")
    before = fingerprints(office)
    outcome = run(command, office, book)
    assert_one_message(outcome, "đang mở", "sổ.xlsx")
    assert lock in outcome.err
    assert fingerprints(office) == before


@pytest.mark.parametrize("command", ["check", "export", "refresh elsewhere", "annex"])
def test_a_book_open_elsewhere_can_be_read(command: str, office: Path, quarter_live: Path) -> None:
    """Commands that leave the book alone work while it is open."""
    book = Path(shutil.copy(quarter_live, office / "sổ.xlsx"))
    (office / "~$sổ.xlsx").write_bytes(b"somebody")
    assert run(command, office, book).status == 0


@pytest.mark.parametrize("command", ["import", "refresh", "refresh elsewhere", "annex"])
def test_a_folder_one_may_not_write_to(
    command: str, office: Path, quarter_live: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the folder cannot be written, the message says so and the book is whole."""
    book = Path(shutil.copy(quarter_live, office / "sổ.xlsx"))

    if os.geteuid() == 0:  # permissions do not stop an administrator: the system call is made to refuse
        Disk(office, monkeypatch).fail("open", PermissionError(13, "Permission denied", str(office)))
    else:
        office.chmod(0o555)
    before = fingerprints(office)
    outcome = run(command, office, book)
    office.chmod(0o755)
    assert_one_message(outcome, "không ghi được", "xlsx")
    assert fingerprints(office) == before


@pytest.mark.parametrize("command", ["import elsewhere", "refresh elsewhere", "annex"])
def test_a_folder_that_does_not_exist(command: str, office: Path, quarter_live: Path) -> None:
    """An output in a folder that does not exist is refused by the folder's name."""
    book = Path(shutil.copy(quarter_live, office / "sổ.xlsx"))
    before = fingerprints(office)
    assert_one_message(run(command, office / "không có", book), "thư mục để lưu tệp không tồn tại", "không có")
    assert fingerprints(office) == before


@pytest.mark.parametrize(
    ("argv", "name"),
    [
        (("annex", "sổ.xlsx", "-o", "sổ.xlsx"), "sổ.xlsx"),
        (("annex", "sổ.xlsx", "-o", "./sổ.xlsx"), "sổ.xlsx"),
        (("annex", "sổ.xlsx", "-o", "ra.xlsx", "--pdf", "sổ.xlsx"), "sổ.xlsx"),
        (("annex", "sổ.xlsx", "-o", "ra.xlsx", "--pdf", "ra.xlsx"), "ra.xlsx"),
        (("import", "nguồn.xlsx", "sổ.xlsx", "-o", "nguồn.xlsx"), "nguồn.xlsx"),
        (("import", "sổ.xlsx", "sổ.xlsx"), "sổ.xlsx"),
    ],
)
def test_an_output_over_its_source(
    argv: tuple[str, ...], name: str, office: Path, quarter_live: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No command writes its output over what it reads, or two outputs into one file."""
    shutil.copy(quarter_live, office / "sổ.xlsx")
    shutil.copy(QUARTER, office / "nguồn.xlsx")
    monkeypatch.chdir(office)
    before = fingerprints(office)
    assert_one_message(phuluc(*argv), "trùng", name)
    assert fingerprints(office) == before


def test_a_new_book_never_replaces_a_file(office: Path, quarter_live: Path) -> None:
    """`new` refuses a name that is taken."""
    book = Path(shutil.copy(quarter_live, office / "sổ.xlsx"))
    before = fingerprints(office)
    assert_one_message(phuluc("new", "bay-chi-tieu", "-o", book), "đã có", "sổ.xlsx")
    assert fingerprints(office) == before


def test_output_with_the_wrong_ending(office: Path, quarter_live: Path) -> None:
    """A working book is not saved under a name Excel would refuse to open."""
    book = Path(shutil.copy(quarter_live, office / "sổ.xlsx"))
    before = fingerprints(office)
    assert_one_message(phuluc("refresh", book, "-o", office / "ra.xlsm"), "đuôi tệp", "ra.xlsm")
    assert fingerprints(office) == before


def test_a_book_whose_names_were_deleted(office: Path, quarter_live: Path) -> None:
    """A book from which the names of a table are gone is refused with what is missing and the way out."""
    content = parts(quarter_live)
    workbook = content["xl/workbook.xml"].replace(b"cap_tinh_so_hoa_tu_so", b"ten_khac")
    written(office / "sổ.xlsx", {**content, "xl/workbook.xml": workbook})
    before = fingerprints(office)
    outcome = run("refresh", office, office / "sổ.xlsx")
    assert_one_message(outcome, "cap_tinh_so_hoa_tu_so", "sổ.xlsx")
    assert fingerprints(office) == before
