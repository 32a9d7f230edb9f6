"""Every fault under every command that writes, and what came of it: the source of the table in docs/reliability.md."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from phuluc.annexes.lists import FINDINGS_SUMMARY_NAME
from phuluc.workbook.file_book import FileBook
from phuluc.workbook.saving import save_atomically
from tests.acceptance.command import ROOT, done, phuluc
from tests.aggregate.igate import dossier, write_csv
from tests.trust.faults import FAULTS

DOCUMENT = ROOT / "docs" / "reliability.md"
START, END = "<!-- faults -->", "<!-- /faults -->"
#: The arguments of each command that writes; TARGET is the file it writes.
COMMANDS: dict[str, tuple[str, ...]] = {
    "new": ("new", "bay-chi-tieu", "-o", "TARGET"),
    "import": ("import", "SOURCE", "TARGET"),
    "import -o": ("import", "SOURCE", "BOOK", "-o", "TARGET"),
    "aggregate": ("aggregate", "LIST", "-o", "TARGET", "--period", "quý I năm 2026"),
    "refresh": ("refresh", "TARGET"),
    "next-period": ("next-period", "TARGET"),
    "next-period -o": ("next-period", "BOOK", "-o", "TARGET"),
    "annex": ("annex", "BOOK", "-o", "TARGET"),
    "report": ("report", "BOOK", "-o", "TARGET"),
    "picture": ("picture", "BOOK", "-o", "TARGET"),
    "wording": ("wording", "BOOK", "-o", "TARGET"),
    "freeze": ("freeze", "BOOK", "-o", "TARGET"),
    "undo": ("undo", "TARGET"),
}
#: Commands that never write over a file, and files that are no workbooks.
_NEW_FILES = ("new", "wording")
_SUFFIXES = {"report": ".docx", "picture": ".png", "wording": ".txt"}
_SOURCE = "kỳ,cấp,đơn vị,chỉ tiêu,chỉ tiêu giao,mẫu số,tử số\n" + "".join(
    f"quý I năm 2024,cấp tỉnh,{unit},Hồ sơ trực tuyến,61,72,{done}\n"
    for unit, done in (("Sở Y tế", 59), ("Sở Nội vụ", 44))
)


class Office:
    """A folder with a small book, a source, and a copy of the book that commands write over."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.source = folder / "nguồn.csv"
        self.book = folder / "sổ.xlsx"
        self.source.write_text(_SOURCE, encoding="utf-8")
        self.list = write_csv(folder / "hồ sơ.csv", [dossier(1), dossier(2, "Sở Y tế")])
        done("new", "bay-chi-tieu", "-o", self.book)
        done("import", self.source, self.book)
        # Whatever refreshes the book changes this line, so that every command has something to write.
        file = FileBook.open(self.book)
        file.set_values(file.names()[FINDINGS_SUMMARY_NAME], [["chưa kiểm tra"]])
        file.save(self.book)
        self.whole = self.book.read_bytes()

    def prepared(self, command: str) -> Path:
        """The file a command will write, in a folder of its own, with something in it to lose where it may be there."""
        place = self.folder / command.replace(" ", "")
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        target = place / f"đích{_SUFFIXES.get(command, '.xlsx')}"
        if command not in _NEW_FILES:
            target.write_bytes(self.whole)
        if command == "undo":
            save_atomically(target, b"before")
            save_atomically(target, self.whole)
        return target

    def outcome(self, fault: str, command: str) -> str:
        """Run one command under one fault and say what came of it."""
        strike, says = FAULTS[fault]
        target = self.prepared(command)
        before = _content(target)
        places = {"TARGET": target, "BOOK": self.book, "SOURCE": self.source, "LIST": self.list}
        with strike(target), drawn_without_office():
            outcome = phuluc(*(places.get(word, word) for word in COMMANDS[command]))
        assert "Traceback" not in outcome.err
        assert "ngoài dự kiến" not in outcome.err
        debris = sorted(entry.name for entry in target.parent.iterdir() if entry != target)
        assert not debris, f"{command} under “{fault}” left {debris}"
        after = _content(target)
        if outcome.status == 0:
            assert after is not None
            return "done, told" if says in outcome.err else "done"
        assert says in outcome.err, outcome.err
        by_somebody = before is not None and after == before + b"!"
        assert after == before or by_somebody, f"{command} under “{fault}” changed the file"
        assert self.book.read_bytes() == self.whole
        kept = "no file" if after is None else "theirs kept" if by_somebody else "old whole"
        return f"{outcome.status}, {kept}"


@contextmanager
def drawn_without_office() -> Iterator[None]:
    """Pictures come from no LibreOffice: what matters here is how they are written."""

    def drawn(_workbook: Path, folder: Path, **_: object) -> list[Path]:
        folder.mkdir()
        page = folder / "1.png"
        page.write_bytes(b"\x89PNG drawn")
        return [page]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("phuluc.workbook.sheet_picture.render_pictures", drawn)
        yield


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def row_of(office: Office, fault: str) -> str:
    """One line of the table."""
    return "| " + " | ".join([fault, *(office.outcome(fault, command) for command in COMMANDS)]) + " |"


def table(office: Office) -> Iterator[str]:
    """The whole table."""
    yield "| fault | " + " | ".join(f"`{command}`" for command in COMMANDS) + " |"
    yield "|" + "---|" * (len(COMMANDS) + 1)
    yield from (row_of(office, fault) for fault in FAULTS)


def written_rows() -> dict[str, str]:
    """The lines of the table in the document, by fault."""
    text = DOCUMENT.read_text(encoding="utf-8")
    section = text[text.index(START) : text.index(END)]
    return {line.split("|")[1].strip(): line for line in section.splitlines() if line.startswith("| ")}
