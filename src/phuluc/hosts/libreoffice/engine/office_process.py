"""One LibreOffice process of our own: started with a profile that is thrown away, reached through a pipe."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path
from typing import Final

from phuluc.hosts.libreoffice.engine.errors import OfficeStartError
from phuluc.hosts.libreoffice.engine.uno_bridge import UnoObject, is_uno_error, program_folder, uno

_START_SECONDS: Final = 60.0
_QUIT_SECONDS: Final = 10.0
#: A new profile makes LibreOffice exit with one of these: "start me again".
_RESTART_CODES: Final = (79, 81)
_MOST_STARTS: Final = 4
#: Of a Python environment: they would lead LibreOffice's own Python astray.
_FOREIGN_VARIABLES: Final = ("VIRTUAL_ENV", "PYTHONPATH", "PYTHONHOME")


def has_display() -> bool:
    """Whether windows can be shown: a LibreOffice without a display dies when told to show one."""
    return sys.platform in ("win32", "darwin") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


class OfficeProcess:
    """A running LibreOffice.

    Attributes:
        headless: it was started without windows.
        context: UNO's component context, through which everything is reached.
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
        self._profile = Path(tempfile.mkdtemp(prefix="phuluc-office-"))
        self._pipe = f"phuluc{uuid.uuid4().hex[:12]}"
        self.headless = not (visible and has_display())
        self._command = [
            program or str(_executable()),
            f"-env:UserInstallation={self._profile.as_uri()}",
            "--norestore",
            "--nologo",
            "--nodefault",
            "--nofirststartwizard",
            f"--accept=pipe,name={self._pipe};urp;StarOffice.ComponentContext",
            *(["--headless"] if self.headless else []),
        ]
        self._process = self._start()
        try:
            self.context = self._connect()
        except BaseException:
            self.kill()
            raise

    def _start(self) -> subprocess.Popen[bytes]:
        environment = {name: value for name, value in os.environ.items() if name not in _FOREIGN_VARIABLES}
        return subprocess.Popen(  # noqa: S603 - our own command line, no shell
            self._command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def _connect(self) -> UnoObject:
        local = uno().getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        url = f"uno:pipe,name={self._pipe};urp;StarOffice.ComponentContext"
        deadline, starts = time.monotonic() + _START_SECONDS, 1
        while True:
            with contextlib.suppress(_NotYet):
                return _resolve(resolver, url)
            code = self._process.poll()
            if code in _RESTART_CODES and starts < _MOST_STARTS:
                self._process, starts = self._start(), starts + 1
            elif code is not None:
                raise OfficeStartError.from_exit_code(code)
            if time.monotonic() > deadline:
                raise OfficeStartError.from_seconds(_START_SECONDS)
            time.sleep(0.02)

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def ended(self) -> bool:
        return self._process.poll() is not None

    @property
    def program(self) -> Path:
        return Path(self._command[0])

    def wait_or_kill(self) -> None:
        """Give it time to end by itself, then end it."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(_QUIT_SECONDS)
        self.kill()

    def kill(self) -> None:
        """End it now, and throw its profile away."""
        self._process.kill()
        self._process.wait()
        shutil.rmtree(self._profile, ignore_errors=True)


class _NotYet(Exception):  # noqa: N818 - not an error: the pipe is not open yet
    pass


def _resolve(resolver: UnoObject, url: str) -> UnoObject:
    try:
        return resolver.resolve(url)
    except Exception as error:
        if not is_uno_error(error):
            raise
    raise _NotYet


def _executable() -> Path:
    """The program itself rather than the launcher around it, so that its process is ours to end."""
    folder = program_folder()
    names = ("soffice.bin", "soffice.exe", "soffice")
    return next((folder / name for name in names if (folder / name).is_file()), folder / "soffice")
