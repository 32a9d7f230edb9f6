"""Runs every fault under every command and writes the table of outcomes into docs/reliability.md."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tests.trust.matrix import DOCUMENT, END, START, Office, table  # noqa: E402 - after the path is set


def main() -> None:
    """Replace the section between the two marks."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_STATE_HOME"] = str(Path(folder) / "state")
        office = Path(folder) / "office"
        office.mkdir()
        lines = "\n".join(table(Office(office)))
    text = DOCUMENT.read_text(encoding="utf-8")
    head, tail = text[: text.index(START)], text[text.index(END) :]
    DOCUMENT.write_text(f"{head}{START}\n{lines}\n{tail}", encoding="utf-8")


if __name__ == "__main__":
    main()
