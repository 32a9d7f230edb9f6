"""The error of a cell, and its text for hosts that have no error values."""

from __future__ import annotations

from phuluc.errors import PhuLucError

TYPE_CHECKING = False  # `typing` itself would be a third of what `import phuluc.functions` costs
if TYPE_CHECKING:
    from typing import Final

ERROR_PREFIX: Final = "#LỖI: "


class WorksheetError(PhuLucError, ValueError):
    """A cell's input cannot be computed with; the message explains it in Vietnamese, short enough for a cell."""


def error_text(error: PhuLucError) -> str:
    """Give what a cell shows for an error: "#LỖI: …"."""
    return ERROR_PREFIX + str(error)


def is_error_text(value: object) -> bool:
    """Tell whether a value is what `error_text` gave."""
    return isinstance(value, str) and value.startswith(ERROR_PREFIX)
