"""The command line as a process: start-up, encodings, pipes, terminals."""

import gc
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from phuluc.hosts.headless.console import ProgressDisplay

SOURCES = Path(__file__).parents[2] / "src"
HEAVY = [
    "numpy",
    "pandas",
    "openpyxl",
    "lxml",
    "rich",
    "xlsxwriter",
    "formualizer",
    "python_calamine",
    "fastexcel",
    "rapidfuzz",
    "ibis",
    "duckdb",
    "pyarrow",
    "platformdirs",
    "logging",
    "json",
]


def start(*command, encoding="utf-8", **options):
    environment = {**os.environ, "PYTHONPATH": str(SOURCES), "PYTHONIOENCODING": encoding}
    environment.pop("PHULUC_DEBUG", None)
    return subprocess.run([sys.executable, *command], env=environment, capture_output=True, check=False, **options)


def test_help_imports_nothing_heavy():
    """`phuluc --help` needs argparse and little else: no reader, writer or engine is imported for it."""
    script = f"""
import sys
from phuluc.cli import main
try:
    main(["--help"])
except SystemExit:
    print("\\nIMPORTED", sorted(set({HEAVY!r}) & set(sys.modules)))
"""
    done = start("-c", script)

    assert done.stdout.decode().endswith("IMPORTED []\n"), done.stderr.decode()


@pytest.mark.parametrize("encoding", ["cp1252", "cp1258", "ascii"])
def test_vietnamese_leaves_any_console_as_utf8(encoding):
    """On a console whose code page lacks Vietnamese letters the text still comes out whole, as UTF-8."""
    done = start("-m", "phuluc", "--help", encoding=encoding)
    failed = start("-m", "phuluc", "check", encoding=encoding)

    assert done.returncode == 0
    assert "nhập số liệu vào sổ" in done.stdout.decode("utf-8")
    assert failed.returncode == 2
    assert "thiếu tham số bắt buộc" in failed.stderr.decode("utf-8")


# argparse itself drops what it cannot write, so that help may also end with 0.
@pytest.mark.parametrize(("argv", "statuses"), [(["--help"], {0, 141}), (["export", "so.xlsx"], {141})])
def test_a_closed_pipe_is_quiet(argv, statuses):
    """When nobody reads on (`phuluc export so.xlsx | head`) the command ends without a word."""
    script = f"""
import sys, types
export = types.ModuleType("phuluc.actions.export_book")
export.export_book = lambda book: {{"rows": ["x" * 100] * 10_000}}
sys.modules["phuluc.actions.export_book"] = export
from phuluc.cli import main
sys.exit(main({argv!r}))
"""
    environment = {**os.environ, "PYTHONPATH": str(SOURCES)}
    command = [sys.executable, "-c", script]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.close()
    _, err = process.communicate()

    assert err == b""
    assert process.returncode in statuses


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_progress_is_drawn_on_a_terminal_only(monkeypatch):
    """Progress names the stage where there are eyes, and is silent in a pipe."""
    monkeypatch.setenv("TERM", "xterm")
    terminal, pipe = Terminal(), io.StringIO()
    for stream in (terminal, pipe):
        with ProgressDisplay(stream) as progress:
            progress("Đọc sổ", 0, 2)
            progress("Đọc sổ", 2, 2)
            progress("Ghi sổ [A1]", 1, 1)

    assert "Đọc sổ" in terminal.getvalue()
    assert "Ghi sổ [A1]" in terminal.getvalue()
    assert pipe.getvalue() == ""


def test_a_command_leaves_the_collector_as_it_was(install, run):
    """Programs that call the command line go on collecting reference cycles; the command itself has no time for it."""
    seen = []
    install("phuluc.actions.check", "check_book", lambda *_arguments, **_options: seen.append(gc.isenabled()) or [])

    status, _, _ = run("check", "so.xlsx")

    assert status == 0
    assert seen == [False]
    assert gc.isenabled()
