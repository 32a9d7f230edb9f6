"""One worker of a parallel run has all tests of LibreOffice, and so one office and one profile for most of them.

The tests of a module that fills books for all of them stay together, too.
"""

from __future__ import annotations

from typing import Any

import pytest

_OFFICE_TESTS = "tests/hosts/libreoffice/"
_TOGETHER = (
    # Starts offices of its own.
    f"{_OFFICE_TESTS}test_xlwings_suite.py",
    _OFFICE_TESTS,
    "tests/acceptance/test_editions.py",
    "tests/acceptance/test_flows.py",
    "tests/acceptance/test_rows.py",
    "tests/actions/test_freeze.py",
    "tests/actions/test_import_portal.py",
    "tests/scores/test_document_checks.py",
    "tests/trust/test_verify.py",
    "tests/workbook/test_pdf.py",
)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Take tests that stay together for one unit of work. Marks would do; xdist 3.8 is blind to them under pytest 9."""
    if config.getvalue("dist") != "load":
        return None
    from xdist.scheduler import LoadScopeScheduling  # noqa: PLC0415 - a run without xdist needs none

    class OneOfficeScheduling(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return next((start for start in _TOGETHER if nodeid.startswith(start)), nodeid)

    return OneOfficeScheduling(config, log)
