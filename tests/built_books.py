"""New books are built once for each specification and the office's own tables: equal ones give equal bytes.

`tests/acceptance/test_templates.py` builds every template anew, past what is kept here.
"""

from __future__ import annotations

import functools
import gc
import importlib
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from phuluc.actions.scores.office_tables import TABLES
from phuluc.domain.data_table import own_text

_BUILDERS = (
    ("phuluc.actions.targets_family", "build_book"),
    ("phuluc.actions.take_over", "build_book"),
    ("phuluc.actions.scores.family", "build_score_book"),
    ("phuluc.actions.scores.take_over", "build_score_book"),
)


def _once(build: Callable[[Any], bytes], kept: dict[str, bytes]) -> Callable[[Any], bytes]:
    @functools.wraps(build)
    def built(spec: Any) -> bytes:
        if spec.edition == "macro":  # tests put other VBA in it
            return build(spec)
        key = repr((spec, *(own_text(table) for table in TABLES)))
        if key not in kept:
            kept[key] = build(spec)
        return kept[key]

    return built


@pytest.fixture(scope="session", autouse=True)
def _books_built_once() -> Iterator[None]:
    kept: dict[str, bytes] = {}
    with pytest.MonkeyPatch.context() as patch:
        for place, name in _BUILDERS:
            module = importlib.import_module(place)
            patch.setattr(module, name, _once(getattr(module, name), kept))
        yield


def pytest_collection_finish() -> None:
    """Take what was imported and collected out of the collector's rounds: it lasts as long as the run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
