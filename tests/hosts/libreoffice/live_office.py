"""A real LibreOffice, driven through its own API as a person drives it with mouse and keyboard."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlparse

from phuluc.hosts.libreoffice.engine.errors import UnoMissingError
from phuluc.hosts.libreoffice.engine.reached_office import Resolver
from phuluc.hosts.libreoffice.engine.uno_bridge import properties, uno
from phuluc.workbook.office_process import OfficeProcess, new_profile

EXCEL = "Calc MS Excel 2007 XML"
OPEN_DOCUMENT = "calc8"

#: Seconds until what was pressed has hung; the book of the whole country takes up to one minute of a busy machine.
_PATIENCE: Final = 240


def has_uno() -> bool:
    """Whether LibreOffice's bridge loads into this Python."""
    try:
        uno()
    except UnoMissingError:
        return False
    return True


def new_home(home: Path, soffice: Path) -> None:
    """The home of a person whose LibreOffice is English and was used: the first time it tests itself by pictures."""
    for name, content in new_profile(soffice).items():
        file = home / ".config" / "libreoffice" / "4" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.replace(b"vi-VN", b"en-US"))


class LiveOffice:
    """LibreOffice on a profile that has the extension.

    Attributes:
        answers: the file with the answers dialogs get.
        profile: the user's part of the profile.
    """

    def __init__(self, soffice: Path, home: Path) -> None:
        self.answers = home / "answers.json"
        self.profile = home / ".config" / "libreoffice" / "4" / "user"
        self._process = OfficeProcess(soffice, users_own=True)
        pipe = f"phuluctest{uuid.uuid4().hex}"
        variables = {"HOME": str(home), "PHULUC_DIALOG_ANSWERS": str(self.answers)}
        self._process.start([f"--accept=pipe,name={pipe};urp;", "--nolockcheck"], variables)
        resolver = Resolver(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        self._context = self._process.wait_for(resolver.context, time.monotonic() + 60)
        assert self._context is not None, self._process.output
        self.desktop = self.create("com.sun.star.frame.Desktop")

    @property
    def process_group(self) -> int:
        assert self._process.pid is not None
        return self._process.pid

    def kill(self) -> None:
        self._process.end()

    def create(self, service: str) -> Any:
        return self._context.ServiceManager.createInstanceWithContext(service, self._context)

    def new(self) -> Any:
        return self.open_url("private:factory/scalc")

    def open(self, path: Path) -> Any:
        return self.open_url(path.as_uri())

    def open_url(self, url: str) -> Any:
        document = self.desktop.loadComponentFromURL(url, "_blank", 0, properties(Hidden=True))
        assert document is not None
        return document

    def find(self, path: Path) -> Any:
        """The open document of a file, None where there is none."""
        documents = self.desktop.getComponents().createEnumeration()
        while documents.hasMoreElements():
            document = documents.nextElement()
            if Path(unquote(urlparse(document.getURL()).path)) == path:
                return document
        return None

    def save(self, document: Any, path: Path, filter_name: str) -> None:
        document.storeAsURL(path.as_uri(), properties(FilterName=filter_name))

    def press(self, document: Any, button: str, *answers: object) -> list[dict[str, str]]:
        """Press a button of the toolbar with the answers to what it asks; gives what it told, in order."""
        self.start_press(document, button, *answers)
        # An action that has just told its end is still being cleared away; a press at that moment is refused.
        while not self._has_begun():
            self.start_press(document, button, *answers)
        notes: list[dict[str, str]] = []

        def is_done() -> bool:
            if self._told.exists() and (lines := self._told.read_text(encoding="utf-8")).endswith("\n"):
                notes[:] = [json.loads(line) for line in lines.splitlines()]
            return bool(notes) and notes[-1]["kind"] == "done"

        self.wait_until(is_done)
        self.wait_until(lambda: self._worker() is None)
        return notes[:-1]

    def start_press(self, document: Any, button: str, *answers: object) -> None:
        """Press a button and do not wait."""
        self.answers.write_text(json.dumps(answers, default=str), encoding="utf-8")
        self._told.unlink(missing_ok=True)
        frame = document.getCurrentController().getFrame()
        self.create("com.sun.star.frame.DispatchHelper").executeDispatch(frame, f"vn.phuluc.button:{button}", "", 0, ())

    def _has_begun(self) -> bool:
        """Whether the process of a pressed button comes up soon, or has told something already."""
        with contextlib.suppress(TimeoutError):
            self.wait_until(lambda: self._worker() is not None or self._told.exists(), seconds=20)
            return True
        return False

    def wait_until(self, is_so: Callable[[], bool], seconds: float = _PATIENCE) -> None:
        deadline = time.monotonic() + seconds
        while not is_so():
            if time.monotonic() > deadline:
                raise TimeoutError
            time.sleep(0.05)

    def kill_worker(self) -> None:
        """Kill the process in which the action of a button runs."""
        worker = self._worker()
        assert worker is not None
        os.kill(worker, signal.SIGKILL)

    def _worker(self) -> int | None:
        for folder in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                is_ours = b"libreoffice.run_button" in (folder / "cmdline").read_bytes()
                if is_ours and os.getpgid(int(folder.name)) == self.process_group:
                    return int(folder.name)
        return None

    @property
    def _told(self) -> Path:
        return self.answers.with_name(self.answers.name + ".told")


def is_running(pid: int) -> bool:
    """Whether a process works; one that has ended and was not collected does not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/stat")
    return not status.exists() or status.read_text().rsplit(")", 1)[1].split()[0] != "Z"


def stand_in_python(profile: Path, folder: Path) -> None:
    """Let the toolbar run this tree's code, whatever the interpreter has installed."""
    source = Path(__file__).parents[3] / "src"
    script = folder / "python"
    script.write_text(f'#!/bin/sh\nPYTHONPATH="{source}" exec "{sys.executable}" "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    settings = profile / "phuluc.json"
    record = json.loads(settings.read_text(encoding="utf-8"))
    settings.write_text(json.dumps({**record, "python": str(script)}), encoding="utf-8")
