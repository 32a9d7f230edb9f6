"""The connection on which a LibreOffice of ours lives: when it is cut, by whatever end of this process, it ends.

The worker inside (`extension.worker_component`) calls back to a port of this machine and shows a token. One JSON line
goes there, one comes back.
"""

from __future__ import annotations

import contextlib
import json
import secrets
import socket
import time
from typing import Any, Final

#: For `OfficeProcess.start`: makes the worker call.
SERVE: Final = "service:vn.phuluc.Worker?serve"
_SECONDS_TO_SHOW_TOKEN: Final = 5.0


class Lifeline:
    """One end of the connection.

    Attributes:
        variables: environment variables that tell the worker where to call.
    """

    def __init__(self) -> None:
        self._server = socket.create_server(("127.0.0.1", 0))
        self._server.settimeout(0)
        self._token = secrets.token_hex(16)
        self._line: socket.socket | None = None
        self._unread = b""
        self.variables = {"PHULUC_WORKER": f"{self._server.getsockname()[1]}:{self._token}"}

    def accept(self) -> bool | None:
        """True when the worker has called, None before; anybody else's call is cut off."""
        try:
            line, _ = self._server.accept()
        except (BlockingIOError, TimeoutError):
            return None
        self._line, self._unread = line, b""
        with contextlib.suppress(OSError, EOFError, ValueError):
            shown = self.receive(time.monotonic() + _SECONDS_TO_SHOW_TOKEN)
            if secrets.compare_digest(str(shown.get("token")), self._token):
                self._server.close()
                return True
        line.close()
        self._line = None
        return None

    def send(self, record: dict[str, Any], timeout: float) -> None:
        """Send a record.

        Raises:
            TimeoutError: it took longer than `timeout` seconds.
            OSError: the other end is gone.
        """
        line = self._connected()
        line.settimeout(timeout)
        line.sendall(json.dumps(record, ensure_ascii=False).encode("utf-8") + b"\n")

    def receive(self, deadline: float) -> dict[str, Any]:
        """Wait for a record.

        Args:
            deadline: by time.monotonic().

        Raises:
            TimeoutError: none came in time.
            EOFError, OSError: the other end is gone.
        """
        line = self._connected()
        while b"\n" not in self._unread:
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError
            line.settimeout(left)
            received = line.recv(1 << 20)
            if not received:
                raise EOFError
            self._unread += received
        text, _, self._unread = self._unread.partition(b"\n")
        record: dict[str, Any] = json.loads(text)
        return record

    def cut(self) -> None:
        """End the connection, and with it the office."""
        self._server.close()
        if self._line is not None:
            self._line.close()
            self._line = None

    def _connected(self) -> socket.socket:
        if self._line is None:
            raise EOFError
        return self._line
