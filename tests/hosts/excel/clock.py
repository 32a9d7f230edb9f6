"""A clock that stands still, for sheets that say when they were refreshed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest


@pytest.fixture
def stopped_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is 08:30 on 05/04/2024."""
    stopped = datetime(2024, 4, 5, 8, 30, tzinfo=UTC)
    for reader in ("record", "refresh", "scores.refresh"):
        monkeypatch.setattr(f"phuluc.actions.{reader}.now", lambda: stopped)
