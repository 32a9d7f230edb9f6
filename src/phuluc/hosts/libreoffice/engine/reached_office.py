"""A LibreOffice of our own that is reached through a pipe, and ends at the latest with this Python."""

from __future__ import annotations

import os
import sys
import time
import uuid
from pathlib import Path
from typing import Final

from phuluc.hosts.libreoffice.engine.errors import OfficeStartError
from phuluc.hosts.libreoffice.engine.uno_bridge import UnoObject, is_uno_error, program_folder, uno
from phuluc.hosts.libreoffice.lifeline import SERVE, Lifeline
from phuluc.hosts.libreoffice.registration import registration
from phuluc.workbook.office_process import OfficeProcess

_START_SECONDS: Final = 60.0
_QUIT_SECONDS: Final = 10.0
_CONTEXT: Final = "StarOffice.ComponentContext"


def has_display() -> bool:
    """Whether windows can be shown: a LibreOffice without a display dies when told to show one."""
    return sys.platform in ("win32", "darwin") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


class ReachedOffice:
    """A running LibreOffice.

    Attributes:
        headless: it was started without windows.
        context: UNO's component context, through which everything is reached.
        program: the soffice that runs.
    """

    def __init__(self, program: str | None, *, visible: bool) -> None:
        """Start it and wait until it answers.

        Args:
            program: the soffice to start; by default the one that `find_soffice` finds.
            visible: whether windows are wanted, where there is a display.

        Raises:
            UnoMissingError: no LibreOffice, or no Python bridge.
            OfficeStartError: it does not start or does not answer.
        """
        uno()
        self.headless = not (visible and has_display())
        self.program = Path(program) if program else _executable()
        self._process = OfficeProcess(self.program, windows=not self.headless)
        self._lifeline = Lifeline()
        try:
            self.context = self._connect()
        except BaseException:
            self.kill()
            raise

    def _connect(self) -> UnoObject:
        pipe = f"phuluc{uuid.uuid4().hex}"
        worker = registration(self.program, self._process.folder / "addin", functions=False)
        accept = f"--accept=pipe,name={pipe};urp;{_CONTEXT}"
        self._process.start([*worker, accept, SERVE], self._lifeline.variables)
        resolver = Resolver(f"uno:pipe,name={pipe};urp;{_CONTEXT}")
        deadline = time.monotonic() + _START_SECONDS
        context = self._process.wait_for(resolver.context, deadline)
        if context is not None and self._process.wait_for(self._lifeline.accept, deadline):
            return context
        code = self._process.exit_code
        raise OfficeStartError.from_seconds(_START_SECONDS) if code is None else OfficeStartError.from_exit_code(code)

    @property
    def pid(self) -> int:
        return self._process.pid or 0

    @property
    def ended(self) -> bool:
        return not self._process.is_running

    def wait_or_kill(self) -> None:
        """Give it time to end by itself, then end it."""
        self._process.end(_QUIT_SECONDS)
        self._lifeline.cut()

    def kill(self) -> None:
        """End it now."""
        self._process.end()
        self._lifeline.cut()


class Resolver:
    """Knocks at an address of UNO until an office answers."""

    def __init__(self, url: str) -> None:
        local = uno().getComponentContext()
        self._resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        self._url = url

    def context(self) -> UnoObject | None:
        """UNO's component context of the office, None while it does not answer."""
        try:
            return self._resolver.resolve(self._url)
        except Exception as error:
            if not is_uno_error(error):
                raise
        return None


def _executable() -> Path:
    """The program itself rather than the launcher around it, so that its process is ours to end."""
    folder = program_folder()
    names = ("soffice.bin", "soffice.exe", "soffice")
    return next((folder / name for name in names if (folder / name).is_file()), folder / "soffice")
