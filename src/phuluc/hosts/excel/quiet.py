"""A program that does not calculate, redraw or run events while an action works in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, Final

from phuluc.hosts.excel.light_xlwings import xlwings as xw

#: Settings of the program while an action runs. Calculation goes last and comes back first, with the screen still off.
_QUIET: Final[tuple[tuple[str, object], ...]] = (
    ("screen_updating", False),
    ("enable_events", False),
    ("calculation", "manual"),
)


@contextmanager
def quiet(app: xw.App) -> Iterator[None]:
    """Keep a program quiet; its settings come back whatever happens, each even if another fails."""
    before: list[tuple[str, Any]] = []
    try:
        for name, value in _QUIET:
            # Engines of other programs lack some of the settings; then there is nothing to keep.
            with suppress(NotImplementedError):
                found = getattr(app, name)
                setattr(app, name, value)
                before.append((name, found))
        yield
    finally:
        _restore(app, before)


def _restore(app: xw.App, settings: list[tuple[str, Any]]) -> None:
    try:
        while settings:
            name, value = settings.pop()
            setattr(app, name, value)
    finally:
        if settings:
            _restore(app, settings)
