"""One LibreOffice that stays ready for PDF files and recalculation, watched over from here.

It starts when first needed, in a profile that is thrown away, has a limit of time for each task, starts anew after a
crash, and ends with this process whatever becomes of it: it lives on a connection that the end of this process cuts.
"""

from __future__ import annotations

import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from phuluc.hosts.libreoffice.errors import OfficeCrashedError, OfficeTimeoutError, OfficeUnwillingError
from phuluc.hosts.libreoffice.lifeline import SERVE, Lifeline
from phuluc.hosts.libreoffice.names import write_for_calc
from phuluc.hosts.libreoffice.registration import registration
from phuluc.workbook.office_process import OfficeProcess
from phuluc.workbook.saving import save_atomically
from phuluc.workbook.soffice import LibreOfficeMissingError, find_soffice

DEFAULT_TIMEOUT: Final = 120.0
_LONGEST_START: Final = 60.0
#: Seconds to write the profile of a person; one to be thrown away is not worth waiting for.
_FAREWELL: Final = 10.0

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
        self._process: OfficeProcess | None = None
        self._line: Lifeline | None = None

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
            line = self._alive() or self._start()
            deadline = time.monotonic() + self._timeout
            try:
                line.send({"task": task, "arguments": arguments}, self._timeout)
                answer = line.receive(deadline)
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

    def _alive(self) -> Lifeline | None:
        """The connection to a LibreOffice that can be asked; one that has died is cleared away."""
        if self._process is None or not self._process.is_running:
            self._end()
        return self._line

    def _start(self) -> Lifeline:
        soffice = self._find()
        if soffice is None:
            raise LibreOfficeMissingError
        process, line = OfficeProcess(soffice, users_own=self._users_own), Lifeline()
        self._process, self._line = process, line
        try:
            registered = registration(soffice, process.folder / "addin", functions=not self._users_own)
            process.start([*registered, "--nolockcheck", SERVE], line.variables)
            answered = process.wait_for(line.accept, time.monotonic() + _LONGEST_START)
        except BaseException:
            self._end()
            raise
        if not answered:
            self._end()
            raise OfficeUnwillingError.not_started(soffice)
        return line

    def _end(self) -> None:
        if self._line is not None:
            self._line.cut()
        if self._process is not None:
            self._process.end(_FAREWELL if self._users_own else 0)
        self._line, self._process = None, None
