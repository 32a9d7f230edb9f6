"""The live tests of the installed LibreOffice once more in a newer one, which knows our functions in .xlsx by itself.

A run of their own, because a process loads the bridge of one LibreOffice only.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from defusedxml import ElementTree

ROOT = Path(__file__).parents[3]
LIVE = ROOT / "tests" / "hosts" / "libreoffice"
#: How many tests of each there are at least.
MODULES = {
    "test_functions_live": 40,
    "test_workbooks_live": 8,
    "test_toolbar_live": 12,
    "test_engine_cells": 12,
    "test_engine_sheets": 12,
    "test_warm_office": 8,
    "test_install": 5,
}


def test_what_lives_in_the_installed_one_lives_in_a_newer_one(newer: Path, tmp_path: Path) -> None:
    """Functions, workbooks there and back, all buttons, the engine, PDF and recalculation, installation."""
    result = tmp_path / "result.xml"
    command = [sys.executable, "-m", "pytest", "-p", "no:xdist", "-p", "no:cacheprovider", "--durations=10"]
    command += ["--junitxml", str(result)]
    command += [str(LIVE / f"{name}.py") for name in MODULES]
    environment = os.environ | {"PHULUC_SOFFICE": str(newer), "PHULUC_REQUIRE_HOSTS": "1"}
    ran = subprocess.run(command, cwd=ROOT, env=environment, check=False, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout[-5000:] + ran.stderr
    cases = [case.get("classname", "") for case in ElementTree.parse(result).getroot().iter("testcase")]
    for name, least in MODULES.items():
        assert sum(found.endswith(name) for found in cases) >= least, name


def test_it_is_another_one(newer: Path) -> None:
    """The newer one is of the versions that know the names of our functions by themselves, 25.2 and later."""
    said = newer.with_name("bootstraprc").read_text(encoding="utf-8")
    version = re.search(r"^ProductKey=LibreOffice (\d+)\.(\d+)$", said, re.MULTILINE)
    assert version is not None, said
    assert (int(version[1]), int(version[2])) >= (25, 2)
