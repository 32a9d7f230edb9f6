"""One LibreOffice that stays ready for PDF files and recalculation, watched over from here.

It starts when first needed, in a profile that is thrown away, has a limit of time for each task, starts anew after a
crash, and ends with this process whatever becomes of it: it lives on a connection that the end of this process cuts.
"""

from __future__ import annotations

import contextlib
import json
import secrets
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from phuluc.hosts.libreoffice.errors import OfficeCrashedError, OfficeTimeoutError, OfficeUnwillingError
from phuluc.hosts.libreoffice.names import write_for_calc
from phuluc.hosts.libreoffice.soffice_process import (
    RESTART,
    end_with_children,
    make_profile,
    registration,
    start_soffice,
)
from phuluc.workbook.pdf import LibreOfficeMissingError, find_soffice
from phuluc.workbook.saving import save_atomically

DEFAULT_TIMEOUT: Final = 120.0
_LONGEST_START: Final = 60.0
_MOST_STARTS: Final = 3
#: How often a start is looked at, in seconds.
_PATIENCE: Final = 0.2
_FAREWELL: Final = 10.0
_SERVICE: Final = "service:vn.phuluc.Worker?serve"

CellContent = str | float


class WarmOffice:
    """A LibreOffice for one task after another; safe to use from several threads, which then wait for each other.

    Args:
        timeout: seconds for one task; after that LibreOffice is ended and the next task gets a new one.
        users_own: work on the profile of the person, not on one that is thrown away; their LibreOffice must be closed.
        find: gives LibreOffice's program.
    """

    def __init__(
        self,
        *,
        timeout: float = DEFAULT_TIMEOUT,
        users_own: bool = False,
        find: Callable[[], Path | None] = find_soffice,
    ) -> None:
        self._timeout = timeout
        self._users_own = users_own
        self._find = find
        self._lock = threading.Lock()
        self._folder: Path | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._line: socket.socket | None = None
        self._unread = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def write_pdf(self, workbook: Path, pdf: Path, *, archive: bool = False) -> None:
        """Print all sheets of a workbook as they were last calculated.

        Args:
            workbook: .xlsx or .xlsm; it is copied and not touched.
            pdf: written whole or left as it was.
            archive: PDF/A-2b, for the archive.

        Raises:
            LibreOfficeMissingError: there is none.
            OfficeError: one subclass per cause.
            WorkbookFileError: a file cannot be read or written.
        """
        with tempfile.TemporaryDirectory(prefix="phuluc-pdf-", ignore_cleanup_errors=True) as folder:
            copy, made = Path(folder) / "annex.xlsx", Path(folder) / "annex.pdf"
            write_for_calc(workbook, copy)
            self.ask("write_pdf", workbook, source=str(copy), target=str(made), archive=archive, recalculate=False)
            save_atomically(pdf, made.read_bytes())

    def values(self, workbook: Path) -> dict[str, list[list[CellContent]]]:
        """The figures of a workbook as LibreOffice computes them: rows of each sheet, blank cells "", errors as text.

        Raises:
            LibreOfficeMissingError: there is none.
            OfficeError: one subclass per cause.
            WorkbookFileError: the file cannot be read.
        """
        with tempfile.TemporaryDirectory(prefix="phuluc-tinh-", ignore_cleanup_errors=True) as folder:
            copy = Path(folder) / "book.xlsx"
            write_for_calc(workbook, copy)
            found: dict[str, list[list[CellContent]]] = self.ask("recalculated_values", workbook, source=str(copy))
            return found

    def ask(self, task: str, about: Path, /, **arguments: Any) -> Any:
        """Let the worker do one of its tasks (`extension.worker_tasks`).

        Args:
            task: its name.
            about: the file to name in messages.
            arguments: of the task.
        """
        with self._lock:
            if not self._is_alive():
                self._start()
            deadline = time.monotonic() + self._timeout
            try:
                self._send({"task": task, "arguments": arguments})
                answer = self._receive(deadline)
            except TimeoutError:
                self._end()
                raise OfficeTimeoutError.from_seconds(about, self._timeout) from None
            except (OSError, EOFError):
                self._end()
                raise OfficeCrashedError.while_working_on(about) from None
            except BaseException:
                self._end()  # an interruption leaves an answer on its way that belongs to nobody
                raise
        if "error" in answer:
            raise OfficeUnwillingError.from_answer(about, answer["error"], answer["message"])
        return answer["result"]

    @property
    def process_id(self) -> int | None:
        """The process that was started, None while there is none."""
        return self._process.pid if self._process is not None else None

    def close(self) -> None:
        """End LibreOffice; the next task would start another."""
        with self._lock:
            self._end()

    def _is_alive(self) -> bool:
        """Whether there is a LibreOffice that can be asked; one that has died is cleared away."""
        if self._process is not None and self._process.poll() is None and self._line is not None:
            return True
        self._end()
        return False

    def _start(self) -> None:
        soffice = self._find()
        if soffice is None:
            raise LibreOfficeMissingError
        deadline = time.monotonic() + _LONGEST_START
        self._folder = Path(tempfile.mkdtemp(prefix="phuluc-office-"))
        try:
            (self._folder / "addin").mkdir()
            registered = registration(soffice, self._folder / "addin", functions=not self._users_own)
            options = [*registered, "--nolockcheck", _SERVICE]
            profile = None if self._users_own else self._folder / "profile"
            if profile is not None:
                make_profile(profile)
            self._connect(soffice, profile, options, deadline)
        except BaseException:
            self._end()
            raise

    def _connect(self, soffice: Path, profile: Path | None, options: list[str], deadline: float) -> None:
        token = secrets.token_hex(16)
        with socket.create_server(("127.0.0.1", 0)) as server:
            server.settimeout(_PATIENCE)
            variables = {"PHULUC_WORKER": f"{server.getsockname()[1]}:{token}"}
            for _ in range(_MOST_STARTS):
                self._process = start_soffice(soffice, profile, options, variables)
                if self._accepted(server, token, deadline):
                    return
                code = self._process.poll()
                end_with_children(self._process)
                if code != RESTART:
                    break
        raise OfficeUnwillingError.not_started(soffice)

    def _accepted(self, server: socket.socket, token: str, deadline: float) -> bool:
        """Wait for the worker's call; False where the process ended instead, or the time did."""
        assert self._process is not None  # noqa: S101 - set by the caller
        while time.monotonic() < deadline:
            try:
                line, _ = server.accept()
            except TimeoutError:
                if self._process.poll() is not None:
                    return False
                continue
            self._line, self._unread = line, b""
            with contextlib.suppress(OSError, EOFError, ValueError):
                if secrets.compare_digest(str(self._receive(time.monotonic() + 5).get("token")), token):
                    return True
            line.close()
            self._line = None
        return False

    def _send(self, record: dict[str, Any]) -> None:
        assert self._line is not None  # noqa: S101 - _is_alive or _start came before
        self._line.settimeout(self._timeout)
        self._line.sendall(json.dumps(record, ensure_ascii=False).encode("utf-8") + b"\n")

    def _receive(self, deadline: float) -> dict[str, Any]:
        assert self._line is not None  # noqa: S101
        while b"\n" not in self._unread:
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError
            self._line.settimeout(left)
            received = self._line.recv(1 << 20)
            if not received:
                raise EOFError
            self._unread += received
        line, _, self._unread = self._unread.partition(b"\n")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _end(self) -> None:
        if self._line is not None:
            self._line.close()
        if self._process is not None:
            if (
                self._users_own
            ):  # gives it the time to write the profile; one to be thrown away is not worth waiting for
                with contextlib.suppress(subprocess.TimeoutExpired):
                    self._process.wait(_FAREWELL)
            end_with_children(self._process)
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
        self._line, self._process, self._folder, self._unread = None, None, None, b""
