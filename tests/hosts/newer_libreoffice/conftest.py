"""A newer LibreOffice beside the installed one, unpacked by `.ci/newer-office`; PHULUC_NEWER_SOFFICE names it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.hosts import require_host


@pytest.fixture(scope="session")
def newer() -> Path:
    named = os.environ.get("PHULUC_NEWER_SOFFICE", "")
    return require_host("newer LibreOffice (PHULUC_NEWER_SOFFICE)", Path(named) if Path(named).is_file() else None)
