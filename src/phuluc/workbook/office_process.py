"""A LibreOffice process of our own: profile, restart on demand, an end with all it started."""

from __future__ import annotations

import atexit
import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import weakref
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Final, Self, TypeVar

#: A new profile makes LibreOffice exit with one of these: "start me again".
_RESTART_CODES: Final = (79, 81)
_MOST_STARTS: Final = 4
#: How often a start is looked at, in seconds.
_PATIENCE: Final = 0.02
#: Of a Python environment: they would lead LibreOffice's own Python astray.
_FOREIGN_VARIABLES: Final = ("VIRTUAL_ENV", "PYTHONPATH", "PYTHONHOME")
_SYSTEM_PREFIXES: Final = frozenset({"/usr", "/usr/local"})
_LONGEST_OUTPUT: Final = 300
#: Vietnamese separators: 1.313,5 whatever the settings of the machine.
_SETTINGS: Final = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>vi-VN</value>\
</prop></item>{last_version}
</oor:items>
"""
#: Without it LibreOffice draws test pictures at every start: a second of work for nothing.
_LAST_VERSION: Final = """
<item oor:path="/org.openoffice.Setup/Product"><prop oor:name="ooSetupLastVersion" oor:op="fuse"><value>{}</value>\
</prop></item>"""
_BOOTSTRAP_FILES: Final = ("bootstraprc", "bootstrap.ini", "../Resources/bootstraprc")
_PRODUCT: Final = re.compile(r"^ProductKey=.* (\d+\.\d+)\s*$", re.MULTILINE)
_Found = TypeVar("_Found")


class OfficeProcess:
    """A LibreOffice on a profile that is thrown away, ended at the latest with this Python.

    Args:
        soffice: LibreOffice's program.
        users_own: work on the profile of the person instead; their LibreOffice must be closed.
        windows: let it show windows, which needs a display.

    Attributes:
        soffice: the program.
        folder: for files of this process; gone with it.
    """

    def __init__(self, soffice: Path, *, users_own: bool = False, windows: bool = False) -> None:
        self.soffice = soffice
        self.folder = Path(tempfile.mkdtemp(prefix="phuluc-office-"))
        self._options = ["--norestore", "--nologo", "--nodefault", *([] if windows else ["--headless"])]
        self._users_own = users_own
        if not users_own:
            _write_files(self._profile, _made_profiles.get(soffice) or _new_profile(soffice))
            self._options.insert(0, f"-env:UserInstallation={self._profile.as_uri()}")
        self._command: list[str] = []
        self._environment: dict[str, str] = {}
        self._process: subprocess.Popen[bytes] | None = None
        _living.add(self)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    def start(self, options: Sequence[str], variables: Mapping[str, str] | None = None) -> None:
        """Start it.

        Args:
            options: further options and documents.
            variables: further environment variables.
        """
        self._command = [str(self.soffice), *self._options, *options]
        self._environment = {**_plain_environment(), **(variables or {})}
        self._start()

    def wait_for(self, look: Callable[[], _Found | None], deadline: float) -> _Found | None:
        """Look again and again until something is found; where LibreOffice asks to be started again, it is.

        Args:
            look: gives what is waited for, None while it is not there.
            deadline: by time.monotonic().

        Returns:
            What was found; None where LibreOffice ended instead (`exit_code` tells) or the time did.
        """
        starts = 1
        while True:
            found = look()
            if found is not None:
                return found
            if self._process is not None and self.exit_code in _RESTART_CODES and starts < _MOST_STARTS:
                _end_group(self._process)
                if not self._users_own:
                    _made_profiles[self.soffice] = _read_files(self._profile)
                self._start()
                starts += 1
            elif self.exit_code is not None or time.monotonic() > deadline:
                return None
            time.sleep(_PATIENCE)

    @property
    def pid(self) -> int | None:
        """The process that was started, None before."""
        return self._process.pid if self._process is not None else None

    @property
    def exit_code(self) -> int | None:
        """None while it runs; by number of its signal, negative, where one ended it."""
        return _exit_code(self._process) if self._process is not None else None

    @property
    def is_running(self) -> bool:
        return self._process is not None and self.exit_code is None

    @property
    def output(self) -> str:
        """The end of what it printed."""
        with contextlib.suppress(OSError):
            return self._output.read_text(encoding="utf-8", errors="replace").strip()[-_LONGEST_OUTPUT:]
        return ""

    def end(self, farewell: float = 0.0) -> None:
        """End it with all it started, and throw its files away.

        Args:
            farewell: seconds it gets to end by itself.
        """
        _living.discard(self)
        if self._process is not None:
            deadline = time.monotonic() + farewell
            while self.is_running and time.monotonic() < deadline:
                time.sleep(_PATIENCE)
            _end_group(self._process)
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def _profile(self) -> Path:
        return self.folder / "profile"

    @property
    def _output(self) -> Path:
        return self.folder / "output.txt"

    def _start(self) -> None:
        with self._output.open("wb") as output:
            self._process = subprocess.Popen(  # noqa: S603 - our own command line, no shell
                self._command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=self._environment,
                start_new_session=True,
            )


def _plain_environment() -> dict[str, str]:
    """Ours without what a Python environment put there: LibreOffice's Python takes the first on the PATH for itself."""
    inherited = {name: value for name, value in os.environ.items() if name not in _FOREIGN_VARIABLES}
    prefixes = {sys.prefix, sys.base_prefix, os.environ.get("VIRTUAL_ENV", sys.prefix)} - _SYSTEM_PREFIXES
    ours = {Path(prefix, "bin") for prefix in prefixes}
    places = inherited.get("PATH", "").split(os.pathsep)
    return {**inherited, "PATH": os.pathsep.join(place for place in places if Path(place) not in ours)}


def _exit_code(process: subprocess.Popen[bytes]) -> int | None:
    """The exit code of a process that has ended, which is not yet collected: its number cannot become another's."""
    if sys.platform == "win32" or process.returncode is not None:
        return process.poll()
    ended = os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    if ended is None:
        return None
    return ended.si_status if ended.si_code == os.CLD_EXITED else -ended.si_status


def _end_group(process: subprocess.Popen[bytes]) -> None:
    """End the process with all it started: soffice is a launcher, the work is done by its children."""
    if sys.platform == "win32":
        if process.poll() is None:
            taskkill = shutil.which("taskkill") or "taskkill"
            subprocess.run([taskkill, "/T", "/F", "/PID", str(process.pid)], check=False, capture_output=True)  # noqa: S603
    elif process.returncode is None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


#: By program, the profile as LibreOffice left it when it asked to be started again: with a copy one start is enough.
_made_profiles: dict[Path, Mapping[str, bytes]] = {}


def _new_profile(soffice: Path) -> dict[str, bytes]:
    program = soffice.resolve().parent
    texts = [(program / name).read_text("utf-8") for name in _BOOTSTRAP_FILES if (program / name).is_file()]
    product = _PRODUCT.search(texts[0]) if texts else None
    last_version = _LAST_VERSION.format(product[1]) if product else ""
    return {"user/registrymodifications.xcu": _SETTINGS.format(last_version=last_version).encode("utf-8")}


def _read_files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


_living: weakref.WeakSet[OfficeProcess] = weakref.WeakSet()


@atexit.register
def _end_all() -> None:
    for process in list(_living):
        process.end()
