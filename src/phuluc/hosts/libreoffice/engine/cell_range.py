"""The engine's Range: all its parts together."""

from __future__ import annotations

from phuluc.hosts.libreoffice.engine.border import guarded
from phuluc.hosts.libreoffice.engine.range_search import SearchPart


@guarded
class Range(SearchPart):
    """A range of cells."""
