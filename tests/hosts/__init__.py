"""Fixtures of programs that tests ask for a second opinion, skipped by name where they are absent.

With PHULUC_REQUIRE_HOSTS=1 (continuous integration) an absent one is a failure.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from phuluc.workbook.soffice import find_soffice
from tests.tools.open_xml_validator import ValidatorFinding, find_validator, validate

Validate = Callable[[Path], list[ValidatorFinding]]


def require_host(name: str, found: Path | None) -> Path:
    if found is not None:
        return found
    reason = f"host absent: {name}"
    if os.environ.get("PHULUC_REQUIRE_HOSTS") == "1":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def soffice() -> Path:
    """LibreOffice's program."""
    return require_host("LibreOffice", find_soffice())


@pytest.fixture(scope="session")
def office_python(soffice: Path) -> Path:
    """A Python that has LibreOffice's module `uno`: its own, or the system's."""
    names = [str(soffice.resolve().with_name("python")), shutil.which("python3", path="/usr/bin:/usr/local/bin")]
    found = (name for name in names if name and Path(name).is_file() and _imports_uno(name))
    return require_host("LibreOffice's Python (python3-uno)", next(map(Path, found), None))


def _imports_uno(python: str) -> bool:
    return subprocess.run([python, "-c", "import uno"], check=False, capture_output=True).returncode == 0


@pytest.fixture(scope="session")
def pdftoppm() -> Path:
    """The program that draws the pages of a PDF."""
    found = shutil.which("pdftoppm")
    return require_host("pdftoppm (poppler-utils)", Path(found) if found else None)


@pytest.fixture(scope="session")
def open_xml_findings() -> Validate:
    """A function that gives what Microsoft's Open XML SDK finds wrong with a file."""
    validator = require_host("Open XML SDK validator (npm install)", find_validator())
    return lambda file: validate(validator, file)


@pytest.fixture(scope="session")
def java_and_pyspark() -> None:
    """PySpark, and the Java it runs on."""
    found = importlib.util.find_spec("pyspark")
    require_host("PySpark", Path(found.origin) if found and found.origin else None)
    java = shutil.which("java")
    require_host("Java", Path(java) if java else None)
