"""xlwings' own desktop tests, run unchanged on our engine; what fails is known, and why: docs/libreoffice-engine.md."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from defusedxml import ElementTree

import phuluc
from tests.hosts import require_host
from tests.tools.xlwings_suite import find_xlwings_suite

_PLUGIN = """\
from phuluc.hosts.libreoffice.engine import activate

activate()
"""

#: Test modules, each with the tests that fail.
SUITE: dict[str, set[str]] = {
    "test_range": {
        # insert() without its argument `shift`, which this xlwings requires: fails on every engine
        "test_insert_cell",
        "test_insert_column",
        "test_insert_row",
        # #NULL! of an empty intersection is #REF! in LibreOffice 7.4
        "test_cell_errors_str",
    },
    "test_sheet": set(),
    # a VBA macro that takes a Range gets LibreOffice's own range object
    "test_book": {"test_macro"},
    "test_names": set(),
    "test_app": set(),
    "test_active": set(),
    "test_font": set(),
    "test_ndim": set(),
    "test_chunking": set(),
    "test_converter_json": set(),
    # written for pandas before 2 and 3: fails on every engine
    "test_conversion": {
        "test_NA",
        "test_dataframe_1",
        "test_dataframe_dateindex",
        "test_period_index",
        "test_read_df_2header_1unnamedindex",
        "test_timeseries_1",
    },
    # LibreOffice writes neither .xlsb nor Excel 97 add-ins
    "test_fileformats": {
        *(f"test_save_new_book_no_path[tempfile.{ending}]" for ending in ("xlsb", "xla")),
        *(f"test_save_new_book_with_path[tempfile2.{ending}]" for ending in ("xlsb", "xla")),
        *(f"test_save_existing_book_no_path[tempfile3.{ending}]" for ending in ("xlsb", "xla")),
        *(f"test_save_existing_book_with_path[tempfile4.{ending}]" for ending in ("xlsb", "xla")),
    },
}
#: How many pass; the rest fails as above or is for macOS or Windows.
PASSED = 345


def test_suite(soffice: Path, tmp_path: Path) -> None:
    """Exactly the tests that are known to fail do."""
    assert soffice
    suite = require_host("xlwings' tests (pip download)", find_xlwings_suite())
    shutil.copytree(suite / "tests", tmp_path / "tests")
    (tmp_path / "activate_libreoffice.py").write_text(_PLUGIN, encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-p", "activate_libreoffice", "-p", "no:cacheprovider", "-q"]
    command += ["-c", "pytest.ini", "--junitxml", "result.xml", *(f"tests/{name}.py" for name in SUITE)]
    paths = os.pathsep.join([str(tmp_path), str(Path(phuluc.__file__).parents[1])])
    ran = subprocess.run(
        command, cwd=tmp_path, env=os.environ | {"PYTHONPATH": paths}, check=False, capture_output=True, text=True
    )
    assert (tmp_path / "result.xml").is_file(), ran.stdout + ran.stderr
    found = ElementTree.parse(tmp_path / "result.xml").getroot()
    cases = list(found.iter("testcase"))
    failed = {
        (case.get("classname", "").split(".")[1], case.get("name", ""))
        for case in cases
        if case.find("failure") is not None or case.find("error") is not None
    }
    assert failed == {(module, name) for module, names in SUITE.items() for name in names}, ran.stdout[-3000:]
    passed = [case for case in cases if len(case) == 0]
    assert len(passed) == PASSED
