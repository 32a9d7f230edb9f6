"""The worker inside a LibreOffice that serves one process of ours: documents in, PDF, figures or other formats out.

Started by `soffice service:vn.phuluc.Worker?serve` with PHULUC_WORKER="port:token". It calls that port of this machine
back, shows the token, and then answers one JSON line with another. When the line is cut the office ends: whatever
happened to the process it served, no LibreOffice is left behind.
"""

from __future__ import annotations

import json
import os
import socket
import threading
from typing import Any

import unohelper
from com.sun.star.lang import XServiceInfo
from com.sun.star.task import XJobExecutor

_IMPLEMENTATION = "vn.phuluc.Worker"
#: Seconds the office has to end by itself.
_FAREWELL = 5


class Worker(unohelper.Base, XJobExecutor, XServiceInfo):  # type: ignore[misc]
    def __init__(self, context: Any, *_arguments: Any) -> None:
        self._context = context

    def trigger(self, _event: str) -> None:
        """Serve in the background: the main thread belongs to the office."""
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        threading.current_thread().name = "phuluc"
        try:
            port, _, token = os.environ.get("PHULUC_WORKER", "").partition(":")
            with socket.create_connection(("127.0.0.1", int(port))) as line, line.makefile("rwb") as stream:
                self._send(stream, {"token": token, "process": os.getpid()})
                for asked in stream:
                    self._send(stream, self._answer(json.loads(asked)))
        finally:
            self._end()

    def _send(self, stream: Any, record: dict[str, Any]) -> None:
        stream.write(json.dumps(record, ensure_ascii=False).encode("utf-8") + b"\n")
        stream.flush()

    def _answer(self, asked: dict[str, Any]) -> dict[str, Any]:
        try:
            from phuluc.hosts.libreoffice.extension import worker_tasks  # noqa: PLC0415

            return {"result": worker_tasks.TASKS[asked["task"]](self._context, **asked["arguments"])}
        except Exception as error:  # noqa: BLE001 - the other side explains it
            return {"error": type(error).__name__, "message": str(getattr(error, "Message", error))}

    def _end(self) -> None:
        """End the office; a document that refuses to close does not keep it alive."""
        threading.Timer(_FAREWELL, os._exit, (1,)).start()
        desktop = self._context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", self._context)
        desktop.terminate()

    # ruff: noqa: N802 - UNO's names

    def getImplementationName(self) -> str:
        return _IMPLEMENTATION

    def supportsService(self, name: str) -> bool:
        return name == _IMPLEMENTATION

    def getSupportedServiceNames(self) -> tuple[str, ...]:
        return (_IMPLEMENTATION,)


g_ImplementationHelper = unohelper.ImplementationHelper()  # noqa: N816 - the name LibreOffice looks for
g_ImplementationHelper.addImplementation(Worker, _IMPLEMENTATION, (_IMPLEMENTATION,))
