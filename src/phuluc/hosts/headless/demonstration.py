"""`phuluc demo`: from a hand-made annex to the annex that is issued and the report, in six commands."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from phuluc.annexes.families import SEVEN_TARGETS, THREE_TIERS
from phuluc.hosts.headless.console import flush_results, give, say
from phuluc.hosts.packaged import packaged_file
from phuluc.workbook.saving import save_atomically
from phuluc.workbook.soffice import find_soffice
from phuluc.workbook.versions import keep_version

SOURCE_NAME: Final = "so_tay_binh_dinh_2024_q1.xlsx"
BOOK_NAME: Final = "so_lam_viec_quy_1_2024.xlsx"
ANNEX_NAME: Final = "phu_luc_quy_1_2024.xlsx"
REPORT_NAME: Final = "bao_cao_quy_1_2024.docx"


def demonstrate(folder: Path, run: Callable[[Sequence[str]], int]) -> int:
    """Make the annex and the report of Bình Định, quý I/2024, in a folder.

    Args:
        folder: made where it is missing; files of an earlier demonstration in it are replaced, and kept
            for `phuluc undo`.
        run: runs one command and gives its exit status.

    Returns:
        0, or the exit status of the first command that was not done.

    Raises:
        PackagedFileMissingError: the product was installed without its examples.
    """
    given = packaged_file("examples", SEVEN_TARGETS, SOURCE_NAME)
    folder.mkdir(parents=True, exist_ok=True)
    source, book = folder / SOURCE_NAME, folder / BOOK_NAME
    save_atomically(source, given.read_bytes())
    if book.exists():
        # Somebody may have worked in it since: `phuluc undo` brings it back.
        keep_version(book.resolve(), book.read_bytes(), b"")
        book.unlink()
    for command in _commands(source, book, prints=find_soffice() is not None):
        give(f"\n$ phuluc {shlex.join(command)}")
        flush_results()
        status = run(command)
        if status != 0:
            return status
    say("\nMở các tệp trên để xem; sổ làm việc mở bằng Excel hoặc LibreOffice.")
    return 0


def _commands(source: Path, book: Path, *, prints: bool) -> list[list[str]]:
    annex, report = book.with_name(ANNEX_NAME), book.with_name(REPORT_NAME)
    pdf = ["--pdf", str(annex.with_suffix(".pdf"))] if prints else []
    place = ["--set", f"mo_hinh={THREE_TIERS}", "--set", "dia_danh=tỉnh Bình Định"]
    return [
        ["new", SEVEN_TARGETS, "-o", str(book), *place],
        ["import", str(source), str(book)],
        ["refresh", str(book)],
        ["check", str(book)],
        ["annex", str(book), "-o", str(annex), *pdf],
        ["report", str(book), "-o", str(report)],
    ]
