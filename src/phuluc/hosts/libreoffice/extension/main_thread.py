"""Calls handed over to the office's main thread, the only one that may open a window. Runs inside LibreOffice."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


def call_later(context: Any, work: Callable[[], None]) -> None:
    """Let the main thread call `work` when it has nothing else to do."""
    import unohelper  # noqa: PLC0415 - these exist inside LibreOffice only
    from com.sun.star.awt import XCallback  # noqa: PLC0415

    class Call(unohelper.Base, XCallback):  # type: ignore[misc]
        def notify(self, _data: Any) -> None:
            work()

    service = context.ServiceManager.createInstanceWithContext("com.sun.star.awt.AsyncCallback", context)
    service.addCallback(Call(), None)
