"""Messages and questions to the person at Excel, in any Vietnamese text."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, Protocol

from phuluc.hosts.excel.light_xlwings import xlwings as xw

TITLE: Final = "Phụ lục"

_OK: Final = 0x0
_YES_NO: Final = 0x4
_SECOND_BUTTON: Final = 0x100
_WARNING: Final = 0x30
_QUESTION: Final = 0x20
_INFORMATION: Final = 0x40
#: Excel waits for us, so the box must come to the front by itself.
_IN_FRONT: Final = 0x10000 | 0x40000
_YES: Final = 6
#: Longer questions are cut off by Excel's input box.
_LONGEST_PROMPT: Final = 255


class Dialogs(Protocol):
    """How an action talks with a person; None means that the person changed their mind."""

    def tell(self, text: str) -> None: ...

    def warn(self, text: str) -> None: ...

    def ask(self, text: str) -> bool:
        """Ask a question; "no" is what Enter answers."""
        ...

    def choose(self, question: str, choices: Sequence[str]) -> int | None:
        """Give the place of the choice, from 0."""
        ...

    def open_file(self, title: str, filters: str) -> Path | None:
        """Ask for a file that is there; `filters` are "Sổ Excel (*.xlsx),*.xlsx,…"."""
        ...

    def save_file(self, title: str, suggested: str, filters: str) -> Path | None:
        """Ask where to save; a file that is there is named only where it may be replaced."""
        ...


class ExcelDialogs:
    """Dialogs in Excel on Windows: boxes of the system by their Unicode entry, file dialogs of Excel itself."""

    def __init__(self, app: xw.App) -> None:
        self._app = app

    def tell(self, text: str) -> None:
        """Say what was done."""
        self._box(text, _OK | _INFORMATION)

    def warn(self, text: str) -> None:
        """Say what could not be done."""
        self._box(text, _OK | _WARNING)

    def ask(self, text: str) -> bool:
        """Ask yes or no."""
        return self._box(text, _YES_NO | _QUESTION | _SECOND_BUTTON) == _YES

    def choose(self, question: str, choices: Sequence[str]) -> int | None:
        """Ask for the number of a choice until there is one or the person cancels."""
        lines = [question, *(f"{number}. {choice}" for number, choice in enumerate(choices, start=1))]
        prompt = "\n".join(lines)[:_LONGEST_PROMPT]
        while True:
            # Type 1 takes numbers only; cancelling gives False.
            answer = self._native.InputBox(Prompt=prompt, Title=TITLE, Default=1, Type=1)
            if answer is False:
                return None
            if float(answer).is_integer() and 1 <= answer <= len(choices):
                return int(answer) - 1

    def open_file(self, title: str, filters: str) -> Path | None:
        """Show Excel's dialog for opening."""
        return _path(self._native.GetOpenFilename(FileFilter=filters, Title=title))

    def save_file(self, title: str, suggested: str, filters: str) -> Path | None:
        """Show Excel's dialog for saving and ask before a file would be replaced, which that dialog does not."""
        path = _path(self._native.GetSaveAsFilename(InitialFilename=suggested, FileFilter=filters, Title=title))
        if path is not None and path.exists() and not self.ask(f"Tệp “{path.name}” đã có. Ghi đè?"):
            return None
        return path

    @property
    def _native(self) -> Any:
        return self._app.api  # desktop: dialogs of files

    def _box(self, text: str, style: int) -> int:
        return message_box(self._app.hwnd or 0, text, style | _IN_FRONT)  # desktop: in front of Excel


def warn_without_excel(text: str) -> None:
    """Say what could not be done where Excel itself does not answer."""
    message_box(0, text, _OK | _WARNING | _IN_FRONT)


def message_box(owner: int, text: str, style: int) -> int:
    """Show a message box of Windows and return the button's number.

    Raises:
        OSError: this is not Windows.
    """
    if sys.platform == "win32":
        pressed: int = ctypes.windll.user32.MessageBoxW(owner, text, TITLE, style)
        return pressed
    raise OSError("message boxes are those of Windows")


def _path(answer: Any) -> Path | None:
    return Path(answer) if isinstance(answer, str) and answer else None
