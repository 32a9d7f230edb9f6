"""Phụ lục: the annexes of the public-service indicators, computed in the spreadsheet."""

from __future__ import annotations

TYPE_CHECKING = False  # `typing` itself would be a third of what `import phuluc.functions` costs
if TYPE_CHECKING:
    from typing import Any

    from phuluc.importers.frame import read_annex

__version__ = "0.1.0"
__all__ = ["__version__", "read_annex"]


def __getattr__(name: str) -> Any:
    # The importers and pandas cost half a second that `import phuluc.functions` must not pay.
    if name == "read_annex":
        from phuluc.importers.frame import read_annex  # noqa: PLC0415

        return read_annex
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
