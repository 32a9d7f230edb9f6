"""Runs the commands of every example and writes what they make: `python scripts/make_examples.py`."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from phuluc.cli import main as phuluc

EXAMPLES = Path(__file__).parents[1] / "examples"
#: What the commands make and the repository keeps.
RESULTS = ("phu_luc.xlsx", "bao_cao.docx")
_COMMANDS = re.compile(r"```sh\n(.*?)```", re.DOTALL)
_PROGRAM = "phuluc "


def folders() -> list[Path]:
    """One folder a family."""
    return sorted(path for path in EXAMPLES.iterdir() if path.is_dir())


def commands(folder: Path) -> list[list[str]]:
    """The arguments of each command the README of an example shows."""
    shown = _COMMANDS.search((folder / "README.md").read_text(encoding="utf-8"))
    if shown is None:
        raise SystemExit(f"{folder.name}: README.md shows no commands")
    return [shlex.split(line.removeprefix(_PROGRAM)) for line in shown[1].splitlines()]


def run(folder: Path, work: Path) -> list[int]:
    """Run them in a folder that gets the inputs; give their exit statuses."""
    for path in folder.iterdir():
        if path.name not in RESULTS:
            shutil.copy(path, work / path.name)
    with _working_in(work):
        return [phuluc(command) for command in commands(folder)]


@contextmanager
def _working_in(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def main() -> int:
    for folder in folders():
        with tempfile.TemporaryDirectory() as work:
            run(folder, Path(work))
            for name in RESULTS:
                shutil.copy(Path(work) / name, folder / name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
