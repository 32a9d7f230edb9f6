"""A LibreOffice in a real window, on a screen that nobody sees: buttons are clicked, messages read, pictures taken.

A program of its own, because LibreOffice's bridge of one version fits no other:
`python -m tests.tools.office_window HOME BOOK FOLDER` with the extension installed in HOME presses "Kiểm tra số liệu",
answers the message and writes `window.png` and `message.png` into FOLDER, and what it saw as JSON to standard output.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from PIL import Image, ImageGrab

from phuluc.hosts.libreoffice.engine.reached_office import Resolver
from phuluc.workbook.office_process import OfficeProcess
from phuluc.workbook.soffice import find_soffice

SIZE = (1280, 800)
BUTTON = "Kiểm tra số liệu"
_SECONDS = 90.0
_Found = TypeVar("_Found")


@contextmanager
def screen() -> Iterator[str]:
    """An X server without a monitor; gives its display."""
    reading, writing = os.pipe()
    size = f"{SIZE[0]}x{SIZE[1]}x24"
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", size, "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL) as server:
        os.close(writing)
        with os.fdopen(reading) as stream:
            display = f":{stream.readline().strip()}"
        try:
            yield display
        finally:
            server.terminate()


class Window:
    """LibreOffice with a workbook in front of a person."""

    def __init__(self, office: OfficeProcess, display: str, home: Path, book: Path) -> None:
        self._display = display
        pipe = f"phuluctest{uuid.uuid4().hex}"
        variables = {"HOME": str(home), "DISPLAY": display, "SAL_USE_VCLPLUGIN": "gen", "LC_ALL": "vi_VN.UTF-8"}
        office.start([f"--accept=pipe,name={pipe};urp;", "--nolockcheck", str(book)], variables)
        resolver = Resolver(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        context = office.wait_for(resolver.context, time.monotonic() + _SECONDS)
        assert context is not None, office.output
        self._context = context
        self._desktop = self._create("com.sun.star.frame.Desktop")
        self.document = wait_for(self._workbook)

    def click(self, name: str) -> None:
        """Click what a person sees under a name, in whatever window it is."""
        left, top, width, height = wait_for(lambda: self._place(name))
        place = [str(left + width // 2), str(top + height // 2)]
        self._xdotool("mousemove", "--sync", *place)
        self._xdotool("click", "1")

    def message(self) -> str:
        """Wait for a message box; gives its text."""
        return wait_for(self._message)

    def picture(self) -> Image.Image:
        time.sleep(1)  # what was just changed is drawn a moment later
        return ImageGrab.grab(xdisplay=self._display)

    def _workbook(self) -> Any:
        document = self._desktop.getCurrentComponent()
        return document if document is not None and hasattr(document, "Sheets") else None

    def _place(self, name: str) -> tuple[int, int, int, int] | None:
        for item in self._visible():
            if item.getAccessibleName() == name:
                component = item.getAccessibleComponent() if hasattr(item, "getAccessibleComponent") else item
                point, size = component.getLocationOnScreen(), component.getSize()
                if size.Width > 0:
                    return point.X, point.Y, size.Width, size.Height
        return None

    def _message(self) -> str | None:
        for window in self._windows():
            if window.getAccessibleName().startswith("Phụ lục"):
                texts = [item.getAccessibleName() for item in self._below(window, 0)]
                return "\n".join(text for text in texts if len(text) > 20) or None
        return None

    def _visible(self) -> Iterator[Any]:
        for window in self._windows():
            yield from self._below(window, 0)

    def _windows(self) -> Iterator[Any]:
        toolkit = self._create("com.sun.star.awt.Toolkit")
        for number in range(toolkit.getTopWindowCount()):
            window = toolkit.getTopWindow(number)
            if window is not None and window.isVisible():
                yield window.getAccessibleContext()

    def _below(self, item: Any, depth: int) -> Iterator[Any]:
        """What an item holds, without the thousands of cells of a sheet."""
        if item is None or depth > 8 or item.getAccessibleChildCount() > 400:
            return
        yield item
        for number in range(item.getAccessibleChildCount()):
            child = item.getAccessibleChild(number)
            if child is not None:
                yield from self._below(child.getAccessibleContext(), depth + 1)

    def _create(self, service: str) -> Any:
        return self._context.ServiceManager.createInstanceWithContext(service, self._context)

    def _xdotool(self, *arguments: str) -> None:
        subprocess.run(["xdotool", *arguments], env={**os.environ, "DISPLAY": self._display}, check=True)


def wait_for(look: Callable[[], _Found | None]) -> _Found:
    """Look until something is found; UNO's exceptions mean "not yet" and must not travel."""
    deadline = time.monotonic() + _SECONDS
    while time.monotonic() < deadline:
        try:
            found = look()
        except Exception:  # noqa: BLE001 - a window that goes while it is looked at
            found = None
        if found is not None:
            return found
        time.sleep(0.2)
    raise TimeoutError


def main(home: Path, book: Path, folder: Path) -> dict[str, Any]:
    soffice = find_soffice()
    assert soffice is not None
    with screen() as display, OfficeProcess(soffice, users_own=True, windows=True) as office:
        window = Window(office, display, home, book)
        window.click(BUTTON)
        text = window.message()
        window.picture().save(folder / "message.png")
        window.click("OK")
        findings = window.document.Sheets.getByName("Kiểm tra")
        window.document.getCurrentController().setActiveSheet(window.document.Sheets.getByName("Phụ lục 1"))
        window.picture().save(folder / "window.png")
        return {"message": text, "finding": findings.getCellByPosition(1, 4).String}


if __name__ == "__main__":
    print(json.dumps(main(*map(Path, sys.argv[1:4])), ensure_ascii=False))  # noqa: T201 - read by the test
