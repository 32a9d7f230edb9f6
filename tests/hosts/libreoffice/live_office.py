"""A real LibreOffice, driven through its own API as a person drives it with mouse and keyboard."""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path
from typing import Any

from phuluc.hosts.libreoffice.soffice_process import end_with_children, start_soffice

PYUNO_PLACES = (Path("/usr/lib/python3/dist-packages"), Path("/usr/lib/libreoffice/program"))
EXCEL = "Calc MS Excel 2007 XML"
OPEN_DOCUMENT = "calc8"


def load_uno() -> Any:
    """LibreOffice's bridge for this Python; None where there is none. Only its two files come onto the path."""
    place = next((place for place in PYUNO_PLACES if (place / "uno.py").exists()), None)
    if place is None:
        return None
    if "uno" not in sys.modules:
        folder = Path(tempfile.mkdtemp(prefix="phuluc-uno-"))
        for name in ("uno.py", "unohelper.py"):
            (folder / name).symlink_to(place / name)
        sys.path.insert(0, str(folder))
    try:
        return importlib.import_module("uno")
    except ImportError:
        return None


class LiveOffice:
    """LibreOffice on a profile that has the extension.

    Attributes:
        answers: the file with the answers dialogs get.
    """

    def __init__(self, soffice: Path, home: Path) -> None:
        self.uno = load_uno()
        self.answers = home / "answers.json"
        self._soffice, self._home = soffice, home
        self._process: subprocess.Popen[bytes] | None = None
        self.start()

    def start(self) -> None:
        pipe = f"phuluctest{uuid.uuid4().hex}"
        variables = {"HOME": str(self._home), "PHULUC_DIALOG_ANSWERS": str(self.answers)}
        options = [f"--accept=pipe,name={pipe};urp;", "--nolockcheck"]
        self._process = start_soffice(self._soffice, None, options, variables)
        self._context = self._connect(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        self.desktop = self.create("com.sun.star.frame.Desktop")

    def _connect(self, address: str) -> Any:
        local = self.uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        deadline = time.monotonic() + 60
        while True:
            try:
                return resolver.resolve(address)
            except Exception:  # noqa: BLE001 - pyuno's exceptions must not travel through pytest
                if time.monotonic() > deadline:
                    raise TimeoutError("LibreOffice did not answer") from None
                time.sleep(0.1)

    @property
    def process_group(self) -> int:
        assert self._process is not None
        return self._process.pid

    def kill(self) -> None:
        if self._process is not None:
            end_with_children(self._process)

    def create(self, service: str) -> Any:
        return self._context.ServiceManager.createInstanceWithContext(service, self._context)

    def new(self) -> Any:
        return self.open_url("private:factory/scalc")

    def open(self, path: Path) -> Any:
        return self.open_url(path.as_uri())

    def open_url(self, url: str) -> Any:
        document = self.desktop.loadComponentFromURL(url, "_blank", 0, self.properties(Hidden=True))
        assert document is not None
        return document

    def save(self, document: Any, path: Path, filter_name: str) -> None:
        document.storeAsURL(path.as_uri(), self.properties(FilterName=filter_name))

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

    def properties(self, **values: Any) -> tuple[Any, ...]:
        value = self.uno.getClass("com.sun.star.beans.PropertyValue")
        state = self.uno.Enum("com.sun.star.beans.PropertyState", "DIRECT_VALUE")
        return tuple(value(name, 0, content, state) for name, content in values.items())


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
