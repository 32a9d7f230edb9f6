"""A way for one process of ours to reach this office: a pipe with a name nobody can guess, open for one visitor.

Runs inside LibreOffice.
"""

from __future__ import annotations

import threading
import uuid

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_CONTEXT = "StarOffice.ComponentContext"


class OfferedConnection:
    """Waits in the background for a visitor.

    Attributes:
        address: what `com.sun.star.bridge.UnoUrlResolver` takes.
    """

    def __init__(self, context: Any) -> None:
        self._pipe = f"pipe,name=phuluc{uuid.uuid4().hex}"
        self.address = f"uno:{self._pipe};urp;{_CONTEXT}"
        self._manager = context.ServiceManager
        self._context = context
        self._acceptor = self._create("com.sun.star.connection.Acceptor")
        threading.Thread(target=self._serve, daemon=True).start()

    def withdraw(self) -> None:
        """Wait no longer; a visitor who has come stays."""
        self._acceptor.stopAccepting()

    def _serve(self) -> None:
        import unohelper  # noqa: PLC0415 - these exist inside LibreOffice only
        from com.sun.star.bridge import XInstanceProvider  # noqa: PLC0415

        context = self._context

        class Provider(unohelper.Base, XInstanceProvider):  # type: ignore[misc]
            def getInstance(self, name: str) -> Any:  # noqa: N802 - UNO's name
                return context if name == _CONTEXT else None

        connection = self._acceptor.accept(self._pipe)
        if connection is not None:
            self._create("com.sun.star.bridge.BridgeFactory").createBridge("", "urp", connection, Provider())

    def _create(self, service: str) -> Any:
        return self._manager.createInstanceWithContext(service, self._context)
