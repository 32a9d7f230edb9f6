"""A clock that stands still, for sheets that say when they were refreshed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest


class Stopped(datetime):
    @classmethod
    def now(cls, tz: Any = None) -> Stopped:
        return cls(2024, 4, 5, 8, 30, tzinfo=tz or UTC)


@pytest.fixture
def stopped_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is 08:30 on 05/04/2024."""
    monkeypatch.setattr("phuluc.actions.refresh.datetime", Stopped)
