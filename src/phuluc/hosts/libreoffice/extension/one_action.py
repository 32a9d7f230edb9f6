"""Keeps an open document usable and its state before an action at hand, whatever becomes of the process that acts.

Runs inside LibreOffice.
"""

from __future__ import annotations

import os

from phuluc.hosts.libreoffice.extension.profile import profile_folder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_RESCUE_NAME = "phuluc-truoc-thao-tac.xlsx"


class OneAction:
    """Stands around an action on a document.

    Attributes:
        rescue: where the acting process keeps a copy of the document while it changes it.
    """

    def __init__(self, context: Any, document: Any) -> None:
        self.rescue = os.path.join(profile_folder(context), _RESCUE_NAME)  # noqa: PTH118 - no pathlib here
        self._document = document
        self._calculates = document.isAutomaticCalculationEnabled()
        if self.is_half_done:
            os.remove(self.rescue)  # noqa: PTH107

    @property
    def is_half_done(self) -> bool:
        """Whether the acting process ended while it changed the document; the copy is there then."""
        return os.path.exists(self.rescue)  # noqa: PTH110

    def set_free(self) -> None:
        """Take back what a process that died had put in force: no drawing, no calculation, no steps to undo."""
        document, steps = self._document, self._document.getUndoManager()
        if document.isActionLocked():
            document.resetActionLocks()
        while document.hasControllersLocked():
            document.unlockControllers()
        while steps.isLocked():
            steps.unlock()
        if self.is_half_done:
            steps.clear()
        if document.isAutomaticCalculationEnabled() != self._calculates:
            document.enableAutomaticCalculation(self._calculates)
