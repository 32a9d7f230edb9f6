"""Turns skipped tests into failures where every optional host is required (PHULUC_REQUIRE_HOSTS=1)."""

import os
from collections.abc import Generator
from typing import Any

import pytest

_REQUIRED = os.environ.get("PHULUC_REQUIRE_HOSTS") == "1"


def _refuse_skip(report: Any) -> None:
    if _REQUIRED and report.outcome == "skipped" and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{report.nodeid}: skipped although every host is required: {report.longrepr}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    _refuse_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    _refuse_skip(report)
    return report
