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


def offer_connection(context: Any) -> str:
    """Wait in the background for a visitor; gives the address that `com.sun.star.bridge.UnoUrlResolver` takes."""
    pipe = f"pipe,name=phuluc{uuid.uuid4().hex}"
    threading.Thread(target=_serve, args=(context, pipe), daemon=True).start()
    return f"uno:{pipe};urp;{_CONTEXT}"


def _serve(context: Any, pipe: str) -> None:
    import unohelper  # noqa: PLC0415 - these exist inside LibreOffice only
    from com.sun.star.bridge import XInstanceProvider  # noqa: PLC0415

    class Provider(unohelper.Base, XInstanceProvider):  # type: ignore[misc]
        def getInstance(self, name: str) -> Any:  # noqa: N802 - UNO's name
            return context if name == _CONTEXT else None

    manager = context.ServiceManager
    acceptor = manager.createInstanceWithContext("com.sun.star.connection.Acceptor", context)
    connection = acceptor.accept(pipe)
    bridges = manager.createInstanceWithContext("com.sun.star.bridge.BridgeFactory", context)
    bridges.createBridge("", "urp", connection, Provider())
    acceptor.stopAccepting()
