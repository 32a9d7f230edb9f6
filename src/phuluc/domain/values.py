"""Values that are not numbers: "not applicable", and blank."""

from __future__ import annotations

import enum

TYPE_CHECKING = False  # `typing` itself would be a third of what `import phuluc.functions` costs
if TYPE_CHECKING:
    from typing import Final


class NotApplicable(enum.Enum):
    """The unit has no such procedures; printed "-". Neither zero nor "not yet entered" (which is None)."""

    DASH = "-"

    def __str__(self) -> str:
        return self.value


NOT_APPLICABLE: Final = NotApplicable.DASH
