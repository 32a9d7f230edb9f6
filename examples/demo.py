"""From the hand-made annex of Bình Định, quý I/2024, to the annex that is issued: an office's work in five commands.

Writes into `out/`; prints each command, the rankings and the findings.
"""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path

from phuluc.cli import main as phuluc
from phuluc.workbook.soffice import find_soffice

SOURCE = Path(__file__).with_name("so_tay_binh_dinh_2024_q1.xlsx")
BOOK = Path("out/so_lam_viec_quy_1_2024.xlsx")
ANNEX = Path("out/phu_luc_quy_1_2024.xlsx")


def main() -> int:
    """Run the commands one after the other; the first that fails ends the demonstration."""
    BOOK.parent.mkdir(exist_ok=True)
    BOOK.unlink(missing_ok=True)
    source = os.path.relpath(SOURCE)
    pdf = ["--pdf", str(ANNEX.with_suffix(".pdf"))] if find_soffice() else []
    commands = (
        ["new", "bay-chi-tieu", "-o", str(BOOK)],
        ["import", source, str(BOOK)],
        ["refresh", str(BOOK)],
        ["check", str(BOOK)],
        ["annex", str(BOOK), "-o", str(ANNEX), *pdf],
    )
    for command in commands:
        print(f"\n$ phuluc {shlex.join(command)}", flush=True)
        status = phuluc(command)
        if status != 0:
            return status
    if not pdf:
        print("\nKhông tìm thấy LibreOffice nên chưa lập bản PDF.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
