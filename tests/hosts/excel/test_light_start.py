"""What the process that answers Excel's cells loads."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import phuluc

SOURCE = Path(phuluc.__file__).parents[1]
HEAVY = ["PIL", "matplotlib", "numpy", "openpyxl", "pandas", "platformdirs", "xlwings.pro"]


def run(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code, *HEAVY],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(SOURCE)},
    )
    return done.stdout.strip()


def test_function_module_loads_nothing_heavy() -> None:
    """The module that VBA names loads neither pandas nor what else xlwings tries, nor xlwings' paid part."""
    assert run("import sys, phuluc.hosts.excel.udfs; print([m for m in sys.argv[1:] if m in sys.modules])") == "[]"


def test_heavy_libraries_can_be_used_later() -> None:
    """What was held back is there for code that asks for it."""
    code = "import phuluc.hosts.excel.udfs, pandas, phuluc.hosts.excel.light_xlwings as l; print(l.xlwings.utils.np)"

    assert run(code) == "None"
    assert run("import pandas, phuluc.hosts.excel.udfs as u, sys; print(sys.modules['pandas'] is pandas)") == "True"
