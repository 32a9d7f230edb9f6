"""A real LibreOffice, driven through its own API as a person drives it with mouse and keyboard."""

from __future__ import annotations

import json
import os
import sys
import time
import uuid
from pathlib import Path
from typing import Any

from phuluc.hosts.libreoffice.engine.errors import UnoMissingError
from phuluc.hosts.libreoffice.engine.reached_office import Resolver
from phuluc.hosts.libreoffice.engine.uno_bridge import properties, uno
from phuluc.workbook.office_process import OfficeProcess

EXCEL = "Calc MS Excel 2007 XML"
OPEN_DOCUMENT = "calc8"


def has_uno() -> bool:
    """Whether LibreOffice's bridge loads into this Python."""
    try:
        uno()
    except UnoMissingError:
        return False
    return True


class LiveOffice:
    """LibreOffice on a profile that has the extension.

    Attributes:
        answers: the file with the answers dialogs get.
    """

    def __init__(self, soffice: Path, home: Path) -> None:
        self.answers = home / "answers.json"
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

    def save(self, document: Any, path: Path, filter_name: str) -> None:
        document.storeAsURL(path.as_uri(), properties(FilterName=filter_name))

    def press(self, document: Any, button: str, *answers: object) -> list[dict[str, str]]:
        """Press a button of the toolbar with the answers to what it asks; gives what it told, in order."""
        self.answers.write_text(json.dumps(answers, default=str), encoding="utf-8")
        told = self.answers.with_name(self.answers.name + ".told")
        told.unlink(missing_ok=True)
        frame = document.getCurrentController().getFrame()
        self.create("com.sun.star.frame.DispatchHelper").executeDispatch(frame, f"vn.phuluc.button:{button}", "", 0, ())
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            if told.exists() and (lines := told.read_text(encoding="utf-8")).endswith("\n"):
                notes = [json.loads(line) for line in lines.splitlines()]
                if notes[-1]["kind"] == "done":
                    return notes[:-1]
            time.sleep(0.1)
        raise TimeoutError(button)


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
