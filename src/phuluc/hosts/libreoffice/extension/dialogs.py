"""Messages and file dialogs inside LibreOffice.

With PHULUC_DIALOG_ANSWERS naming a JSON file, nothing is shown: answers are taken from its list `paths`, one a dialog,
and messages are appended to the file beside it, `<name>.messages`. That is how buttons are pressed without a person.
"""

from __future__ import annotations

import json
import os
from urllib.parse import unquote, urlparse
from urllib.request import url2pathname

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Literal, Protocol

    Severity = Literal["note", "warning", "error"]

    class Dialogs(Protocol):
        def ask_open(self, title: str, filters: list[tuple[str, str]]) -> str | None:
            """The path of a file that is there, or None where the person thought better of it."""

        def ask_save(self, title: str, name: str, filters: list[tuple[str, str]]) -> str | None:
            """The path of a file to write; the dialog asks before one that is there is replaced."""

        def tell(self, text: str, severity: Severity = "note") -> None: ...


ANSWERS = "PHULUC_DIALOG_ANSWERS"
_TITLE = "Phụ lục"
#: Values of com.sun.star.ui.dialogs.TemplateDescription and of com.sun.star.awt.MessageBoxButtons.
_OPEN_SIMPLE, _SAVE_WITH_EXTENSION, _BUTTON_OK = 0, 10, 1
_BOXES = {"note": "INFOBOX", "warning": "WARNINGBOX", "error": "ERRORBOX"}


def dialogs_of(context: Any) -> Dialogs:
    """The dialogs of this office."""
    answers = os.environ.get(ANSWERS)
    return PreparedAnswers(answers) if answers else OfficeDialogs(context)


class OfficeDialogs:
    """Real dialogs, above the window the person works in."""

    def __init__(self, context: Any) -> None:
        self._context = context

    def ask_open(self, title: str, filters: list[tuple[str, str]]) -> str | None:
        return self._pick(_OPEN_SIMPLE, title, filters, "")

    def ask_save(self, title: str, name: str, filters: list[tuple[str, str]]) -> str | None:
        return self._pick(_SAVE_WITH_EXTENSION, title, filters, name)

    def tell(self, text: str, severity: Severity = "note") -> None:
        import uno  # noqa: PLC0415 - exists inside LibreOffice only

        kind = uno.Enum("com.sun.star.awt.MessageBoxType", _BOXES[severity])
        toolkit = self._create("com.sun.star.awt.Toolkit")
        box = toolkit.createMessageBox(self._window(), kind, _BUTTON_OK, _TITLE, text)
        if box is not None:  # none without a window: a started office without --headless and without a screen
            box.execute()
            box.dispose()

    def _window(self) -> Any:
        frame = self._create("com.sun.star.frame.Desktop").getCurrentFrame()
        return frame.getContainerWindow() if frame is not None else None

    def _pick(self, kind: int, title: str, filters: list[tuple[str, str]], name: str) -> str | None:
        factory = self._context.ServiceManager
        arguments = (kind,)
        picker = factory.createInstanceWithArgumentsAndContext(
            "com.sun.star.ui.dialogs.FilePicker", arguments, self._context
        )
        picker.setTitle(title)
        for label, pattern in filters:
            picker.appendFilter(label, pattern)
        if name:
            picker.setDefaultName(name)
        try:
            if picker.execute() != 1:
                return None
            url = urlparse(picker.getFiles()[0])
        finally:
            picker.dispose()
        return url2pathname(unquote(url.path))

    def _create(self, service: str) -> Any:
        return self._context.ServiceManager.createInstanceWithContext(service, self._context)


class PreparedAnswers:
    """Answers from a file; a dialog without one is cancelled."""

    def __init__(self, path: str) -> None:
        self._path = path

    def ask_open(self, _title: str, _filters: list[tuple[str, str]]) -> str | None:
        return self._next_path()

    def ask_save(self, _title: str, _name: str, _filters: list[tuple[str, str]]) -> str | None:
        return self._next_path()

    def tell(self, text: str, severity: Severity = "note") -> None:
        with open(self._path + ".messages", "a", encoding="utf-8") as stream:  # noqa: PTH123
            stream.write(json.dumps({"severity": severity, "text": text}, ensure_ascii=False) + "\n")

    def _next_path(self) -> str | None:
        with open(self._path, encoding="utf-8") as stream:  # noqa: PTH123
            prepared = json.load(stream)
        path: str | None = prepared["paths"].pop(0) if prepared["paths"] else None
        with open(self._path, "w", encoding="utf-8") as stream:  # noqa: PTH123
            json.dump(prepared, stream, ensure_ascii=False)
        return path
