"""One worker of a parallel run has all tests of LibreOffice, and so one office and one profile for most of them."""

from __future__ import annotations

from typing import Any

import pytest

_OFFICE_TESTS = "tests/hosts/libreoffice/"


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Take those tests for one unit of work. Marks would do, but xdist 3.8 does not see them under pytest 9."""
    if config.getvalue("dist") != "load":
        return None
    from xdist.scheduler import LoadScopeScheduling  # noqa: PLC0415 - a run without xdist needs none

    class OneOfficeScheduling(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return _OFFICE_TESTS if nodeid.startswith(_OFFICE_TESTS) else nodeid

    return OneOfficeScheduling(config, log)
